"""Episodes of our own writing for tests; no record of a broadcast."""

from __future__ import annotations

import datetime as dt

from index.types import DigestItem, Episode, IndexedItem, Transcript

TEXT = (
    "大家好,这里是测试周报2024年5月的第一期。某大学的研究者推出机器人系统Alpha Arm,任务成功率达到71.5%。"
    "某公司推出语音模型Beta Voice。它支持12种语言。这期节目就到这里,感谢收听!"
)


def episode(episode_id: str = "test-2024-05-1", show: str = "测试周报", day: int = 6) -> Episode:
    return Episode(id=episode_id, show=show, title=f"{show} {episode_id}", date=dt.date(2024, 5, day))


def transcript(episode_id: str = "test-2024-05-1", text: str = TEXT, show: str = "测试周报") -> Transcript:
    return Transcript(episode=episode(episode_id, show), text=text)


def indexed(n: int, title: str, tokens: tuple[str, ...], episode_id: str = "test-2024-05-1") -> IndexedItem:
    item = DigestItem(
        episode=episode_id, n=n, start=0, end=len(title), title=title, summary=title, text=title, names=(title,)
    )
    return IndexedItem(item=item, tokens=tokens)

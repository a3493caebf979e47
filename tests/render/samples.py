"""Episodes, items and answers of our own writing, small and large, and a check that Telegram would take a message."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from bot.render.links import Links
from bot.render.types import Message
from bot.storage.subscriptions import Subscription, SubscriptionKind
from index.types import Answer, DigestItem, Episode, Hit
from tests.support.recording import check_markup, check_text, parse

LINKS = Links("weekly_bot")
NASTY = '<b>A & B</b> "C" 😀'


def episode(episode_id: str = "show-1", url: str | None = None, date: dt.date | None = dt.date(2024, 3, 10)) -> Episode:
    return Episode(id=episode_id, show="测试周报", title=f"测试周报 {episode_id}", date=date, url=url)


def item(
    n: int = 1, title: str = "Alpha Arm", summary: str = "成功率达到58.5%。", text: str = "", **more: object
) -> DigestItem:
    fields = {"names": (title,), "orgs": (), **more}
    return DigestItem.model_validate(
        {"episode": "show-1", "n": n, "start": 0, "end": 1, "title": title, "summary": summary, "text": text or summary}
        | fields
    )


def hit(n: int = 1, source: Episode | None = None, **more: object) -> Hit:
    return Hit(episode=source or episode(), item=item(n, **more))  # type: ignore[arg-type]


def found(*hits: Hit, text: str = "58.5%", kind: str = "fact") -> Answer:
    return Answer.model_validate({"found": True, "kind": kind, "language": "zh", "text": text, "hits": hits})


def wish(number: int, kind: SubscriptionKind, value: str = "", *, paused: bool = False) -> Subscription:
    return Subscription(number, 7, 0, kind, value, paused, dt.datetime(2024, 3, 1, tzinfo=dt.UTC))


def shown(message: Message) -> str:
    """The text as people see it; fails where Telegram would refuse the message."""
    check_text(message.text)
    check_markup(message.markup.to_dict() if message.markup else None)
    return parse(message.text)


def labels(message: Message) -> list[str]:
    return [button.text for row in (message.markup.inline_keyboard if message.markup else ()) for button in row]


def targets(messages: Iterable[Message]) -> list[object]:
    """Callback data or URL of every button."""
    return [
        button.callback_data or button.url
        for message in messages
        for row in (message.markup.inline_keyboard if message.markup else ())
        for button in row
    ]

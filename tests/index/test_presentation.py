from __future__ import annotations

import pytest

from index.presentation import runs
from index.sentences import sentences

NEWS = "东京大学的研究者推出绘画系统InkFlow。InkFlow可以离线使用。团队还开放了代码。"


def _kept(text: str) -> str:
    return "".join(sentence.text for run in runs(sentences(text)) for sentence in run)


@pytest.mark.parametrize(
    "sentence",
    [
        "大家好,欢迎收听本周的节目。",
        "感谢收听,我们下期再见!",
        "Thanks for listening!",
        "Welcome back to the show.",
        "记得点赞。",
        "输入口令早安,可以免费用三个月。",
    ],
)
def test_what_presenters_say_for_the_show_is_no_news(sentence: str) -> None:
    assert _kept(sentence) == ""
    assert _kept(f"{sentence} {NEWS}") == NEWS


@pytest.mark.parametrize(
    "sentence",
    ["", " ", "😀", "InkFlow works offline.", "重复用过的输入自动打五折。", "公司只发了一个公众号,没有开发布会。"],
)
def test_news_is_kept(sentence: str) -> None:
    assert _kept(f"{NEWS}{sentence}{NEWS}") == f"{NEWS}{sentence.strip()}{NEWS}"


def test_nothing_before_the_beginning_is_news() -> None:
    talk = "外面风挺大的,出门记得戴帽子。我骑车过来,手还是凉的。好,茶泡上,我们开始。"
    assert _kept(f"各位早安。{talk}{NEWS * 9}") == NEWS * 9
    assert _kept(f"{NEWS}公司说,现在正式开始。{NEWS * 5}") == f"{NEWS}公司说,现在正式开始。{NEWS * 5}"


def test_nothing_after_the_end_is_news() -> None:
    talk = "好了,那今天就到这里。后天还有一期,之后就放假了。"
    assert _kept(f"{NEWS * 5}{talk}") == NEWS * 5


def test_an_advertisement_is_left_out_up_to_where_the_show_goes_on() -> None:
    advertisement = "休息一下,感谢本期的赞助商青山燕麦奶。加两块冰,顶到中午没问题。真的,我囤了两箱。广告回来。"
    assert _kept(f"{NEWS}{advertisement}{NEWS}") == NEWS * 2
    assert _kept(f"{NEWS}我们来聊聊赞助的事。{NEWS}") == f"{NEWS}我们来聊聊赞助的事。{NEWS}"

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.asked import Asked, chinese_asked, latin_asked
from index.text import fold, is_chinese
from index.types import Language


def _names(text: str) -> list[str]:
    language: Language = "zh" if is_chinese(text) else "en"
    return [one.text for one in latin_asked(text, language)]


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("", []),
        ("InkFlow是什么", ["InkFlow"]),
        ("inkflow是什么", ["inkflow"]),
        ("InkFlow和GripOne谁快", ["InkFlow", "GripOne"]),
        ("what is InkFlow", ["InkFlow"]),
        ("What is InkFlow's price?", ["InkFlow"]),
        ("what can GPT-4o mini do", ["GPT-4o mini"]),
        ("有没有AI方面的消息", []),
        ("7B是多大", []),
        ("how does the robot cook", []),
        ("which models are small?", []),
    ],
)
def test_latin_names_of_a_question(question: str, names: list[str]) -> None:
    assert _names(question) == names


@pytest.mark.parametrize(
    ("name", "sure"), [("InkFlow", True), ("GPT-4", True), ("Pi", False), ("R1", True), ("inkflow", True)]
)
def test_a_name_of_two_letters_may_be_anything(name: str, sure: bool) -> None:
    (found,) = latin_asked(f"{name}是什么", "zh")
    assert found.sure is sure


def test_an_unknown_word_in_lower_case_is_not_sure_in_english() -> None:
    assert [one.sure for one in latin_asked("is inkflow free", "en")] == [False]


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("", []),
        ("机器人会做饭吗", []),
        ("谷歌出了什么", ["谷歌"]),
        ("谷歌和智谱谁快", ["谷歌", "智谱"]),
        ("可灵 2.0 什么时候上线", ["可灵 2.0"]),
        ("可灵 8月更新了什么", ["可灵"]),
        ("可灵 5 秒视频要多久", ["可灵"]),
        ("东京大学做了什么", ["东京大学"]),
        ("听风大学做了什么", ["听风大学"]),
        ("哪个大学做的", []),
        ("什么实验室", []),
    ],
)
def test_chinese_names_of_a_question(question: str, names: list[str]) -> None:
    assert [one.text for one in chinese_asked(question)] == names
    assert all(one.sure for one in chinese_asked(question))


@settings(deadline=None, max_examples=120)
@given(st.text(st.sampled_from("谷歌智谱大学的 aInkGPT43-.'sß，😀"), max_size=40))
def test_names_stand_where_they_say(text: str) -> None:
    folded = fold(text)
    found: list[tuple[str, Asked]] = [(folded, one) for one in chinese_asked(folded)]
    found += [(text, one) for language in ("zh", "en") for one in latin_asked(text, language)]
    assert all(
        where[one.place : one.place + len(one.text.split(" ")[0])] == one.text.split(" ")[0] for where, one in found
    )

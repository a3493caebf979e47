from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.question import Question, parse
from index.types import Episode

NOW = dt.date(2024, 5, 20)
EPISODES = (
    Episode(id="b", show="画画周报", title="画画周报 2024年5月第二期", date=dt.date(2024, 5, 12)),
    Episode(id="a", show="画画周报", title="画画周报 2024年5月第一期", date=dt.date(2024, 5, 5)),
)


def _parse(text: str, *context: str) -> Question:
    return parse(text, context, EPISODES, NOW)


def _names(question: Question) -> list[str]:
    return [one.text for one in question.asked]


@pytest.mark.parametrize(
    ("text", "kind", "language"),
    [
        ("你好", "smalltalk", "zh"),
        ("Thank you!", "smalltalk", "en"),
        ("InkFlow是什么", "fact", "zh"),
        ("what is InkFlow", "fact", "en"),
        ("哪些机器人会做饭", "list", "zh"),
        ("which robots can cook?", "list", "en"),
        ("最新一期讲了什么", "latest", "zh"),
        ("what is in the latest episode", "latest", "en"),
        ("最新一期有哪些机器人", "list", "zh"),
        ("哪些機器人會做飯", "list", "zh"),
    ],
)
def test_kind_and_language_of_a_question(text: str, kind: str, language: str) -> None:
    question = _parse(text)
    assert (question.kind, question.language) == (kind, language)


@pytest.mark.parametrize("text", ["", " ", "😀", "?!", "\0"])
def test_a_text_without_words_asks_nothing(text: str) -> None:
    assert _parse(text).kind == "smalltalk"


def test_names_are_no_terms() -> None:
    question = _parse("InkFlow的成功率是多少")
    assert _names(question) == ["InkFlow"]
    assert "成功率" in {one.word for one in question.terms}
    assert not any("ink" in one.word for one in question.terms)


def test_the_words_of_a_period_are_no_terms() -> None:
    question = _parse("最近两期的机器人")
    assert question.period is not None
    assert question.period.episodes == {"a", "b"}
    assert [one.word for one in question.terms] == ["机器人"]


def test_a_chinese_name_is_not_asked_twice() -> None:
    assert _names(_parse("上海AI实验室做了什么")) == ["上海ai实验室"]


def test_alternatives_are_parted_by_or() -> None:
    question = _parse("有哪些做饭或者画画的机器人")
    assert len(question.alternatives) == 2


@pytest.mark.parametrize(("text", "compared"), [("InkFlow和GripOne谁快", True), ("InkFlow里的GripOne", False)])
def test_names_side_by_side_are_compared(text: str, compared: bool) -> None:
    question = _parse(text)
    one, other = question.asked
    assert question.compares(one, other) is question.compares(other, one) is compared


@pytest.mark.parametrize("text", ["它多少钱", "价格呢", "what is its price?", "那成功率呢?"])
def test_a_question_goes_on_with_the_one_before(text: str) -> None:
    question = _parse(text, "GripOne是什么", "InkFlow是什么")
    assert _names(question)[0] == "InkFlow"
    assert question.asked[0].place == -1
    assert question.earlier


def test_a_question_with_a_name_of_its_own_does_not_go_on() -> None:
    question = _parse("GripOne多少钱", "InkFlow是什么")
    assert _names(question) == ["GripOne"]
    assert question.earlier == ()


def test_what_names_something_is_gone_on_with() -> None:
    assert _names(_parse("它多少钱", "InkFlow是什么", "谢谢", "价格呢")) == ["InkFlow"]


def test_small_talk_goes_on_with_nothing() -> None:
    assert _parse("谢谢", "InkFlow是什么").asked == ()


@pytest.mark.parametrize("text", ["它呢", "InkFlow", "最近999年", "x" * 90, "\0", "㍿InkFlow"])
def test_neither_context_nor_episodes_are_needed(text: str) -> None:
    assert parse(text) == parse(text, [])
    assert parse(text, ["", "😀", "?"]).language in ("zh", "en")


@settings(deadline=None, max_examples=100)
@given(
    st.text(st.sampled_from("谷歌InkFlow GPT4和或它呢最近3期的㍿ﬁ,?😀哪些"), max_size=30),
    st.lists(st.text(st.sampled_from("InkFlow谷歌是什么 "), max_size=10), max_size=2),
)
def test_a_question_is_understood_alike_each_time(text: str, context: list[str]) -> None:
    question = parse(text, context, EPISODES, NOW)
    assert question == parse(text, context, EPISODES, NOW)
    assert len(set(question.tokens)) == len(question.tokens)
    assert all(one.place == -1 or 0 <= one.place < len(question.text) for one in question.asked)

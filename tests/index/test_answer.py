from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.answer import LIMIT, direct_answer, list_answer, marks
from index.question import parse
from index.types import DigestItem, Episode, Hit

TEXT = (
    "东京大学的研究者推出绘画系统InkFlow,能够按照草图完成油画。InkFlow支持中文和日文。"
    "实验显示它的草图还原率达到91%。每月收费20美元。系统计划在5月3日上线。"
)


def _item(text: str) -> DigestItem:
    return DigestItem(episode="e", n=1, start=0, end=len(text), title=text[:20], summary=text, text=text)


def _hits(*titles: str) -> list[Hit]:
    episode = Episode(id="e", show="s", title="t")
    items = [DigestItem(episode="e", n=1, start=0, end=1, title=one, summary="s", text="x") for one in titles]
    return [Hit(episode=episode, item=one) for one in items]


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("InkFlow的还原率是多少", "91%"),
        ("InkFlow多少钱", "20美元"),
        ("how much does InkFlow cost", "20美元"),
        ("InkFlow什么时候上线", "5月3日"),
        ("谁推出了InkFlow", "东京大学"),
        ("InkFlow支持什么语言", "日文"),
        ("InkFlow是什么", "绘画系统"),
    ],
)
def test_the_sentence_is_chosen_that_says_what_was_asked(question: str, says: str) -> None:
    assert says in direct_answer(parse(question), _item(TEXT), [("InkFlow",)])


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("InkFlow支持什么语言,多少钱", ["中文", "20美元"]),
        ("InkFlow什么时候上线,月费多少", ["5月3日", "20美元"]),
    ],
)
def test_two_things_asked_for_are_quoted_together(question: str, says: list[str]) -> None:
    answer = direct_answer(parse(question), _item(TEXT), [("InkFlow",)])
    assert all(one in answer for one in says)


def test_what_is_left_out_between_two_sentences_is_marked() -> None:
    answer = direct_answer(parse("InkFlow的还原率是多少,什么时候上线"), _item(TEXT), [("InkFlow",)])
    assert answer == "实验显示它的草图还原率达到91%。…系统计划在5月3日上线。"


def test_who_made_it_is_told_by_the_item_s_own_actor() -> None:
    text = "四月里有个新的绘画系统。东京大学把它做成了一个插件。据说谷歌的团队推出过类似的东西,不过没有人用。"
    item = _item(text).model_copy(update={"orgs": ("东京大学",), "names": ("东京大学", "谷歌")})
    assert "东京大学" in direct_answer(parse("这个绘画系统是哪家机构做的"), item)


def test_a_question_in_the_talk_is_answered_by_the_sentence_after_it() -> None:
    text = "大家都喜欢这个画板。那它是怎么画的呢?先打一个很粗的底子。再请人来看一看。画板上个月卖得很好。"
    assert "先打一个很粗的底子" in direct_answer(parse("它是怎么画的"), _item(text))


@settings(deadline=None, max_examples=80)
@given(
    st.lists(
        st.sampled_from(["它很快。", "为什么呢?", "It is free. ", "很" * 200, "快," * 90, "x " * 150, "😀", "。", TEXT])
    ),
    st.sampled_from(["InkFlow多少钱", "what is it", "😀", "", "哪些机器人", "(((", "它呢"]),
)
def test_an_answer_fits_and_consists_of_the_items_own_words(parts: list[str], question: str) -> None:
    text = "好。" + "".join(parts)
    answer = direct_answer(parse(question), _item(text))
    assert 0 < len(answer) <= LIMIT
    words = re.sub(r"\s", "", answer.removesuffix("…"))
    assert all(word in re.sub(r"\s", "", text) for word in re.split("(?<=[。?？])|(?<=[.])|…", words) if word)


def test_a_short_sentence_is_told_with_the_next() -> None:
    answer = direct_answer(parse("草图快吗"), _item("草图很快。它们按照旧画改成,一点都不贵。"))
    assert answer == "草图很快。它们按照旧画改成,一点都不贵。"


def test_a_long_sentence_gives_the_clauses_that_hold_the_question() -> None:
    text = "这个系统很大," * 30 + "它的草图还原率达到91%," + "这个系统很快," * 30
    assert "91%" in direct_answer(parse("草图还原率是多少"), _item(text))


def test_sentences_in_latin_script_have_a_blank_between_them() -> None:
    answer = direct_answer(parse("sketch"), _item("The sketch is fast. Nobody paid."))
    assert answer == "The sketch is fast. Nobody paid."


@pytest.mark.parametrize(
    ("titles", "text"),
    [
        ([], ""),
        (["绘画系统"], "绘画系统"),
        (["绘画系统", "做饭机器人"], "绘画系统\n做饭机器人"),
        (["很" * 200], "很" * 139 + "…"),
        (["很" * 60, "大" * 60, "快" * 60], "很" * 60 + "\n" + "大" * 60 + "\n…"),
    ],
)
def test_a_list_is_its_titles_as_many_as_fit(titles: list[str], text: str) -> None:
    assert list_answer(_hits(*titles)) == text


@given(st.lists(st.text(max_size=160), max_size=8))
def test_a_list_fits(titles: list[str]) -> None:
    assert len(list_answer(_hits(*titles))) <= LIMIT


@pytest.mark.parametrize(
    ("question", "text", "asked"),
    [
        ("成功率是多少", "成功率达到58.5%,在9个场景里测试。", ("58.5%",)),
        ("什么时候发布", "计划在3月27日发布,收费20美元。", ("3月27日",)),
        ("价格是多少", "计划在3月27日发布,收费20美元。", ("20美元",)),
        ("有多少参数", "有70亿参数,用了3周。", ("70亿参数",)),
        ("How many robots are there?", "一共有6台机器人。", ("6台",)),
        ("是什么", "一共有6台机器人。", ()),
    ],
)
def test_what_was_asked_for_is_marked(question: str, text: str, asked: tuple[str, ...]) -> None:
    item = DigestItem(episode="e", n=1, start=0, end=len(text), title=text, summary=text, text=text)
    assert marks(parse(question), item, text) == asked

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import boundary
from index.lines import lines
from index.presentation import runs
from index.segment import LONGEST, best_cuts, segment
from index.sentences import sentences

PARTS = st.sampled_from(
    [
        "大家好,欢迎收听。",
        "东京大学的研究者推出绘画系统InkFlow。",
        "它支持离线使用。",
        "谷歌发布模型Gemini 9!",
        "此外,",
        "为什么呢?",
        "Sony unveils a robot. ",
        "感谢收听,再见!",
        "😀",
        "\n",
        "㍿",
        "1",
    ]
)
NEWS = (
    "大家好,这里是画画周报。东京大学的研究者推出绘画系统InkFlow,速度提升三倍。InkFlow支持离线使用。"
    "索尼的研究者推出机械手GripOne,能够抓起鸡蛋。GripOne的成功率达到91%。感谢收听,再见!"
)


def test_each_news_is_an_item_and_the_show_itself_in_none() -> None:
    found = [NEWS[one.start : one.end] for one in segment(NEWS)]
    assert [one[:4] for one in found] == ["东京大学", "索尼的研"]
    assert not any("大家好" in one or "再见" in one for one in found)


@pytest.mark.parametrize("text", ["", " \n ", "大家好!", "感谢收听,再见!", "。"])
def test_a_text_without_news_has_no_items(text: str) -> None:
    assert segment(text) == []


@settings(deadline=None, max_examples=60)
@given(st.lists(PARTS, max_size=25))
def test_items_lie_in_order_apart_and_hold_whole_sentences(parts: list[str]) -> None:
    text = "".join(parts)
    found = segment(text)
    assert all(one.end <= other.start for one, other in pairwise(found))
    known = sentences(text)
    inside = [sentence for one in found for sentence in one.sentences]
    assert [sentence for sentence in known if sentence in set(inside)] == inside
    assert all(one.start == one.sentences[0].start and one.sentences[-1].end <= one.end <= len(text) for one in found)
    assert all(len(one.sentences) <= LONGEST for one in found)
    assert segment(text) == found


def test_runs_are_parted_by_the_sentences_of_the_show() -> None:
    found = runs(sentences("机器人会做饭也会洗碗还会扫地。大家好!机器人会擦窗户也会唱歌跳舞。"))
    assert [[one.text for one in run] for run in found] == [
        ["机器人会做饭也会洗碗还会扫地。"],
        ["机器人会擦窗户也会唱歌跳舞。"],
    ]


def test_a_stray_word_between_two_greetings_is_no_run() -> None:
    assert runs(sentences("大家好!嗯。感谢收听!")) == []


@settings(deadline=None, max_examples=30)
@given(st.data())
def test_cuts_begin_at_0_and_end_behind_the_last_sentence(data: st.DataObject) -> None:
    run = lines(sentences("机器人会做饭也会洗碗还会扫地和擦窗户。" * data.draw(st.integers(1, 8))))
    cuts = best_cuts(run, data.draw(st.lists(st.floats(-5, 5), min_size=len(run), max_size=len(run))))
    assert cuts[0] == 0
    assert cuts[-1] == len(run)
    assert all(one < other for one, other in pairwise(cuts))


def test_a_cut_is_made_where_it_earns_and_nowhere_else() -> None:
    run = lines(sentences("机器人会做饭也会洗碗还会扫地和擦窗户也会唱歌。" * 5))
    assert best_cuts(run, [-3.0] * 5) == [0, 5]
    assert best_cuts(run, [0.0, -3.0, 9.0, -3.0, -3.0]) == [0, 2, 5]


def test_no_sentences_have_no_cuts_but_the_first() -> None:
    assert best_cuts([], []) == [0]


def test_every_item_but_the_first_tells_what_spoke_for_its_beginning() -> None:
    first, second = segment(NEWS)
    assert first.evidence == {}
    assert second.evidence


def test_an_hour_of_news_is_cut_in_reasonable_time() -> None:
    began = time.perf_counter()
    found = segment("东京大学的研究者推出绘画系统InkFlow,速度提升三倍。它支持离线使用。" * 300)
    assert found
    assert time.perf_counter() - began < 15


def test_an_item_of_the_usual_length_is_held_against_nobody() -> None:
    assert boundary.length(155, 155) == 0


def test_the_farther_from_the_usual_length_the_worse_up_to_a_limit() -> None:
    short, shorter, shortest = (boundary.length(one, 155) for one in (100, 60, 30))
    long, longer, longest = (boundary.length(one, 155) for one in (250, 400, 100_000))
    assert 0 > short > shorter > shortest
    assert 0 > long > longer > longest == boundary.length(10**9, 155)


def test_of_two_cuts_that_earn_alike_the_one_with_items_of_usual_length_wins() -> None:
    run = lines(sentences("一二三四五六七八九十。" * 30))
    assert best_cuts(run, [1.0 if i in (2, 15) else -5.0 for i in range(30)]) == [0, 15, 30]


def test_a_show_that_reads_headlines_is_cut_headline_by_headline() -> None:
    run = lines(sentences("一二三四五六七八九十。" * 30))
    earns = [0.5 if i % 5 == 0 else -5.0 for i in range(30)]
    assert best_cuts(run, earns) == [0, 5, 10, 15, 20, 25, 30]


def test_a_show_that_talks_at_length_keeps_its_long_items() -> None:
    run = lines(sentences("一二三四五六七八九十。" * 90))
    earns = [0.5 if i % 30 == 0 else -2.0 for i in range(90)]
    assert best_cuts(run, earns) == [0, 30, 60, 90]

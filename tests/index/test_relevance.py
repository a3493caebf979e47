from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.relevance import Term, Weighed, coverage, frame_words, terms, weigh
from index.tokens import analyse, stop_words

TEXTS = st.text(st.sampled_from("机器人做饭量化模型的，ab 3robot😀"), max_size=30)


def _coverage(question: str, text: str) -> float:
    return coverage([Weighed(term, 1.0) for term in terms(question)], frozenset(analyse(text)))


@pytest.mark.parametrize("text", ["", " ", "，。?", "😀", "的", "the of"])
def test_nothing_is_asked_for_by_nothing(text: str) -> None:
    assert terms(text) == ()


@settings(deadline=None, max_examples=100)
@given(TEXTS)
def test_terms_stand_there_once_and_are_no_stop_words(text: str) -> None:
    found = terms(text)
    assert len(set(found)) == len(found)
    assert not {one.word for one in found} & stop_words()


@settings(deadline=None, max_examples=100)
@given(TEXTS, TEXTS)
def test_a_share_is_between_0_and_1(question: str, text: str) -> None:
    assert 0 <= _coverage(question, text) <= 1
    assert all(0 <= term.held(analyse(text)) <= 1 for term in terms(question))


@pytest.mark.parametrize("question", ["机器人", "烹饪", "量化", "robots"])
def test_an_item_that_says_it_in_the_same_words_holds_it_wholly(question: str) -> None:
    assert _coverage(question, question) == 1


@pytest.mark.parametrize(("question", "text"), [("烹饪", "它会做饭"), ("cook", "它会做饭"), ("做饭", "it cooks")])
def test_other_words_for_it_count_nearly_as_much(question: str, text: str) -> None:
    assert 0.5 < _coverage(question, text) < 1


def test_a_narrower_thing_is_held_in_part_by_the_wider_one() -> None:
    assert 0 < _coverage("人形机器人", "这个机器人很快") < 1
    assert _coverage("人形机器人", "这幅画很大") == 0


def test_nothing_wanted_is_held_by_anything() -> None:
    assert coverage([], frozenset()) == 1
    assert _coverage("机器人", "") == 0


def test_frame_words_are_told_from_topics() -> None:
    assert Term("研究").is_frame
    assert Term("papers").is_frame
    assert not Term("机器人").is_frame
    assert "release" in frame_words()


def test_what_is_rare_weighs_more_and_what_frames_less() -> None:
    rarities = {"机器人": 0.5, "量化": 2.0, "研究": 2.0}
    common, rare, frame, unknown = (
        one.weight
        for one in weigh(
            [Term("机器人"), Term("量化"), Term("研究"), Term("壮语")], lambda token: rarities.get(token, 0.0), 3.0
        )
    )
    assert frame < common < rare < unknown


def test_a_guessed_word_with_a_small_word_in_it_is_none() -> None:
    words = [term.word for term in terms("大学生套壳国产模型被抓包是怎么回事")]
    assert "包是" not in words
    assert "生套" not in words

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.text import fold
from index.tokens import analyse, cut, is_word, long_words, pairs, stop_words, words


@pytest.mark.parametrize("text", ["", " \n", "，。！?", "😀", "\0\x1b", "的了吗", "the of"])
def test_what_says_nothing_has_no_words(text: str) -> None:
    assert words(text) == long_words(text) == []


def test_words_are_without_stop_words_and_punctuation() -> None:
    found = words("机器人的手，在实验室里！")
    assert {"机器", "机器人", "实验室"} <= set(found)
    assert not {"的", "，", "！", "在"} & set(found)


def test_long_words_take_each_place_once() -> None:
    assert long_words("实验室机器人") == ["实验室", "机器人"]


def test_english_words_are_stems() -> None:
    assert words("models") == words("Model") == words("MODELS")


@pytest.mark.parametrize("spelling", ["GLM-5", "GLM5", "glm 5", "ＧＬＭ５"])
def test_spellings_of_one_name_have_the_same_tokens(spelling: str) -> None:
    assert words(spelling) == ["glm", "5"]


def test_traditional_and_simplified_text_have_the_same_tokens() -> None:
    assert analyse("機器人會做飯") == analyse("机器人会做饭")


def test_pairs_do_not_reach_over_other_characters() -> None:
    assert pairs("开源,模型a好") == ["开源", "模型"]
    assert pairs("我") == []


def test_the_analysis_holds_words_and_the_pairs_between_them() -> None:
    assert {"做饭", "机器人", "饭机"} <= set(analyse("做饭机器人"))


def test_the_analysis_holds_concepts_which_join_the_languages() -> None:
    assert set(analyse("它会做饭")) & set(analyse("it cooks"))


@settings(deadline=None, max_examples=80)
@given(st.text(max_size=60) | st.text(st.sampled_from("模型机器人ab 3.5-，"), max_size=40))
def test_tokens_hold_neither_blanks_nor_stop_words(text: str) -> None:
    found = analyse(text)
    assert all(one and one == one.strip() for one in found)
    assert not set(words(text)) & {word for word in stop_words() if not word.isascii()}
    assert found == analyse(text)


def test_words_of_the_dictionary() -> None:
    assert is_word("机器人")
    assert not is_word("器人模")
    assert not is_word("")


@settings(deadline=None, max_examples=50)
@given(st.text(st.sampled_from("模型机器人ab 3，😀"), max_size=30))
def test_cut_words_lie_where_they_say(text: str) -> None:
    folded = fold(text)
    found = cut(folded)
    assert "".join(word for word, _, _ in found) == folded
    assert all(folded[start:end] == word for word, start, end in found)

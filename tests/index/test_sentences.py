from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.sentences import LONGEST, clauses, sentences

LETTERS = st.sampled_from("ab 好的，。！？.;\n5A😀”)（\t\u3000\0")


def _texts(text: str) -> list[str]:
    return [one.text for one in sentences(text)]


@settings(deadline=None, max_examples=200)
@given(st.text(LETTERS, max_size=200) | st.text(st.sampled_from("好,，a \u3000"), min_size=500, max_size=1500))
def test_sentences_cover_the_text_in_order_but_for_white_space(text: str) -> None:
    found = sentences(text)
    assert all(text[one.start : one.end] == one.text == one.text.strip() != "" for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert "".join("".join(one.text for one in found).split()) == "".join(text.split())


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u3000\t"])
def test_white_space_has_no_sentences(text: str) -> None:
    assert sentences(text) == []


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("模型发布了。价格呢？免费！", ["模型发布了。", "价格呢？", "免费！"]),
        ("他说:“好的！”然后走了", ["他说:“好的！”", "然后走了"]),
        ("准确率是58.5%。版本v1.5已开源", ["准确率是58.5%。", "版本v1.5已开源"]),
        ("It scored 71.5 points. Then v1.5 came.", ["It scored 71.5 points.", "Then v1.5 came."]),
        ("第一行\n\n第二行", ["第一行", "第二行"]),
        ("真的？！！不会吧", ["真的？！！", "不会吧"]),
        ("。。。", ["。。。"]),
        ("😀。😀", ["😀。", "😀"]),
    ],
)
def test_marks_and_line_breaks_end_sentences(text: str, cut: list[str]) -> None:
    assert _texts(text) == cut


def test_a_long_text_without_full_stops_is_cut_at_commas() -> None:
    text = "某模型支持长文本," * 200
    assert len(found := _texts(text)) > 1
    assert all(LONGEST <= len(one) <= 2 * LONGEST for one in found[:-1])
    assert all(one.endswith(",") for one in found)


def test_a_long_chinese_text_without_any_mark_is_cut_at_blanks() -> None:
    assert len(sentences("机器人 能做饭 " * 200)) > 3


@pytest.mark.parametrize("unit", ["模型", "a", "，", "。", " ", "\n", "（《", "x. ", "模 "])
def test_a_megabyte_is_cut_quickly(unit: str) -> None:
    began = time.perf_counter()
    sentences(unit * (1_000_000 // len(unit)))
    assert time.perf_counter() - began < 5


@pytest.mark.parametrize(
    ("sentence", "parts"),
    [
        ("", []),
        ("有一个", ["有一个"]),
        ("参数有1,024个,不多", ["参数有1,024个,", "不多"]),
        ("快，好；便宜", ["快，", "好；", "便宜"]),
    ],
)
def test_clauses_keep_their_commas_and_figures(sentence: str, parts: list[str]) -> None:
    assert clauses(sentence) == parts

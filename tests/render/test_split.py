from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.render.html import escape, parsed_length, utf16_length
from bot.render.split import BLOCKS, pack, pages, split_text

LETTERS = st.sampled_from("ab 好，。！？.\n5😀”")
TEXTS = st.text(LETTERS, max_size=300)


@given(TEXTS, st.integers(2, 60))
def test_pieces_fit_and_together_hold_every_character(text: str, limit: int) -> None:
    pieces = split_text(text, limit)
    assert all(0 < utf16_length(piece) <= limit for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(text.split())
    for piece in pieces:
        piece.encode("utf-16-le")  # a split surrogate pair could not be encoded


@given(st.lists(st.text("好的吗a5", min_size=1, max_size=20), min_size=1, max_size=30), st.integers(22, 80))
def test_no_sentence_that_fits_is_cut(sentences: list[str], limit: int) -> None:
    whole = [f"{sentence}。" for sentence in sentences]
    pieces = split_text("".join(whole), limit)
    ends = {len("".join(whole[: count + 1])) for count in range(len(whole))}
    assert {len("".join(pieces[: count + 1])) for count in range(len(pieces))} <= ends


@given(st.lists(st.text("好的吗", min_size=1, max_size=20), min_size=2, max_size=30), st.integers(22, 80))
def test_pieces_are_as_few_as_sentences_in_order_allow(sentences: list[str], limit: int) -> None:
    pieces = split_text("".join(f"{sentence}。" for sentence in sentences), limit)
    for one, other in pairwise(pieces):
        first = other.partition("。")[0] + "。"
        assert utf16_length(one + first) > limit


def test_figures_stay_whole() -> None:
    text = "成功率达到58.5%。" * 3
    assert split_text(text, 12) == ["成功率达到58.5%。"] * 3
    assert split_text("It got 58.5 points. And 82.4 more.", 20) == ["It got 58.5 points.", "And 82.4 more."]


def test_a_long_sentence_is_cut_after_a_clause() -> None:
    assert split_text("一二三四五六七，八九十", 9) == ["一二三四五六七，", "八九十"]


def test_an_empty_text_has_no_pieces() -> None:
    assert split_text(" \n ", 10) == []


@given(st.lists(st.text("<&a好😀", min_size=1, max_size=30), max_size=60), st.integers(60, 200))
def test_packed_blocks_keep_their_order_and_fit(texts: list[str], limit: int) -> None:
    blocks = [f"<b>{escape(text)}</b>" for text in texts]
    packed = pack(blocks, "\n", limit)
    assert "\n".join(packed) == "\n".join(blocks)
    assert all(parsed_length(one) <= limit for one in packed)
    assert all(len(one.split("\n")) <= BLOCKS for one in packed)


def test_blocks_fill_a_message_up_to_the_limit() -> None:
    assert pack(["ab", "cd", "e"], "\n", 5) == ["ab\ncd", "e"]
    assert pack(["ab", "cd", "e"], "\n", 7) == ["ab\ncd\ne"]


def test_a_block_that_cannot_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="11 UTF-16 units"):
        pack(["a" * 11], limit=10)


@pytest.mark.parametrize(("count", "expected"), [(0, 1), (1, 1), (10, 1), (11, 2), (20, 2), (21, 3)])
def test_pages(count: int, expected: int) -> None:
    assert pages(count, 10) == expected

from __future__ import annotations

import datetime as dt
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.documents import index_transcript, tokens_of
from index.tokens import analyse
from index.transcripts import read
from index.types import Episode, IndexedItem, Section, Transcript

SEED = Path(__file__).parents[2] / "seeds" / "ai-weekly-2024-03-2.txt"
PARTS = st.sampled_from(
    [
        "大家好!",
        "东京大学的研究者推出绘画系统InkFlow。",
        "Anthropic推出Cloud3,",
        "它很快。",
        "國科大發布機器人!",
        "Sony unveils a robot. ",
        "㍿",
        "ﬁ",
        "😀",
        "\n\n",
        "\0",
        " ",
        "((《",
        "，，，",
        "再见!",
    ]
)


def _index(text: str) -> tuple[IndexedItem, ...]:
    return index_transcript(
        Transcript(episode=Episode(id="e", show="s", title="t", date=dt.date(2024, 5, 6)), text=text)
    )


def _check(text: str, items: tuple[IndexedItem, ...]) -> None:
    found = [one.item for one in items]
    assert [one.n for one in found] == list(range(1, len(found) + 1))
    assert all(0 <= one.start <= one.end <= len(text) for one in found)
    assert all(one.text == text[one.start : one.end] for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(name in one.text for one in found for name in (*one.names, *one.orgs, *one.right))


@settings(deadline=None, max_examples=60)
@given(st.lists(PARTS, max_size=20).map("".join) | st.text(max_size=60))
def test_items_lie_in_the_text_in_order_and_apart(text: str) -> None:
    items = _index(text)
    assert items
    _check(text, items)
    assert _index(text) == items


@pytest.mark.parametrize("text", ["", " ", "大家好!", "。", "😀", "\0\x1b", "没有新闻", "((("])
def test_a_text_without_news_gives_one_item_of_all_its_words(text: str) -> None:
    (one,) = _index(text)
    assert one.item.text == text.strip()
    assert one.item.n == 1


def test_the_seed_is_cut_into_its_news() -> None:
    seed = read(SEED)
    items = index_transcript(seed)
    _check(seed.text, items)
    assert len(items) == 15
    assert {one.item.episode for one in items} == {seed.episode.id}
    subjects = [one.item.names[0] for one in items if one.item.names]
    assert {"OK Robots", "Mosaic", "Emo", "LTX Studio", "Keyframer", "BioBridge", "Clarify"} <= set(subjects)


def test_the_seeds_misheard_names_are_shown_right() -> None:
    first = index_transcript(read(SEED))[0].item
    assert first.right["Cloud3"] == "Claude 3"
    assert "Claude 3" in first.title
    assert "Cloud3" in first.text


def test_what_was_written_was_not_misheard() -> None:
    text = "某公司推出语音模型Cloud3,速度提升三倍,支持gpt4o。"
    heard = Transcript(episode=Episode(id="e", show="s", title="t"), text=text)
    digest = heard.model_copy(update={"sections": (Section(start=0, end=len(text)),)})
    notes = heard.model_copy(update={"episode": heard.episode.model_copy(update={"notes_only": True})})
    assert "Claude 3" in index_transcript(heard)[0].item.title
    for written in (digest, notes):
        item = index_transcript(written)[0].item
        assert "Cloud3" in item.title
        assert "Claude 3" not in item.right.values()


def test_an_item_is_found_by_its_words_its_title_and_its_right_names() -> None:
    for one in _index("大家好!Anthropic推出Cloud3,速度提升三倍。"):
        assert list(one.tokens) == tokens_of(one.item)
        assert set(analyse("Claude 3")) <= set(one.tokens)
        assert set(analyse(one.item.text)) <= set(one.tokens)


@pytest.mark.parametrize(
    "text", ["東京大學的研究者推出繪畫系統InkFlow。", "东京大学的研究者推出绘画系统ＩｎｋＦｌｏｗ。"]
)
def test_script_and_width_do_not_change_what_an_item_is_found_by(text: str) -> None:
    (one,), (other,) = _index(text), _index("东京大学的研究者推出绘画系统InkFlow。")
    assert set(analyse(other.item.text)) <= set(one.tokens)
    assert one.item.text == text


@pytest.mark.parametrize("unit", ["，", "😀", "\n", "\0", "（《"])
def test_much_text_without_words_is_indexed_in_reasonable_time(unit: str) -> None:
    began = time.perf_counter()
    _index(unit * (100_000 // len(unit)))
    assert time.perf_counter() - began < 10


def test_a_long_show_is_indexed_in_reasonable_time() -> None:
    began = time.perf_counter()
    items = _index("东京大学的研究者推出绘画系统InkFlow,速度提升三倍。它支持离线使用,还能修改旧画。" * 500)
    assert items
    assert time.perf_counter() - began < 20

from __future__ import annotations

import datetime as dt

import pytest

from index.documents import index_transcript
from index.topics import Topics
from index.types import DigestItem, Episode, IndexedItem, Transcript

TEXT = "Anthropic推出Cloud3。它的速度提升三倍。东京大学的研究者推出会做饭的机器人InkChef,能够抓起鸡蛋。"


def matches(topic: str, indexed: IndexedItem) -> bool:
    return Topics([indexed]).on(topic) == {indexed.item.n}


@pytest.fixture(scope="module")
def item() -> IndexedItem:
    """One item of all the words."""
    episode = Episode(id="e", show="s", title="t", date=dt.date(2024, 5, 6))
    first, *_ = index_transcript(Transcript(episode=episode, text=TEXT.split("。", 2)[2]))
    return first


@pytest.mark.parametrize(
    "topic",
    ["机器人", "機器人", "robots", "robot", "InkChef", "inkchef", "Ink Chef", "东京大学", "做饭", "cooking", "烹饪"],
)
def test_an_item_is_on_a_topic_by_its_name_or_words_in_either_language(topic: str, item: IndexedItem) -> None:
    assert matches(topic, item)


@pytest.mark.parametrize("topic", ["量化", "GPT-4", "音乐", "protein folding", "苏黎世大学", "InkChef 2"])
def test_an_item_is_not_on_other_topics(topic: str, item: IndexedItem) -> None:
    assert not matches(topic, item)


def test_a_right_name_finds_the_item_that_has_it_misheard() -> None:
    episode = Episode(id="e", show="s", title="t")
    (one,) = index_transcript(Transcript(episode=episode, text="Anthropic推出Cloud3,速度提升三倍。"))
    assert matches("Claude 3", one)
    assert matches("Claude", one)


@pytest.mark.parametrize("topic", ["(((", "\\", "[a-", "最近999年", "\0", "a" * 80, "哪些"])
def test_any_text_may_be_a_topic(topic: str, item: IndexedItem) -> None:
    assert matches(topic, item) in (True, False)


@pytest.mark.parametrize("topic", ["", "😀", "，", "!!"])
def test_a_topic_without_words_fits_nothing(topic: str) -> None:
    item = DigestItem(episode="e", n=1, start=0, end=3, title="机器人", summary="机器人", text="机器人")
    assert not matches(topic, IndexedItem(item=item, tokens=("机器人",)))


def test_of_many_items_those_on_the_topic_are_found() -> None:
    episode = Episode(id="e", show="s", title="t", date=dt.date(2024, 5, 6))
    indexed = index_transcript(Transcript(episode=episode, text=TEXT))
    assert len(indexed) > 1
    for topic in ("机器人", "Claude 3", "做饭", "量化"):
        assert Topics(indexed).on(topic) == {one.item.n for one in indexed if matches(topic, one)}

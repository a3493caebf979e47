from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.catalogue import Catalogue
from index.types import DigestItem


def _item(n: int, *names: str, orgs: tuple[str, ...] = (), right: dict[str, str] | None = None) -> DigestItem:
    text = " ".join((*names, *orgs))
    title = names[0] if names else ""
    return DigestItem(
        episode="e", n=n, start=0, end=len(text), title=title, summary=title, text=text,
        names=names, orgs=orgs, right=right or {},
    )  # fmt: skip


ITEMS = (
    _item(1, "Cloud3", orgs=("Anthropic",), right={"Cloud3": "Claude 3"}),
    _item(2, "InkFlow", "Cloud3", orgs=("东京大学",), right={"Cloud3": "Claude 3"}),
    _item(3, "Gemini 1.5 Pro", orgs=("谷歌",)),
    _item(4, "GripOne", "MagicPen"),
    _item(5),
)
CATALOGUE = Catalogue(ITEMS)


@pytest.mark.parametrize(
    ("asked", "best"),
    [
        ("InkFlow", 1),
        ("inkflow", 1),
        ("Ink Flow", 1),
        ("Incflow", 1),
        ("Claude 3", 0),
        ("Cloud 3", 0),
        ("Claude", 0),
        ("Anthropic", 0),
        ("Google", 2),
        ("谷歌", 2),
        ("Gemini", 2),
        ("Gemini 1.5", 2),
        ("东京大学", 1),
        ("東京大學", 1),
    ],
)
def test_a_name_is_found_by_spelling_sound_and_meaning(asked: str, best: int) -> None:
    held = CATALOGUE.find(asked)
    assert held.whole
    assert max(held.strengths, key=lambda number: held.strengths[number]) == best


@pytest.mark.parametrize(
    "asked", ["", " ", "Qzwvbnkrt", "Claude 4", "InkFlow 2", "😀", "，", "\0", "苏黎世大学", "((("]
)
def test_a_name_that_no_item_holds_is_not_whole(asked: str) -> None:
    assert not CATALOGUE.find(asked).whole


def test_an_item_is_more_about_its_first_name() -> None:
    strengths = CATALOGUE.find("Claude 3").strengths
    assert strengths[0] > strengths[1] > 0
    assert set(strengths) == {0, 1}


def test_the_spellings_are_told_under_which_a_name_was_found() -> None:
    assert CATALOGUE.find("Claude 3").heard == ("Cloud3",)


def test_a_name_is_found_word_by_word() -> None:
    held = CATALOGUE.find("Claude 3 InkFlow")
    assert held.whole
    assert set(held.strengths) == {1}, "the only item that holds both"


def test_a_name_held_in_part_is_not_whole() -> None:
    assert not CATALOGUE.find("InkFlow Qzwvbnkrt").whole


@pytest.mark.parametrize("items", [(), (_item(1),), (_item(1, "，"),)])
@pytest.mark.parametrize("asked", ["", "InkFlow", "谷歌", "3"])
def test_a_catalogue_without_names_finds_nothing(items: tuple[DigestItem, ...], asked: str) -> None:
    assert not CATALOGUE.find("").strengths
    assert not Catalogue(items).find(asked).whole


@settings(deadline=None, max_examples=80)
@given(
    st.lists(st.sampled_from(["Cloud3", "Claude", "InkFlow", "3", "405B", "谷歌", "Pro", "x", "😀", "+"]), max_size=8)
)
def test_strengths_lie_between_0_and_1_and_belong_to_the_items(words: list[str]) -> None:
    asked = " ".join(words)
    held = CATALOGUE.find(asked)
    assert all(number in range(len(ITEMS)) and 0 <= strength <= 1 for number, strength in held.strengths.items())
    assert not held.whole or held.strengths
    assert CATALOGUE.find(asked) == held


@pytest.mark.parametrize("number", [0, 2])
def test_every_name_finds_its_own_item(number: int) -> None:
    assert all(number in CATALOGUE.find(name).strengths for name in (*ITEMS[number].names, *ITEMS[number].orgs))


def _of_text(text: str, *names: str, right: dict[str, str] | None = None) -> DigestItem:
    title = text[:12]
    return DigestItem(
        episode="e", n=1, start=0, end=len(text), title=title, summary=title, text=text, names=names, right=right or {}
    )


def test_an_item_is_about_who_makes_its_subject() -> None:
    items = (_of_text("Veo 2能生成更长的视频", "Veo 2"), _of_text("新模型跟Veo 2差不多快", "Veo 2", "Sora"))
    strengths = Catalogue(items).find("谷歌").strengths
    assert list(strengths) == [0]


def test_who_somebody_worked_for_is_only_mentioned() -> None:
    item = _of_text("由前DeepMind和Meta研究者创办的公司推出模型Core", "Core", "DeepMind", "Meta")
    strengths = Catalogue((item,)).find("Meta").strengths
    assert strengths[0] < 0.6


def test_one_spelling_may_mean_two_things() -> None:
    items = (_of_text("李菲菲是文艺委员", "李菲菲"), _of_text("李菲菲做空间智能", "李菲菲", right={"李菲菲": "李飞飞"}))
    strengths = Catalogue(items).find("李飞飞").strengths
    assert strengths[1] > strengths[0]


def test_what_only_sounds_so_is_held_by_sound() -> None:
    assert Catalogue((_of_text("阿里的Queen 2.5开源了", "Queen 2.5"),)).find("Qwen2.5").whole


WORDED = Catalogue(
    (
        _item(1, "Wisper Large V3 Turbo", right={"Wisper Large V3 Turbo": "Whisper Large v3 Turbo"}),
        _item(2, "DPCR1", right={"DPCR1": "DeepSeek-R1"}),
        _item(3, "CogVideoX-2B"),
        _item(4, "Kimi k1.5"),
    )
)


@pytest.mark.parametrize(
    ("asked", "number", "heard"),
    [
        ("Wisper v3 trubo", 0, "Wisper Large V3 Turbo"),
        ("Whisper v3", 0, "Wisper Large V3 Turbo"),
        ("deepsek r1", 1, "DPCR1"),
        ("CogVideoX-2B", 2, "CogVideoX-2B"),
        ("CogVideoX", 2, "CogVideoX-2B"),
    ],
)
def test_a_name_is_found_mistyped_or_with_words_left_out(asked: str, number: int, heard: str) -> None:
    held = WORDED.find(asked)
    assert held.whole
    assert max(held.strengths, key=lambda one: held.strengths[one]) == number
    assert heard in held.heard


@pytest.mark.parametrize("asked", ["CogVideoX-5B", "Kimi K2", "Whisper v2", "DeepSeek V3"])
def test_another_version_or_size_is_not_held(asked: str) -> None:
    assert not WORDED.find(asked).whole

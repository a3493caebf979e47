from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.lexicon import lexicon
from index.names import LONGEST, SURE, known_chinese, latin_by_sound, resolve, spelled
from index.sound import similarity
from index.text import fold


def _resolved(heard: str) -> str | None:
    entry = resolve(heard)
    return entry.name if entry else None


@pytest.mark.parametrize(
    ("heard", "name"),
    [
        ("Claude 3", "Claude 3"),
        ("claude-3", "Claude 3"),
        ("Cloud3", "Claude 3"),
        ("Cloud三", "Claude 3"),
        ("谷歌", "Google"),
        ("Stable Difusion", "Stable Diffusion"),
        ("ML叉", "MLX"),
        ("叉AI", "xAI"),
        ("H一百", "H100"),
    ],
)
def test_a_heard_name_is_resolved_exactly_or_by_sound(heard: str, name: str) -> None:
    assert _resolved(heard) == name


@pytest.mark.parametrize("heard", ["", " ", "😀", "Xy", "Qzwvbnkrt", "模型", "，", "\0", "7", "Claude 987"])
def test_nothing_sure_is_nothing(heard: str) -> None:
    assert resolve(heard) is None


def test_an_exact_name_is_resolved_whatever_is_expected() -> None:
    entry = lexicon().find("Gemini")
    assert entry is not None
    assert resolve("Gemini", "org") is entry


def test_a_version_is_never_changed() -> None:
    entry = latin_by_sound("Cloud 3")
    assert entry is not None
    assert "3" in entry.name


def test_a_right_spelling_is_in_the_same_script() -> None:
    entry = lexicon().find("Google")
    assert entry is not None
    assert spelled("谷哥", entry) == "谷歌"
    assert spelled("Gogle", entry) == "Google"


def test_a_name_cut_short_is_left_as_it_is() -> None:
    entry = lexicon().find("Stable Diffusion")
    assert entry is not None
    assert spelled("Stable", entry) == "Stable"


def test_a_right_spelling_of_a_right_name_is_itself() -> None:
    some = lexicon().entries[::40]
    wrong = [(form, entry.name) for entry in some for form in entry.forms if spelled(form, entry) not in entry.forms]
    assert wrong == []


@pytest.mark.parametrize(
    ("text", "names"),
    [("", []), ("没有名字", []), ("谷歌和智谱", ["谷歌", "智谱"]), ("谷歌谷歌", ["谷歌", "谷歌"]), ("Google", [])],
)
def test_known_chinese_names_in_a_text(text: str, names: list[str]) -> None:
    assert [text[one.start : one.end] for one in known_chinese(text)] == names


def test_the_longest_known_name_wins() -> None:
    (found,) = known_chinese("上海ai实验室")
    assert (found.start, found.end) == (0, 7)


@settings(deadline=None, max_examples=100)
@given(st.text(st.sampled_from("谷歌智谱清华大学上海ai实验室的,"), max_size=30))
def test_known_names_lie_in_order_and_apart(text: str) -> None:
    folded = fold(text)
    found = known_chinese(folded)
    assert all(lexicon().find(folded[one.start : one.end]) is one.entry for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


def test_characters_that_stand_for_the_sound_of_a_latin_name_give_that_name() -> None:
    entry = lexicon().find("Gemini")
    assert entry is not None
    assert spelled("杰米尼", entry) == "Gemini"


def test_a_famous_name_needs_less_likeness_than_another() -> None:
    assert similarity("Runweigh", "Runway") < dict(SURE)[LONGEST]
    assert _resolved("Runweigh") == "Runway"


def test_a_famous_name_is_known_without_the_r_behind_a_vowel() -> None:
    assert _resolved("p touch") == "PyTorch"

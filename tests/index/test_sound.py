from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.sound import carries, is_same, likeness, similarity, soft, sound, spoken_numbers, syllables

NAMES = st.text(st.sampled_from("aekloyzGPT3. -一三点+模é😀"), max_size=12)


@pytest.mark.parametrize(
    ("name", "numbers"),
    [
        ("", ()),
        ("Falcon", ()),
        ("Falcon 7", ("7",)),
        ("Falcon-7", ("7",)),
        ("Falcon七", ("7",)),
        ("Falcon seven", ("7",)),
        ("Falcon 3.5", ("3.5",)),
        ("Falcon三点五", ("3.5",)),
        ("Command R+", ("+",)),
        ("H一百", ("100",)),
        ("米300叉", ("300x",)),
        ("😀", ()),
    ],
)
def test_the_numbers_of_a_name(name: str, numbers: tuple[str, ...]) -> None:
    assert sound(name).numbers == numbers


def test_a_letter_behind_a_version_belongs_to_it() -> None:
    assert sound("GPT-4o").numbers != sound("GPT-4").numbers


def test_number_words_inside_words_stay_words() -> None:
    assert spoken_numbers("Phone") == "phone"
    assert spoken_numbers("Falcon one") == "falcon 1"


def test_a_chinese_name_sounds_like_its_pinyin() -> None:
    assert sound("法尔康").letters == "faerkang"


@pytest.mark.parametrize(
    ("heard", "meant"), [("Cloud 3", "Claude 3"), ("Lamma 2", "Llama 2"), ("Jemini", "Gemini"), ("Fi3", "Phi-3")]
)
def test_misheard_names_are_more_alike_than_others(heard: str, meant: str) -> None:
    assert similarity(heard, meant) > 0.6
    assert similarity(heard, meant) > similarity(heard, "Whisper 9")


def test_same_sound_and_version_are_one() -> None:
    assert is_same(sound("Fi3"), sound("Phi-3"))
    assert not is_same(sound("Fi3"), sound("Phi-4"))
    assert not is_same(sound(""), sound(""))


def test_names_without_letters_are_alike_where_their_numbers_are() -> None:
    assert similarity("4.5", "4.5") == 1.0
    assert similarity("4.5", "4") == 0.0
    assert similarity("4.5", "Claude 4.5") == 0.0


@settings(deadline=None, max_examples=150)
@given(NAMES, NAMES)
def test_similarity_is_symmetric_and_between_0_and_1(one: str, other: str) -> None:
    assert 0 <= similarity(one, other) <= 1
    assert similarity(one, other) == pytest.approx(similarity(other, one))
    assert similarity(one, one) == 1


@settings(deadline=None, max_examples=60)
@given(st.lists(NAMES, min_size=1, max_size=4), st.lists(NAMES, min_size=1, max_size=4))
def test_many_at_once_are_scored_like_each_pair(asked: list[str], names: list[str]) -> None:
    first, second = [sound(one) for one in asked], [sound(one) for one in names]
    scores, same = likeness(first, [one.letters for one in second], [one.keys for one in second])
    assert scores.shape == same.shape == (len(asked), len(names))
    for row, one in enumerate(first):
        for column, other in enumerate(second):
            if one.letters and other.letters and not is_same(one, other):
                assert scores[row, column] == pytest.approx(similarity(asked[row], names[column]), abs=1e-4)


@pytest.mark.parametrize(
    ("asked", "heard", "fits"),
    [
        ("Claude", "Claude 3", True),
        ("Claude 3", "Cloud三", True),
        ("Claude 3.5", "Claude 3", False),
        ("Claude 3", "Claude", False),
        ("", "Claude", True),
    ],
)
def test_a_name_carries_the_versions_asked_for(asked: str, heard: str, fits: bool) -> None:
    assert carries(asked, heard) is fits


def test_an_r_behind_a_vowel_may_be_silent_and_no_other() -> None:
    assert soft("pytorch") == sound("ptouch").keys != sound("pytorch").keys
    assert soft("grok") == sound("grok").keys


def test_each_character_has_its_syllable_and_other_signs_stay() -> None:
    assert syllables("千问3") == ("qian", "wen", "3")


@pytest.mark.parametrize(
    ("name", "numbers"),
    [("GPT四欧", ("4o",)), ("Claude三点五", ("3.5",)), ("Qwen二点五", ("2.5",)), ("GPT4欧", ("4o",))],
)
def test_versions_as_they_are_spoken(name: str, numbers: tuple[str, ...]) -> None:
    assert sound(name).numbers == numbers

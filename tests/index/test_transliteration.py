"""Names in Chinese characters and in Latin letters meet in their consonants."""

from __future__ import annotations

import pytest

from index.transliteration import consonants, pattern, skeleton, spelled_out


def test_consonants_of_both_scripts_meet() -> None:
    assert skeleton("Gemini") == "SMN"
    assert consonants("杰米尼") == "S-M-N-"
    wanted = pattern("Gemini")
    assert wanted is not None
    assert wanted.expression.search(consonants("发布了杰米尼"))
    assert not wanted.expression.search(consonants("今天下雨"))


@pytest.mark.parametrize("name", ["", "AI", "月之暗面", "Constantinopolitan Metropolitans"])
def test_a_name_with_too_few_or_too_many_consonants_has_no_pattern(name: str) -> None:
    assert pattern(name) is None


def test_a_nasal_may_end_a_syllable_or_begin_the_next() -> None:
    wanted = pattern("Runway")
    assert wanted is not None
    assert wanted.expression.search(consonants("朗威"))
    assert wanted.expression.search(consonants("鲁尼威"))


def test_characters_are_spelled_as_an_english_reader_would() -> None:
    assert spelled_out("齐亚茶差错") == "chiyachachatso"

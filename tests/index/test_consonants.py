from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.consonants import Consonants, Place
from index.transliteration import consonants, pattern

TEXTS = ("公司推出杰米尼,格罗克也更新了。", "", "格罗克a皮卡", "阿尔法狗和皮卡", "x")
NAMES = ("Gemini", "Grok", "Pika", "Cohere", "Nina", "Anan", "Kimi")
PIECES = st.text(st.sampled_from("格罗克杰米尼皮卡阿尔法安娜妮和,aX科希恩"), max_size=30)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Gemini", [Place(0, 4, 7, False)]),
        ("Grok", [Place(0, 8, 12, True), Place(2, 0, 3, False)]),
        ("Pika", [Place(2, 4, 6, False), Place(3, 5, 7, False)]),
        ("Zzzxq", []),
    ],
)
def test_places_are_told_by_text_and_characters(name: str, found: list[Place]) -> None:
    wanted = pattern(name)
    assert sorted(Consonants(TEXTS).find(wanted) if wanted else []) == found


@given(st.lists(PIECES, max_size=6), st.sampled_from(NAMES))
def test_no_place_is_missed_that_reading_all_would_find(texts: list[str], name: str) -> None:
    wanted = pattern(name)
    assert wanted
    read = {
        (number, found.start() // 2)
        for number, text in enumerate(texts)
        for found in wanted.expression.finditer(consonants(text))
    }
    assert {(place.text, place.start) for place in Consonants(texts).find(wanted)} >= read

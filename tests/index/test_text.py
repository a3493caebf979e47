from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.text import fold, is_chinese, mainland, normalise, simplify, spoken_letters

# 薴 needs two steps of the converter (苧, 苎): the only character of Unicode that does.
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="薴"), max_size=40)


@settings(deadline=None, max_examples=200)
@given(TEXTS)
def test_folding_again_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@settings(deadline=None, max_examples=100)
@given(TEXTS)
def test_normalising_changes_only_what_stands_between_letters_and_digits(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)
    assert re.sub("[-_ ]", "", normalise(text)) == re.sub("[-_ ]", "", fold(text))


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("", ""),
        ("ＡＩ　模型！", "ai 模型!"),
        ("機器人與頭髮", "机器人与头发"),
        ("乾燥的瞭解", "干燥的了解"),
        ("乾隆", "乾隆"),
        ("Straße ﬁne", "strasse fine"),
        ("㍿", "株式会社"),
        ("㎆", "mb"),
        ("Ⅷ①㎏", "viii1kg"),
        ("😀👩‍🚀", "😀👩‍🚀"),
        ("a\0b\tc", "a\0b\tc"),
    ],
)
def test_width_case_and_script_are_folded(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_simplifying_keeps_case() -> None:
    assert simplify("ＧＰＴ 語音") == "GPT 语音"


@pytest.mark.parametrize("spelling", ["GLM-5", "GLM5", "glm 5", "ＧＬＭ－５", "GLM_5"])
def test_letters_and_digits_have_one_seam(spelling: str) -> None:
    assert normalise(spelling) == "glm 5"


def test_a_size_and_its_unit_have_one_seam() -> None:
    assert normalise("7B") == normalise("7 B") == "7 b"


@pytest.mark.parametrize(
    ("text", "chinese"),
    [("", False), ("Claude 3", False), ("カナ", False), ("a模", True), ("㐀", True), ("，。", False)],
)
def test_a_single_character_makes_a_text_chinese(text: str, chinese: bool) -> None:
    assert is_chinese(text) is chinese


def test_words_of_taiwan_become_those_of_the_mainland_only_in_traditional_characters() -> None:
    assert mainland("這種晶片的程式？") == "这种芯片的程序?"
    assert mainland("哪个程序？") == "哪个程序?"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("ML叉", "MLX"),
        ("叉AI", "XAI"),
        ("米300叉,", "米300X,"),
        ("一辆叉车", "一辆叉车"),
        ("A叉车", "A叉车"),
        ("交叉AI", "交叉AI"),
    ],
)
def test_an_x_beside_letters_and_digits_may_be_a_character(text: str, meant: str) -> None:
    assert spoken_letters(text) == meant

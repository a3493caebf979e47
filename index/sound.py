"""How alike two names are, by spelling and by sound, and which version numbers they carry."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from jellyfish import metaphone
from numpy.typing import NDArray
from pypinyin import Style, lazy_pinyin
from rapidfuzz.distance import DamerauLevenshtein, Levenshtein
from rapidfuzz.process import cdist

from index.text import CHINESE, fold, spoken_letters

# Numbers as people say them beside a name: MM one, Figure零一, YoloV九, Cloud三. "oh" and "o" stay letters.
_SPOKEN = {
    "zero": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7",
    "eight": "8", "nine": "9", "ten": "10",
    "零": "0", "幺": "1", "一": "1", "二": "2", "两": "2", "三": "3", "四": "4", "五": "5", "六": "6", "七": "7",
    "八": "8", "九": "9", "点": ".", "乘": "x",
}  # fmt: skip
_CHINESE_NUMBER = re.compile(r"(?<=[a-z0-9])\s*([零幺一二两三四五六七八九点乘]+)(?![\u4e00-\u9fff])")
_HUNDREDS = re.compile(r"(?<=[a-z])\s*([一二两三四五六七八九])百(?![\u4e00-\u9fff])")  # H一百
_GREEK_LETTERS = {
    "阿尔法": "Alpha",
    "贝塔": "Beta",
    "伽马": "Gamma",
    "德尔塔": "Delta",
    "西格玛": "Sigma",
    "欧米伽": "Omega",
}
_GREEK = re.compile("|".join(_GREEK_LETTERS))
_OMNI = re.compile(r"(?<=[\d一二三四五])欧")  # GPT4欧
_O_SERIES = re.compile(r"(?<=[A-Za-z])[ -]?欧(?=[万一三](?![\u4e00-\u9fff]))")  # Lava欧万: LLaVA-o1
_ONE = re.compile(r"(?<=[a-z])万(?![\u4e00-\u9fff])")  # Vasa万: "one"
_ENGLISH_NUMBER = re.compile(r"(?:(?<=[\s-])|^)(zero|one|two|three|four|five|six|seven|eight|nine|ten)(?=[\s-]|$)")
_LEADING_NUMBER = re.compile(r"^((?i:one|two|three|four))(?=[A-Z])")  # OneBit is heard as 1bit
_NUMBER = re.compile(r"\d+(?:\.\d+)*(?:[a-z](?![a-z0-9]))?|\++")  # 4o is not 4, R+ is not R
_SPELLING, _SOUNDING = DamerauLevenshtein.normalized_similarity, Levenshtein.normalized_similarity
_LETTERS = re.compile(r"[^a-z]+")


SAME = 0.87  # likeness of two names that sound the same and carry the same numbers, however they are spelled


class Sound(NamedTuple):
    """A name taken apart: `letters` a-z only, `keys` its Metaphone code, `numbers` those it carries, in order."""

    letters: str
    keys: str
    numbers: tuple[str, ...]


@lru_cache(maxsize=1 << 16)
def sound(name: str) -> Sound:
    """The sound of a name in Latin letters, or of a Chinese one by its pinyin. "Cloud三" has the number 3."""
    plain = spoken_numbers(name)
    if CHINESE.search(plain):
        plain = " ".join(lazy_pinyin(plain, style=Style.NORMAL))
    letters = _LETTERS.sub("", _NUMBER.sub("", plain))
    return Sound(letters, _keys(letters), tuple(_NUMBER.findall(plain)))


def syllables(chinese: str) -> tuple[str, ...]:
    """The pinyin of each character by itself, without tones."""
    return tuple(map(syllable, chinese))


@lru_cache(maxsize=1 << 14)
def syllable(character: str) -> str:
    """The pinyin of a character, without its tone; what is no Chinese character comes back as it is."""
    return str(lazy_pinyin(character, style=Style.NORMAL)[0])


def _keys(letters: str) -> str:
    """The Metaphone code; a y or w that only leads to a vowel is not heard: Udio and Yudio, openeye and OpenAI;
    qw is qu."""
    heard = re.sub("^y(?=[aeiou])|(?<=[aeiou])[yw](?=[aeiou])", "", letters.replace("qw", "qu"))
    return metaphone(heard) if letters else ""


@lru_cache(maxsize=1 << 14)
def soft(letters: str) -> str:
    """The Metaphone code where an r behind a vowel is not heard, as many speakers have it."""
    return _keys(re.sub("(?<=[aeiouy])r(?![aeiouyr])", "", letters))


def spoken_numbers(name: str) -> str:
    """The folded name with number words beside Latin letters as digits."""
    name = _O_SERIES.sub("-o", spoken_letters(_GREEK.sub(lambda found: _GREEK_LETTERS[found[0]], name)))
    plain = fold(_LEADING_NUMBER.sub(lambda found: _SPOKEN[found[1].lower()] + " ", name))
    plain = _ONE.sub(" 1", _OMNI.sub("o ", plain))
    plain = _HUNDREDS.sub(lambda found: f"{_SPOKEN[found[1]]}00", plain)
    plain = _CHINESE_NUMBER.sub(lambda found: " " + "".join(_SPOKEN[one] for one in found[1]), plain)
    return _ENGLISH_NUMBER.sub(lambda found: _SPOKEN[found[1]], plain)


def similarity(one: str, other: str) -> float:
    """Likeness of the letters, 0 to 1: half Damerau-Levenshtein on the letters, half Levenshtein on Metaphone keys.

    Numbers are left to `Sound.numbers`. Two names without letters are alike where they carry the same numbers.
    """
    first, second = sound(one), sound(other)
    if not first.letters or not second.letters:
        return float(first.letters == second.letters and first.numbers == second.numbers)
    alike = (_SPELLING(first.letters, second.letters) + _SOUNDING(first.keys, second.keys)) / 2
    return max(alike, SAME) if is_same(first, second) else alike


def likeness(
    asked: Sequence[Sound], letters: Sequence[str], keys: Sequence[str]
) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    """`similarity` of each asked sound (row) with each of many names (column), and where both sound the same."""
    spelled = cdist([one.letters for one in asked], letters, scorer=_SPELLING, dtype=np.float32)
    sounded = cdist([one.keys for one in asked], keys, scorer=_SOUNDING, dtype=np.float32)
    return (spelled + sounded) / 2, sounded == 1.0


def is_same(one: Sound, other: Sound) -> bool:
    """Whether two names sound the same and carry the same numbers, as Fi3 and Phi-3, Visa1 and VASA-1, Member2 and
    Mamba-2 do.
    """
    if one.numbers != other.numbers or not one.numbers:
        return False
    return one.keys == other.keys != "" or soft(one.letters) == soft(other.letters) != ""


def carries(asked: str, heard: str) -> bool:
    """Whether `heard` has every number that `asked` has: "Claude" fits Claude 3, "Claude 3.5" does not."""
    return set(sound(asked).numbers) <= set(sound(heard).numbers)

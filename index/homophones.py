"""Chinese names that were written down with other characters of the same sound: 玉树 for 宇树, 闫了困 for 杨立昆."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein

from index.sound import syllable
from index.text import CHINESE

SHORTEST = 2  # characters
NEARLY_FROM = 3  # characters, from which one syllable may be only nearly the same
NEAR = 2  # letters by which such a syllable differs at most
SAME, NEARLY = 0.9, 0.8  # likeness of what sounds the same, and of what sounds nearly so
VOWELS = "aeo"  # one syllable may begin with another of them: 吴安达, 吴恩达
_FIRST = 0xE000  # where the characters begin that stand for syllables
# What speakers of many regions, and recognisers, do not tell apart.
_ALIKE = re.compile("(?<=[zcs])h|(?<=[aei]n)g")


class Homophone(NamedTuple):
    """Characters [start, end) of a text, by its number, that sound like a name, and how much so, 0 to 1."""

    number: int
    start: int
    end: int
    likeness: float


class _Table(dict[int, str]):
    """For `str.translate`: a character for each syllable, the same for those that sound alike."""

    def __init__(self) -> None:
        super().__init__()
        self._codes: dict[str, str] = {}

    def __missing__(self, code: int) -> str:
        character = chr(code)
        known = CHINESE.fullmatch(character) is not None
        self[code] = self.code(_ALIKE.sub("", syllable(character))) if known else "-"
        return self[code]

    def code(self, heard: str) -> str:
        """The character for a syllable."""
        return self._codes.setdefault(heard, chr(_FIRST + len(self._codes)))


_TABLE = _Table()


class Homophones:
    """Listens to texts, numbered as they are given, for the sound of Chinese names."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts

    def find(self, name: str) -> Iterator[Homophone]:
        """Where other characters sound like a name of SHORTEST characters or more, all but one of many exactly so."""
        if len(name) < SHORTEST or not CHINESE.fullmatch(name):
            return
        for found in _expression(name.translate(_TABLE)).finditer(self._syllables):
            number = int(np.searchsorted(self._starts, found.start(), side="right")) - 1
            start = found.start() - int(self._starts[number])
            heard = self._texts[number][start : start + len(name)]
            likeness = _likeness(name, heard)
            if likeness and heard != name:
                yield Homophone(number, start, start + len(name), likeness)

    @cached_property
    def _syllables(self) -> str:
        return "\n".join(text.translate(_TABLE) for text in self._texts)

    @cached_property
    def _starts(self) -> NDArray[np.int_]:
        return np.cumsum([0, *(len(text) + 1 for text in self._texts)])


def _expression(codes: str) -> re.Pattern[str]:
    """Finds the syllables, with any other in the place of one where there are enough; also where they overlap."""
    ways = [codes]
    if len(codes) >= NEARLY_FROM:
        ways += [f"{codes[:place]}.{codes[place + 1 :]}" for place in range(len(codes))]
    return re.compile(f"(?=({'|'.join(ways)}))")


def _likeness(name: str, heard: str) -> float:
    """0 where a syllable is another: it must begin alike and differ by NEAR letters at most."""
    pairs = [(syllable(a), syllable(b)) for a, b in zip(name, heard, strict=True)]
    differing = [(a, b) for a, b in pairs if _ALIKE.sub("", a) != _ALIKE.sub("", b)]
    if not differing:
        return SAME
    near = all(_begin_alike(a, b) and Levenshtein.distance(a, b) <= NEAR for a, b in differing)
    return NEARLY if near and CHINESE.fullmatch(heard) else 0.0


def _begin_alike(one: str, other: str) -> bool:
    return one[:1] == other[:1] or (one[:1] in VOWELS and other[:1] in VOWELS)

"""Where a text may hold a name that was written down as other words: asked for when no item holds the name itself.

A name that is in no lexicon, or that sounds like ordinary words, cannot be put right while a transcript is read
("vessel" may be a vessel). A question that asks for Vercel, which no item names, says what to listen for.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

import numpy as np
from rapidfuzz.distance import DamerauLevenshtein

from index.consonants import Consonants, Place
from index.field import speaks_of_field
from index.homophones import Homophones
from index.lexicon import lexicon
from index.mentions import common_latin, is_unit, latin_runs
from index.misheard.latin import rhymes
from index.names import TRANSLITERATING, known_chinese
from index.sound import Sound, likeness, sound
from index.text import CHINESE, fold
from index.tokens import Word, cut, is_word, stop_words
from index.transliteration import pattern, spelled_out
from index.types import DigestItem

SHORTEST = 3  # letters of a name that may be spelled another way; a shorter one is heard as it is: 易1.5 is Yi-1.5
MOST_CHARACTERS = 4  # that the first syllables of a name were written down as: 温德Surf
# Characters that do so beside those of names that are written with them throughout.
_MIXED = TRANSLITERATING | frozenset("妮易勒温伦欧珂")
MOST_WORDS = 3  # that one name was written down as: "p touch", "open ai i"
LATIN_ENOUGH = ((5, 0.8), (80, 0.72))  # likeness from which Latin words may be the name, by its letters
CLOSE = 0.05  # what is less like it than the best by more is no echo
# Likeness in spelling from which Chinese characters with the consonants of a name may be the name, by their number.
CHINESE_ENOUGH = {2: 0.6, 3: 0.4}
RHYMING = 0.8  # likeness of abbreviations of which one letter rhymes
TELLING = 4  # consonants that are no chance, of whatever a text speaks
ALWAYS = 4  # characters of the sound of a name that are no chance, whatever words jieba cuts them into
ORDINARY = 0.7  # times the likeness, for an ordinary word that sounds like a name: 质谱 for 智谱
_FORM = re.compile(r"([\u3400-\u9fff]+)([A-Za-z0-9.]*)")  # 海螺AI, which may be written 海罗AI
_BREAKS = ",，。、!?？！ "


class Echo(NamedTuple):
    """Words of an item that sound like a name, and how much so, 0 to 1."""

    number: int
    surface: str
    likeness: float


class _Surfaces(NamedTuple):
    """Latin words, the items that hold them, and their sound, ready to be compared at once."""

    words: list[str]
    holders: list[set[int]]
    letters: list[str]
    keys: list[str]

    def add(self, words: str, holders: set[int], heard: Sound) -> None:
        """One more."""
        self.words.append(words)
        self.holders.append(holders)
        self.letters.append(heard.letters)
        self.keys.append(heard.keys)


class Echoes:
    """Listens to the items, which are numbered as they are given. What it needs is made when it is first asked."""

    def __init__(self, items: Sequence[DigestItem]) -> None:
        self._items = items
        self._homophones = Homophones([item.text for item in items])

    def find(self, asked: str) -> list[Echo]:
        """The items that may hold the name under other words, each with the likest of them; none where none is near."""
        found = [*self._latin_echoes(asked), *self._chinese_echoes(asked), *self._same_sounds(asked)]
        best = max((one.likeness for one in found), default=0.0)
        return [one for one in found if one.likeness >= best - CLOSE]

    @cached_property
    def _surfaces(self) -> Mapping[tuple[str, ...], _Surfaces]:
        """Runs of up to MOST_WORDS Latin words that are no known name, in lower case, by the numbers they carry."""
        holders: defaultdict[str, set[int]] = defaultdict(set)
        for number, item in enumerate(self._items):
            for surface in _latin_surfaces(item.text):
                holders[surface].add(number)
        grouped: defaultdict[tuple[str, ...], _Surfaces] = defaultdict(lambda: _Surfaces([], [], [], []))
        for surface, numbers in holders.items():
            heard = sound(surface)
            grouped[heard.numbers].add(surface, numbers, heard)
        return dict(grouped)

    @cached_property
    def _consonants(self) -> Consonants:
        return Consonants([item.text for item in self._items])

    def _latin_echoes(self, asked: str) -> Iterator[Echo]:
        wanted = sound(asked)
        surfaces = self._surfaces.get(wanted.numbers)
        if surfaces is None or len(wanted.letters) < 2 or CHINESE.search(asked):
            return
        scores, _ = likeness([wanted], surfaces.letters, surfaces.keys)
        if len(wanted.letters) < SHORTEST:
            scores[scores < 1] = 0
        if asked.isupper():
            rhyming = [
                place for place, one in enumerate(surfaces.letters) if rhymes(one.upper(), wanted.letters.upper())
            ]
            scores[0, rhyming] = np.maximum(scores[0, rhyming], RHYMING)
        bar = next(bar for length, bar in LATIN_ENOUGH if len(wanted.letters) <= length)
        for place in np.flatnonzero(scores[0] >= bar):
            for number in surfaces.holders[place]:
                yield Echo(number, surfaces.words[place], float(scores[0, place]))

    def _chinese_echoes(self, asked: str) -> Iterator[Echo]:
        wanted = pattern(asked)
        if wanted is None or sound(asked).numbers:
            return
        for place in self._consonants.find(wanted):
            text = self._items[place.text].text
            for start, end in _spans(place):
                alike = DamerauLevenshtein.normalized_similarity(spelled_out(text[start:end]), wanted.letters)
                if alike < CHINESE_ENOUGH.get(wanted.size, 0.0) or not _may_be_heard(text, start, end):
                    continue
                if wanted.size >= TELLING or speaks_of_field(text):
                    yield Echo(place.text, text[start:end], 0.5 + alike / 2)

    def _same_sounds(self, asked: str) -> Iterator[Echo]:
        """Other characters that sound like a Chinese form of a known name, where an item speaks of the field."""
        entry = lexicon().find(asked)
        forms = (_FORM.fullmatch(form) for form in entry.forms) if entry else ()
        for chinese, latin in dict.fromkeys(form.groups() for form in forms if form):
            for one in self._homophones.find(chinese):
                text = self._items[one.number].text
                end = one.end + len(latin)
                if text[one.end : end].casefold() != latin.casefold() or not speaks_of_field(text):
                    continue
                if latin or _stands_alone(text, one.start, one.end, chinese):
                    surface = text[one.start : end]
                    yield Echo(one.number, surface, one.likeness * (ORDINARY if is_word(surface) else 1.0))


def _spans(place: Place) -> Iterator[tuple[int, int]]:
    """The characters that were found, and those without a vowel at the end, which may be another word: 速诺也."""
    yield place.start, place.end
    if place.bare:
        yield place.start, place.end - 1


def _latin_surfaces(text: str) -> Iterator[str]:
    folded = fold(text)
    for run in latin_runs(folded):
        words = run.text.split()
        for start in range(len(words)):
            for end in range(start + 1, min(len(words), start + MOST_WORDS) + 1):
                surface = " ".join(words[start:end])
                if not _is_itself(words[start:end], surface):
                    yield surface
        yield from (f"{characters}{words[0]}" for characters in _before(folded, run.start))


def _before(text: str, end: int) -> Iterator[str]:
    """The characters right before a place that stand for sounds, from one to MOST_CHARACTERS of them."""
    start = end
    while start > max(0, end - MOST_CHARACTERS) and text[start - 1] in _MIXED:
        start -= 1
        yield text[start:end]


def _is_itself(words: Sequence[str], surface: str) -> bool:
    """Whether the words are known for what they are, or say nothing."""
    plain = all(word in common_latin() or word in stop_words() or is_unit(word) for word in words)
    return plain or lexicon().find(surface) is not None


def _may_be_heard(text: str, start: int, end: int) -> bool:
    """Whether the characters at [start, end) are words of their own, and no ordinary ones of two characters."""
    if not _stands_alone(text, start, end):
        return False
    clause, begin = _clause(text, start, end)
    inside = _words(clause, start - begin, end - begin)
    if any(word in stop_words() for word in inside):
        return False
    return len(inside) == 1 < end - start - 1 or not any(len(word) > 1 and is_word(word) for word in inside)


def _stands_alone(text: str, start: int, end: int, name: str = "") -> bool:
    """Whether the characters at [start, end) are whole words, if few, and no known name but a part of `name`."""
    clause, begin = _clause(text, start, end)
    start, end = start - begin, end - begin
    if end - start < ALWAYS and sum(map(len, _words(clause, start, end))) < end - start:
        return False
    known = [one for one in known_chinese(clause) if one.start < end and start < one.end]
    return all(clause[one.start : one.end] in name for one in known)


def _words(clause: str, start: int, end: int) -> list[str]:
    """The words that lie within [start, end)."""
    return [word for word, a, b in _cut(clause) if start <= a and b <= end]


@lru_cache(maxsize=1 << 10)
def _cut(clause: str) -> Sequence[Word]:
    return cut(clause)


def _clause(text: str, start: int, end: int) -> tuple[str, int]:
    """What stands around [start, end) between two marks, folded, and where it begins; places stay."""
    left = max((text.rfind(mark, 0, start) for mark in _BREAKS), default=-1) + 1
    right = min((place for mark in _BREAKS if (place := text.find(mark, end)) >= 0), default=len(text))
    clause = text[left:right]
    folded = fold(clause)
    return (folded if len(folded) == len(clause) else clause), left

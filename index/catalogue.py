"""Who is named where: all names of all items, found again by spelling and by sound."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import DamerauLevenshtein, Levenshtein
from rapidfuzz.process import cdist

from index.lexicon import Entry, lexicon
from index.mentions import common_latin
from index.sound import carries, sound
from index.text import CHINESE, fold
from index.thesaurus import stem, thesaurus
from index.types import DigestItem

SUBJECT, MENTIONED, PART = 1.0, 0.75, 0.85  # how much an item is about a name; a part of a longer name counts less
MOST_WORDS = 6  # of a name that is asked for
CLOSE = 0.06  # what sounds that much less like the name than the best does is another name
# Similarity from which a heard name is the one asked for: short names are too often alike by chance.
ENOUGH = ((3, 0.84), (5, 0.7), (100, 0.6))


@dataclass(frozen=True, slots=True)
class Held:
    """Items that hold a name, with strengths from 0 to 1. `whole`: every word of the name is held by these items."""

    strengths: Mapping[int, float] = field(default_factory=dict)
    whole: bool = False
    heard: tuple[str, ...] = ()


class Catalogue:
    """The names of the items, which are numbered as they are given."""

    def __init__(self, items: Iterable[DigestItem]) -> None:
        holders: defaultdict[str, dict[int, float]] = defaultdict(dict)
        for number, item in enumerate(items):
            for name, strength in _names_of(item):
                holders[name][number] = max(strength, holders[name].get(number, 0.0))
        self._names = [name for name in holders if sound(name).letters or sound(name).numbers]
        self._holders = dict(holders)
        self._letters = [sound(name).letters for name in self._names]
        self._keys = [sound(name).keys for name in self._names]
        self._exact: defaultdict[str, list[str]] = defaultdict(list)
        for name in self._names:
            self._exact[_squeezed(name)].append(name)

    def chinese_names(self, question: str) -> list[str]:
        """The Chinese names that stand in a folded question as they are, longest first."""
        found = {name for name in self._holders if CHINESE.search(name) and fold(name) in question}
        return sorted(found, key=lambda name: (-len(name), name))

    def find(self, asked: str) -> Held:
        """The items that hold a name, as a whole or word by word ("Claude 3 Opus": Claude 3, and Opus)."""
        words = asked.split()[:MOST_WORDS]
        if not words:
            return Held()
        spans = [(i, j) for i in range(len(words)) for j in range(i + 1, len(words) + 1)]
        found = dict(zip(spans, self._matches([" ".join(words[i:j]) for i, j in spans]), strict=True))
        return self._cover(words, found)

    def _cover(self, words: Sequence[str], found: Mapping[tuple[int, int], Mapping[str, float]]) -> Held:
        """The best way to cover all words by names that are known; `best[j]` covers the first j words."""
        best: list[tuple[float, list[Mapping[str, float]]]] = [(0.0, [])]
        for end in range(1, len(words) + 1):
            ways = [
                (best[start][0] + _worth(found[start, end], words[start:end]), [*best[start][1], found[start, end]])
                for start in range(end)
            ]
            best.append(max(ways, key=lambda way: way[0]))
        parts = best[-1][1]
        if not all(parts):
            return Held(self._strengths([part for part in parts if part]))
        strengths = self._strengths(parts)
        heard = tuple(dict.fromkeys(name for part in parts for name in part))
        whole = {number for number in strengths if all(self._holds(part, number) for part in parts)}
        return Held({number: strengths[number] for number in whole} or strengths, bool(whole), heard)

    def _holds(self, part: Mapping[str, float], number: int) -> bool:
        return any(number in self._holders[name] for name in part)

    def _strengths(self, parts: Sequence[Mapping[str, float]]) -> dict[int, float]:
        totals: defaultdict[int, float] = defaultdict(float)
        for part in parts:
            best: defaultdict[int, float] = defaultdict(float)
            for name, alike in part.items():
                for number, strength in self._holders[name].items():
                    best[number] = max(best[number], alike * strength)
            for number, strength in best.items():
                totals[number] += strength / len(parts)
        return dict(totals)

    def _matches(self, asked: Sequence[str]) -> list[Mapping[str, float]]:
        if not self._names:
            return [{} for _ in asked]
        sounds = [sound(one) for one in asked]
        spelling = self._compare([one.letters for one in sounds], self._letters, DamerauLevenshtein)
        keys = self._compare([one.keys for one in sounds], self._keys, Levenshtein)
        return [self._near(one, row) for one, row in zip(asked, (spelling + keys) / 2, strict=True)]

    @staticmethod
    def _compare(asked: Sequence[str], known: Sequence[str], measure: type) -> NDArray[np.float32]:
        table: NDArray[np.float32] = cdist(asked, known, scorer=measure.normalized_similarity, dtype=np.float32)
        return table

    def _near(self, asked: str, row: NDArray[np.float32]) -> Mapping[str, float]:
        """The names that `asked` may have been heard as, with their likeness; none where no name is near enough."""
        exact = self._exact.get(_squeezed(asked))
        if exact:
            return dict.fromkeys(exact, 1.0)
        letters = len(sound(asked).letters)
        if letters < 2:
            return {}
        bar = next(bar for length, bar in ENOUGH if letters <= length)
        near = [(float(row[i]), self._names[i]) for i in np.flatnonzero(row >= bar)]
        meant = lexicon().find(asked)
        near = [(alike, name) for alike, name in near if carries(asked, name) and _may_be(asked, meant, name)]
        top = max((alike for alike, _ in near), default=0.0)
        return {name: alike for alike, name in near if alike >= top - CLOSE}


def _names_of(item: DigestItem) -> Iterable[tuple[str, float]]:
    title = item.title
    for name in (*item.names, *item.orgs):
        strength = SUBJECT if name in title else MENTIONED
        yield name, strength
        if meant := item.right.get(name):
            yield from ((form, strength) for form in _forms(meant))
        words = name.split()
        if len(words) > 1:
            yield from ((word, PART * MENTIONED) for word in words if _telling(word))


def _forms(name: str) -> tuple[str, ...]:
    entry = lexicon().find(name)
    return entry.forms if entry else (name,)


def _telling(word: str) -> bool:
    """Whether a word of a name can stand for the name: no ordinary English word, not short."""
    plain = word.casefold()
    return len(plain) > 3 and plain not in common_latin() and stem(plain) not in thesaurus().english_words


def _may_be(asked: str, meant: Entry | None, name: str) -> bool:
    """Whether a name like the one asked for may be it: not where both are known and are two, unless they sound alike."""
    other = lexicon().find(name)
    if meant is None or other is None or meant is other:
        return True
    return sound(asked).keys == sound(name).keys or _is_family(meant.name, other.name)


def _is_family(name: str, member: str) -> bool:
    """Whether the second name begins with the first: Google and Google DeepMind, Claude and Claude 3."""
    return fold(member).startswith(fold(name) + " ")


def _worth(part: Mapping[str, float], words: Sequence[str]) -> float:
    """What a part of a name adds: its letters, times its likeness; a little less for each cut."""
    return sum(map(len, words)) * max(part.values()) - 0.5 if part else -0.5


def _squeezed(name: str) -> str:
    parts = sound(name)
    return "".join((parts.letters, "#", *parts.numbers))

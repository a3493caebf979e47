"""Finding a name by its consonants in many texts at once, without reading them all for each name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from index.transliteration import VOWEL, Pattern, consonants, first_consonants


class Place(NamedTuple):
    """Characters [start, end) of a text that have the consonants of a name; `bare`: the last of them has none."""

    text: int
    start: int
    end: int
    bare: bool


class Consonants:
    """The consonants of texts. A name is looked for where some of them stand side by side, vowels left out."""

    def __init__(self, texts: Sequence[str]) -> None:
        """Reads all texts once."""
        each = [consonants(text) for text in texts]
        firsts = np.frombuffer("\n".join(map(first_consonants, each)).encode("ascii"), dtype=np.uint8)
        self._consonants = "\n".join(each)
        self._starts = np.cumsum([0, *(len(one) // 2 + 1 for one in each)])  # of each text in `firsts`
        self._places = np.flatnonzero(firsts != ord(VOWEL))
        self._spoken = firsts[self._places].tobytes()

    def find(self, name: Pattern) -> Iterator[Place]:
        """The places that have the consonants of a name, each once."""
        seen: set[int] = set()
        for low, high in self._windows(name):
            for found in name.expression.finditer(self._consonants, low, high):
                if found.start() not in seen:
                    seen.add(found.start())
                    yield self._place(found.start(), found.end(), bare=found[0][-2] == VOWEL)

    def _windows(self, name: Pattern) -> Iterator[tuple[int, int]]:
        """Stretches of the consonants in which the name may be found."""
        if len(name.anchor) < 2:
            yield 0, len(self._consonants)
            return
        around = 2 * name.size + 2  # each consonant may have a vowel before it
        anchor = name.anchor.encode("ascii")
        hit = self._spoken.find(anchor)
        while hit >= 0:
            place = int(self._places[hit])
            text = int(np.searchsorted(self._starts, place, side="right")) - 1
            first, last = int(self._starts[text]), int(self._starts[text + 1]) - 1
            # in `_consonants` a character takes two, and what parts the texts one
            yield 2 * max(first, place - around) - text, 2 * min(last, place + around) - text
            hit = self._spoken.find(anchor, hit + 1)

    def _place(self, start: int, end: int, *, bare: bool) -> Place:
        text = int(np.searchsorted(2 * self._starts - np.arange(len(self._starts)), start, side="right")) - 1
        first = 2 * int(self._starts[text]) - text
        return Place(text, (start - first) // 2, (end - first) // 2, bare)

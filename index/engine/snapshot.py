"""The documents of an index at one moment: segments, and which of their documents are still there."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from index.engine.formula import DELTA, Floats, idf, norms
from index.engine.segment import Bools, Ints, Segment, build, merge
from index.engine.topk import Scorer, Weighted

SMALL = 8  # segments beside the first; more are merged into one of them
MOST_KNOWN = 1 << 16  # tokens of which a snapshot remembers where they are
Ranked = list[tuple[int, float]]


@dataclass(frozen=True)
class Part:
    """A segment whose documents are numbered from `first`: which are alive, and how many of those hold each term."""

    segment: Segment
    first: int
    alive: Bools
    holding: Ints

    @cached_property
    def whole(self) -> bool:
        """Whether none was removed."""
        return bool(self.alive.all())

    def without(self, documents: Ints) -> Part:
        """The part without documents of its own, by their numbers within it, that are alive."""
        alive, holding = self.alive.copy(), self.holding.copy()
        alive[documents] = False
        for document in documents:
            holding[self.segment.terms_of(int(document))] -= 1
        return Part(self.segment, self.first, alive, holding)


@dataclass(frozen=True)
class Snapshot:
    """Documents by number; numbers are given in order, and not again after a removal. Never changes."""

    parts: tuple[Part, ...] = ()

    @property
    def size(self) -> int:
        """One more than the highest number that was given."""
        return self.parts[-1].first + self.parts[-1].segment.size if self.parts else 0

    @cached_property
    def count(self) -> int:
        """How many documents there are."""
        return sum(int(np.count_nonzero(part.alive)) for part in self.parts)

    @cached_property
    def mean(self) -> float:
        """Their mean length in tokens."""
        total = sum(int(part.segment.lengths[part.alive].sum(dtype=np.int64)) for part in self.parts)
        return total / self.count if self.count else 0.0

    def idf(self, token: str) -> float:
        """How rare a token is; 0 for one that no document holds."""
        return idf(self.count, self.holding(token))

    def holding(self, token: str) -> int:
        """How many documents hold a token."""
        return sum(
            int(part.holding[term]) for part in self.parts if (term := part.segment.terms.get(token)) is not None
        )

    def scores(self, tokens: Sequence[str]) -> Floats:
        """The score of every number, shape (size,); removed documents have what one without any token has."""
        every, asked = self._asked(tokens)
        parts = [
            scorer.all(terms) * part.alive for part, scorer, terms in zip(self.parts, self._scorers, asked, strict=True)
        ]
        return np.concatenate([np.zeros(0), *parts]) + every

    def top_k(self, tokens: Sequence[str], k: int, mask: Bools | None = None) -> Ranked:
        """The best k documents that hold any of the tokens, with scores, best first; of equal ones the newer first.

        `mask`, shape (size,), tells which may be found. ValueError for one of another shape.
        """
        if mask is not None and mask.shape != (self.size,):
            raise ValueError(f"the mask has shape {mask.shape}, and the documents ({self.size},)")
        if k <= 0:
            return []
        every, asked = self._asked(tokens)
        found: list[tuple[float, int]] = []
        for part, scorer, terms in zip(self.parts, self._scorers, asked, strict=True):
            if terms:
                documents, scores = scorer.best(terms, k, _allowed(part, mask))
                found += zip((scores + every).tolist(), (documents + part.first).tolist(), strict=True)
        found.sort(reverse=True)
        return [(number, score) for score, number in found[:k]]

    def added(self, token_lists: Iterable[Sequence[str]]) -> Snapshot:
        """With more documents, numbered on; what is there already is not touched, but small segments are merged."""
        segment = build(token_lists)
        if not segment.size:
            return self
        part = Part(segment, self.size, np.ones(segment.size, dtype=np.bool_), segment.holding)
        parts = (*self.parts, part)
        return Snapshot((parts[0], _merged(parts[1:])) if len(parts) > SMALL + 1 else parts)

    def removed(self, documents: Collection[int]) -> Snapshot:
        """Without these documents. KeyError for a number that none has."""
        numbers = np.unique(np.fromiter(documents, dtype=np.int64, count=len(documents)))
        parts = []
        for part in self.parts:
            within = numbers[(numbers >= part.first) & (numbers < part.first + part.segment.size)] - part.first
            numbers = numbers[~np.isin(numbers, within[part.alive[within]] + part.first)]
            parts.append(part.without(within[part.alive[within]]) if len(within) else part)
        if len(numbers):
            raise KeyError(int(numbers[0]))
        return Snapshot(tuple(parts))

    def merged(self) -> Snapshot:
        """The same documents under the same numbers, in one segment; what was removed takes no more room."""
        return Snapshot((_merged(self.parts),)) if len(self.parts) > 1 or not all(p.whole for p in self.parts) else self

    @cached_property
    def _scorers(self) -> list[Scorer]:
        return [Scorer(part.segment, norms(part.segment.lengths, self.mean)) for part in self.parts]

    def _asked(self, tokens: Sequence[str]) -> tuple[float, list[list[Weighted]]]:
        """What every document has by the tokens, and for each part its terms among them."""
        often: dict[str, int] = {}
        for token in tokens:
            often[token] = often.get(token, 0) + 1
        every, asked = 0.0, [[] for _ in self.parts]  # type: float, list[list[Weighted]]
        for token, times in often.items():
            rarity, terms = self._known.get(token) or self._known_now(token)
            every += DELTA * times * rarity
            for place, term in terms:
                asked[place].append((term, times * rarity))
        return every, asked

    @cached_property
    def _known(self) -> dict[str, tuple[float, tuple[tuple[int, int], ...]]]:
        """The idf of tokens that were asked for, and their terms, each with the place of its part."""
        return {}

    def _known_now(self, token: str) -> tuple[float, tuple[tuple[int, int], ...]]:
        terms = ((place, part.segment.terms.get(token)) for place, part in enumerate(self.parts))
        found = self.idf(token), tuple((place, term) for place, term in terms if term is not None)
        if len(self._known) >= MOST_KNOWN:
            self._known.clear()
        self._known[token] = found
        return found


def _allowed(part: Part, mask: Bools | None) -> Bools | None:
    if mask is None:
        return None if part.whole else part.alive
    chosen = mask[part.first : part.first + part.segment.size]
    return chosen if part.whole else chosen & part.alive


def _merged(parts: Sequence[Part]) -> Part:
    segment = merge([part.segment for part in parts], [part.alive for part in parts])
    return Part(segment, parts[0].first, np.concatenate([part.alive for part in parts]), segment.holding)

"""The documents of an index at one moment: segments, and which of their documents are still there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from index.engine.formula import DELTA, Floats, idf, norms
from index.engine.segment import Bools, Ints, Segment, build, merge
from index.engine.topk import Scorer, Weighted

SMALL = 8  # segments beside the first; more are merged into one of them
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
        weights = self._weights(tokens)
        parts = [
            scorer.all(_weighted(part, weights)) * part.alive
            for part, scorer in zip(self.parts, self._scorers, strict=True)
        ]
        return np.concatenate([np.zeros(0), *parts]) + DELTA * sum(weights.values())

    def top_k(self, tokens: Sequence[str], k: int, mask: Bools | None = None) -> Ranked:
        """The best k documents that hold any of the tokens, with scores, best first; of equal ones the newer first.

        `mask`, shape (size,), tells which may be found.
        """
        if k <= 0:
            return []
        weights = self._weights(tokens)
        every = DELTA * sum(weights.values())
        found: Ranked = []
        for part, scorer in zip(self.parts, self._scorers, strict=True):
            if terms := _weighted(part, weights):
                documents, scores = scorer.best(terms, k, _allowed(part, mask))
                order = np.lexsort((-documents, -scores))[:k]
                found += zip((documents[order] + part.first).tolist(), (scores[order] + every).tolist(), strict=True)
        return sorted(found, key=lambda one: (-one[1], -one[0]))[:k] if len(self.parts) > 1 else found

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

    def _weights(self, tokens: Sequence[str]) -> dict[str, float]:
        return {token: weight for token, often in Counter(tokens).items() if (weight := often * self.idf(token))}


def _weighted(part: Part, weights: dict[str, float]) -> list[Weighted]:
    found = ((part.segment.terms.get(token), weight) for token, weight in weights.items())
    return [Weighted(term, weight) for term, weight in found if term is not None]


def _allowed(part: Part, mask: Bools | None) -> Bools | None:
    if mask is None:
        return None if part.whole else part.alive
    chosen = mask[part.first : part.first + part.segment.size]
    return chosen if part.whole else chosen & part.alive


def _merged(parts: Sequence[Part]) -> Part:
    segment = merge([part.segment for part in parts], [part.alive for part in parts])
    return Part(segment, parts[0].first, np.concatenate([part.alive for part in parts]), segment.holding)

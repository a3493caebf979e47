"""The best documents of one segment, exactly, without a look at those that cannot be among them.

Terms are taken by what they can add at most, the rarest first. Once the terms that are left cannot lift a document that
holds none of those taken over the k-th score so far, they are only looked up for the documents found (MaxScore, after
Turtle and Flood, "Query evaluation: strategies and optimizations", 1995).
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.engine.formula import K1, Floats, saturated
from index.engine.segment import Bools, Ints, Segment

FEW = 1 << 14  # postings in all, up to which every one is added up
LONG = 1 << 9  # postings of a term from which what they count is kept
KEPT = 64 << 20  # bytes of that, for one segment
STRIPE = 64  # scores of which only the best stands for the k-th score
SIZES = 8  # segments of different sizes for which a thread keeps zeros; they come and go
SLACK = 1e-9  # of a score: a bound that is off by rounding loses no document

_buffers = threading.local()


class Weighted(NamedTuple):
    """A term of the segment with its weight in the query: its idf, times as often as it is asked for."""

    term: int
    weight: float


class Scored(NamedTuple):
    """Documents of a segment with what the terms of a query count in them."""

    documents: Ints
    scores: Floats


class Scorer:
    """Scores the documents of one segment under one set of norms; any number of threads may ask at once."""

    def __init__(self, segment: Segment, norms: Floats) -> None:
        self._segment, self._norms = segment, norms
        self._least = float(norms.min()) if len(norms) else 0.0
        self._kept: dict[int, Floats] = {}
        self._bytes = 0

    def all(self, terms: Sequence[Weighted]) -> Floats:
        """What the terms count in each document, shape (documents,)."""
        scores = np.zeros(self._segment.size)
        self._add_up(terms, scores)
        return scores

    def best(self, terms: Sequence[Weighted], k: int, allowed: Bools | None) -> Scored:
        """The best k of the allowed documents that hold any of the terms, and those as good as the k-th."""
        if allowed is not None and np.count_nonzero(allowed) <= k:
            return self._of(terms, np.flatnonzero(allowed))
        postings = sum(int(self._segment.holding[term]) for term, _ in terms)
        found = self._added(terms, allowed) if postings <= FEW else self._bounded(terms, k, allowed)
        return _best(found, k)

    def _add_up(self, terms: Sequence[Weighted], scores: Floats) -> None:
        for term, weight in terms:
            scores[self._segment.documents[self._segment.span(term)]] += weight * self._counts(term)

    def _added(self, terms: Sequence[Weighted], allowed: Bools | None) -> Scored:
        scores = _buffer(self._segment.size)
        try:
            self._add_up(terms, scores)
            found = np.flatnonzero(scores if allowed is None else scores * allowed)
            return Scored(found, scores[found])
        finally:
            scores.fill(0)

    def _of(self, terms: Sequence[Weighted], documents: Ints) -> Scored:
        """The scores of a few documents, without those that hold none of the terms."""
        scores = np.zeros(len(documents))
        for term in terms:
            self._look_up(term, documents, scores)
        held = scores > 0
        return Scored(documents[held], scores[held])

    def _bounded(self, terms: Sequence[Weighted], k: int, allowed: Bools | None) -> Scored:
        ordered = sorted(((self._bound(one), one) for one in terms), key=lambda pair: -pair[0])
        left = np.cumsum([0.0, *(bound for bound, _ in reversed(ordered))])[::-1]
        gathered = _Gathered(self._segment.size)
        try:
            for place, (_, one) in enumerate(ordered):
                if gathered.kth(k) * (1 - SLACK) > left[place]:
                    return self._finished(gathered.scored(), [later for _, later in ordered[place:]], left[place:], k)
                gathered.add(*self._postings(one, allowed))
            return gathered.scored()
        finally:
            gathered.clear()

    def _finished(self, found: Scored, terms: Sequence[Weighted], left: Floats, k: int) -> Scored:
        """The documents found, with what the terms that are left add, as long as they may still be among the best."""
        documents, scores = found
        for place, term in enumerate(terms):
            may = scores + left[place] >= kth(scores, k) * (1 - SLACK)
            documents, scores = documents[may], scores[may]
            self._look_up(term, documents, scores)
        return Scored(documents, scores)

    def _look_up(self, one: Weighted, documents: Ints, scores: Floats) -> None:
        """Adds what a term counts in documents, given in any order."""
        span = self._segment.span(one.term)
        holding = self._segment.documents[span]
        if not len(holding):
            return
        places = np.minimum(np.searchsorted(holding, documents.astype(holding.dtype)), len(holding) - 1)
        held = holding[places] == documents
        frequencies = self._segment.frequencies[span][places[held]]
        scores[held] += one.weight * saturated(frequencies, self._norms[documents[held]])

    def _postings(self, one: Weighted, allowed: Bools | None) -> tuple[Ints, Floats]:
        documents = self._segment.documents[self._segment.span(one.term)]
        counts = one.weight * self._counts(one.term)
        if allowed is None:
            return documents, counts
        chosen = allowed[documents]
        return documents[chosen], counts[chosen]

    def _bound(self, one: Weighted) -> float:
        """What a term can count at most in a document of the segment."""
        peak = float(self._segment.peaks[one.term])
        return one.weight * peak * (K1 + 1) / (peak + self._least)

    def _counts(self, term: int) -> Floats:
        """What a term counts in each document that holds it; kept for terms that many hold."""
        kept = self._kept.get(term)
        if kept is not None:
            return kept
        span = self._segment.span(term)
        counts = saturated(self._segment.frequencies[span], self._norms[self._segment.documents[span]])
        if len(counts) >= LONG and self._bytes + counts.nbytes <= KEPT:
            self._kept[term] = counts
            self._bytes += counts.nbytes
        return counts


class _Gathered:
    """Documents that hold any of the terms taken so far, each once, with their scores up to now."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._parts: list[Ints] = []
        self._first: Floats | None = None  # the scores, while one term is all
        self._scores: Floats | None = None

    def add(self, documents: Ints, counts: Floats) -> None:
        """What one more term counts in the documents that hold it."""
        if self._first is None:
            self._parts, self._first = [documents], counts
            return
        if self._scores is None:
            self._scores = _buffer(self._size)
            self._scores[self._parts[0]] = self._first
        self._parts.append(documents[self._scores[documents] == 0])
        self._scores[documents] += counts

    def scored(self) -> Scored:
        """All of them."""
        if self._scores is None:
            none = Scored(np.zeros(0, dtype=np.int32), np.zeros(0))
            return none if self._first is None else Scored(self._parts[0], self._first.copy())
        documents = np.concatenate(self._parts)
        return Scored(documents, self._scores[documents])

    def kth(self, k: int) -> float:
        """A score that k of them reach, the highest that is easily found; below any where they are fewer than k."""
        return kth(self.scored().scores, k)

    def clear(self) -> None:
        """Leaves the buffer as it was found."""
        if self._scores is not None:
            for documents in self._parts:
                self._scores[documents] = 0


def kth(scores: Floats, k: int) -> float:
    """A score that at least k of them reach: exactly the k-th of few, from the best of stripes of many; or -inf."""
    if len(scores) < k:
        return float("-inf")
    if len(scores) >= STRIPE * max(k, STRIPE):
        whole = len(scores) // STRIPE * STRIPE
        scores = scores[:whole].reshape(STRIPE, -1).max(axis=0) if k <= whole // STRIPE else scores
    return float(np.partition(scores, len(scores) - k)[len(scores) - k])


def _best(found: Scored, k: int) -> Scored:
    chosen = found.scores >= kth(found.scores, k)
    documents, scores = found.documents[chosen], found.scores[chosen]
    if len(scores) > k:
        chosen = scores >= np.partition(scores, len(scores) - k)[len(scores) - k]
        documents, scores = documents[chosen], scores[chosen]
    return Scored(documents, scores)


def _buffer(size: int) -> NDArray[np.float64]:
    """Zeros for each document of a segment, the thread's own; to be left as zeros."""
    buffers: dict[int, NDArray[np.float64]] = _buffers.__dict__.setdefault("by_size", {})
    if size not in buffers:
        if len(buffers) >= SIZES:
            buffers.clear()
        buffers[size] = np.zeros(size)
    return buffers[size]

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

FEW = 1 << 15  # postings in all, up to which every one is added up
WHOLE = 1 << 22  # postings of a segment up to which what they count is kept for all of them
SMALL, OFTEN = 1 << 17, 256  # of one that is kept at once, and terms asked for before a larger one is
LONG = 1 << 6  # postings of a term of a larger one from which what they count is kept
KEPT = 64 << 20  # bytes of that, for one segment
SEEDS = 1 << 9  # documents whose whole scores show early how good the best are
DENSE = 1 << 12  # documents up to which all are looked through
STRIPE = 64  # scores of which only the best stands for the k-th score
SIZES = 8  # segments of different sizes for which a thread keeps zeros; they come and go
SLACK = 1e-9  # of a score: a bound that is off by rounding loses no document

_LEAST = float(np.finfo(np.float64).tiny)  # what counts at all
_buffers = threading.local()


Weighted = tuple[int, float]  # a term of the segment, and its weight: its idf, times as often as it is asked for


class Scored(NamedTuple):
    """Documents of a segment with what the terms of a query count in them."""

    documents: Ints
    scores: Floats


class Scorer:
    """Scores the documents of one segment under one set of norms; any number of threads may ask at once."""

    def __init__(self, segment: Segment, norms: Floats) -> None:
        self._segment, self._norms = segment, norms
        self._least = float(norms.min()) if len(norms) else 0.0
        self._whole: Floats | None = None
        self._uses = 0
        self._kept: dict[int, Floats] = {}
        self._bytes = 0

    @property
    def _every(self) -> Floats | None:
        """What each posting counts, once it is asked for often enough; none of a large segment.

        A segment that has just been added to is asked before that is worth while: its norms are new.
        """
        postings = len(self._segment.documents)
        if self._whole is None and postings <= WHOLE:
            self._uses += 1
            if self._uses > OFTEN or postings <= SMALL:
                self._whole = saturated(self._segment.frequencies, self._norms[self._segment.documents])
        return self._whole

    def all(self, terms: Sequence[Weighted]) -> Floats:
        """What the terms count in each document, shape (documents,)."""
        scores = np.zeros(self._segment.size)
        for term, weight in terms:
            scores[self._segment.documents[self._segment.span(term)]] += weight * self._counts(term)
        return scores

    def best(self, terms: Sequence[Weighted], k: int, allowed: Bools | None) -> Scored:
        """The best k of the allowed documents that hold any of the terms, and those as good as the k-th."""
        if allowed is not None and np.count_nonzero(allowed) <= k:
            return self._of(terms, np.flatnonzero(allowed))
        bounds = self._segment.bounds
        postings = sum(bounds[term + 1] - bounds[term] for term, _ in terms)
        found = self._added(terms, k, allowed) if postings <= FEW else self._bounded(terms, k, allowed)
        return _best(found, k)

    def _added(self, terms: Sequence[Weighted], k: int, allowed: Bools | None) -> Scored:
        """Every posting added up, and of the documents those that may be among the best k."""
        parts = [self._postings(one, allowed) for one in terms]
        documents, counts = (np.concatenate(one) for one in zip(*parts, strict=True))
        if self._segment.size <= DENSE:
            scores: Floats = np.bincount(documents, counts, self._segment.size).astype(np.float64, copy=False)
            found = np.flatnonzero(scores >= max(kth(scores, k), _LEAST))
            return Scored(found, scores[found])
        return self._sparse(documents, counts, k * len(terms))

    def _sparse(self, documents: Ints, counts: Floats, k: int) -> Scored:
        """The same in a buffer; a document stands among `documents` once for each term, so that `k` counts them so."""
        scores = _buffer(self._segment.size)
        try:
            np.add.at(scores, documents, counts)
            reached = scores[documents]
            found = np.unique(documents[reached >= kth(reached, k)])
            return Scored(found, scores[found])
        finally:
            scores[documents] = 0

    def _of(self, terms: Sequence[Weighted], documents: Ints) -> Scored:
        """The scores of a few documents, without those that hold none of the terms."""
        scores = np.zeros(len(documents))
        for term in terms:
            self._look_up(term, documents, scores)
        held = scores > 0
        return Scored(documents[held], scores[held])

    def _bounded(self, terms: Sequence[Weighted], k: int, allowed: Bools | None) -> Scored:
        bounds = sorted(((self._bound(one), one) for one in terms), key=lambda pair: -pair[0])
        ordered = [one for _, one in bounds]
        left = np.cumsum([0.0, *(bound for bound, _ in reversed(bounds))])[::-1].tolist()
        floor = self._floor(ordered, k, allowed)
        gathered = _Gathered(self._segment.size)
        try:
            for place, one in enumerate(ordered):
                # no document has more than the terms taken can count at most
                if floor <= left[place] < left[0] / 2:
                    floor = max(floor, gathered.kth(k) * (1 - SLACK))
                if floor > left[place]:
                    return self._finished(gathered.scored(), ordered[place:], left[place:], k, floor)
                gathered.add(*self._postings(one, allowed))
            return gathered.scored()
        finally:
            gathered.clear()

    def _floor(self, ordered: Sequence[Weighted], k: int, allowed: Bools | None) -> float:
        """A score that k documents reach: those that hold the rarest of the terms are likely good ones."""
        documents, _ = self._postings(ordered[0], allowed)
        if len(documents) < k:
            return float("-inf")
        return kth(self._of(ordered, documents[:: len(documents) // SEEDS + 1]).scores, k) * (1 - SLACK)

    def _finished(
        self, found: Scored, terms: Sequence[Weighted], left: Sequence[float], k: int, floor: float
    ) -> Scored:
        """The documents found, with what the terms that are left add, as long as they may still be among the best."""
        documents, scores = found
        for place, term in enumerate(terms):
            may = scores + left[place] >= max(floor, kth(scores, k) * (1 - SLACK))
            documents, scores = documents[may], scores[may]
            self._look_up(term, documents, scores)
        return Scored(documents, scores)

    def _look_up(self, one: Weighted, documents: Ints, scores: Floats) -> None:
        """Adds what a term counts in documents, given in any order."""
        term, weight = one
        row = self._segment.row(term)
        frequencies = row[documents] if row is not None else self._found(term, documents)
        scores += weight * saturated(frequencies, self._norms[documents])

    def _found(self, term: int, documents: Ints) -> Ints:
        """How often each of the documents holds a term."""
        span = self._segment.span(term)
        holding, often = self._segment.documents[span], self._segment.frequencies[span]
        if not len(holding):
            return np.zeros(len(documents), dtype=often.dtype)
        places = np.minimum(np.searchsorted(holding, documents.astype(holding.dtype)), len(holding) - 1)
        return np.where(holding[places] == documents, often[places], 0)

    def _postings(self, one: Weighted, allowed: Bools | None) -> tuple[Ints, Floats]:
        term, weight = one
        documents = self._segment.documents[self._segment.span(term)]
        counts = weight * self._counts(term)
        if allowed is None:
            return documents, counts
        chosen = allowed[documents]
        return documents[chosen], counts[chosen]

    def _bound(self, one: Weighted) -> float:
        """What a term can count at most in a document of the segment."""
        peak = float(self._segment.peaks[one[0]])
        return one[1] * peak * (K1 + 1) / (peak + self._least)

    def _counts(self, term: int) -> Floats:
        """What a term counts in each document that holds it."""
        span = self._segment.span(term)
        every = self._every
        if every is not None:
            return every[span]
        kept = self._kept.get(term)
        if kept is not None:
            return kept
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
    """The best k and those as good as the k-th; a bound from stripes leaves few to be parted exactly."""
    while len(found.scores) > k:
        chosen = found.scores >= kth(found.scores, k)
        if chosen.all():
            break
        found = Scored(found.documents[chosen], found.scores[chosen])
    return found


def _buffer(size: int) -> NDArray[np.float64]:
    """Zeros for each document of a segment, the thread's own; to be left as zeros."""
    buffers: dict[int, NDArray[np.float64]] = _buffers.__dict__.setdefault("by_size", {})
    if size not in buffers:
        if len(buffers) >= SIZES:
            buffers.clear()
        buffers[size] = np.zeros(size)
    return buffers[size]

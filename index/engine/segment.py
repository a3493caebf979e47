"""Postings of a run of documents in plain arrays, term by term, and by document for what a removal takes along."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, chain, pairwise

import numpy as np
from numpy.typing import NDArray

COMMON = 32  # a term that more than this part of the documents hold has a row of all of them
ROWS = 32 << 20  # documents in those rows, for one segment

Ints = NDArray[np.integer]
Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class Segment:
    """Documents numbered from 0, in the order they were given, and the postings of T terms.

    `terms`: the number of each term, below T, in order. Those of term t stand at [offsets[t], offsets[t + 1]) of
    `documents`, ascending, and `frequencies`, as often as each holds it. `lengths`: tokens of each document. The terms
    of document d, each once, stand at [starts[d], starts[d + 1]) of `held`. None of the arrays is ever changed.
    """

    terms: Mapping[str, int]
    offsets: Ints
    documents: Ints
    frequencies: Ints
    lengths: Ints
    starts: Ints
    held: Ints

    @property
    def size(self) -> int:
        """The number of its documents."""
        return len(self.lengths)

    @cached_property
    def holding(self) -> Ints:
        """How many of its documents hold each term."""
        return np.diff(self.offsets)

    @cached_property
    def peaks(self) -> Ints:
        """The highest frequency of each term."""
        found, there = np.zeros(len(self.terms), dtype=np.int64), self.holding > 0
        if there.any():
            found[there] = np.maximum.reduceat(self.frequencies, self.offsets[:-1][there])
        return found

    @cached_property
    def bounds(self) -> list[int]:
        """`offsets`, quicker to look up one by one."""
        found: list[int] = self.offsets.tolist()
        return found

    @cached_property
    def _rows(self) -> dict[int, Ints]:
        return {}

    def span(self, term: int) -> slice:
        """Where the postings of a term stand."""
        return slice(self.bounds[term], self.bounds[term + 1])

    def row(self, term: int) -> Ints | None:
        """How often each document holds a common term, shape (documents,); None where it is rare."""
        span = self.span(term)
        if (span.stop - span.start) * COMMON < self.size:
            return None
        row = self._rows.get(term)
        if row is None and (len(self._rows) + 1) * self.size <= ROWS:
            row = np.zeros(self.size, dtype=self.frequencies.dtype)
            row[self.documents[span]] = self.frequencies[span]
            self._rows[term] = row
        return row

    def terms_of(self, document: int) -> Ints:
        """The terms that a document holds."""
        return self.held[self.starts[document] : self.starts[document + 1]]


def build(token_lists: Iterable[Sequence[str]]) -> Segment:
    """The segment of documents that are given by their tokens."""
    known: defaultdict[str, int] = defaultdict()
    known.default_factory = known.__len__
    lengths: list[int] = []
    tokens = np.fromiter(map(known.__getitem__, chain.from_iterable(_counted(token_lists, lengths))), dtype=np.int64)
    size = len(lengths)
    keys, counts = np.unique(tokens * size + np.repeat(np.arange(size), lengths), return_counts=True)
    of, documents = np.divmod(keys, max(size, 1))
    return assemble(_copied(known), of, documents, counts, np.array(lengths, dtype=np.int32))


def _copied(terms: Mapping[str, int]) -> dict[str, int]:
    """The same, of new strings side by side: those of documents lie scattered, and would keep the pages of all."""
    text, places = "".join(terms), [0, *accumulate(map(len, terms))]
    return {text[start:end]: number for number, (start, end) in enumerate(pairwise(places))}


def _counted(token_lists: Iterable[Sequence[str]], lengths: list[int]) -> Iterable[Sequence[str]]:
    for tokens in token_lists:
        lengths.append(len(tokens))
        yield tokens


def assemble(terms: Mapping[str, int], of: Ints, documents: Ints, frequencies: Ints, lengths: Ints) -> Segment:
    """The segment of postings in the order of their terms (`of`), and of each term in the order of their documents."""
    by_document = np.argsort(documents, kind="stable")
    return Segment(
        terms=terms,
        offsets=_offsets(of, len(terms)),
        documents=documents.astype(np.int32),
        frequencies=frequencies.astype(_narrow(frequencies)),
        lengths=lengths,
        starts=_offsets(documents, len(lengths)),
        held=of[by_document].astype(np.int32),
    )


def merge(segments: Sequence[Segment], alive: Sequence[Bools]) -> Segment:
    """One segment of several in a row; documents that are not alive keep their numbers and hold nothing."""
    known: defaultdict[str, int] = defaultdict()
    known.default_factory = known.__len__
    terms, documents, frequencies, lengths = [], [], [], []
    before = 0
    for segment, living in zip(segments, alive, strict=True):
        numbers = np.fromiter(map(known.__getitem__, segment.terms), dtype=np.int64, count=len(segment.terms))
        kept = living[segment.documents]
        terms.append(np.repeat(numbers, segment.holding)[kept])
        documents.append(segment.documents[kept].astype(np.int64) + before)
        frequencies.append(segment.frequencies[kept].astype(np.int64))
        lengths.append(np.where(living, segment.lengths, 0).astype(np.int32))
        before += segment.size
    of, where, often = np.concatenate(terms), np.concatenate(documents), np.concatenate(frequencies)
    order = np.argsort(of * max(before, 1) + where, kind="stable")
    return assemble(dict(known), of[order], where[order], often[order], np.concatenate(lengths))


def _offsets(sorted_or_not: Ints, size: int) -> Ints:
    return np.concatenate([[0], np.cumsum(np.bincount(sorted_or_not, minlength=size))]).astype(np.int64)


def _narrow(frequencies: Ints) -> type[np.integer]:
    """The smallest type that holds them: one byte for nearly every corpus."""
    most = int(frequencies.max()) if len(frequencies) else 0
    return np.uint8 if most < 1 << 8 else np.uint16 if most < 1 << 16 else np.uint32

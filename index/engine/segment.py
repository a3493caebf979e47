"""Postings of a run of documents in plain arrays, term by term, and by document for what a removal takes along."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

import numpy as np
from numpy.typing import NDArray

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

    def span(self, term: int) -> slice:
        """Where the postings of a term stand."""
        return slice(int(self.offsets[term]), int(self.offsets[term + 1]))

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
    return assemble(dict(known), keys // max(size, 1), keys % max(size, 1), counts, np.array(lengths, dtype=np.int32))


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

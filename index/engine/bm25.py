"""An index that can be asked, added to, taken from, saved and loaded: rank_bm25's BM25Plus, answered from postings."""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from rank_bm25 import BM25Plus

from index.engine import store
from index.engine.formula import DELTA, K1, B, Floats
from index.engine.segment import Bools
from index.engine.snapshot import Ranked, Snapshot


class Bm25(BM25Plus):  # type: ignore[misc] # rank_bm25 has no types
    """Documents, numbered from 0 in the order they are given; `index.engine.formula` tells how they are scored.

    `get_scores`, `get_batch_scores` and `get_top_n` give what BM25Plus gives. Any number of threads may ask, without a
    lock, while one adds or removes: each reads the snapshot that it found. Unlike BM25Plus it may be empty.
    """

    def __init__(self, snapshot: Snapshot | None = None) -> None:
        """Over the documents of a snapshot; `from_tokens` and `load` make one of tokens and of a file."""
        self.k1, self.b, self.delta = K1, B, DELTA
        self.snapshot = snapshot or Snapshot()
        self._writing = threading.Lock()

    @property
    def corpus_size(self) -> int:
        """How many documents there are."""
        return self.snapshot.count

    @property
    def avgdl(self) -> float:
        """Their mean length in tokens."""
        return self.snapshot.mean

    def top_k(self, tokens: Sequence[str], k: int, mask: Bools | None = None) -> Ranked:
        """The best k documents that hold any of the tokens, with scores, best first; of equal ones the newer first.

        `mask`, shape (documents ever given,), tells which may be found.
        """
        return self.snapshot.top_k(tokens, k, mask)

    def add(self, token_lists: Iterable[Sequence[str]]) -> range:
        """Adds documents; gives their numbers. No old posting is touched."""
        with self._writing:
            before = self.snapshot.size
            self.snapshot = self.snapshot.added(token_lists)
            return range(before, self.snapshot.size)

    def remove(self, documents: Collection[int]) -> None:
        """Takes documents out of the results and of what scores are made of. KeyError for one that is not there."""
        with self._writing:
            self.snapshot = self.snapshot.removed(documents)

    def merge(self) -> None:
        """Makes one segment of all, which is asked faster; takes about a second for a large index, so in a thread."""
        with self._writing:
            self.snapshot = self.snapshot.merged()

    def save(self, path: str | Path, stamp: str = "") -> None:
        """Writes it into a file; `stamp` tells what it was made from."""
        store.save(self.snapshot, Path(path), stamp)

    def get_scores(self, query: Sequence[str]) -> Floats:
        """The score of every document, shape (documents,)."""
        return self.snapshot.scores(query)

    def get_batch_scores(self, query: Sequence[str], doc_ids: Sequence[int]) -> list[float]:
        """The scores of some documents."""
        return [float(score) for score in self.get_scores(query)[list(doc_ids)]]

    def get_top_n(self, query: Sequence[str], documents: Sequence[Any], n: int = 5) -> list[Any]:
        """Those of the documents, given in their order, that score best."""
        return [documents[number] for number in np.argsort(self.get_scores(query))[::-1][:n]]


def from_tokens(token_lists: Iterable[Sequence[str]]) -> Bm25:
    """An index over documents that are given by their tokens."""
    return Bm25(Snapshot().added(token_lists))


def load(path: str | Path, stamp: str | None = None) -> Bm25:
    """An index that was saved, mapped into memory.

    Raises UnusableIndexError for a stale (another `stamp`) or broken file, OSError for one that cannot be read.
    """
    return Bm25(store.load(Path(path), stamp))

"""Ranking: an interface, and a first engine on rank_bm25's BM25Plus."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from rank_bm25 import BM25Plus


class Engine(Protocol):
    """Ranks documents, numbered from 0 in the order they were given, against a bag of tokens."""

    def top_k(self, tokens: Sequence[str], k: int, mask: NDArray[np.bool_] | None = None) -> list[tuple[int, float]]:
        """The best k documents that hold at least one of the tokens, with scores, best first.

        Equal scores: the document with the lower number, that is the newer one, stands first. `mask` tells which
        documents may be found.
        """
        ...

    def idf(self, token: str) -> float:
        """How rare a token is; 0 for one that no document holds."""
        ...


class RankBm25:
    """rank_bm25's BM25Plus, whose idf is log((N + 1) / n): positive for any term and any number of documents.

    BM25Okapi gives a term in half of the documents no weight and one in more a negative or a floor value: with the
    15 items of a first start that decides questions. An empty corpus, which rank_bm25 refuses, finds nothing.
    """

    def __init__(self, documents: Sequence[Sequence[str]]) -> None:
        filled = any(documents)
        self._bm25 = BM25Plus([list(tokens) for tokens in documents]) if filled else None
        holders: defaultdict[str, list[int]] = defaultdict(list)
        for number, tokens in enumerate(documents):
            for token in set(tokens):
                holders[token].append(number)
        self._holders = dict(holders)
        self._size = len(documents)

    def top_k(self, tokens: Sequence[str], k: int, mask: NDArray[np.bool_] | None = None) -> list[tuple[int, float]]:
        """See Engine."""
        known = [token for token in tokens if token in self._holders]
        if self._bm25 is None or not known or k <= 0:
            return []
        candidates = self._candidates(known, mask)
        if not candidates.size:
            return []
        scores = np.asarray(self._bm25.get_scores(known), dtype=np.float64)[candidates]
        order = np.lexsort((candidates, -scores))[:k]
        return [(int(candidates[place]), float(scores[place])) for place in order]

    def idf(self, token: str) -> float:
        """See Engine."""
        return float(self._bm25.idf.get(token, 0.0)) if self._bm25 else 0.0

    def holders(self, token: str) -> Sequence[int]:
        """The documents that hold the token."""
        return self._holders.get(token, ())

    @property
    def vocabulary(self) -> Iterable[str]:
        """All tokens of all documents."""
        return self._holders.keys()

    def _candidates(self, tokens: Iterable[str], mask: NDArray[np.bool_] | None) -> NDArray[np.intp]:
        held = np.zeros(self._size, dtype=np.bool_)
        for token in set(tokens):
            held[self._holders[token]] = True
        return np.flatnonzero(held if mask is None else held & mask)

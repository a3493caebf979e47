"""The ranking formula, as rank_bm25's BM25Plus computes it.

A document d scores, for each token t of a query, f being how often d holds t,

    idf(t) * (DELTA + f * (K1 + 1) / (f + K1 * (1 - B + B * |d| / m)))     idf(t) = log((N + 1) / n(t))

with N documents, n(t) of them holding t, m their mean length. From Lv and Zhai, "Lower-bounding term frequency
normalization", CIKM 2011, but that rank_bm25 gives DELTA to documents without the token, too. The idf is positive for
any term and any number of documents: BM25Okapi gives a term in half of the documents no weight, which decides questions
where there are but 15 items.
"""

from __future__ import annotations

from math import log

import numpy as np
from numpy.typing import NDArray

K1, B, DELTA = 1.5, 0.75, 1.0

Floats = NDArray[np.float64]


def idf(documents: int, holding: int) -> float:
    """How rare a term is; 0 for one that no document holds."""
    return log((documents + 1) / holding) if holding else 0.0


def norms(lengths: NDArray[np.integer], mean: float) -> Floats:
    """What the frequencies in documents of these lengths are weighed against."""
    return np.asarray(K1 * (1 - B + B * lengths / (mean or 1.0)), dtype=np.float64)


def saturated(frequencies: NDArray[np.integer], against: Floats) -> Floats:
    """What a term counts in documents, by its frequencies there and their norms: over 0, below K1 + 1."""
    return np.asarray(frequencies * (K1 + 1) / (frequencies + against), dtype=np.float64)

"""Documents with a vocabulary as that of a language: few words are common, most are rare."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

VOCABULARY = 200_000
EXPONENT = 1.0  # the n-th commonest word comes up 1/n as often as the first (Zipf)
SHORTEST, LONGEST = 40, 160  # tokens of a document
ASKED = (2, 3, 4, 5, 6)  # tokens of a query


def documents(size: int, seed: int = 5) -> Iterator[list[str]]:
    """`size` lists of tokens."""
    chance = np.random.default_rng(seed)
    shares = 1 / np.arange(1, VOCABULARY + 1) ** EXPONENT
    edges = np.cumsum(shares / shares.sum())
    for length in chance.integers(SHORTEST, LONGEST, size).tolist():
        yield [f"w{number}" for number in np.searchsorted(edges, chance.random(length)).tolist()]


def queries(documents: list[list[str]], number: int, seed: int = 6) -> list[list[str]]:
    """Words of a document each, every different one as likely as another."""
    chance = np.random.default_rng(seed)
    chosen = (documents[place] for place in chance.integers(0, len(documents), number).tolist())
    return [_some(sorted(set(tokens)), chance) for tokens in chosen]


def _some(words: list[str], chance: np.random.Generator) -> list[str]:
    return [str(word) for word in chance.choice(words, min(int(chance.choice(ASKED)), len(words)), replace=False)]

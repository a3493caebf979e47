"""Documents and questions with a vocabulary as that of a language: few words are common, most are rare."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

VOCABULARY = 200_000
EXPONENT = 1.0  # the n-th commonest word comes up 1/n as often as the first (Zipf)
SHORTEST, LONGEST = 40, 160  # tokens of a document
FEWEST, MOST = 3, 12  # tokens of a question
COMMONEST = 20  # words that no analyser would keep: 的, the


def documents(size: int, seed: int = 5) -> Iterator[list[str]]:
    """`size` lists of tokens."""
    chance = np.random.default_rng(seed)
    shares = 1 / np.arange(COMMONEST, COMMONEST + VOCABULARY) ** EXPONENT
    edges = np.cumsum(shares / shares.sum())
    for length in chance.integers(SHORTEST, LONGEST, size).tolist():
        yield [f"w{number}" for number in np.searchsorted(edges, chance.random(length)).tolist()]


def questions(given: Sequence[Sequence[str]], number: int, seed: int = 6) -> list[list[str]]:
    """Tokens of a document each, as they come up in it, so that common ones are asked for more often."""
    chance = np.random.default_rng(seed)
    return [_some(given[place], chance) for place in chance.integers(0, len(given), number).tolist()]


def _some(tokens: Sequence[str], chance: np.random.Generator) -> list[str]:
    wanted = int(chance.integers(FEWEST, MOST + 1))
    return list(dict.fromkeys(str(word) for word in chance.choice(list(tokens), wanted, replace=False)))

"""A sum of small decision trees, read from a file: how likely something is, and what each feature adds to that."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Features = Mapping[str, float]  # by name; what is not in it is 0


@dataclass(frozen=True, slots=True)
class Trees:
    """Trees as flat arrays of nodes: where `value` of `feature` is at most `threshold`, it goes left; -1: a leaf.

    `value` is the log-odds that a node adds by itself, inner ones included, `first` that of knowing nothing.
    """

    features: tuple[str, ...]
    first: float
    roots: NDArray[np.int64]
    feature: NDArray[np.int64]
    threshold: NDArray[np.float64]
    left: NDArray[np.int64]
    right: NDArray[np.int64]
    value: NDArray[np.float64]

    @classmethod
    def read(cls, text: str) -> Trees:
        """Trees from their JSON. Raises ValueError, KeyError or TypeError where it is none."""
        told = json.loads(text)
        roots, feature, left, right = (
            np.array(told[name], dtype=np.int64) for name in ("roots", "feature", "left", "right")
        )
        threshold, value = (np.array(told[name], dtype=np.float64) for name in ("threshold", "value"))
        return cls(tuple(told["features"]), float(told["first"]), roots, feature, threshold, left, right, value)

    def log_odds(self, rows: Sequence[Features]) -> NDArray[np.float64]:
        """The log-odds for each row, shape (rows,)."""
        nodes = self._paths(rows)[-1]
        added: NDArray[np.float64] = self.value[nodes].sum(axis=1)
        return self.first + added

    def contributions(self, row: Features) -> dict[str, float]:
        """What each feature adds to the log-odds of a row, with what its trees were split by (Saabas 2014)."""
        found: defaultdict[str, float] = defaultdict(float)
        paths = [path[0] for path in self._paths([row])]
        for nodes, later in pairwise(paths):
            for node, child in zip(nodes[nodes != later], later[nodes != later], strict=True):
                found[self.features[self.feature[node]]] += float(self.value[child] - self.value[node])
        return {name: added for name, added in found.items() if added}

    def _paths(self, rows: Sequence[Features]) -> list[NDArray[np.int64]]:
        """The nodes that rows come to, from the roots to the leaves, each of shape (rows, trees)."""
        table = np.array([[row.get(name, 0.0) for name in self.features] for row in rows])
        return list(self._descend(table.reshape(len(rows), len(self.features))))

    def _descend(self, table: NDArray[np.float64]) -> Iterator[NDArray[np.int64]]:
        nodes = np.repeat(self.roots[None, :], len(table), axis=0)
        yield nodes
        while (inner := self.feature[nodes] >= 0).any():
            told = np.take_along_axis(table, np.where(inner, self.feature[nodes], 0), axis=1)
            below = np.where(told <= self.threshold[nodes], self.left[nodes], self.right[nodes])
            nodes = np.where(inner, below, nodes)
            yield nodes

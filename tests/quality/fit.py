"""Fits the trees of `index/boundary.py` on transcripts whose items are known; needs scikit-learn (`.[fit]`).

Gradient boosting (Friedman 2001) of small trees, each on a part of the boundaries and of the features: with a few
hundred items, anything larger learns them by heart.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from multiprocessing import Pool
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import GradientBoostingClassifier

from index.boosting import Features, Trees
from index.boundary import Boundaries
from index.evaluate import TOLERANCE, EvaluationSet, GoldItem, load
from index.lines import Line, lines
from index.presentation import runs
from index.segment import best_cuts
from index.sentences import sentences

SETS = Path(__file__).parent / "sets"
FITTED_ON = {
    "weekly": 3,
    "shows": 1,
    "evening": 1,
    "cutting": 1,
    "months": 1,
}  # what is nearest to a broadcast counts most
TREES = Path(__file__).parents[2] / "index" / "data" / "boundary_trees.json"
FOLDS = 11
DIGITS = 4
GROUP = 5  # items of a short transcript


@dataclass(frozen=True)
class Example:
    """A run of sentences with the features of its boundaries, none for the first, and the places of its items."""

    run: Sequence[Line]
    rows: Sequence[Features]
    starts: frozenset[int]


@dataclass(frozen=True)
class Document:
    """One episode."""

    name: str
    examples: Sequence[Example]
    weight: int


def main() -> int:
    """Writes the trees fitted on all episodes; with --leave-out, prints how well each is cut without it, instead."""
    sets = {name: load(SETS / name) for name in FITTED_ON}
    documents = [one for name, chosen in sets.items() for one in _documents(name, chosen)]
    short = [
        _headlines(one.episode.id, one.text, chosen.gold[one.episode.id])
        for chosen in sets.values()
        for one in chosen.transcripts
    ]
    if "--leave-out" in sys.argv:
        _leave_out(documents, short)
    else:
        TREES.write_text(_written(fit([*documents, *short])), encoding="utf-8")
    return 0


def _leave_out(documents: Sequence[Document], short: Sequence[Document]) -> None:
    """The episodes in FOLDS parts, each cut by trees that were fitted on the others; `short` in the same order."""
    totals = Counter[str]()
    rests = [
        [one for both in (documents, short) for i, one in enumerate(both) if i % FOLDS != fold] for fold in range(FOLDS)
    ]
    with Pool() as pool:
        fitted = pool.map(fit, rests)
    for i, document in enumerate(documents):
        counts = _count(document, fitted[i % FOLDS])
        totals.update(counts)
        print(f"{document.name:36} {_f1(counts):.3f}  {dict(counts)}")  # noqa: T201
    print(f"left out, all {_f1(totals):.3f}")  # noqa: T201


def fit(documents: Sequence[Document]) -> Trees:
    """The trees that tell the beginnings of items from other sentences."""
    examples = [one for document in documents for one in document.examples]
    rows = [row for one in examples for row in one.rows[1:]]
    names = sorted({name for row in rows for name in row})
    table = np.array([[row.get(name, 0.0) for name in names] for row in rows])
    begins = [i in one.starts for one in examples for i in range(1, len(one.rows))]
    model = GradientBoostingClassifier(
        n_estimators=300, max_depth=3, learning_rate=0.05, subsample=0.6, max_features=0.2, min_samples_leaf=8,
        random_state=1,
    )  # fmt: skip
    model.fit(
        table, begins, [document.weight for document in documents for one in document.examples for _ in one.rows[1:]]
    )
    share = float(np.mean(begins))
    return _flat(names, float(np.log(share / (1 - share))), [one.tree_ for one in model.estimators_[:, 0]], 0.05)


def _flat(names: Sequence[str], first: float, trees: Sequence[object], rate: float) -> Trees:
    columns: dict[str, list[NDArray[np.float64]]] = {
        name: [np.asarray(getattr(tree, name)).ravel() for tree in trees]
        for name in ("feature", "threshold", "children_left", "children_right", "value")
    }
    roots = np.cumsum([0, *(len(one) for one in columns["feature"])])[:-1]
    moved = {
        name: np.concatenate([one + root for one, root in zip(columns[name], roots, strict=True)]).astype(np.int64)
        for name in ("children_left", "children_right")
    }
    return Trees(
        features=tuple(names),
        first=first,
        roots=roots.astype(np.int64),
        feature=np.maximum(np.concatenate(columns["feature"]), -1).astype(np.int64),
        threshold=np.concatenate(columns["threshold"]).round(DIGITS),
        left=moved["children_left"],
        right=moved["children_right"],
        value=(rate * np.concatenate(columns["value"])).round(DIGITS),
    )


def _written(trees: Trees) -> str:
    told = {"features": list(trees.features), "first": round(trees.first, DIGITS)}
    arrays = ("roots", "feature", "threshold", "left", "right", "value")
    parts = {**told, **{name: getattr(trees, name).tolist() for name in arrays}}
    return "{\n" + ",\n".join(f"{json.dumps(name)}: {json.dumps(part)}" for name, part in parts.items()) + "\n}\n"


def _documents(name: str, chosen: EvaluationSet) -> list[Document]:
    return [
        Document(
            f"{name}/{one.episode.id}",
            [_example(lines(run), chosen.gold[one.episode.id]) for run in runs(sentences(one.text))],
            FITTED_ON[name],
        )
        for one in chosen.transcripts
    ]


def _headlines(name: str, text: str, gold: Sequence[GoldItem]) -> Document:
    """The first one or two sentences of each item, in short transcripts: shows that read headlines."""
    firsts = ["".join(one.text for one in sentences(text[item.start : item.end])[: 1 + item.n % 2]) for item in gold]
    groups = [firsts[i : i + GROUP] for i in range(0, len(firsts), GROUP)]
    return Document(f"{name} in short", [_short(group) for group in groups], 1)


def _short(items: Sequence[str]) -> Example:
    ends = list(accumulate(map(len, items)))
    gold = [
        GoldItem(n=n, start=end - len(item), end=end) for n, (item, end) in enumerate(zip(items, ends, strict=True), 1)
    ]
    return _example(lines(sentences("".join(items))), gold)


def _example(run: Sequence[Line], gold: Sequence[GoldItem]) -> Example:
    boundaries = Boundaries(run)
    starts = frozenset(
        i
        for i, line in enumerate(run)
        if not i or any(abs(line.sentence.start - item.start) <= TOLERANCE for item in gold)
    )
    return Example(run, [{}, *(boundaries.features(i) for i in range(1, len(run)))], starts)


def _count(document: Document, trees: Trees) -> Counter[str]:
    counts = Counter[str]()
    for one in document.examples:
        odds = [0.0, *trees.log_odds(one.rows[1:]).tolist()]
        found = set(best_cuts(one.run, odds)[:-1])
        counts.update(right=len(found & one.starts), found=len(found), wanted=len(one.starts))
    return counts


def _f1(counts: Counter[str]) -> float:
    return 2 * counts["right"] / max(counts["found"] + counts["wanted"], 1)


if __name__ == "__main__":
    sys.exit(main())

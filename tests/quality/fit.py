"""Fits the weights of `index/boundary.py`: an averaged perceptron over whole segmentations, with a margin.

The decoder is that of `index/segment.py`. Each epoch decodes every run of sentences by the present weights, wrong cuts
favoured a little, and moves the weights from the features of what was found to those of what is right (Collins 2002,
"Discriminative training methods for hidden Markov models"). Weights are drawn gently to START, so that a feature that
few episodes show keeps a sensible sign.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from index import boundary
from index.boundary import PRICE, Boundaries, Features, weigh
from index.evaluate import TOLERANCE, EvaluationSet, load
from index.lines import Line, lines
from index.presentation import runs
from index.segment import cuts_of, lead_of, length_of
from index.sentences import sentences

SETS = Path(__file__).parent / "sets"
EPOCHS, WARM_UP, RATE, MARGIN, PULL = 40, 5, 0.08, 0.5, 0.01
REPEATED = {
    "weekly": 6,
    "shows": 2,
    "evening": 1,
    "cutting": 1,
    "months": 1,
}  # the sets nearest to what is heard most count most
WEIGHTS = Path(__file__).parents[2] / "index" / "data" / "boundary_weights.toml"
HEAD = "# What each feature of a boundary counts (index/boundary.py); written by `python -m tests.quality.fit`.\n"
START: Mapping[str, float] = {
    "announces": 0.8, "another takes over": 0.5, "introduces": 0.5, "leans forward": 0.8, "news": 2.0,
    "new name": 1.0, "new name stays": 1.0, "new actor": 1.0, "continuation": -2.0, "known name": -1.2,
    "names go on": -1.0, "words of both sides": -1.0, "words of before": -1.0, "question": 1.5, "connective": 2.0,
    "section": 2.0, "ordinal": 2.0, "date": 0.8, "finally": 1.0, "turn of talk": 1.0, "earlier episode": 1.0,
    "background": 0.6, "reply": -1.0, "answers a question": -1.5, "short": -0.5, "what about": 0.5, PRICE: -2.0,
    "shorter than usual": -1.5, "longer than usual": -1.0,
}  # fmt: skip

Weights = dict[str, float]


@dataclass(frozen=True)
class Example:
    """A run of sentences with the features of its boundaries, and where it is to be cut."""

    run: Sequence[Line]
    opens: Sequence[Features]
    leads: Sequence[Features]
    cuts: Sequence[int]


@dataclass(frozen=True)
class Document:
    """One episode's runs, and how often they are learned from in an epoch."""

    name: str
    examples: Sequence[Example]
    repeated: int


def main() -> int:
    """Writes the weights fitted on all episodes; with --leave-out, prints the figure of each without it, instead."""
    documents = [one for name in REPEATED for one in _documents(name, load(SETS / name))]
    if "--leave-out" in sys.argv:
        _leave_out(documents)
        return 0
    weights = sorted(fit(documents).items())
    WEIGHTS.write_text(HEAD + "".join(f'"{name}" = {value}\n' for name, value in weights), encoding="utf-8")
    return 0


def _leave_out(documents: Sequence[Document]) -> None:
    totals = Counter[str]()
    for place, left_out in enumerate(documents):
        counts = _count(left_out, fit([*documents[:place], *documents[place + 1 :]]))
        totals.update(counts)
        print(f"{left_out.name:36} {_f1(counts):.3f}  {dict(counts)}")  # noqa: T201
    print(f"left out, all {_f1(totals):.3f}")  # noqa: T201


def fit(documents: Sequence[Document]) -> Weights:
    """The averaged weights."""
    weights: Weights = dict(START)
    sums, rounds = Counter[str](), 0
    examples = [one for document in documents for one in document.examples for _ in range(document.repeated)]
    chance = random.Random(1)  # noqa: S311 - not for secrets
    for epoch in range(EPOCHS):
        chance.shuffle(examples)
        for example in examples:
            _learn(example, weights)
            if epoch >= WARM_UP:
                sums.update(weights)
                rounds += 1
    return {name: round(total / rounds, 2) for name, total in sums.items()}


def _learn(example: Example, weights: Weights) -> None:
    found = _decode(example, weights, MARGIN)
    if list(found) != list(example.cuts):
        right, wrong = (_features(example, cuts, weights) for cuts in (example.cuts, found))
        for name in {*right, *wrong}:
            weights[name] = weights.get(name, 0.0) + RATE * (right[name] - wrong[name])
    for name, value in weights.items():
        weights[name] = value + RATE * PULL * (START.get(name, 0.0) - value)


def _decode(example: Example, weights: Weights, margin: float = 0.0) -> list[int]:
    right = set(example.cuts)
    opens = [one - margin if i in right else one + margin for i, one in enumerate(_totals(example.opens, weights))]
    return cuts_of(example.run, opens, _totals(example.leads, weights), boundary.USUAL)[1]


def _totals(features: Sequence[Features], weights: Weights) -> list[float]:
    boundary.WEIGHTS = weights
    return [sum(weigh(one).values()) for one in features]


def _features(example: Example, cuts: Sequence[int], weights: Weights) -> Counter[str]:
    worths = _totals(example.leads, weights)
    total = Counter[str]()
    for start, end in pairwise(cuts):
        place, position = lead_of(example.run, start, end, worths)
        total.update(example.opens[start])
        total.update({name: value * position for name, value in example.leads[place].items()})
        total.update(boundary.length(length_of(example.run, start, end), boundary.USUAL))
        total[PRICE] += 1
    return total


def _documents(name: str, chosen: EvaluationSet) -> list[Document]:
    return [
        Document(
            f"{name}/{one.episode.id}",
            [
                _example(lines(run), [item.start for item in chosen.gold[one.episode.id]])
                for run in runs(sentences(one.text))
            ],
            REPEATED[name],
        )
        for one in chosen.transcripts
    ]


def _example(run: Sequence[Line], starts: Sequence[int]) -> Example:
    boundaries = Boundaries(run)
    places = range(1, len(run))
    cuts = [i for i in places if any(abs(run[i].sentence.start - start) <= TOLERANCE for start in starts)]
    opens = [{}, *(boundaries.opening(i) for i in places)]
    return Example(run, opens, [boundaries.lead(i) for i in range(len(run))], [0, *cuts, len(run)])


def _count(document: Document, weights: Weights) -> Counter[str]:
    counts = Counter[str]()
    for example in document.examples:
        found, right = set(_decode(example, weights)[:-1]), set(example.cuts[:-1])
        counts.update(right=len(found & right), found=len(found), wanted=len(right))
    return counts


def _f1(counts: Counter[str]) -> float:
    return 2 * counts["right"] / max(counts["found"] + counts["wanted"], 1)


if __name__ == "__main__":
    sys.exit(main())

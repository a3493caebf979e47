"""Whether the constants of the search are fitted to its questions.

`python -m tests.quality.constants [SET]`: for each episode the constants are chosen anew on the questions that are not
about it, one after the other among STEPS, and the questions about it are asked by those. Printed are the questions
answered from the right item by the constants as they are, and by those chosen without the episode.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

from index import catalogue, query, relevance, search
from index.evaluate import Case, EvaluationSet, evaluate, load

STEPS = (0.6, 0.8, 1.25, 1.6)  # times a constant
CHOSEN: Sequence[tuple[ModuleType, Sequence[str]]] = (
    (query, ("W_TEXT", "W_COVERED", "W_NAME", "W_EARLIER", "TOGETHER", "ORDINARY", "ON_NAME")),
    (search, ("ENOUGH", "EVIDENCE", "LIST_COVERED", "LIST_LEAST", "BODY")),
    (relevance, ("WORD_ONLY", "HEAD", "PARTS", "SHORT", "FRAME")),
    (catalogue, ("ACTS", "IN_TITLE", "MAKES", "IN_FRONT", "OFTEN", "MENTIONED", "ECHO", "CLOSE")),
)


class Constant(NamedTuple):
    """One constant of a module."""

    module: ModuleType
    name: str

    @property
    def value(self) -> float:
        """What it is now."""
        return float(getattr(self.module, self.name))


CONSTANTS = [Constant(module, name) for module, names in CHOSEN for name in names]


def leave_out(chosen: EvaluationSet, episode: str) -> tuple[float, float]:
    """The hits at 1 on the questions about an episode: by the constants as they are, and by those chosen without it."""
    about = [case for case in chosen.cases if any(place[0] == episode for place in case.gold)]
    others = [case for case in chosen.cases if case not in about]
    with _kept():
        as_is = _hits(chosen, about)
        _choose(chosen, others)
        return as_is, _hits(chosen, about)


def _choose(chosen: EvaluationSet, cases: Sequence[Case]) -> None:
    best = _worth(chosen, cases)
    for constant in CONSTANTS:
        before = constant.value
        for value in (before * step for step in STEPS):
            kept = constant.value
            setattr(constant.module, constant.name, value)
            worth = _worth(chosen, cases)
            if worth > best:
                best = worth
            else:
                setattr(constant.module, constant.name, kept)


def _worth(chosen: EvaluationSet, cases: Sequence[Case]) -> float:
    """What is chosen by: hits at 1, lists and honest refusals alike."""
    figures = evaluate(EvaluationSet(chosen.transcripts, chosen.gold, tuple(cases)), right_cuts=True).figures
    shares = (figures.hit_at_1, figures.list_recall, figures.list_precision, figures.none_told)
    return sum(share for share in shares if share is not None)


def _hits(chosen: EvaluationSet, cases: Sequence[Case]) -> float:
    run = evaluate(EvaluationSet(chosen.transcripts, chosen.gold, tuple(cases)), right_cuts=True)
    return run.figures.hit_at_1 or 0.0


@contextmanager
def _kept() -> Iterator[None]:
    values = [(constant, constant.value) for constant in CONSTANTS]
    try:
        yield
    finally:
        for constant, value in values:
            setattr(constant.module, constant.name, value)


def main(folder: Path) -> None:
    """Prints a line an episode."""
    chosen = load(folder)
    for transcript in chosen.transcripts:
        as_is, without = leave_out(chosen, transcript.episode.id)
        sys.stdout.write(f"{transcript.episode.id}  as they are {as_is:.3f}  chosen without it {without:.3f}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent / "sets" / "weekly")

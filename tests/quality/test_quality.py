"""Floors under the figures of the quality sets: a change that lowers one is seen."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from index.evaluate import Figures, Run, evaluate, load

SETS = Path(__file__).parent / "sets"
FLOORS = {
    "weekly": {
        "cutting_f1": 0.97,
        "hit_at_1": 0.96,
        "mrr_at_5": 0.97,
        "list_recall": 0.9,
        "list_precision": 0.85,
        "answers": 0.94,
        "none_told": 0.95,
    },
    "shows": {
        "cutting_f1": 0.88,
        "hit_at_1": 0.88,
        "mrr_at_5": 0.88,
        "list_precision": 0.85,
        "answers": 0.87,
        "none_told": 0.95,
    },
    "evening": {"cutting_f1": 0.9, "hit_at_1": 0.92, "list_precision": 0.8, "answers": 0.9, "none_told": 0.85},
    "months": {"cutting_f1": 0.7, "hit_at_1": 0.82, "list_precision": 0.75, "answers": 0.74, "none_told": 0.9},
    "unseen": {"cutting_f1": 0.7, "hit_at_1": 0.84, "list_precision": 0.85, "answers": 0.72, "none_told": 0.85},
    "cutting": {"cutting_f1": 0.8},
}
KINDS = {"english": 0.9, "typo": 1.0, "followup": 0.92}


@cache
def _run(name: str) -> Run:
    return evaluate(load(SETS / name))


@pytest.mark.parametrize(("name", "figure"), [(name, figure) for name, floors in FLOORS.items() for figure in floors])
def test_a_figure_stays_above_its_floor(name: str, figure: str) -> None:
    assert getattr(_run(name).figures, figure) >= FLOORS[name][figure]


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_of_question_stays_above_its_floor(kind: str) -> None:
    reached = _run("weekly").figures.hit_at_1_by_kind[kind]
    assert reached is not None
    assert reached >= KINDS[kind]


def test_questions_that_have_an_answer_are_seldom_told_none() -> None:
    wrongly = _run("weekly").figures.wrongly_none
    assert wrongly is not None
    assert wrongly <= 0.02


def test_items_lie_in_their_transcripts_without_overlap() -> None:
    for name in FLOORS:
        chosen = load(SETS / name)
        for transcript in chosen.transcripts:
            spans = [(gold.start, gold.end) for gold in chosen.gold[transcript.episode.id]]
            assert all(0 <= start < end <= len(transcript.text) for start, end in spans)
            assert spans == sorted(spans)


def test_figures_cover_what_the_set_asks() -> None:
    assert isinstance(_run("cutting").figures, Figures)
    assert _run("cutting").figures.hit_at_1 is None, "a set without questions has no such figure"

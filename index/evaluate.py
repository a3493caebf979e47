"""How well a set of questions with known answers is answered: cutting, retrieval, answers and honest refusals.

A set is a folder: `episodes/*.txt` with sidecars, `gold/EPISODE.json` with the places of the items, and
`questions.jsonl`. A start counts when it is within TOLERANCE characters; an answer when it holds every string wanted.
"""

from __future__ import annotations

import datetime as dt
import json
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

from pydantic import BaseModel, ConfigDict

from index.documents import index_cut, index_transcript
from index.search import Searcher
from index.transcripts import discover, read
from index.types import Answer, DigestItem, IndexedItem, Transcript

TOLERANCE = 2  # characters
RANKS = 5  # places that the reciprocal rank looks at
ANSWER = 140  # characters; a longer direct answer is none
_LISTS = ("list", "time")
_PASSED_OVER = "，,。.、·-_*“”\"'《》「」()"

Place = tuple[str, int]  # episode and number of a gold item


class GoldItem(BaseModel):
    """Where an item stands in its transcript: [start, end)."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    n: int
    start: int
    end: int


class Case(BaseModel):
    """A question, the items that are right, and strings that the answer must hold (`|` between choices)."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    q: str
    kind: str
    gold: tuple[tuple[str, int], ...] = ()
    answer: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    now: dt.date | None = None


@dataclass(frozen=True, slots=True)
class EvaluationSet:
    """Transcripts newest first, the items as people cut them, by episode, and the questions."""

    transcripts: tuple[Transcript, ...]
    gold: Mapping[str, tuple[GoldItem, ...]]
    cases: tuple[Case, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """How one question fared; None where the figure does not apply to its kind."""

    case: Case
    found: bool
    hit: bool | None = None
    reciprocal_rank: float | None = None
    recall: float | None = None
    precision: float | None = None
    answered: bool | None = None

    @property
    def is_right(self) -> bool:
        """Whether nothing about it went wrong."""
        if not self.case.gold:
            return not self.found
        return (
            self.hit is True and self.answered is not False and self.recall in (None, 1) and self.precision in (None, 1)
        )


@dataclass(frozen=True, slots=True)
class Figures:
    """All figures of a run, 0 to 1; None where no question of the set bears on one."""

    cutting_precision: float
    cutting_recall: float
    cutting_f1: float
    hit_at_1: float | None
    mrr_at_5: float | None
    list_recall: float | None
    list_precision: float | None
    answers: float | None
    none_told: float | None
    wrongly_none: float | None
    hit_at_1_by_kind: Mapping[str, float | None]


@dataclass(frozen=True, slots=True)
class Run:
    """An evaluated set: the searcher that was asked, the verdicts and the figures over them."""

    searcher: Searcher
    verdicts: tuple[Verdict, ...]
    answers: Mapping[str, Answer]
    figures: Figures


def load(folder: Path) -> EvaluationSet:
    """Reads a set. Raises TranscriptError, OSError, or ValueError for a broken file."""
    transcripts = sorted(map(read, discover([folder / "episodes"])), key=_date, reverse=True)
    gold = {path.stem: _gold(path) for path in sorted((folder / "gold").glob("*.json"))}
    questions = folder / "questions.jsonl"
    lines = questions.read_text("utf-8").splitlines() if questions.exists() else []
    return EvaluationSet(
        tuple(transcripts), gold, tuple(Case.model_validate_json(line) for line in lines if line.strip())
    )


def evaluate(chosen: EvaluationSet, *, right_cuts: bool = False) -> Run:
    """Cuts the transcripts, asks all questions and judges; with `right_cuts` the items are those of the set."""
    items = [one for transcript in chosen.transcripts for one in _items(transcript, chosen.gold, right_cuts)]
    searcher = Searcher([one.episode for one in chosen.transcripts], items)
    places = _places(items, chosen.gold)
    answers = {case.id: searcher.ask(case.q, case.context, case.now) for case in chosen.cases}
    verdicts = tuple(judge(case, answers[case.id], places) for case in chosen.cases)
    return Run(searcher, verdicts, answers, _figures(_cutting(items, chosen.gold), verdicts))


def _items(transcript: Transcript, gold: Mapping[str, Sequence[GoldItem]], right_cuts: bool) -> tuple[IndexedItem, ...]:
    known = gold.get(transcript.episode.id, ()) if right_cuts else ()
    return index_cut(transcript, [(one.start, one.end) for one in known]) if known else index_transcript(transcript)


def judge(case: Case, answer: Answer, places: Mapping[Place, Place | None]) -> Verdict:
    """One answer against what is right; `places` gives the gold item that each of our items overlaps most."""
    if not case.gold:
        return Verdict(case, answer.found)
    ours = (places.get((hit.item.episode, hit.item.n)) for hit in answer.hits)
    shown = list(dict.fromkeys(place for place in ours if place))
    right = set(case.gold)
    rank = next((rank for rank, place in enumerate(shown, 1) if place in right), None) if answer.found else None
    listed = case.kind in _LISTS
    kept = len(right & set(shown)) if answer.found else 0
    return Verdict(
        case,
        answer.found,
        hit=rank == 1,
        reciprocal_rank=1 / rank if rank and rank <= RANKS else 0.0,
        recall=kept / len(right) if listed else None,
        precision=kept / max(len(shown), 1) if listed else None,
        answered=_holds(answer.text, case.answer) if case.answer and not listed else None,
    )


def _holds(text: str, wanted: Iterable[str]) -> bool:
    plain = _plain(text)
    return len(text) <= ANSWER and all(any(_plain(one) in plain for one in choices.split("|")) for choices in wanted)


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(one for one in folded if not one.isspace() and one not in _PASSED_OVER)


def _date(transcript: Transcript) -> dt.date:
    return transcript.episode.date or dt.date.min


def _gold(path: Path) -> tuple[GoldItem, ...]:
    return tuple(GoldItem.model_validate(item) for item in json.loads(path.read_text("utf-8"))["items"])


def _places(items: Sequence[IndexedItem], gold: Mapping[str, Sequence[GoldItem]]) -> dict[Place, Place | None]:
    return {(one.item.episode, one.item.n): _place(one.item, gold.get(one.item.episode, ())) for one in items}


def _place(item: DigestItem, gold: Sequence[GoldItem]) -> Place | None:
    overlaps = [(min(one.end, item.end) - max(one.start, item.start), one.n) for one in gold]
    most, n = max(overlaps, default=(0, 0), key=lambda one: one[0])
    return (item.episode, n) if most > 0 else None


def _cutting(items: Sequence[IndexedItem], gold: Mapping[str, Sequence[GoldItem]]) -> tuple[float, float]:
    """Precision and recall of the starts."""
    starts: defaultdict[str, list[int]] = defaultdict(list)
    for one in items:
        starts[one.item.episode].append(one.item.start)
    right = sum(_matched(starts[episode], [one.start for one in wanted]) for episode, wanted in gold.items())
    ours = sum(len(starts[episode]) for episode in gold)
    return right / max(ours, 1), right / max(sum(map(len, gold.values())), 1)


def _matched(ours: Iterable[int], wanted: list[int]) -> int:
    left = list(wanted)
    for start in ours:
        near = next((one for one in left if abs(one - start) <= TOLERANCE), None)
        if near is not None:
            left.remove(near)
    return len(wanted) - len(left)


def _figures(cutting: tuple[float, float], verdicts: Sequence[Verdict]) -> Figures:
    precision, recall = cutting
    asked = [one for one in verdicts if one.case.gold]
    unanswerable = [one for one in verdicts if not one.case.gold]
    kinds = sorted({one.case.kind for one in asked})
    return Figures(
        cutting_precision=precision,
        cutting_recall=recall,
        cutting_f1=2 * precision * recall / max(precision + recall, 1e-9),
        hit_at_1=_mean(one.hit for one in asked),
        mrr_at_5=_mean(one.reciprocal_rank for one in asked),
        list_recall=_mean(one.recall for one in asked),
        list_precision=_mean(one.precision for one in asked),
        answers=_mean(one.answered for one in asked),
        none_told=_mean(not one.found for one in unanswerable),
        wrongly_none=_mean(not one.found for one in asked),
        hit_at_1_by_kind={kind: _mean(one.hit for one in asked if one.case.kind == kind) for kind in kinds},
    )


def _mean(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return fmean(known) if known else None

"""Cutting a transcript into items: the best segmentation by dynamic programming, explainable boundary by boundary."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from index.boundary import USUAL, Boundaries, length
from index.lines import Line, lines
from index.presentation import runs
from index.sentences import Sentence, sentences

LONGEST = 60  # sentences in one item; an item of a news show has 1 to 30
GAIN = 1.0  # log-odds in favour of a cut: one too many tears an item, one too few hides one


@dataclass(frozen=True, slots=True)
class Segment:
    """An item's place, [start, end) of the text, its sentences, and what spoke for its beginning, by name."""

    start: int
    end: int
    sentences: tuple[Sentence, ...]
    evidence: Mapping[str, float] = field(default_factory=dict)


def segment(text: str) -> list[Segment]:
    """The items of a transcript in their order; what belongs to the show itself (greeting, farewell) is in none."""
    return [one for run in runs(sentences(text)) for one in _cut(lines(run))]


def _cut(run: Sequence[Line]) -> list[Segment]:
    """The segmentation that is likeliest, by what speaks for each boundary and by the lengths of its items."""
    boundaries = Boundaries(run)
    cuts = best_cuts(run, boundaries.log_odds.tolist())
    return [_segment(run, start, end, boundaries) for start, end in pairwise(cuts)]


def best_cuts(run: Sequence[Line], odds: Sequence[float]) -> list[int]:
    """Where to cut, 0 and the number of sentences included: by the usual length with which the cuts are worth most."""
    return max((cuts_of(run, odds, usual) for usual in USUAL), key=lambda one: one[0])[1]


def cuts_of(run: Sequence[Line], odds: Sequence[float], usual: int) -> tuple[float, list[int]]:
    """The worth of the best cuts, and these, by dynamic programming over the last item:

    best[b] = max over a of best[a] + odds[a] + GAIN + what its length [a, b) is worth; odds[0] counts nothing.
    """
    lengths = _Lengths(usual)
    best, back = [0.0] + [float("-inf")] * len(run), [0] * (len(run) + 1)
    for end in range(1, len(run) + 1):
        for start in range(max(0, end - LONGEST), end):
            worth = best[start] + odds[start] + GAIN + lengths[length_of(run, start, end)]
            if worth > best[end]:
                best[end], back[end] = worth, start
    cuts = [len(run)]
    while cuts[-1] > 0:
        cuts.append(back[cuts[-1]])
    return best[-1], cuts[::-1]


class _Lengths(dict[int, float]):
    """What each length of an item is worth in a show whose items have the usual length."""

    def __init__(self, usual: int) -> None:
        super().__init__()
        self._usual = usual

    def __missing__(self, characters: int) -> float:
        self[characters] = length(characters, self._usual)
        return self[characters]


def _segment(run: Sequence[Line], start: int, end: int, boundaries: Boundaries) -> Segment:
    inside = tuple(line.sentence for line in run[start:end])
    stop = run[end].sentence.start if end < len(run) else inside[-1].end
    evidence = boundaries.evidence(start) if start else {}
    return Segment(inside[0].start, stop, inside, evidence)


def length_of(run: Sequence[Line], start: int, end: int) -> int:
    """The characters of the sentences [start, end)."""
    last = run[end - 1].sentence
    return last.end - run[start].sentence.start

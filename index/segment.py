"""Cutting a transcript into items: the best segmentation by dynamic programming, explainable boundary by boundary."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from index import boundary
from index.boundary import PRICE, Boundaries, weigh
from index.lines import Line, lines
from index.presentation import runs
from index.sentences import Sentence, sentences

LONGEST = 60  # sentences in one item; an item of a news show has 1 to 30
SHORTEST = 24  # characters; less is seldom an item
W_SHORT = -2.0  # for such an item
WITHIN = 90  # characters from an item's beginning within which its news stands
LATER = 0.92  # what the news is worth less for each sentence that it stands behind the first


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
    """The segmentation whose items together earn most, each by its opening and by the news near its beginning."""
    boundaries = Boundaries(run)
    opens = [weigh(boundaries.opening(i)) if i else {} for i in range(len(run))]
    leads = [weigh(boundaries.lead(i)) for i in range(len(run))]
    worths = [_total(one) for one in leads]
    cuts = best_cuts(run, [_total(one) for one in opens], worths)
    return [
        _segment(run, start, end, {**opens[start], **leads[lead_of(run, start, end, worths)[0]]})
        for start, end in pairwise(cuts)
    ]


def best_cuts(run: Sequence[Line], opens: Sequence[float], leads: Sequence[float]) -> list[int]:
    """Where to cut, 0 and the number of sentences included: into items of the usual length, or clearly headlines."""
    worth, cuts = cuts_of(run, opens, leads, boundary.USUAL)
    headlines, short = cuts_of(run, opens, leads, boundary.HEADLINES)
    return short if headlines > worth + boundary.CLEARLY else cuts


def cuts_of(run: Sequence[Line], opens: Sequence[float], leads: Sequence[float], usual: int) -> tuple[float, list[int]]:
    """The worth of the best cuts, and these, by dynamic programming over the last item:

    best[b] = max over a of best[a] + opens[a] + best lead near a + PRICE + worth of its length (+ W_SHORT).
    """
    lengths, price = _Lengths(usual), boundary.WEIGHTS.get(PRICE, 0.0)
    best, back = [0.0] + [float("-inf")] * len(run), [0] * (len(run) + 1)
    for end in range(1, len(run) + 1):
        for start in range(max(0, end - LONGEST), end):
            place, position = lead_of(run, start, end, leads)
            worth = best[start] + opens[start] + leads[place] * position + price
            worth += lengths[length_of(run, start, end)]
            if worth > best[end]:
                best[end], back[end] = worth, start
    cuts = [len(run)]
    while cuts[-1] > 0:
        cuts.append(back[cuts[-1]])
    return best[-1], cuts[::-1]


def lead_of(run: Sequence[Line], start: int, end: int, leads: Sequence[float]) -> tuple[int, float]:
    """The sentence that tells the news of an item, near its beginning, and what its place is worth, 0 to 1."""
    near = [i for i in range(start, end) if i == start or run[i].sentence.start - run[start].sentence.start <= WITHIN]
    return max(((i, LATER ** (i - start)) for i in near), key=lambda one: leads[one[0]] * one[1])


class _Lengths(dict[int, float]):
    """What each length of an item is worth in a show whose items have the usual length."""

    def __init__(self, usual: int) -> None:
        super().__init__()
        self._usual = usual

    def __missing__(self, characters: int) -> float:
        worth = _total(weigh(boundary.length(characters, self._usual))) + (W_SHORT if characters < SHORTEST else 0.0)
        self[characters] = worth
        return worth


def _total(weighed: Mapping[str, float]) -> float:
    return sum(weighed.values())


def _segment(run: Sequence[Line], start: int, end: int, evidence: Mapping[str, float]) -> Segment:
    inside = tuple(line.sentence for line in run[start:end])
    stop = run[end].sentence.start if end < len(run) else inside[-1].end
    return Segment(inside[0].start, stop, inside, evidence)


def length_of(run: Sequence[Line], start: int, end: int) -> int:
    """The characters of the sentences [start, end)."""
    last = run[end - 1].sentence
    return last.end - run[start].sentence.start

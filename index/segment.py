"""Cutting a transcript into items: the best segmentation by dynamic programming, explainable boundary by boundary."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import log

from index import cues
from index.mentions import actors, latin_names
from index.sentences import Sentence, sentences
from index.sound import similarity
from index.tokens import words

LONGEST = 40  # sentences in one item; an item of a news show has 1 to 15
LOOK = 3  # sentences before and after a boundary that are compared
PRICE = 2.0  # what each item must earn by its opening, or it is not cut off
POSITION = (1.0, 0.9, 0.6)  # worth of the news itself in the first, second, third sentence of an item
SAME_NAME = 0.75  # similarity from which two heard names are taken for one
W_NEWS, W_NEW_NAME, W_NEW_SUBJECT, W_ACTOR, W_QUESTION, W_BACKGROUND = 2.6, 1.4, 1.0, 0.8, 1.6, 0.8
W_SHARED_NAME, W_COHESION, W_SHORT = -1.6, -2.0, -1.0
SHORT = 14  # characters; less is no item


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason for or against a boundary, with its weight."""

    reason: str
    weight: float


@dataclass(frozen=True, slots=True)
class Segment:
    """An item's place, [start, end) of the text, its sentences, and why it begins there."""

    start: int
    end: int
    sentences: tuple[Sentence, ...]
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class _Line:
    """A sentence with what the boundaries are judged by."""

    sentence: Sentence
    names: tuple[str, ...]
    words: frozenset[str]
    news: float
    subject: str
    actors: tuple[str, ...]
    cues: tuple[cues.Cue, ...] = field(default=())


def segment(text: str) -> list[Segment]:
    """The items of a transcript in their order; what belongs to the show itself (greeting, farewell) is in none."""
    return [one for run in _runs(sentences(text)) for one in _cut([_line(sentence) for sentence in run])]


def _runs(all_sentences: Sequence[Sentence]) -> list[list[Sentence]]:
    """Sentences between those that belong to the show itself."""
    runs: list[list[Sentence]] = [[]]
    for sentence in all_sentences:
        if cues.is_frame(sentence.text):
            runs.append([])
        else:
            runs[-1].append(sentence)
    return [run for run in runs if sum(len(one.text) for one in run) >= SHORT]


def _line(sentence: Sentence) -> _Line:
    text = sentence.text
    return _Line(
        sentence=sentence,
        names=tuple(dict.fromkeys(name.text for name in latin_names(text))),
        words=frozenset(words(text)),
        news=cues.releases(text),
        subject=cues.subject(text),
        actors=tuple(actors(text)),
        cues=tuple(cues.opening(text)),
    )


def _cut(lines: Sequence[_Line]) -> list[Segment]:
    """The segmentation whose openings together earn most: best[b] = max over a of best[a] + worth(a) - PRICE."""
    rarity = _rarity(lines)
    opens = [_opening(lines, i, rarity) for i in range(len(lines))]
    leads = [_lead(lines, i) for i in range(len(lines))]
    best, back = [0.0] + [float("-inf")] * len(lines), [0] * (len(lines) + 1)
    for end in range(1, len(lines) + 1):
        for start in range(max(0, end - LONGEST), end):
            worth = best[start] + _total(opens[start]) + _total(_best_lead(leads, start, end)) - PRICE
            worth += W_SHORT if _length(lines, start, end) < SHORT else 0.0
            if worth > best[end]:
                best[end], back[end] = worth, start
    cuts = [len(lines)]
    while cuts[-1] > 0:
        cuts.append(back[cuts[-1]])
    cuts.reverse()
    return [_segment(lines, start, end, opens, leads) for start, end in zip(cuts, cuts[1:], strict=False)]


def _segment(
    lines: Sequence[_Line], start: int, end: int, opens: list[list[Evidence]], leads: list[list[Evidence]]
) -> Segment:
    inside = tuple(line.sentence for line in lines[start:end])
    stop = lines[end].sentence.start if end < len(lines) else inside[-1].end
    evidence = (*opens[start], *_best_lead(leads, start, end))
    return Segment(inside[0].start, stop, inside, evidence)


def _opening(lines: Sequence[_Line], i: int, rarity: Mapping[str, float]) -> list[Evidence]:
    """How well sentence `i` opens an item: its own cues, and how little it holds on to what stands before."""
    line = lines[i]
    found = [Evidence(cue.name, cue.weight) for cue in line.cues]
    if cues.QUESTION.search(line.sentence.text):
        found.append(Evidence("question", W_QUESTION))
    if cues.BACKGROUND.search(line.sentence.text) and not line.news:
        found.append(Evidence("background", W_BACKGROUND))
    if i == 0:
        return [one for one in found if one.weight > 0]
    if line.names and any(_known(name, lines[max(0, i - LOOK) : i]) for name in line.names[:2]):
        found.append(Evidence("goes on about the same name", W_SHARED_NAME))
    cohesion = _cohesion(lines, i, rarity)
    if cohesion > 0:
        found.append(Evidence("shares words with what stands before", W_COHESION * cohesion))
    return found


def _lead(lines: Sequence[_Line], i: int) -> list[Evidence]:
    """How much sentence `i` is news of something not heard of just before."""
    line = lines[i]
    if any(cue.weight < 0 for cue in line.cues):
        return []
    found = []
    if line.news:
        found.append(Evidence("news", W_NEWS * line.news))
    if line.names and not any(_known(name, lines[max(0, i - 2 * LOOK) : i]) for name in line.names):
        found.append(Evidence("new name", W_NEW_NAME))
    before = "".join(other.sentence.text for other in lines[max(0, i - LOOK) : i])
    if line.subject and line.subject not in before:
        found.append(Evidence("new subject", W_NEW_SUBJECT))
    if line.actors:
        found.append(Evidence("who did it", W_ACTOR * (1 + all(who not in before for who in line.actors))))
    return found


def _best_lead(leads: Sequence[list[Evidence]], start: int, end: int) -> list[Evidence]:
    places = range(start, min(end, start + len(POSITION)))
    best = max(places, key=lambda place: _total(leads[place]) * POSITION[place - start])
    return [Evidence(one.reason, one.weight * POSITION[best - start]) for one in leads[best]]


def _known(name: str, before: Sequence[_Line]) -> bool:
    return any(similarity(name, other) >= SAME_NAME for line in before for other in line.names)


def _cohesion(lines: Sequence[_Line], i: int, rarity: Mapping[str, float]) -> float:
    """Share of the words after a boundary that stand before it, too, rare words counting more; 0 to 1."""
    before = frozenset().union(*(line.words for line in lines[max(0, i - LOOK) : i]))
    after = sum(rarity[word] for word in lines[i].words)
    return sum(rarity[word] for word in lines[i].words & before) / after if after else 0.0


def _rarity(lines: Sequence[_Line]) -> Mapping[str, float]:
    """log(sentences / sentences that hold the word), for each word."""
    held = Counter(word for line in lines for word in line.words)
    return {word: log((len(lines) + 1) / number) for word, number in held.items()}


def _total(evidence: Sequence[Evidence]) -> float:
    return sum(one.weight for one in evidence)


def _length(lines: Sequence[_Line], start: int, end: int) -> int:
    return sum(len(line.sentence.text) for line in lines[start:end])

"""What speaks for and against an item beginning at a sentence: features, and the weights they are added up with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log

from index import cues
from index.heard import heard_chinese
from index.lexicon import lexicon
from index.mentions import actors, latin_names
from index.sentences import Sentence
from index.sound import similarity, sound
from index.tokens import words

NEAR, FAR = 70, 220  # characters before and after a boundary that are looked at: the same breath, and the same item
SAME_NAME = 0.75  # likeness from which two heard names are taken for one
BEGINNING = 5  # characters within which a sentence begins with a name
REMEMBERED = 120  # names that a new one is compared with
CHATTY = 0.12  # share of questions among the sentences from which two people talk

PRICE = "any item"  # the weight that each item must earn against

# Fitted by an averaged perceptron on transcripts whose items are known: `python -m tests.quality.fit`.
WEIGHTS: Mapping[str, float] = {
    "after a closing": 0.3,
    "announces": 0.47,
    "another takes over": 0.63,
    "answers a question": -1.5,
    "any item": -1.83,
    "background": 1.08,
    "connective": 2.1,
    "continuation": -0.56,
    "date": 0.59,
    "earlier episode": 1.33,
    "finally": 1.43,
    "introduces": 0.45,
    "joins in": 0.48,
    "known name": -1.46,
    "known name first": 0.53,
    "leans forward": 2.24,
    "names go on": -0.94,
    "new actor": 1.28,
    "new name": -0.0,
    "new name first": 0.21,
    "new name stays": 1.06,
    "news": 1.88,
    "ordinal": 2.0,
    "question": 2.82,
    "question in talk": -1.09,
    "reply": -1.47,
    "section": 2.15,
    "short": 0.3,
    "turn of talk": 2.07,
    "what about": 0.45,
    "words of before": -0.31,
    "words of both sides": -0.59,
}


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence with what boundaries are judged by; `names` are numbers, the same for spellings that sound alike,
    `first` is the one that the sentence begins with."""

    sentence: Sentence
    names: frozenset[int]
    first: int | None
    words: frozenset[str]
    news: float
    subject: str
    actors: tuple[str, ...]
    cues: tuple[cues.Cue, ...]
    is_question: bool


def lines(sentences: Sequence[Sentence]) -> list[Line]:
    """The sentences, read."""
    names = _Numbering()
    return [_line(sentence, names) for sentence in sentences]


def _line(sentence: Sentence, names: _Numbering) -> Line:
    text = sentence.text
    named = sorted((place, names.number(name)) for place, name in _named(text))
    begin = len(text) - len(cues.undated(text)) + BEGINNING
    return Line(
        sentence=sentence,
        names=frozenset(number for _, number in named),
        first=named[0][1] if named and named[0][0] <= begin else None,
        words=frozenset(words(text)),
        news=cues.releases(text),
        subject=cues.subject(text),
        actors=tuple(actors(text)),
        cues=tuple(cues.opening(text)),
        is_question=cues.is_question(text),
    )


def _named(text: str) -> Iterator[tuple[int, str]]:
    yield from ((name.start, name.text) for name in latin_names(text))
    yield from ((one.mention.start, one.entry.name) for one in heard_chinese(text) if one.entry.kind != "tool")


class _Numbering:
    """Numbers names, so that Soar and Sola, 谷歌 and Google get the same."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def number(self, name: str) -> int:
        entry = lexicon().find(name)
        name = entry.name if entry else name
        if name not in self._numbers:
            recent = list(self._numbers.items())[-REMEMBERED:]
            same_version = [one for one in recent if sound(one[0]).numbers == sound(name).numbers]
            alike = max(same_version, key=lambda one: similarity(name, one[0]), default=None)
            known = alike is not None and similarity(name, alike[0]) >= SAME_NAME
            self._numbers[name] = alike[1] if alike and known else len(self._numbers)
        return self._numbers[name]


class Boundaries:
    """All boundaries of one run of sentences."""

    def __init__(self, all_lines: Sequence[Line]) -> None:
        self.lines = all_lines
        self._starts = [line.sentence.start for line in all_lines]
        self._rarity = _rarity(all_lines)
        self._chatty = sum(line.is_question for line in all_lines) > CHATTY * len(all_lines)

    def opening(self, i: int) -> dict[str, float]:
        """How sentence `i` opens an item: features that are not 0, by name, most between 0 and 1."""
        line = self.lines[i]
        before, long_before, long_after = self._before(i, NEAR), self._before(i, FAR), self._after(i, FAR)
        found = {cue.name: 1.0 for cue in line.cues}
        known = _names(long_before)
        later = _names(long_after)
        found["known name"] = len(line.names & known) / len(line.names) if line.names else 0.0
        found["names go on"] = len(known & later) / len(later) if later else 0.0
        found["words of before"] = self._share(line.words, _words(long_before))
        found["words of both sides"] = self._share(_words(long_after), _words(long_before))
        found["leans forward"] = self._share(line.words, _words(long_after[1:])) - self._share(
            line.words, _words(before)
        )
        found["known name first"] = float(line.first in known)
        found["question"] = float(line.is_question and not self._chatty)
        found["question in talk"] = float(line.is_question and self._chatty)
        found["answers a question"] = float(bool(before) and before[-1].is_question and self._chatty)
        found["background"] = float(cues.is_background(line.sentence.text))
        found["short"] = float(len(line.sentence.text) <= 8)
        found["after a closing"] = float(bool(before) and cues.is_closing(before[-1].sentence.text))
        return {name: value for name, value in found.items() if value}

    def lead(self, i: int) -> dict[str, float]:
        """How much sentence `i` tells news of something not heard of just before; empty where it goes on."""
        line = self.lines[i]
        if any(cue.goes_on for cue in line.cues if cue.name != "reply"):
            return {}
        before = self._before(i, FAR)
        text = "".join(one.sentence.text for one in before)
        counts = Counter(name for one in self._after(i, FAR) for name in one.names)
        new, goes_on = line.names - _names(before), _names(before) & frozenset(counts)
        found = {
            "news": line.news,
            "announces": float(cues.announces(line.sentence.text) and (line.first is not None or bool(line.subject))),
            "new actor": float(bool(line.actors) and all(who not in text for who in line.actors)),
            "new name": float(bool(new)),
            "another takes over": float(bool(new) and bool(before) and not goes_on),
            "introduces": float(line.first in new and cues.introduces(line.sentence.text)),
            "new name first": float(line.first in new),
            "new name stays": float(any(counts[name] > 1 for name in new)),
        }
        return {name: value for name, value in found.items() if value}

    def _before(self, i: int, reach: int) -> Sequence[Line]:
        first = i
        while first > 0 and self._starts[i] - self._starts[first - 1] <= reach:
            first -= 1
        return self.lines[max(0, min(first, i - 1)) : i]

    def _after(self, i: int, reach: int) -> Sequence[Line]:
        last = i + 1
        while last < len(self.lines) and self._starts[last] - self._starts[i] <= reach:
            last += 1
        return self.lines[i:last]

    def _share(self, some: frozenset[str], others: frozenset[str]) -> float:
        total = sum(self._rarity[word] for word in some)
        return sum(self._rarity[word] for word in some & others) / total if total else 0.0


def _names(some: Sequence[Line]) -> frozenset[int]:
    return frozenset().union(*(line.names for line in some))


def _words(some: Sequence[Line]) -> frozenset[str]:
    return frozenset().union(*(line.words for line in some))


def _rarity(all_lines: Sequence[Line]) -> Mapping[str, float]:
    """log(sentences / sentences that hold the word), for each word."""
    held = Counter(word for line in all_lines for word in line.words)
    return {word: log((len(all_lines) + 1) / number) for word, number in held.items()}


def weigh(features: Mapping[str, float]) -> dict[str, float]:
    """Each feature times its weight."""
    return {name: WEIGHTS.get(name, 0.0) * value for name, value in features.items()}

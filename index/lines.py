"""Sentences read for what boundaries between items are judged by: names, words, cues, figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index import cues
from index.heard import heard_chinese
from index.lexicon import lexicon
from index.mentions import actors, latin_names
from index.sentences import Sentence
from index.sound import similarity, sound
from index.text import fold, normalise
from index.thesaurus import thesaurus
from index.tokens import cut, pairs, words

SAME_NAME = 0.75  # likeness from which two heard names are taken for one
BEGINNING = 5  # characters within which a sentence begins with a name
OPENERS = 4  # words
SHORTEST_STEM = 3  # letters of a name that others of its family may begin with
REMEMBERED = 120  # names that a new one is compared with
FULL_OF_FIGURES = 0.2  # digits a character from which a sentence is all figures
_BOUND = frozenset(("pronoun", "contrast", "example", "where", "makers", "means", "detail", "time goes on"))


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence with what boundaries are judged by; `names` are numbers, the same for spellings that sound alike,
    `first` is the one that the sentence begins with, `figures` says how much of it is digits, 0 to 1.

    `opener` is the first of its first words that has two characters or more; both it and `actor`, the known name in the
    first words, are empty where there is none.
    """

    sentence: Sentence
    names: frozenset[int]
    first: int | None
    words: frozenset[str]
    concepts: frozenset[str]
    pairs: frozenset[str]
    figures: float
    news: float
    subject: str
    actors: tuple[str, ...]
    cues: tuple[cues.Cue, ...]
    traits: frozenset[str]
    opener: str
    actor: str
    is_question: bool

    @property
    def text(self) -> str:
        """The sentence itself."""
        return self.sentence.text

    @property
    def is_bound(self) -> bool:
        """Whether it begins with what can only be understood from before: a pronoun, a detail, "but"."""
        return bool(self.traits & _BOUND)

    @property
    def goes_on(self) -> bool:
        """Whether it goes on with what was said before."""
        return any(cue.goes_on for cue in self.cues)

    def has(self, *names: str) -> bool:
        """Whether it begins with one of these cues."""
        return any(cue.name in names for cue in self.cues)


def lines(sentences: Sequence[Sentence]) -> list[Line]:
    """The sentences, read."""
    names = _Numbering()
    return [_line(sentence, names) for sentence in sentences]


def _line(sentence: Sentence, names: _Numbering) -> Line:
    text = sentence.text
    named = sorted((place, names.number(name)) for place, name in _named(text))
    plain = cues.undated(text)
    begin = len(text) - len(plain) + BEGINNING
    return Line(
        sentence=sentence,
        names=frozenset(number for _, number in named),
        first=named[0][1] if named and named[0][0] <= begin else None,
        words=frozenset(words(text)),
        concepts=frozenset(thesaurus().concepts(normalise(text))),
        pairs=frozenset(pairs(text)),
        figures=min(1.0, len(re.findall(r"\d", text)) / len(text) / FULL_OF_FIGURES),
        news=cues.releases(text),
        subject=cues.subject(text),
        actors=tuple(actors(text)),
        cues=tuple(cues.opening(text)),
        traits=cues.traits(text),
        opener=next((word for word, *_ in cut(fold(plain))[:OPENERS] if len(word) > 1), ""),
        actor=_actor(text, begin),
        is_question=cues.is_question(text),
    )


def _actor(text: str, begin: int) -> str:
    named = [*((one.mention.start, one.entry.name) for one in heard_chinese(text)), *_latin(text)]
    return next((name for start, name in sorted(named) if start <= begin), "")


def _latin(text: str) -> Iterator[tuple[int, str]]:
    for name in latin_names(text):
        entry = lexicon().find(name.text)
        yield name.start, entry.name if entry else name.text


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
            alike = max(recent, key=lambda one: _kinship(name, one[0]), default=None)
            known = alike is not None and _kinship(name, alike[0]) >= SAME_NAME
            self._numbers[name] = alike[1] if alike and known else len(self._numbers)
        return self._numbers[name]


def _kinship(one: str, other: str) -> float:
    """Likeness of two names of one version, or of what they share where one goes on with the other (Yolo, YoloV10)."""
    first, second = sound(one), sound(other)
    alike = similarity(one, other) if first.numbers == second.numbers else 0.0
    shared = min(len(first.letters), len(second.letters))
    if shared < SHORTEST_STEM:
        return alike
    return max(alike, similarity(first.letters[:shared], second.letters[:shared]))

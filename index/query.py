"""One question against one library: which names are held where, what its terms weigh, and what speaks for an item."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import log

from index.asked import Asked
from index.catalogue import Catalogue, Held
from index.engine import Snapshot
from index.lexicon import lexicon
from index.mentions import is_edition
from index.question import Question
from index.relevance import Term, Weighed, weigh
from index.types import Hit

W_TEXT, W_COVERED, W_NAME, W_EARLIER = 1.0, 0.6, 2.0, 0.3
TOGETHER = 0.4  # share of the score that an item gets only if it holds all the names
ORDINARY = 1.0  # weight of the words beside a name at which they count half
ON_NAME = 0.6  # strength from which an item is about a name, and does not only mention it
_YEAR = re.compile(r"(?:19|20)\d\d")
_THINGS = ("model", "product", "org", "person")


@dataclass(frozen=True, slots=True)
class Candidate:
    """An item with the parts of its score: `text` of the engine, `covered` terms, `named` by the names asked for."""

    number: int
    text: float = 0.0
    covered: float = 0.0
    named: float = 0.0
    earlier: float = 0.0

    @property
    def score(self) -> float:
        """The weighted sum."""
        return W_TEXT * self.text + W_COVERED * self.covered + W_NAME * self.named + W_EARLIER * self.earlier


@dataclass(frozen=True, slots=True)
class Trace:
    """How one question was answered: what was understood, which names were found where, and the best candidates."""

    question: Question
    held: Mapping[str, Held]
    terms: tuple[Weighed, ...]
    candidates: tuple[tuple[Hit, Candidate], ...]


class Query:
    """One question against one library: the names that are held, and the weights of its terms."""

    def __init__(self, question: Question, catalogue: Catalogue, engine: Snapshot, size: int) -> None:
        self.question = question
        self.held: Mapping[Asked, Held] = {
            part: held for asked in question.asked for part, held in _found(asked, catalogue)
        }
        self.terms: list[Weighed] = weigh(question.terms, engine.idf, log(size + 1))
        self.topics = [weigh(self._known(terms, engine), engine.idf, log(size + 1)) for terms in question.alternatives]

    def _known(self, terms: Sequence[Term], engine: Snapshot) -> Sequence[Term]:
        """Beside a name, the terms that any item holds at all: what none holds tells no item from another."""
        if not self.question.asked:
            return terms
        return [one for one in terms if any(engine.idf(token) for token in (one.word, *one.concepts, *one.parts))]

    @cached_property
    def whole(self) -> list[Held]:
        """The names that items hold as they were asked for."""
        return [held for held in self.held.values() if held.whole]

    @cached_property
    def named(self) -> Mapping[int, float]:
        """How well each item holds the names asked for, 0 to 1; items that hold none are not in it."""
        numbers = {number for held in self.whole for number in held.strengths}
        return {number: self._how_well(number) for number in numbers}

    def _how_well(self, number: int) -> float:
        strengths = [held.strengths.get(number, 0.0) for held in self.whole]
        together = sum(strength > 0 for strength in strengths) / len(strengths)
        return sum(strengths) / len(strengths) * (1 - TOGETHER * (1 - together))

    @property
    def is_missing(self) -> bool:
        """Whether it is about a name that no item holds; beside one that is held, it may only be compared with it."""
        there = [asked for asked, held in self.held.items() if held.whole]
        missing = [asked for asked, held in self.held.items() if asked.sure and not held.whole]
        return any(not there or self._decides(one, there) for one in missing)

    def _decides(self, missing: Asked, there: Sequence[Asked]) -> bool:
        """Whether a missing name is what it is about: not if it is compared with one that is held, is a term, or was
        only named before."""
        if missing.place < 0:
            return False
        entry = lexicon().find(missing.text)
        is_thing = entry.kind in _THINGS if entry else any(character.isdigit() for character in missing.text)
        return is_thing and not any(self.question.compares(missing, other) for other in there)

    def is_about(self, number: int) -> bool:
        """Whether an item is about the names: about each, or about one where they are put side by side ("X 和 Y")."""
        about = [held.strengths.get(number, 0.0) >= ON_NAME for held in self.whole]
        asked = [one for one, held in self.held.items() if held.whole]
        beside = all(self.question.compares(one, other) for one, other in pairwise(asked))
        return any(about) if len(about) > 1 and beside else all(about)

    @property
    def weight(self) -> float:
        """What the words say beside the names, over 0 and up to 1: next to nothing where they are 做 and 的."""
        total = sum(one.weight for one in self.terms if not one.term.is_frame)
        return max(total / (total + ORDINARY), 0.01) if self.whole else 1.0

    @property
    def heard(self) -> list[tuple[str, ...]]:
        """For each name that was asked for, the spellings under which items hold it."""
        return [held.heard for held in self.held.values() if held.heard]


def _found(asked: Asked, catalogue: Catalogue) -> Iterator[tuple[Asked, Held]]:
    """A name with the items that hold it; words beside it that are none of it are looked up apart: "AlphaProof IMO".

    What is followed by a word that may tell it from its family stays missing as a whole: "Kimi K2", "FLUX.1 Kontext".
    """
    held, words = catalogue.find(asked.text), asked.text.split()
    for start, end in _runs(len(words)) if not held.whole else ():
        part, rest = " ".join(words[start:end]), [*words[:start], *words[end:]]
        if all(map(_is_another, rest)) and not is_edition(part) and (found := catalogue.known(part)).whole:
            yield _part(asked, part), found
            yield from ((one, catalogue.known(one.text)) for one in (_part(asked, word) for word in rest))
            return
    yield asked, held


def _runs(words: int) -> list[tuple[int, int]]:
    """All runs of some of the words but not all, the longest first."""
    runs = [(start, end) for start in range(words) for end in range(start + 1, words + 1)]
    return sorted((run for run in runs if run != (0, words)), key=lambda run: (run[0] - run[1], run[0]))


def _is_another(word: str) -> bool:
    """Whether a word beside a name is no part of it: a name of its own, a year, a word in small letters."""
    if _YEAR.fullmatch(word):
        return True
    return not is_edition(word) and (word.islower() or lexicon().find(word) is not None)


def _part(asked: Asked, text: str) -> Asked:
    place = asked.place + asked.text.find(text) if asked.place >= 0 else asked.place
    return Asked(text, place, sure=asked.sure and lexicon().find(text) is not None)

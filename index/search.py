"""The search: from a question to the items that answer it, or to an honest no."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log

import numpy as np
from numpy.typing import NDArray

from index.answer import direct_answer, list_answer
from index.catalogue import Catalogue, Held
from index.engine import Engine, RankBm25
from index.asked import Asked
from index.question import Question, parse
from index.relevance import Weighed, coverage, weigh
from index.types import Answer, Episode, Hit, IndexedItem

DEPTH = 40  # candidates that the engine gives
HITS = 5  # items under one answer
LISTED = 60  # items in one list
SUGGESTED = 3
W_TEXT, W_COVERED, W_NAME, W_EARLIER = 1.0, 0.6, 2.0, 0.3
ENOUGH = 0.42  # of the words of a question that names nothing, by weight, which its answer must hold
SUGGESTION = 0.25  # of the words, which makes an item near enough to be offered
LIST_SHARE, LIST_COVERED = 0.45, 0.6  # of the best item's score and of the topic's words, which a listed item reaches
ON_NAME = 0.6  # strength from which an item is about a name, and does not only mention it


@dataclass(frozen=True, slots=True)
class Candidate:
    """An item with the parts of its score: `text` of the engine, `covered` words, `named` by the names asked for."""

    number: int
    text: float
    covered: float
    named: float

    @property
    def score(self) -> float:
        """The weighted sum."""
        return W_TEXT * self.text + W_COVERED * self.covered + W_NAME * self.named


class Searcher:
    """Answers from a fixed set of items; any number of threads may ask at once."""

    def __init__(self, episodes: Sequence[Episode], items: Sequence[IndexedItem]) -> None:
        """`episodes` newest first, `items` in the order of their episodes: where items fit alike, the newer wins."""
        self._episodes = tuple(episodes)
        self._items = tuple(items)
        self._by_id: Mapping[str, Episode] = {episode.id: episode for episode in episodes}
        self._engine: Engine = RankBm25([one.tokens for one in items])
        self._catalogue = Catalogue([one.item for one in items])

    def ask(self, question: str, context: Sequence[str] = (), now: dt.date | None = None) -> Answer:
        """The answer, on the day `now`; `context` holds earlier questions of the same conversation, oldest first."""
        parsed = parse(question, context, self._episodes, now)
        if parsed.kind == "smalltalk":
            return Answer(found=False, kind="smalltalk", language=parsed.language)
        if parsed.kind == "latest" and parsed.period:
            return self._overview(parsed, parsed.period.episodes)
        mask = self._mask(parsed)
        answer = self._answer(parsed, mask)
        # "2023年10月" may be said in an item and not be when an episode came out.
        return answer if answer.found or mask is None or parsed.kind == "list" else self._answer(parsed, None)

    def look_up(self, text: str, limit: int = 20) -> tuple[Hit, ...]:
        """Items that hold any of the words or names, best first; for results while somebody is typing."""
        parsed = parse(text, (), self._episodes)
        held = self._held(parsed)
        found = self._candidates(parsed, held, None, limit)
        return tuple(self._hit(one) for one in found[:limit] if one.named or one.covered >= SUGGESTION)

    def _answer(self, question: Question, mask: NDArray[np.bool_] | None) -> Answer:
        held = self._held(question)
        found = self._candidates(question, held, mask, DEPTH)
        if question.is_request or self._is_missing(question, held) or not found or not self._is_enough(question, held, found[0]):
            return self._not_found(question, found)
        if question.kind == "list":
            return self._list(question, self._listed(question, held, mask))
        about = [one for one in found if one.named >= found[0].named / 2 and one.score >= found[0].score / 2]
        hits = tuple(self._hit(one) for one in about[:HITS])
        text = direct_answer(question, hits[0].item, held_names(held))
        return Answer(found=True, kind="fact", language=question.language, text=text, hits=hits)

    def _held(self, question: Question) -> Mapping[Asked, Held]:
        return {asked: self._catalogue.find(asked.text) for asked in question.asked}

    def _is_missing(self, question: Question, held: Mapping[Asked, Held]) -> bool:
        """Whether the question is about a name that no item holds; beside one that is held it may be compared with."""
        there = [asked for asked, found in held.items() if found.whole]
        missing = [asked for asked, found in held.items() if asked.sure and not found.whole]
        return any(not any(question.compares(one, other) for other in there) for one in missing)

    def _is_enough(self, question: Question, held: Mapping[Asked, Held], best: Candidate) -> bool:
        return best.named > 0 if any(found.whole for found in held.values()) else best.covered >= ENOUGH

    def _candidates(
        self, question: Question, held: Mapping[Asked, Held], mask: NDArray[np.bool_] | None, depth: int
    ) -> list[Candidate]:
        """Items by the words and by the names, best first."""
        named = self._named(held)
        by_text = dict(self._engine.top_k(question.tokens, depth, mask))
        by_text |= {n: s for n, s in self._engine.top_k(question.tokens, len(named), self._only(named, mask))} if named else {}
        numbers = set(by_text) | {number for number in named if mask is None or mask[number]}
        top = max(by_text.values(), default=0.0) or 1.0
        wanted = self._terms(question)
        found = [
            Candidate(number, by_text.get(number, 0.0) / top, self._covered(wanted, number), named.get(number, 0.0))
            for number in numbers
        ]
        return sorted(found, key=lambda one: (-one.score, one.number))

    def _named(self, held: Mapping[Asked, Held]) -> Mapping[int, float]:
        """How well each item holds the names asked for, 0 to 1."""
        whole = [found for found in held.values() if found.whole]
        numbers = {number for found in whole for number in found.strengths}
        return {n: sum(found.strengths.get(n, 0.0) for found in whole) / len(whole) for n in numbers}

    def _only(self, numbers: Mapping[int, float], mask: NDArray[np.bool_] | None) -> NDArray[np.bool_]:
        chosen = np.zeros(len(self._items), dtype=np.bool_)
        chosen[list(numbers)] = True
        return chosen if mask is None else chosen & mask

    def _terms(self, question: Question) -> list[Weighed]:
        return weigh(question.terms, self._engine.idf, log(len(self._items) + 1))

    def _covered(self, wanted: Sequence[Weighed], number: int) -> float:
        return coverage(wanted, frozenset(self._items[number].tokens))

    def _listed(
        self, question: Question, held: Mapping[Asked, Held], mask: NDArray[np.bool_] | None
    ) -> list[Candidate]:
        """All items that qualify: about every name asked for, and holding the words of the topic."""
        found = self._candidates(question, held, mask, max(DEPTH, LISTED * 2))
        whole = [one for one in held.values() if one.whole]
        if whole:
            found = [one for one in found if all(h.strengths.get(one.number, 0.0) >= ON_NAME for h in whole)] or found[:1]
            return found
        bar = max((one.covered for one in found), default=0.0) * LIST_COVERED
        return [one for one in found if one.covered >= bar and one.text >= LIST_SHARE * found[0].text]

    def _list(self, question: Question, listed: Sequence[Candidate]) -> Answer:
        hits = tuple(self._hit(one) for one in listed[:LISTED])
        return Answer(found=True, kind="list", language=question.language, text=list_answer(hits), hits=hits)

    def _overview(self, question: Question, episodes: frozenset[str]) -> Answer:
        numbers = [number for number, one in enumerate(self._items) if one.item.episode in episodes]
        hits = tuple(self._hit(Candidate(number, 0.0, 0.0, 0.0)) for number in numbers[:LISTED])
        return Answer(found=bool(hits), kind="latest", language=question.language, text=list_answer(hits), hits=hits)

    def _not_found(self, question: Question, near: Sequence[Candidate]) -> Answer:
        offered = [one for one in near if one.named or one.covered >= SUGGESTION][:SUGGESTED]
        suggestions = tuple(self._hit(one) for one in offered)
        return Answer(found=False, kind="fact", language=question.language, suggestions=suggestions)

    def _mask(self, question: Question) -> NDArray[np.bool_] | None:
        if question.period is None:
            return None
        return np.array([one.item.episode in question.period.episodes for one in self._items], dtype=np.bool_)

    def _hit(self, candidate: Candidate) -> Hit:
        item = self._items[candidate.number].item
        return Hit(episode=self._by_id[item.episode], item=item, score=candidate.score)


def held_names(held: Mapping[Asked, Held]) -> tuple[str, ...]:
    """The spellings under which the items hold the names that were asked for."""
    return tuple(dict.fromkeys(name for found in held.values() for name in found.heard))

"""The search: from a question to the items that answer it, or to an honest no."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import log

import numpy as np
from numpy.typing import NDArray

from index.answer import LIMIT, direct_answer, list_answer
from index.asked import Asked
from index.catalogue import Catalogue, Held
from index.corrections import corrected
from index.engine import Engine, RankBm25
from index.lexicon import lexicon
from index.question import Question, parse
from index.relevance import Weighed, coverage, weigh
from index.sentences import sentences
from index.summary import shorten
from index.tokens import analyse
from index.types import Answer, DigestItem, Episode, Hit, IndexedItem

DEPTH = 40  # candidates that the engine gives
HITS = 5  # items under one answer
LISTED = 60  # items in one list
SUGGESTED = 3
W_TEXT, W_COVERED, W_NAME, W_EARLIER = 1.0, 0.6, 2.0, 0.3
ENOUGH = 0.42  # of the terms of a question that names nothing, by weight, which its answer must hold, or else
EVIDENCE = 1.05  # times the weight of the rarest word in what it holds, from two terms or more
PARTLY = 0.3  # of a term, from which it counts as held
SUGGESTION = 0.25  # of the terms, which makes an item near enough to be offered
LIST_COVERED = 0.7  # of the best item's share of the topic, which a listed item reaches
LIST_LEAST = 0.4  # share of the topic that a listed item must hold in any case
ORDINARY = 1.0  # weight of the words beside a name at which they count half
BODY = 0.4  # what a common term counts in a list that an item holds, but neither in its title nor its first sentence
_THINGS = ("model", "product", "org", "person")
TOGETHER = 0.4  # share of the score that an item gets only if it holds all the names
ON_NAME = 0.6  # strength from which an item is about a name, and does not only mention it


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


class _Query:
    """One question against one library: the names that are held, and the weights of its terms."""

    def __init__(self, question: Question, catalogue: Catalogue, engine: Engine, size: int) -> None:
        self.question = question
        self.held: Mapping[Asked, Held] = {asked: catalogue.find(asked.text) for asked in question.asked}
        self.terms: list[Weighed] = weigh(question.terms, engine.idf, log(size + 1))
        self.topics = [weigh(terms, engine.idf, log(size + 1)) for terms in question.alternatives]

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
        """Whether a missing name is what it is about: not if it is compared with one that is held, or is a term."""
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
        total = sum(one.weight for one in self.terms)
        return max(total / (total + ORDINARY), 0.01) if self.whole else 1.0

    @property
    def heard(self) -> list[tuple[str, ...]]:
        """For each name that was asked for, the spellings under which items hold it."""
        return [held.heard for held in self.held.values() if held.heard]


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
        query, mask = self._query(parsed), self._mask(parsed)
        answer = self._answer(query, mask)
        # "2023年10月" may be said in an item and not be when an episode came out.
        return answer if answer.found or mask is None or parsed.kind == "list" else self._answer(query, None)

    def look_up(self, text: str, limit: int = 20) -> tuple[Hit, ...]:
        """Items that hold any of the words or names, best first; for results while somebody is typing."""
        query = self._query(parse(text, (), self._episodes))
        found = self._candidates(query, None, limit)
        return tuple(self._hit(one) for one in found[:limit] if one.named or one.covered >= SUGGESTION)

    def _query(self, question: Question) -> _Query:
        return _Query(question, self._catalogue, self._engine, len(self._items))

    def _answer(self, query: _Query, mask: NDArray[np.bool_] | None) -> Answer:
        question = query.question
        found = self._candidates(query, mask, DEPTH)
        if question.is_request or query.is_missing or not found or not self._is_enough(query, found[0]):
            return self._not_found(question, found)
        if question.kind == "list":
            return self._list(question, self._listed(query, found))
        about = [one for one in found if one.named >= found[0].named / 2 and one.score >= found[0].score / 2]
        hits = tuple(self._hit(one) for one in about[:HITS])
        item = hits[0].item
        text = shorten(corrected(direct_answer(question, item, query.heard), item.right), LIMIT)
        return Answer(found=True, kind="fact", language=question.language, text=text, hits=hits)

    def _is_enough(self, query: _Query, best: Candidate) -> bool:
        if query.whole:
            return best.named > 0
        tokens = frozenset(self._items[best.number].tokens)
        held = [one.weight * one.term.held(tokens) for one in query.terms if one.term.held(tokens) >= PARTLY]
        return best.covered >= ENOUGH or (len(held) > 1 and sum(held) >= EVIDENCE * log(len(self._items) + 1))

    def _candidates(self, query: _Query, mask: NDArray[np.bool_] | None, depth: int) -> list[Candidate]:
        """Items by the words, and where names are asked for, only those that hold one of them; best first."""
        named = query.named
        if query.whole:
            mask, depth = self._only(named, mask), len(named)
        question = query.question
        by_text = dict(self._engine.top_k(question.tokens, depth, mask))
        by_earlier = dict(self._engine.top_k(question.earlier, depth, mask)) if question.earlier else {}
        top, top_earlier = max(by_text.values(), default=1.0) / query.weight, max(by_earlier.values(), default=1.0)
        numbers = {*by_text, *by_earlier, *(number for number in named if mask is None or mask[number])}
        found = [
            Candidate(
                number,
                by_text.get(number, 0.0) / top,
                query.weight * coverage(query.terms, frozenset(self._items[number].tokens)) if query.terms else 0.0,
                named.get(number, 0.0),
                by_earlier.get(number, 0.0) / top_earlier,
            )
            for number in numbers
        ]
        return sorted(found, key=lambda one: (-one.score, one.number))

    def _only(self, numbers: Mapping[int, float], mask: NDArray[np.bool_] | None) -> NDArray[np.bool_]:
        chosen = np.zeros(len(self._items), dtype=np.bool_)
        chosen[list(numbers)] = True
        return chosen if mask is None else chosen & mask

    def _listed(self, query: _Query, found: Sequence[Candidate]) -> list[Candidate]:
        """All items that qualify: about every name asked for, and on the topic."""
        if query.whole:
            found = [one for one in found if query.is_about(one.number)] or found
        if not query.topics:
            return list(found) if query.whole else list(found[:1])
        shares = {one.number: self._share(query.topics, self._items[one.number]) for one in found}
        bar = max(LIST_LEAST, LIST_COVERED * max(shares.values()))
        listed = [one for one in found if shares[one.number] >= bar]
        return sorted(listed, key=lambda one: -shares[one.number]) or list(found[:1])

    def _share(self, topics: Sequence[Sequence[Weighed]], indexed: IndexedItem) -> float:
        """How much the item is about the topic that it fits best.

        What its front does not hold counts less, the less the commoner the term: half of all items mention robots.
        """
        front, body = self._front(indexed.item), frozenset(indexed.tokens)
        return max(
            sum(one.weight * self._held(one, front, body) for one in topic) / sum(one.weight for one in topic)
            for topic in topics
        )

    def _held(self, one: Weighed, front: frozenset[str], body: frozenset[str]) -> float:
        rare = min(1.0, one.weight / log(len(self._items) + 1))
        return max(one.term.held(front), one.term.held(body) * (BODY + (1 - BODY) * rare * rare))

    @staticmethod
    def _front(item: DigestItem) -> frozenset[str]:
        """The tokens of what says what the item is about: its title, its first sentence, and that of the summary."""
        firsts = [next(iter(sentences(text)), None) for text in (item.text, item.summary)]
        return frozenset(analyse(" ".join([item.title, *(one.text for one in firsts if one)])))

    def _list(self, question: Question, listed: Sequence[Candidate]) -> Answer:
        hits = tuple(self._hit(one) for one in listed[:LISTED])
        return Answer(found=True, kind="list", language=question.language, text=list_answer(hits), hits=hits)

    def _overview(self, question: Question, episodes: frozenset[str]) -> Answer:
        numbers = [number for number, one in enumerate(self._items) if one.item.episode in episodes]
        hits = tuple(self._hit(Candidate(number)) for number in numbers[:LISTED])
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

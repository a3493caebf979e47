"""The search: from a question to the items that answer it, or to an honest no."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import lru_cache
from math import log

import numpy as np
from numpy.typing import NDArray

from index.answer import LIMIT, direct_answer, list_answer, marks
from index.catalogue import Catalogue
from index.corrections import corrected
from index.documents import kinds_of
from index.engine import Snapshot
from index.query import Candidate, Query, Trace
from index.question import Question, parse
from index.relevance import Weighed, coverage
from index.sentences import sentences
from index.summary import shorten
from index.tokens import analyse
from index.types import Answer, DigestItem, Episode, Hit, IndexedItem

DEPTH = 40  # candidates that the engine gives
HITS = 5  # items under one answer
LISTED = 60  # items in one list
SUGGESTED = 3
TRACED = 10  # candidates in an explanation
ENOUGH = 0.42  # of the terms of a question that names nothing, by weight, which its answer must hold, or else
EVIDENCE = 1.05  # times the weight of the rarest word in what it holds, from two terms or more
PARTLY = 0.3  # of a term, from which it counts as held
SUGGESTION = 0.34  # of the terms, which makes an item near enough to be offered
LIST_COVERED = 0.7  # of the best item's share of the topic, which a listed item reaches
LIST_LEAST = 0.4  # share of the topic that a listed item must hold in any case
FRONTS = 1 << 13  # items of which that is not read again: a list looks at many
BODY = 0.4  # what a common term counts in a list that an item holds, but neither in its title nor its first sentence


class Searcher:
    """Answers from a fixed set of items; any number of threads may ask at once."""

    def __init__(self, episodes: Sequence[Episode], items: Sequence[IndexedItem]) -> None:
        """`episodes` newest first, `items` in the order of their episodes: where items fit alike, the newer wins."""
        self._episodes = tuple(episodes)
        self._items = tuple(items)
        self._by_id: Mapping[str, Episode] = {episode.id: episode for episode in episodes}
        # The engine numbers documents from the oldest on, and prefers the newer of equal ones.
        self._engine = Snapshot().added([one.tokens for one in reversed(items)])
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

    def explain(self, question: str, context: Sequence[str] = (), now: dt.date | None = None) -> Trace:
        """How a question is understood and what speaks for the items that it may mean."""
        parsed = parse(question, context, self._episodes, now)
        query, mask = self._query(parsed), self._mask(parsed)
        found = self._candidates(query, mask, DEPTH)
        return Trace(
            question=parsed,
            held={asked.text: held for asked, held in query.held.items()},
            terms=tuple(query.terms),
            candidates=tuple((self._hit(one), one) for one in found[:TRACED]),
        )

    def _query(self, question: Question) -> Query:
        return Query(question, self._catalogue, self._engine, len(self._items))

    def _answer(self, query: Query, mask: NDArray[np.bool_] | None) -> Answer:
        question = query.question
        found = self._candidates(query, mask, DEPTH)
        if question.is_request or query.is_missing or not found or not self._is_enough(query, found[0]):
            return self._not_found(query, found)
        if question.kind == "list":
            return self._list(question, self._listed(query, found))
        about = [one for one in found if one.named >= found[0].named / 2 and one.score >= found[0].score / 2]
        hits = tuple(self._hit(one) for one in about[:HITS])
        item = hits[0].item
        text = shorten(corrected(direct_answer(question, item, query.heard), item.right), LIMIT)
        asked = marks(question, item, text)
        return Answer(found=True, kind="fact", language=question.language, text=text, marks=asked, hits=hits)

    def _is_enough(self, query: Query, best: Candidate) -> bool:
        if query.whole:
            return best.named > 0
        tokens = frozenset(self._items[best.number].tokens)
        held = [one.weight * one.term.held(tokens) for one in query.terms if one.term.held(tokens) >= PARTLY]
        return best.covered >= ENOUGH or (len(held) > 1 and sum(held) >= EVIDENCE * log(len(self._items) + 1))

    def _candidates(self, query: Query, mask: NDArray[np.bool_] | None, depth: int) -> list[Candidate]:
        """Items by the words, and where names are asked for, only those that hold one of them; best first."""
        named = query.named
        if query.whole:
            mask, depth = self._only(named, mask), len(named)
        question = query.question
        by_text = self._ranked(question.tokens, depth, mask)
        by_earlier = self._ranked(question.earlier, depth, mask)
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

    def _ranked(self, tokens: Sequence[str], depth: int, mask: NDArray[np.bool_] | None) -> dict[int, float]:
        found = self._engine.top_k(tokens, depth, None if mask is None else mask[::-1])
        return {len(self._items) - 1 - number: score for number, score in found}

    def _only(self, numbers: Mapping[int, float], mask: NDArray[np.bool_] | None) -> NDArray[np.bool_]:
        chosen = np.zeros(len(self._items), dtype=np.bool_)
        chosen[list(numbers)] = True
        return chosen if mask is None else chosen & mask

    def _listed(self, query: Query, found: Sequence[Candidate]) -> list[Candidate]:
        """All items that qualify: about every name asked for, and on the topic."""
        if query.whole:
            found = [one for one in found if query.is_about(one.number)] or found
        topics = [one for one in query.topics if one]
        if not topics:
            return list(found) if query.whole else list(found[:1])
        shares = {one.number: self._share(topics, self._items[one.number]) for one in found}
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
        return max(one.term.held(front), one.term.held(body) * (BODY + (1 - BODY) * rare))

    @staticmethod
    def _front(item: DigestItem) -> frozenset[str]:
        """The tokens of what says what the item is about: its title, its first sentence, and that of the summary."""
        firsts = [next(iter(sentences(text)), None) for text in (item.text, item.summary)]
        return _bag(" ".join([item.title, *(one.text for one in firsts if one)])).union(kinds_of(item))

    def _list(self, question: Question, listed: Sequence[Candidate]) -> Answer:
        hits = tuple(self._hit(one) for one in listed[:LISTED])
        return Answer(found=True, kind="list", language=question.language, text=list_answer(hits), hits=hits)

    def _overview(self, question: Question, episodes: frozenset[str]) -> Answer:
        numbers = [number for number, one in enumerate(self._items) if one.item.episode in episodes]
        hits = tuple(self._hit(Candidate(number)) for number in numbers[:LISTED])
        return Answer(found=bool(hits), kind="latest", language=question.language, text=list_answer(hits), hits=hits)

    def _not_found(self, query: Query, near: Sequence[Candidate]) -> Answer:
        partly = {number: s for held in query.held.values() for number, s in held.strengths.items() if s >= SUGGESTION}
        by_name = [
            Candidate(number, named=s) for number, s in sorted(partly.items(), key=lambda one: (-one[1], one[0]))
        ]
        topic = [one for one in query.terms if not one.term.is_frame]
        by_words = [one for one in near if one.number not in partly and self._covers(topic, one.number)]
        suggestions = tuple(self._hit(one) for one in [*by_name, *by_words][:SUGGESTED])
        return Answer(found=False, kind="fact", language=query.question.language, suggestions=suggestions)

    def _covers(self, topic: Sequence[Weighed], number: int) -> bool:
        return bool(topic) and coverage(topic, frozenset(self._items[number].tokens)) >= SUGGESTION

    def _mask(self, question: Question) -> NDArray[np.bool_] | None:
        if question.period is None:
            return None
        return np.array([one.item.episode in question.period.episodes for one in self._items], dtype=np.bool_)

    def _hit(self, candidate: Candidate) -> Hit:
        item = self._items[candidate.number].item
        return Hit(episode=self._by_id[item.episode], item=item, score=candidate.score)


def warm_up() -> None:
    """Loads the dictionary, the lexicon and the thesaurus (about two seconds), so that no question waits for them."""
    Searcher((), ()).ask("预热 Warmmup 是什么")


@lru_cache(maxsize=FRONTS)
def _bag(text: str) -> frozenset[str]:
    return frozenset(analyse(text))

"""Which items are on a topic that somebody subscribed to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from index.catalogue import Catalogue
from index.intent import clean
from index.question import parse
from index.relevance import Weighed, coverage
from index.types import IndexedItem

ENOUGH = 0.7  # of the words of a topic, which an item on it holds


class Topics:
    """An episode's items, asked for many topics; what an item is named is looked up once."""

    def __init__(self, indexed: Sequence[IndexedItem]) -> None:
        self._items = [_Item(one) for one in indexed]

    def on(self, topic: str) -> frozenset[int]:
        """The numbers of the items named so, or that hold its words in either language: "机器人", "Claude"."""
        words = clean(topic).casefold()
        if not re.search(r"\w", words):
            return frozenset()
        held = [item for item in self._items if words in item.text]
        rest = [item for item in self._items if words not in item.text]
        return frozenset(item.n for item in [*held, *_meant(topic, rest)])


class _Item:
    def __init__(self, indexed: IndexedItem) -> None:
        self._indexed = indexed
        self.n = indexed.item.n
        self.text = indexed.item.text.casefold()
        self.tokens = frozenset(indexed.tokens)

    @cached_property
    def catalogue(self) -> Catalogue:
        return Catalogue([self._indexed.item])


def _meant(topic: str, items: Sequence[_Item]) -> list[_Item]:
    """The items that do not hold the topic word for word, but are on it."""
    if not items:
        return []
    asked = parse(topic)
    names = [one for one in asked.asked if one.sure]
    if names:
        return [item for item in items if all(item.catalogue.find(one.text).whole for one in names)]
    wanted = [Weighed(term, 1.0) for term in asked.terms]
    return [item for item in items if wanted and coverage(wanted, item.tokens) >= ENOUGH]

"""Whether an item is on a topic that somebody subscribed to."""

from __future__ import annotations

import re

from index.catalogue import Catalogue
from index.intent import clean
from index.question import parse
from index.relevance import Weighed, coverage
from index.types import IndexedItem

ENOUGH = 0.7  # of the words of a topic, which an item on it holds


def matches(topic: str, indexed: IndexedItem) -> bool:
    """Whether the item is named so, or holds the topic's words, in either language: "机器人", "Claude", "robots"."""
    words = clean(topic).casefold()
    if not re.search(r"\w", words):
        return False
    if words in indexed.item.text.casefold():
        return True
    asked = parse(topic)
    names = [one for one in asked.asked if one.sure]
    if names:
        catalogue = Catalogue([indexed.item])
        return all(catalogue.find(one.text).whole for one in names)
    wanted = [Weighed(term, 1.0) for term in asked.terms]
    return bool(wanted) and coverage(wanted, frozenset(indexed.tokens)) >= ENOUGH

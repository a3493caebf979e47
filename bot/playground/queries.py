"""Pressed buttons and inline look-ups that wait for the bot's answer, and the answers that can still be chosen from."""

from __future__ import annotations

import itertools
import time
from collections import OrderedDict
from dataclasses import dataclass
from typing import Any

from bot.playground.errors import ApiError
from bot.playground.formatted import Formatted
from bot.playground.keyboards import Keyboard

KEPT_ANSWERS = 50
CALLBACK_SECONDS = 15.0
INLINE_SECONDS = 10.0
TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"


@dataclass(frozen=True, slots=True)
class InlineResult:
    """A result to choose: what the list shows, and the message that choosing it sends."""

    id: str
    title: str
    description: str
    url: str
    content: Formatted
    keyboard: Keyboard

    def page(self) -> dict[str, Any]:
        """As the page shows it."""
        return {"id": self.id, "title": self.title, "description": self.description, "url": self.url}


@dataclass(frozen=True, slots=True)
class Query:
    """One question to the bot; `request` is the page's own name for it, `person` asked it."""

    id: str
    kind: str
    request: str
    person: int
    text: str
    deadline: float


class Queries:
    """Open queries, each answered once and in time, and the newest inline answers."""

    def __init__(self) -> None:
        self._open: dict[str, Query] = {}
        self._answers: OrderedDict[str, tuple[Query, dict[str, InlineResult]]] = OrderedDict()
        self._ids = itertools.count(1)

    def open(self, kind: str, request: str, person: int, text: str, seconds: float) -> Query:
        """A new query that can be answered for so many seconds."""
        now = time.monotonic()
        self._open = {key: one for key, one in self._open.items() if one.deadline > now}
        query = Query(f"{kind}-{next(self._ids)}", kind, request, person, text, now + seconds)
        self._open[query.id] = query
        return query

    def close(self, kind: str, query_id: str) -> Query:
        """The query that an answer is for; ApiError where it is answered, too old or unknown."""
        query = self._open.get(query_id)
        if query is None or query.kind != kind or query.deadline < time.monotonic():
            raise ApiError(400, TOO_OLD)
        return self._open.pop(query_id)

    def keep(self, query: Query, results: list[InlineResult]) -> None:
        """Keeps an inline answer, so that a result of it can be chosen."""
        self._answers[query.id] = (query, {one.id: one for one in results})
        while len(self._answers) > KEPT_ANSWERS:
            self._answers.popitem(last=False)

    def answered(self, query_id: str, result_id: str) -> tuple[Query, InlineResult] | None:
        """The query and the chosen result, if both are still known."""
        query, results = self._answers.get(query_id, (None, {}))
        result = results.get(result_id)
        return (query, result) if query and result else None

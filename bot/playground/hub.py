"""What happens in the world, passed on to every open page."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

Event = dict[str, Any]
BACKLOG = 2000  # events; a page that is further behind is told to load anew


class Feed:
    """The events for one page, in order; None ends it."""

    def __init__(self) -> None:
        self._events: asyncio.Queue[Event | None] = asyncio.Queue()

    def put(self, event: Event) -> None:
        """Adds an event, or ends the feed where too many wait."""
        if self._events.qsize() < BACKLOG:
            self._events.put_nowait(event)
        elif self._events.qsize() == BACKLOG:
            self._events.put_nowait(None)

    async def next(self) -> Event | None:
        """The next event, as soon as there is one."""
        return await self._events.get()


class Hub:
    """All feeds."""

    def __init__(self) -> None:
        self._feeds: set[Feed] = set()

    def publish(self, kind: str, **content: object) -> None:
        """Sends an event to every open page."""
        for feed in self._feeds:
            feed.put({"type": kind, **content})

    @contextmanager
    def feed(self) -> Iterator[Feed]:
        """A feed of what happens while the block runs."""
        feed = Feed()
        self._feeds.add(feed)
        try:
            yield feed
        finally:
            self._feeds.discard(feed)

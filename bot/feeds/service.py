"""What people do with feeds: add, list, remove, read at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.feeds.fetch import Fetcher
from bot.feeds.intake import Polled, Progress
from bot.feeds.poll import Poll
from bot.feeds.types import Feed
from bot.feeds.urls import FeedAddressError, normal
from bot.settings import Settings
from bot.storage import feeds as queries
from bot.storage.database import Database
from bot.storage.dialect import now


@dataclass(frozen=True, slots=True)
class Added:
    """What became of adding a feed: `polled` is None where another process reads it at the moment.

    `kept` is False where the first look showed that a person must mend something: it is not stored then.
    """

    feed: Feed
    new: bool
    polled: Polled | None

    @property
    def kept(self) -> bool:
        """Whether it is there now."""
        return not (self.new and self.polled and self.polled.lasting)


async def listed(connection: AsyncConnection) -> list[Feed]:
    """All feeds as they stand, in the order they were added."""
    return [_feed(row) for row in await queries.listed(connection)]


def _feed(row: sa.Row[Any]) -> Feed:
    return Feed(
        id=row.id,
        url=row.moved_to or row.url,
        title=row.title,
        entries=row.entries,
        polled_at=row.polled_at,
        lag_seconds=int((now() - row.polled_at).total_seconds()) if row.polled_at else None,
        next_poll_at=row.next_poll_at,
        failures=row.failures,
        gone=row.gone,
        last_error=row.last_error,
    )


class Feeds:
    """Feeds of one installation. Close it at the end."""

    def __init__(self, settings: Settings, database: Database, fetcher: Fetcher | None = None) -> None:
        self._database = database
        self._fetcher = fetcher or Fetcher(private=settings.feed_private_addresses)
        every = dt.timedelta(seconds=settings.feed_poll_seconds)
        self.poll = Poll(database, self._fetcher, settings.timezone, every)

    async def close(self) -> None:
        """Closes the connections to the feeds' servers."""
        await self._fetcher.close()

    async def add(self, url: str, progress: Progress | None = None) -> Added:
        """Adds a feed and reads it at once; one that is there already is just read. Raises FeedAddressError."""
        url = normal(url)
        async with self._database.writing() as connection:
            new = await queries.add(connection, url)
            row = await queries.find(connection, url)
            leased = await queries.lease(connection, row.id) if row else None
        polled = await self.poll.run(leased, progress) if leased else None
        feed = await self.find(url)
        if feed is None:
            raise FeedAddressError(url)
        added = Added(feed, new, polled)
        if not added.kept:
            await self.remove(feed.id)
        return added

    async def want(self, urls: Iterable[str]) -> None:
        """Adds those that are not there yet; they are due at once. Raises FeedAddressError."""
        async with self._database.writing() as connection:
            for url in urls:
                await queries.add(connection, normal(url))

    async def all(self) -> list[Feed]:
        """All feeds in the order they were added."""
        async with self._database.reading() as connection:
            return await listed(connection)

    async def remove(self, feed_id: int) -> bool:
        """Takes a feed out; its episodes stay. False where it is gone already."""
        async with self._database.writing() as connection:
            return await queries.remove(connection, feed_id)

    async def find(self, words: str) -> Feed | None:
        """The feed with that number or address, also the one it was added with."""
        async with self._database.reading() as connection:
            row = await queries.find(connection, words)
            number = row.id if row else int(words) if words.isdecimal() else None
            return next((one for one in await listed(connection) if one.id == number), None)

    async def load(self, feed_id: int, progress: Progress | None = None) -> Polled:
        """Polls a feed now."""
        async with self._database.writing() as connection:
            row = await queries.lease(connection, feed_id)
        if row is None:
            return Polled(error="another process reads it at the moment, or it was removed")
        return await self.poll.run(row, progress)

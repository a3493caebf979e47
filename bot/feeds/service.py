"""What people do with feeds: add, list, remove, load at once, and look what a feed would become."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import sqlalchemy as sa

from bot.feeds import document as documents
from bot.feeds.fetch import LARGEST, Fetcher
from bot.feeds.identity import episode_id, match
from bot.feeds.intake import Polled, Progress
from bot.feeds.material import Maker, Material
from bot.feeds.poll import Poll, charset
from bot.feeds.types import Document
from bot.settings import Settings
from bot.storage import feeds as queries
from bot.storage.database import Database
from index.documents import index_transcript
from index.types import IndexedItem

LONGEST = 2000  # characters of an address
LOCAL = "https://localhost/"  # what links in a file are relative to


class FeedAddressError(ValueError):
    """What was given is no address of a feed."""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed as it stands. `url` is where it is fetched from; times in UTC; `error` is of the last poll."""

    id: int
    url: str
    title: str | None
    entries: int
    polled_at: dt.datetime | None
    next_poll_at: dt.datetime | None
    failures: int
    gone: bool
    loaded: bool
    error: str | None


@dataclass(frozen=True, slots=True)
class Preview:
    """What one entry would become."""

    material: Material
    items: tuple[IndexedItem, ...]


class Feeds:
    """Feeds of one installation. Close it at the end."""

    def __init__(self, settings: Settings, database: Database, fetcher: Fetcher | None = None) -> None:
        self._settings = settings
        self._database = database
        self._fetcher = fetcher or Fetcher(private=settings.feed_private_addresses)
        every = dt.timedelta(seconds=settings.feed_poll_seconds)
        self.poll = Poll(database, self._fetcher, settings.timezone, every)

    async def close(self) -> None:
        """Closes the connections to the feeds' servers."""
        await self._fetcher.close()

    async def add(self, url: str) -> tuple[Feed, bool]:
        """The feed with that address, and whether it is new. Raises FeedAddressError."""
        url = normal(url)
        async with self._database.writing() as connection:
            new = await queries.add(connection, url)
            row = await queries.find(connection, url)
        feed = next(one for one in await self.all() if row and one.id == row.id)
        return feed, new

    async def add_all(self, urls: Iterable[str]) -> int:
        """Adds those that are not there yet; gives how many."""
        return sum([(await self.add(url))[1] for url in urls])

    async def all(self) -> list[Feed]:
        """All feeds in the order they were added."""
        async with self._database.reading() as connection:
            return [_feed(row) for row in await queries.listed(connection)]

    async def remove(self, feed_id: int) -> bool:
        """Takes a feed out; its episodes stay. False where it is gone already."""
        async with self._database.writing() as connection:
            return await queries.remove(connection, feed_id)

    async def find(self, words: str) -> Feed | None:
        """The feed with that number or address."""
        return next((one for one in await self.all() if words in (str(one.id), one.url)), None)

    async def load(self, feed_id: int, progress: Progress | None = None) -> Polled:
        """Polls a feed now."""
        async with self._database.writing() as connection:
            row = await queries.lease(connection, feed_id)
        if row is None:
            return Polled(error="another process reads it at the moment, or it was removed")
        return await self.poll.run(row, progress)

    async def check(self, source: str, limit: int) -> tuple[Document, list[Preview]]:
        """The dry run: what the newest entries of a feed at an address or in a file would become; nothing is stored.

        Raises FeedAddressError, FetchError, FeedError.
        """
        read, url = await self._read(source)
        maker = Maker(self._fetcher, read, url, self._settings.timezone)
        previews = []
        for found in match(read, ())[:limit]:
            material = await maker.make(found.entry, episode_id(url, found), patient=False)
            items = await asyncio.to_thread(index_transcript, material.transcript)
            previews.append(Preview(material, items))
        return read, previews

    async def _read(self, source: str) -> tuple[Document, str]:
        data = None if "://" in source else await asyncio.to_thread(_content, source)
        if data is not None:
            return await asyncio.to_thread(documents.parse, data, LOCAL), LOCAL
        url = normal(source)
        got = await self._fetcher.get(url)
        return await asyncio.to_thread(documents.parse, got.data or b"", got.url, charset(got)), url


def _content(name: str) -> bytes | None:
    try:
        with Path(name).open("rb") as file:
            return file.read(LARGEST)
    except (OSError, ValueError):
        return None


def normal(url: str) -> str:
    """The address as it is stored. Raises FeedAddressError."""
    text = url.strip().removeprefix("feed:").removeprefix("//")
    if text and "://" not in text and "." in text.partition("/")[0]:
        text = f"https://{text}"
    try:
        parsed = httpx.URL(text)
    except (httpx.InvalidURL, ValueError):
        raise FeedAddressError(url) from None
    if parsed.scheme not in ("http", "https") or not parsed.host or len(text) > LONGEST or any(map(str.isspace, text)):
        raise FeedAddressError(url)
    return text.partition("#")[0]


def _feed(row: sa.Row[Any]) -> Feed:
    return Feed(
        id=row.id,
        url=row.moved_to or row.url,
        title=row.title,
        entries=row.entries,
        polled_at=row.polled_at,
        next_poll_at=row.next_poll_at,
        failures=row.failures,
        gone=row.gone,
        loaded=row.loaded_at is not None,
        error=row.last_error,
    )

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import pytest
import sqlalchemy as sa

from bot.chats import Chats
from bot.feeds.fetch import Fetcher
from bot.feeds.intake import Polled
from bot.feeds.service import Feeds
from bot.settings import Settings
from bot.storage.database import Database
from bot.storage.schema import deliveries, episodes, feeds, items
from bot.subscriptions import Subscriptions
from tests.support.feed_server import FeedServer


@dataclass
class World:
    """A feed server, a database with one subscriber to everything, and what polls bring."""

    server: FeedServer
    database: Database
    feeds: Feeds
    told: list[str] = field(default_factory=list)

    async def poll(self, url: str) -> Polled:
        """Polls the feed now, adding it first where it is new."""
        await self.feeds.want([url])
        feed = await self.feeds.find(url)
        assert feed is not None
        return await self.feeds.load(feed.id)

    async def pushed(self) -> list[str]:
        """The titles of what is to be pushed, and has not been asked for yet, in order."""
        query = sa.select(episodes.c.title).join(deliveries).order_by(deliveries.c.id)
        async with self.database.reading() as connection:
            titles = list((await connection.scalars(query)).all())
        new = titles[len(self.told) :]
        self.told = titles
        return new

    async def titles(self) -> list[str]:
        """The titles of all items that are stored, in order."""
        query = sa.select(items.c.title).join(episodes).order_by(episodes.c.date, items.c.n)
        async with self.database.reading() as connection:
            return list((await connection.scalars(query)).all())

    async def row(self) -> sa.Row[tuple[object, ...]]:
        """The one feed's row."""
        async with self.database.reading() as connection:
            return (await connection.execute(sa.select(feeds))).one()


@pytest.fixture
async def server() -> AsyncIterator[FeedServer]:
    async with FeedServer().running() as server:
        yield server


@pytest.fixture
async def world(server: FeedServer, settings: Settings, database: Database) -> AsyncIterator[World]:
    await Chats(database).remember(1, "private", "")
    await Subscriptions(database).add(1, 0, "all", "")
    async with Fetcher(private=True, seconds=1.0) as fetcher:
        yield World(server, database, Feeds(settings, database, fetcher))

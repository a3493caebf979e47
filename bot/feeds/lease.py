"""A feed that this process alone reads, for as long as it says so."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import structlog

from bot.storage import feeds as queries
from bot.storage.database import Database

log = structlog.get_logger(__name__)

RENEWED = queries.LEASE / 3  # two renewals may fail before another process takes over


class LeaseLostError(Exception):
    """Another process has the feed: this one was too slow."""


class Lease:
    """A lease taken with `storage.feeds.lease`, which runs `until`."""

    def __init__(self, database: Database, feed_id: int, until: dt.datetime) -> None:
        self._database = database
        self._feed_id = feed_id
        self._until: dt.datetime | None = until
        self._lock = asyncio.Lock()

    @asynccontextmanager
    async def kept(self) -> AsyncIterator[None]:
        """Prolongs it every RENEWED meanwhile, however long one entry takes; gives it back at the end."""
        task = asyncio.create_task(self._keep())
        try:
            yield
        finally:
            task.cancel()
            try:
                await asyncio.gather(task, return_exceptions=True)
            finally:
                await self.settle()

    async def _keep(self) -> None:
        while self._until is not None:
            await asyncio.sleep(RENEWED.total_seconds())
            try:
                await asyncio.shield(self._renew())
            except Exception as error:  # noqa: BLE001 - the database is away: the next renewal may come in time
                log.warning("a feed's lease was not renewed", feed=self._feed_id, error=type(error).__name__)

    async def _renew(self) -> None:
        async with self._lock:
            if self._until is not None:
                async with self._database.writing() as connection:
                    self._until = await queries.renew(connection, self._feed_id, self._until)

    def check(self) -> None:
        """Raises LeaseLostError where another process has taken the feed."""
        if self._until is None:
            raise LeaseLostError

    async def settle(self, **values: object) -> None:
        """Changes columns of the feed and gives the lease back; without values just that. Once."""
        async with self._lock:
            if self._until is not None:
                async with self._database.writing() as connection:
                    await queries.settle(connection, self._feed_id, self._until, **values)
            self._until = None

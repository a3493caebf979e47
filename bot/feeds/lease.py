"""A feed that this process alone reads, for as long as it says so."""

from __future__ import annotations

import datetime as dt

from bot.storage import feeds as queries
from bot.storage.database import Database
from bot.storage.dialect import now

RENEWED_AFTER = dt.timedelta(minutes=1)


class LeaseLostError(Exception):
    """Another process has the feed: this one was too slow."""


class Lease:
    """A lease taken with `storage.feeds.lease`, which runs `until`."""

    def __init__(self, database: Database, feed_id: int, until: dt.datetime) -> None:
        self._database = database
        self._feed_id = feed_id
        self._until: dt.datetime | None = until

    async def renew(self) -> None:
        """Prolongs it where a minute of it has passed. Raises LeaseLostError."""
        if self._until is None or self._until - now() > queries.LEASE - RENEWED_AFTER:
            return
        async with self._database.writing() as connection:
            self._until = await queries.renew(connection, self._feed_id, self._until)
        if self._until is None:
            raise LeaseLostError

    async def settle(self, **values: object) -> None:
        """Changes columns of the feed and gives the lease back; without values just that. Once."""
        if self._until is not None:
            async with self._database.writing() as connection:
                await queries.settle(connection, self._feed_id, self._until, **values)
        self._until = None

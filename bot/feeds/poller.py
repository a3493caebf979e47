"""The poller: reads each feed when it is due. Of several processes on one database, one at a time has a feed."""

from __future__ import annotations

import asyncio
from typing import Any

import sqlalchemy as sa
import structlog

from bot.feeds.intake import said
from bot.feeds.poll import Poll
from bot.feeds.urls import shown
from bot.storage import feeds as queries
from bot.storage.database import Database

log = structlog.get_logger(__name__)

AT_ONCE = 4  # feeds that are read at the same time
IDLE_SECONDS = 2.0  # between looks for feeds that are due; another process may add one


class Poller:
    """Reads feeds as they fall due."""

    def __init__(self, database: Database, poll: Poll) -> None:
        self._database = database
        self._poll = poll
        self._running: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        """Reads until cancelled; what a round cannot do is logged, and the next one tries again."""
        try:
            while True:
                await self._start_due()
                await asyncio.sleep(IDLE_SECONDS)
        finally:
            for task in self._running:
                task.cancel()
            await asyncio.gather(*self._running, return_exceptions=True)

    async def drain(self) -> None:
        """Reads all that is due now, and returns once that is done."""
        while await self._start_due():
            await asyncio.gather(*self._running)

    async def _start_due(self) -> bool:
        """Starts a task for each due feed, up to AT_ONCE in all; gives whether any was started."""
        started = False
        while len(self._running) < AT_ONCE and (feed := await self._lease()) is not None:
            task = asyncio.create_task(self._read(feed))
            self._running.add(task)
            task.add_done_callback(self._running.discard)
            started = True
        return started

    async def _lease(self) -> sa.Row[Any] | None:
        try:
            async with self._database.reading() as connection:
                if not await queries.is_any_due(connection):  # cheaper than the write lock that a lease takes
                    return None
            async with self._database.writing() as connection:
                return await queries.lease(connection)
        except Exception as error:  # noqa: BLE001 - a locked database must not end polling for good
            log.warning("feeds wait", error=said(error))
            return None

    async def _read(self, feed: sa.Row[Any]) -> None:
        try:
            polled = await self._poll.run(feed)
        except Exception as error:  # noqa: BLE001 - the database is away: its lease ends by itself
            log.warning("feeds wait", error=said(error))
            return
        if polled.error:
            log.warning("feed not read", feed=shown(feed.url), reason=polled.error)
        elif polled.entries:
            log.info("feed read", feed=shown(feed.url), new=polled.new, changed=polled.changed, waiting=polled.waiting)

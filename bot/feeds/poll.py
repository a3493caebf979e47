"""One poll of one feed: fetched, read, its entries taken in; and when it is due again."""

from __future__ import annotations

import asyncio
import datetime as dt
import random
from collections.abc import Sequence
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa
import structlog

from bot.feeds import document as documents
from bot.feeds.fetch import Fetched, Fetcher, FetchError
from bot.feeds.identity import Known
from bot.feeds.intake import LONGEST_PROBLEM, Intake, Polled, Progress, said
from bot.feeds.lease import Lease, LeaseLostError
from bot.feeds.material import Maker
from bot.feeds.types import Document
from bot.feeds.urls import shown
from bot.storage import feeds as queries
from bot.storage.database import Database
from bot.storage.dialect import now

log = structlog.get_logger(__name__)

LONGEST_WAIT = dt.timedelta(days=1)
JITTER = 0.1  # share by which the next poll comes sooner or later, so that feeds of one host do not come at once


class Poll:
    """Polls leased feeds, every `every` where all is well."""

    def __init__(self, database: Database, fetcher: Fetcher, timezone: ZoneInfo, every: dt.timedelta) -> None:
        self._database = database
        self._fetcher = fetcher
        self._timezone = timezone
        self._every = every

    async def run(self, feed: sa.Row[Any], progress: Progress | None = None) -> Polled:
        """Polls the feed and gives its lease back, whatever happens."""
        lease = Lease(self._database, feed.id, feed.leased_until)
        async with lease.kept():
            try:
                return await self._poll(feed, lease, progress)
            except (FetchError, documents.FeedError) as error:
                return await self._failed(feed, lease, error)
            except LeaseLostError:
                return Polled(error="another process reads it")
            except Exception as error:
                log.exception("a feed could not be dealt with", feed=shown(feed.url))
                return await self._failed(feed, lease, error)

    async def _poll(self, feed: sa.Row[Any], lease: Lease, progress: Progress | None) -> Polled:
        known = await self._known(feed.id)
        got = await self._fetch(feed, known)
        if got.data is None:
            await lease.settle(**self._succeeded(feed, got), last_error=None if feed.failures else feed.last_error)
            return Polled()
        read = await asyncio.to_thread(documents.parse, got.data, got.url, charset(got))
        result = Polled(entries=len(read.entries), problems=list(read.problems))
        maker = Maker(self._fetcher, read, feed.url, self._timezone)
        await Intake(self._database, feed, known, result).run(read, maker, lease, progress)
        await lease.settle(**self._succeeded(feed, got), **_learned(feed, got, read, result))
        return result

    async def _fetch(self, feed: sa.Row[Any], known: Sequence[Known]) -> Fetched:
        """The feed, whole where entries of it wait, else only if it has changed. Raises FetchError."""
        address = feed.moved_to or feed.url
        if any(one.attempts for one in known):
            got = await self._fetcher.get(address)
        else:
            got = await self._fetcher.get(address, etag=feed.etag, last_modified=feed.last_modified)
        if got.moved_to and (other := await self._other(feed, got.moved_to)):
            raise FetchError(f"has moved to where feed {other} is already: remove this one", "gone")
        return got

    async def _other(self, feed: sa.Row[Any], address: str) -> int | None:
        """The number of the feed that is read at that address, where it is not this one."""
        async with self._database.reading() as connection:
            found = await queries.find(connection, address)
        return found.id if found and found.id != feed.id else None

    async def _known(self, feed_id: int) -> list[Known]:
        async with self._database.reading() as connection:
            rows = await queries.entries(connection, feed_id)
        return await asyncio.to_thread(_known, rows)

    def _succeeded(self, feed: sa.Row[Any], got: Fetched) -> dict[str, object]:
        moment = now()
        moved = got.moved_to or feed.moved_to
        return {
            "polled_at": moment,
            "next_poll_at": moment + self._every * _jitter(),
            "failures": 0,
            "gone": False,
            "moved_to": moved if moved != feed.url else None,
        }

    async def _failed(self, feed: sa.Row[Any], lease: Lease, error: Exception) -> Polled:
        reason = said(error)[:LONGEST_PROBLEM]
        kind = error.kind if isinstance(error, FetchError) else "passing"
        asked = error.wait if isinstance(error, FetchError) else None
        wait = max(backoff(feed.failures, self._every), asked or dt.timedelta(0))
        await lease.settle(
            next_poll_at=now() + wait, failures=feed.failures + 1, last_error=reason, gone=kind == "gone"
        )
        return Polled(error=reason, kind="no-feed" if isinstance(error, documents.FeedError) else kind)


def backoff(failures: int, every: dt.timedelta) -> dt.timedelta:
    """`every`, doubled with each failed poll before, up to LONGEST_WAIT; a tenth sooner or later."""
    return min(every * (1 << min(failures, 16)), LONGEST_WAIT) * _jitter()


def charset(got: Fetched) -> str | None:
    """The encoding that the server names."""
    _, found, rest = (got.media_type or "").lower().partition("charset=")
    return rest.partition(";")[0].strip(" \"'") or None if found else None


def _known(rows: Sequence[sa.Row[Any]]) -> list[Known]:
    return [Known(**{name: getattr(row, name) for name in Known.__dataclass_fields__}) for row in rows]


def _learned(feed: sa.Row[Any], got: Fetched, read: Document, result: Polled) -> dict[str, object]:
    """What a reading tells of the feed. The validators of half a feed are not kept: its rest is to come, and where it
    is the first reading, that rest is no news either."""
    loaded = read.complete or feed.polled_at is not None
    return {
        "etag": got.etag if read.complete else None,
        "last_modified": got.last_modified if read.complete else None,
        "title": read.title or feed.title,
        "loaded_at": feed.loaded_at or (now() if loaded else None),
        "last_error": "; ".join(result.problems)[:LONGEST_PROBLEM] or None,
    }


def _jitter() -> float:
    return random.uniform(1 - JITTER, 1 + JITTER)  # noqa: S311 - no secret hangs on it

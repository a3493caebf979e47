"""One poll of one feed: fetched, read, and each new or changed entry taken in."""

from __future__ import annotations

import asyncio
import datetime as dt
import random
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa
import structlog

from bot.feeds import document as documents
from bot.feeds.fetch import Fetched, Fetcher, FetchError, shown
from bot.feeds.identity import Known, Match, episode_id, is_late, match
from bot.feeds.material import Maker, PostponedError
from bot.feeds.types import Document
from bot.ingest import Ingestor
from bot.storage import feeds as queries
from bot.storage.database import Database
from bot.storage.dialect import now

log = structlog.get_logger(__name__)

PATIENCE = 3  # polls that a transcript is waited for, before the notes are taken, and that a failing entry is tried
LONGEST_WAIT = dt.timedelta(days=1)
JITTER = 0.1  # share by which the next poll comes sooner or later, so that feeds of one host do not come at once
RENEWED_AFTER = dt.timedelta(minutes=1)
LONGEST_PROBLEM = 500  # characters

_NOT_YET = dt.datetime.max.replace(tzinfo=dt.UTC)

Progress = Callable[[int, int], Awaitable[None]]


@dataclass(slots=True)
class Polled:
    """What a poll brought. `error` is why the feed could not be read at all, `problems` what was wrong with parts."""

    new: int = 0
    changed: int = 0
    waiting: int = 0
    failed: int = 0
    pushes: int = 0
    entries: int = 0
    problems: list[str] = field(default_factory=list)
    error: str | None = None


class Poll:
    """Polls leased feeds. An entry that fails does not keep the others."""

    def __init__(self, database: Database, fetcher: Fetcher, timezone: ZoneInfo, every: dt.timedelta) -> None:
        self._database = database
        self._fetcher = fetcher
        self._timezone = timezone
        self._every = every
        self._ingestor = Ingestor(database)

    async def run(self, feed: sa.Row[Any], progress: Progress | None = None) -> Polled:
        """Polls the feed and gives its lease back, whatever happens."""
        lease = _Lease(self._database, feed.id, feed.leased_until)
        try:
            return await self._poll(feed, lease, progress)
        except (FetchError, documents.FeedError) as error:
            return await self._failed(feed, lease, error)
        except _LeaseLostError:
            return Polled(error="another process reads it")
        finally:
            await lease.give_back()

    async def _poll(self, feed: sa.Row[Any], lease: _Lease, progress: Progress | None) -> Polled:
        known = await self._known(feed.id)
        unchanged = (
            {} if any(row.attempts for row in known) else {"etag": feed.etag, "last_modified": feed.last_modified}
        )
        got = await self._fetcher.get(feed.moved_to or feed.url, **unchanged)
        result = Polled()
        if got.data is None:
            await lease.settle(**self._succeeded(feed, got))
            return result
        read = await asyncio.to_thread(documents.parse, got.data, got.url, charset(got))
        result.problems += read.problems
        result.entries = len(read.entries)
        await self._take_in(feed, read, known, lease, result, progress)
        validators = {"etag": got.etag, "last_modified": got.last_modified}
        await lease.settle(
            **self._succeeded(feed, got),
            **(validators if read.complete else dict.fromkeys(validators)),
            title=read.title or feed.title,
            loaded_at=feed.loaded_at or now(),
            last_error="; ".join(result.problems)[:LONGEST_PROBLEM] or None,
        )
        log.info("feed read", feed=shown(feed.url), new=result.new, changed=result.changed, waiting=result.waiting)
        return result

    async def _take_in(
        self,
        feed: sa.Row[Any],
        read: Document,
        known: Sequence[Known],
        lease: _Lease,
        result: Polled,
        progress: Progress | None,
    ) -> None:
        found = [one for one in match(read, known) if _is_news(one)]
        found.reverse()
        oldest_first = sorted(found, key=lambda one: one.entry.published or _NOT_YET)
        maker = Maker(self._fetcher, read, feed.url, self._timezone)
        for number, one in enumerate(oldest_first):
            if progress:
                await progress(number, len(oldest_first))
            await lease.renew()
            push = one.known.push if one.known else feed.loaded_at is not None and not is_late(one.entry, known)
            await self._entry(feed, one, maker, push, result)
        if progress and oldest_first:
            await progress(len(oldest_first), len(oldest_first))

    async def _entry(self, feed: sa.Row[Any], one: Match, maker: Maker, push: bool, result: Polled) -> None:
        """Takes one entry in; what cannot be is noted and tried again a few times."""
        attempts = (one.known.attempts if one.known else 0) + 1
        made_id = one.known.episode_id if one.known else episode_id(feed.url, one)
        row = _row(one)
        try:
            material = await maker.make(one.entry, made_id, patient=bool(feed.loaded_at) and attempts < PATIENCE)
            problem = "; ".join(material.problems)[:LONGEST_PROBLEM] or None
            done: dict[str, object] = {**row, "push": False, "attempts": 0, "problem": problem}
            also = partial(queries.save_entry, feed_id=feed.id, episode_id=made_id, values=done)
            taken = await self._ingestor.ingest(material.transcript, push=push, also=also)
            result.new += taken.outcome == "created"
            result.changed += taken.outcome == "replaced"
            result.pushes += taken.pushes
            result.problems += [f"{_name(one)}: {problem}"] if problem else []
        except PostponedError as error:
            result.waiting += 1
            await self._note(feed.id, made_id, {**row, "fingerprint": ""}, push, attempts, str(error))
        except Exception as error:
            result.failed += 1
            result.problems.append(f"{_name(one)}: {_said(error)}")
            log.warning("an entry was not taken in", feed=shown(feed.url), entry=_name(one), exc_info=error)
            enough = attempts >= PATIENCE  # until it changes
            kept = row if enough else {**row, "fingerprint": ""}
            await self._note(feed.id, made_id, kept, push, 0 if enough else attempts, _said(error))

    async def _note(
        self, feed_id: int, made_id: str, row: dict[str, object], push: bool, attempts: int, problem: str
    ) -> None:
        values = {**row, "push": push, "attempts": attempts, "problem": problem[:LONGEST_PROBLEM]}
        async with self._database.writing() as connection:
            await queries.save_entry(connection, feed_id, made_id, values)

    async def _known(self, feed_id: int) -> list[Known]:
        async with self._database.reading() as connection:
            rows = await queries.entries(connection, feed_id)
        return [Known(**{name: getattr(row, name) for name in Known.__dataclass_fields__}) for row in rows]

    def _succeeded(self, feed: sa.Row[Any], got: Fetched) -> dict[str, object]:
        moment = now()
        moved = got.moved_to or feed.moved_to
        return {
            "polled_at": moment,
            "next_poll_at": moment + self._every * _jitter(),
            "failures": 0,
            "moved_to": moved if moved != feed.url else None,
        }

    async def _failed(self, feed: sa.Row[Any], lease: _Lease, error: Exception) -> Polled:
        said = f"{_said(error)}"[:LONGEST_PROBLEM]
        wait = backoff(feed.failures, self._every)
        if isinstance(error, FetchError) and error.wait:
            wait = max(wait, error.wait)
        gone = isinstance(error, FetchError) and error.gone
        log.warning("feed not read", feed=shown(feed.url), reason=said, minutes=round(wait.total_seconds() / 60, 1))
        await lease.settle(next_poll_at=now() + wait, failures=feed.failures + 1, last_error=said, gone=gone)
        return Polled(error=said)


def backoff(failures: int, every: dt.timedelta) -> dt.timedelta:
    """`every`, doubled with each failed poll before, up to LONGEST_WAIT; a tenth sooner or later."""
    return min(every * (1 << min(failures, 16)), LONGEST_WAIT) * _jitter()


class _LeaseLostError(Exception):
    """Another process has the feed: this one was too slow."""


class _Lease:
    def __init__(self, database: Database, feed_id: int, until: dt.datetime) -> None:
        self._database = database
        self._feed_id = feed_id
        self._until: dt.datetime | None = until

    async def renew(self) -> None:
        if self._until is None or self._until - now() > queries.LEASE - RENEWED_AFTER:
            return
        async with self._database.writing() as connection:
            self._until = await queries.renew(connection, self._feed_id, self._until)
        if self._until is None:
            raise _LeaseLostError

    async def settle(self, **values: object) -> None:
        if self._until is not None:
            async with self._database.writing() as connection:
                await queries.settle(connection, self._feed_id, self._until, **values)
        self._until = None

    async def give_back(self) -> None:
        await self.settle()


def _is_news(one: Match) -> bool:
    return one.known is None or one.known.fingerprint != one.entry.fingerprint


def _row(one: Match) -> dict[str, object]:
    entry = one.entry
    return {
        "guid": entry.guid,
        "guid_shared": one.guid_shared,
        "link": entry.link,
        "link_shared": one.link_shared,
        "enclosure": entry.enclosure,
        "title": entry.title,
        "published_at": entry.published,
        "fingerprint": entry.fingerprint,
    }


def _name(one: Match) -> str:
    return (one.entry.title or one.entry.link or one.entry.guid or "?")[:80]


def _said(error: Exception) -> str:
    return str(error).partition("\n")[0] or type(error).__name__


def charset(got: Fetched) -> str | None:
    """The encoding that the server names."""
    _, found, rest = (got.media_type or "").lower().partition("charset=")
    return rest.partition(";")[0].strip(" \"'") or None if found else None


def _jitter() -> float:
    return random.uniform(1 - JITTER, 1 + JITTER)  # noqa: S311 - no secret hangs on it

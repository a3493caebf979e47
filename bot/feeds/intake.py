"""Taking the entries of one feed in: the new and the changed, oldest first, each by itself."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Literal

import sqlalchemy as sa
import structlog

from bot.feeds.fetch import Kind
from bot.feeds.identity import Known, Match, episode_id, is_late, match, newest
from bot.feeds.lease import Lease
from bot.feeds.material import Maker, PostponedError
from bot.feeds.types import Document
from bot.feeds.urls import shown
from bot.ingest import Ingestor
from bot.storage import feeds as queries
from bot.storage.database import Database

log = structlog.get_logger(__name__)

PATIENCE = 3  # polls that a transcript is waited for, before the notes are taken, and that a failing entry is tried
LONGEST_PROBLEM = 500  # characters

_NOT_YET = dt.datetime.max.replace(tzinfo=dt.UTC)
_DATABASE_AWAY = (sa.exc.OperationalError, sa.exc.InterfaceError)  # no fault of the entry: nothing is given up for it

Progress = Callable[[int, int], Awaitable[None]]  # is given how many entries are done, and of how many


@dataclass(slots=True)
class Polled:
    """What a poll brought, in entries; `pushes` in deliveries.

    `error` is why the feed could not be read at all, `kind` of what kind that is; `problems` what was wrong with parts.
    """

    new: int = 0
    changed: int = 0
    waiting: int = 0
    failed: int = 0
    pushes: int = 0
    entries: int = 0
    problems: list[str] = field(default_factory=list)
    error: str | None = None
    kind: Kind | Literal["no-feed"] | None = None

    @property
    def lasting(self) -> bool:
        """Whether a person must mend what keeps the feed from being read."""
        return self.kind not in (None, "passing")


class Intake:
    """Takes entries of a leased feed in; what they bring is counted in `result`."""

    def __init__(self, database: Database, feed: sa.Row[Any], known: Sequence[Known], result: Polled) -> None:
        self._database = database
        self._ingestor = Ingestor(database)
        self._feed = feed
        self._known = known
        self._result = result
        self._newest: dt.datetime | None = None

    async def run(self, read: Document, maker: Maker, lease: Lease, progress: Progress | None) -> None:
        """All that is new or changed. One that fails does not keep the others. Raises LeaseLostError."""
        self._newest = newest(read, self._known)
        todo = await asyncio.to_thread(_todo, read, self._known)
        for number, one in enumerate(todo):
            if progress:
                await progress(number, len(todo))
            lease.check()
            await self._take(one, maker)
        if progress and todo:
            await progress(len(todo), len(todo))

    async def _take(self, one: Match, maker: Maker) -> None:
        """Takes one entry in; what cannot be is noted and tried again a few times."""
        made_id = one.known.episode_id if one.known else episode_id(self._feed.url, one)
        attempts = (one.known.attempts if one.known else 0) + 1
        try:
            await self._ingest(one, made_id, maker, patient=bool(self._feed.loaded_at) and attempts < PATIENCE)
        except PostponedError as error:
            self._result.waiting += 1
            await self._note(one, made_id, attempts, str(error))
        except _DATABASE_AWAY:
            raise
        except Exception as error:
            self._result.failed += 1
            self._result.problems.append(f"{_name(one)}: {said(error)}")
            log.warning("an entry was not taken in", feed=shown(self._feed.url), entry=_name(one), exc_info=error)
            await self._note(one, made_id, attempts if attempts < PATIENCE else 0, said(error))

    async def _ingest(self, one: Match, made_id: str, maker: Maker, *, patient: bool) -> None:
        material = await maker.make(one.entry, made_id, patient=patient)
        problem = "; ".join(material.problems)[:LONGEST_PROBLEM] or None
        done = {**_row(one), "push": False, "attempts": 0, "problem": problem}
        also = partial(queries.save_entry, feed_id=self._feed.id, episode_id=made_id, values=done)
        taken = await self._ingestor.ingest(material.transcript, push=self._pushes(one), also=also)
        self._result.new += taken.outcome == "created"
        self._result.changed += taken.outcome == "replaced"
        self._result.pushes += taken.pushes
        self._result.problems += [f"{_name(one)}: {problem}"] if problem else []

    async def _note(self, one: Match, made_id: str, attempts: int, problem: str) -> None:
        """Keeps what an entry that is not taken in is known by. No attempts: it is left until it changes."""
        values = {**_row(one), "push": self._pushes(one), "attempts": attempts, "problem": problem[:LONGEST_PROBLEM]}
        if attempts:
            values["fingerprint"] = ""
        async with self._database.writing() as connection:
            await queries.save_entry(connection, self._feed.id, made_id, values)

    def _pushes(self, one: Match) -> bool:
        """Whether the entry is told: neither what a new feed begins with, nor what has been told or left before."""
        if one.known:
            return one.known.push
        return self._feed.loaded_at is not None and not is_late(one.entry, self._newest)


def said(error: Exception) -> str:
    """The first line of what an error says."""
    return str(error).partition("\n")[0] or type(error).__name__


def _todo(read: Document, known: Sequence[Known]) -> list[Match]:
    """What is new or changed, oldest first; of equals, the one that stands further down in the feed."""
    todo = [one for one in reversed(match(read, known)) if _is_news(one)]
    return sorted(todo, key=lambda one: one.entry.published or _NOT_YET)


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

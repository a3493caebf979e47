"""Taking episodes in: cut and indexed in a thread, stored in one transaction with the pushes they cause."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Literal

from sqlalchemy.ext.asyncio import AsyncConnection

from bot import outbox
from bot.storage import episodes as queries
from bot.storage.database import Database
from index.documents import analyser_version, index_transcript
from index.types import IndexedItem, Transcript

Outcome = Literal["created", "replaced", "unchanged"]
Also = Callable[[AsyncConnection], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Ingested:
    """What became of a transcript: `pushes` counts the deliveries that were written with it."""

    episode_id: str
    outcome: Outcome
    items: int = 0
    pushes: int = 0


class Ingestor:
    """Stores transcripts. The same content again changes nothing; changed content replaces the episode whole."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def ingest(self, transcript: Transcript, *, push: bool = True, also: Also | None = None) -> Ingested:
        """Stores the episode and, where it is new and `push` is set, a delivery for each chat that subscribed.

        `also` is written with it, in the same transaction, also where nothing has changed.
        """
        episode_id = transcript.episode.id
        async with self._database.reading() as connection:
            unchanged = await queries.digest(connection, episode_id) == transcript.digest
        if unchanged:
            if also:
                async with self._database.writing() as connection:
                    await also(connection)
            return Ingested(episode_id, "unchanged")
        indexed = await asyncio.to_thread(index_transcript, transcript)
        matches = await outbox.prepare(self._database, indexed) if push else None
        return await self._store(transcript, indexed, matches, also)

    async def _store(
        self,
        transcript: Transcript,
        indexed: tuple[IndexedItem, ...],
        matches: outbox.Matches | None,
        also: Also | None,
    ) -> Ingested:
        episode_id = transcript.episode.id
        async with self._database.writing() as connection:
            await queries.lock(connection)
            if also:
                await also(connection)
            before = await queries.digest(connection, episode_id)
            if before == transcript.digest:  # another process was faster
                return Ingested(episode_id, "unchanged")
            await queries.store(connection, transcript, indexed, analyser_version())
            if before is not None:
                return Ingested(episode_id, "replaced", len(indexed))
            pushes = await outbox.enqueue(connection, transcript.episode, matches) if matches else 0
        return Ingested(episode_id, "created", len(indexed), pushes)

    async def remove(self, episode_id: str) -> bool:
        """Takes an episode out, with what was to be pushed of it; False for an unknown one."""
        async with self._database.writing() as connection:
            return await queries.remove(connection, episode_id)

    async def renew(self) -> int:
        """Indexes again what an older analyser has indexed; gives the number of episodes. Run at start."""
        async with self._database.reading() as connection:
            old = await queries.stale(connection, analyser_version())
            read = await queries.revisions(connection)
        for transcript in old:
            indexed = await asyncio.to_thread(index_transcript, transcript)
            async with self._database.writing() as connection:
                await queries.lock(connection)
                if await queries.stored_at(connection, transcript.episode.id) == read[transcript.episode.id]:
                    await queries.store(connection, transcript, indexed, analyser_version())
        return len(old)

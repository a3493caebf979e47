"""Queries on episodes and their items."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.dialect import insert, now
from bot.storage.schema import episodes, items, library
from index.types import Episode, IndexedItem, Mark, Section, Transcript

CHUNK = 500  # ids a query: SQLite takes 999 variables where it is old


@dataclass(frozen=True, slots=True)
class StoredEpisode:
    """An episode with its transcript and the rows of its items, in order of n."""

    episode: Episode
    text: str
    revision: int
    items: tuple[sa.Row[Any], ...]


async def revision(connection: AsyncConnection) -> int:
    """The number of the library's last change."""
    return await connection.scalar(sa.select(library.c.revision)) or 0


async def lock(connection: AsyncConnection) -> None:
    """Keeps other writers of episodes waiting until the transaction ends, as SQLite does by itself."""
    await connection.execute(sa.select(library.c.revision).with_for_update())


async def revisions(connection: AsyncConnection) -> Mapping[str, int]:
    """Each episode's id and the revision at which it was last stored."""
    rows = await connection.execute(sa.select(episodes.c.id, episodes.c.revision))
    return {row.id: row.revision for row in rows}


async def stored_at(connection: AsyncConnection, episode_id: str) -> int | None:
    """The revision at which the episode was last stored; None for an unknown one."""
    return await connection.scalar(sa.select(episodes.c.revision).where(episodes.c.id == episode_id))


async def digest(connection: AsyncConnection, episode_id: str) -> str | None:
    """The stored transcript's digest; None for an unknown episode."""
    return await connection.scalar(sa.select(episodes.c.digest).where(episodes.c.id == episode_id))


async def stale(connection: AsyncConnection, analyser: str) -> Sequence[Transcript]:
    """The transcripts whose items another version of the analyser made."""
    rows = await connection.execute(sa.select(episodes).where(episodes.c.analyser != analyser))
    return [_transcript(row) for row in rows]


async def transcript(connection: AsyncConnection, episode_id: str) -> Transcript | None:
    """An episode as it was taken in; None for an unknown one."""
    row = (await connection.execute(sa.select(episodes).where(episodes.c.id == episode_id))).first()
    return _transcript(row) if row else None


async def load(connection: AsyncConnection, ids: Sequence[str]) -> list[StoredEpisode]:
    """Those episodes with their items."""
    loaded: list[StoredEpisode] = []
    for start in range(0, len(ids), CHUNK):
        some = ids[start : start + CHUNK]
        rows: defaultdict[str, list[sa.Row[Any]]] = defaultdict(list)
        found = await connection.execute(sa.select(items).where(items.c.episode_id.in_(some)).order_by(items.c.n))
        for row in found:
            rows[row.episode_id].append(row)
        stored = await connection.execute(sa.select(episodes).where(episodes.c.id.in_(some)))
        loaded.extend(StoredEpisode(_episode(row), row.text, row.revision, tuple(rows[row.id])) for row in stored)
    return loaded


async def store(
    connection: AsyncConnection, transcript: Transcript, indexed: Sequence[IndexedItem], analyser: str
) -> None:
    """Adds the episode or replaces it, items and all, under a new revision of the library."""
    bumped = sa.update(library).values(revision=library.c.revision + 1).returning(library.c.revision)
    new_revision = (await connection.execute(bumped)).scalar_one()
    facts = transcript.episode.model_dump() | {
        "key": transcript.episode.key,
        "text": transcript.text,
        "sections": [one.model_dump() for one in transcript.sections] or None,
        "marks": list(transcript.marks) or None,
        "digest": transcript.digest,
        "analyser": analyser,
        "revision": new_revision,
    }
    statement = insert(connection, episodes).values(**facts, created_at=now())
    await connection.execute(statement.on_conflict_do_update(index_elements=["id"], set_=facts))
    await connection.execute(sa.delete(items).where(items.c.episode_id == transcript.episode.id))
    if indexed:
        await connection.execute(sa.insert(items), [_row(one) for one in indexed])


async def remove(connection: AsyncConnection, episode_id: str) -> bool:
    """Takes the episode out, with its items and deliveries; False for an unknown one."""
    gone = await connection.execute(sa.delete(episodes).where(episodes.c.id == episode_id))
    if gone.rowcount:
        await connection.execute(sa.update(library).values(revision=library.c.revision + 1))
    return gone.rowcount > 0


def _row(indexed: IndexedItem) -> dict[str, Any]:
    fields = indexed.item.model_dump(exclude={"episode", "text"})
    return {**fields, "episode_id": indexed.item.episode, "tokens": list(indexed.tokens)}


def _transcript(row: sa.Row[Any]) -> Transcript:
    return Transcript(
        episode=_episode(row),
        text=row.text,
        sections=tuple(Section(**one) for one in row.sections or ()),
        marks=tuple(Mark(*one) for one in row.marks or ()),
    )


def _episode(row: sa.Row[Any]) -> Episode:
    return Episode(**{name: getattr(row, name) for name in Episode.model_fields})

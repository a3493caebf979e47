"""The library: all episodes in memory as one immutable snapshot, built in a thread and swapped whole."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import structlog

from bot.storage import episodes as queries
from bot.storage.database import Database
from index.search import Searcher
from index.types import Answer, DigestItem, Episode, Hit, IndexedItem

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Shelf:
    """One episode as loaded: its indexed items and the revision at which it was stored."""

    episode: Episode
    revision: int
    items: tuple[IndexedItem, ...]


class Snapshot:
    """The library at one moment; never changes, so that any thread may read it."""

    def __init__(self, shelves: Iterable[Shelf] = ()) -> None:
        ordered = sorted(shelves, key=lambda shelf: (shelf.episode.date or dt.date.min, shelf.revision), reverse=True)
        self.shelves: Mapping[str, Shelf] = {shelf.episode.id: shelf for shelf in ordered}
        self.episodes: tuple[Episode, ...] = tuple(shelf.episode for shelf in ordered)
        self.searcher = Searcher(self.episodes, [item for shelf in ordered for item in shelf.items])

    @cached_property
    def _by_key(self) -> Mapping[str, Shelf]:
        return {shelf.episode.key: shelf for shelf in self.shelves.values()}

    def episode(self, key: str) -> Episode | None:
        """The episode with that `Episode.key`."""
        shelf = self._by_key.get(key)
        return shelf.episode if shelf else None

    def items(self, episode_id: str) -> tuple[DigestItem, ...]:
        """The items of an episode in their order; empty for an unknown one."""
        shelf = self.shelves.get(episode_id)
        return tuple(indexed.item for indexed in shelf.items) if shelf else ()

    def hit(self, key: str, n: int) -> Hit | None:
        """Item `n` of the episode with that key."""
        shelf = self._by_key.get(key)
        item = next((indexed.item for indexed in shelf.items if indexed.item.n == n), None) if shelf else None
        return Hit(episode=shelf.episode, item=item) if shelf and item else None


class Library:
    """Holds the current snapshot and brings it up to the database's state."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._snapshot = Snapshot()
        self._revision = -1
        self._refreshing = asyncio.Lock()

    @property
    def snapshot(self) -> Snapshot:
        """The library as of the last refresh."""
        return self._snapshot

    async def refresh(self) -> bool:
        """Loads what was added, replaced or removed since; gives whether anything was."""
        async with self._refreshing:
            async with self._database.reading() as connection:
                revision = await queries.revision(connection)
                if revision == self._revision:
                    return False
                stored = await queries.revisions(connection)
                kept = {i: s for i, s in self._snapshot.shelves.items() if stored.get(i) == s.revision}
                rows = await queries.load(connection, [i for i in stored if i not in kept])
            self._snapshot = await asyncio.to_thread(lambda: Snapshot([*kept.values(), *map(_shelf, rows)]))
            self._revision = revision
            return True

    async def watch(self, seconds: float = 1.0) -> None:
        """Refreshes whenever the database has changed, until cancelled; a failing database is tried again."""
        while True:
            try:
                if await self.refresh():
                    log.info("library refreshed", episodes=len(self._snapshot.episodes))
            except Exception as error:  # noqa: BLE001 - whatever the database has, the next round may find it mended
                log.warning("library not refreshed", error=str(error).partition("\n")[0])
            await asyncio.sleep(seconds)

    async def ask(self, question: str, context: Sequence[str] = (), now: dt.date | None = None) -> Answer:
        """Searcher.ask, in a thread."""
        return await asyncio.to_thread(self._snapshot.searcher.ask, question, context, now)

    async def look_up(self, text: str, limit: int = 20) -> tuple[Hit, ...]:
        """Searcher.look_up, in a thread."""
        return await asyncio.to_thread(self._snapshot.searcher.look_up, text, limit)


def _shelf(stored: queries.StoredEpisode) -> Shelf:
    items = tuple(
        IndexedItem(
            item=DigestItem(
                episode=stored.episode.id,
                text=stored.text[row.start : row.end],
                **{name: getattr(row, name) for name in DigestItem.model_fields if name not in ("episode", "text")},
            ),
            tokens=tuple(row.tokens),
        )
        for row in stored.items
    )
    return Shelf(stored.episode, stored.revision, items)

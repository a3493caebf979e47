"""Figures on what is stored and how the pushes stand."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from bot.storage import deliveries as delivery_queries
from bot.storage.database import Database
from bot.storage.schema import chats, episodes, items, subscriptions


@dataclass(frozen=True, slots=True)
class Stats:
    """Counts. Pushes: waiting, sent, dropped (the chat is gone) and parked (Telegram refused them for good)."""

    episodes: int
    items: int
    chats_active: int
    chats_inactive: int
    subscriptions: int
    pushes_waiting: int
    pushes_sent: int
    pushes_dropped: int
    pushes_parked: int


async def collect(database: Database) -> Stats:
    """The figures as of now."""
    async with database.reading() as connection:

        async def count(table: sa.Table, *where: sa.ColumnElement[bool]) -> int:
            return await connection.scalar(sa.select(sa.func.count()).select_from(table).where(*where)) or 0

        pushes = await delivery_queries.counts(connection)
        return Stats(
            episodes=await count(episodes),
            items=await count(items),
            chats_active=await count(chats, chats.c.active),
            chats_inactive=await count(chats, ~chats.c.active),
            subscriptions=await count(subscriptions),
            pushes_waiting=pushes["pending"],
            pushes_sent=pushes["sent"],
            pushes_dropped=pushes["dropped"],
            pushes_parked=pushes["parked"],
        )

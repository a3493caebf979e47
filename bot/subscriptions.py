"""Subscriptions: who wants to be told of what."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage import deliveries
from bot.storage import subscriptions as queries
from bot.storage.database import Database
from bot.storage.dialect import insert, now
from bot.storage.schema import subscriptions
from bot.storage.subscriptions import Subscription, SubscriptionKind

ENDED = "no subscription is left"


class Subscriptions:
    """The subscriptions of all chats. Where the last of a place ends, what waits for it is not sent any more."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(
        self, chat_id: int, thread_id: int, kind: SubscriptionKind, value: str = ""
    ) -> tuple[Subscription, bool]:
        """The subscription, and whether it is new. The chat must be known (Chats.remember)."""
        wanted = {"chat_id": chat_id, "thread_id": thread_id, "kind": kind, "value": value}
        values = {**wanted, "paused": False, "created_at": now()}
        async with self._database.writing() as connection:
            statement = insert(connection, subscriptions).values(**values).on_conflict_do_nothing()
            added = (await connection.execute(statement.returning(subscriptions.c.id))).first()
            row = (await connection.execute(sa.select(subscriptions).filter_by(**wanted))).one()
        return queries.from_row(row), added is not None

    async def remove(self, chat_id: int, thread_id: int, subscription_id: int) -> Subscription | None:
        """Ends one subscription of that chat and thread; None where it was none of theirs or is gone."""
        statement = sa.delete(subscriptions).where(*_one(chat_id, thread_id, subscription_id))
        async with self._database.writing() as connection:
            row = (await connection.execute(statement.returning(subscriptions))).first()
            await _drop_unwanted(connection, chat_id, thread_id)
        return queries.from_row(row) if row else None

    async def pause(self, chat_id: int, thread_id: int, subscription_id: int, *, paused: bool) -> Subscription | None:
        """Pauses one subscription, or goes on with it; None where it was none of theirs or is gone.

        What comes while it is paused is not told later.
        """
        statement = sa.update(subscriptions).where(*_one(chat_id, thread_id, subscription_id)).values(paused=paused)
        async with self._database.writing() as connection:
            row = (await connection.execute(statement.returning(subscriptions))).first()
        return queries.from_row(row) if row else None

    async def clear(self, chat_id: int, thread_id: int) -> int:
        """Ends all of that chat and thread; gives how many there were."""
        async with self._database.writing() as connection:
            gone = await connection.execute(sa.delete(subscriptions).filter_by(chat_id=chat_id, thread_id=thread_id))
            await _drop_unwanted(connection, chat_id, thread_id)
        return gone.rowcount

    async def of(self, chat_id: int, thread_id: int) -> tuple[Subscription, ...]:
        """Those of that chat and thread, oldest first."""
        async with self._database.reading() as connection:
            return await queries.of(connection, chat_id, thread_id)


def _one(chat_id: int, thread_id: int, subscription_id: int) -> tuple[sa.ColumnElement[bool], ...]:
    mine = (subscriptions.c.chat_id == chat_id, subscriptions.c.thread_id == thread_id)
    return (subscriptions.c.id == subscription_id, *mine)


async def _drop_unwanted(connection: AsyncConnection, chat_id: int, thread_id: int) -> None:
    if not await queries.of(connection, chat_id, thread_id):
        await deliveries.drop_waiting(connection, chat_id, ENDED, thread_id)


__all__ = ["Subscription", "SubscriptionKind", "Subscriptions"]

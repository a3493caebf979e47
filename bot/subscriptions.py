"""Subscriptions: who wants to be told of what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import sqlalchemy as sa

from bot.storage.database import Database
from bot.storage.dialect import insert, now
from bot.storage.schema import subscriptions

SubscriptionKind = Literal["all", "show", "topic"]


@dataclass(frozen=True, slots=True)
class Subscription:
    """One wish of one chat: every episode ("all", no value), those of a show, or just the items on a topic.

    `thread_id` is the forum topic that pushes go to, 0 for none.
    """

    id: int
    chat_id: int
    thread_id: int
    kind: SubscriptionKind
    value: str


class Subscriptions:
    """The subscriptions of all chats."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(
        self, chat_id: int, thread_id: int, kind: SubscriptionKind, value: str = ""
    ) -> tuple[Subscription, bool]:
        """The subscription, and whether it is new. The chat must be known (Chats.remember)."""
        wanted = {"chat_id": chat_id, "thread_id": thread_id, "kind": kind, "value": value}
        async with self._database.writing() as connection:
            statement = insert(connection, subscriptions).values(**wanted, created_at=now()).on_conflict_do_nothing()
            added = (await connection.execute(statement.returning(subscriptions.c.id))).first()
            row = (await connection.execute(sa.select(subscriptions).filter_by(**wanted))).one()
        return _subscription(row), added is not None

    async def remove(self, chat_id: int, thread_id: int, subscription_id: int) -> Subscription | None:
        """Ends one subscription of that chat and thread; None where it was none of theirs or is gone."""
        mine = (subscriptions.c.chat_id == chat_id, subscriptions.c.thread_id == thread_id)
        statement = sa.delete(subscriptions).where(subscriptions.c.id == subscription_id, *mine)
        async with self._database.writing() as connection:
            row = (await connection.execute(statement.returning(subscriptions))).first()
        return _subscription(row) if row else None

    async def clear(self, chat_id: int, thread_id: int) -> int:
        """Ends all of that chat and thread; gives how many there were."""
        async with self._database.writing() as connection:
            gone = await connection.execute(sa.delete(subscriptions).filter_by(chat_id=chat_id, thread_id=thread_id))
        return gone.rowcount

    async def of(self, chat_id: int, thread_id: int) -> tuple[Subscription, ...]:
        """Those of that chat and thread, oldest first."""
        statement = (
            sa.select(subscriptions).filter_by(chat_id=chat_id, thread_id=thread_id).order_by(subscriptions.c.id)
        )
        async with self._database.reading() as connection:
            return tuple(_subscription(row) for row in await connection.execute(statement))


def _subscription(row: sa.Row[Any]) -> Subscription:
    return Subscription(row.id, row.chat_id, row.thread_id, row.kind, row.value)

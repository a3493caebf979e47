"""Queries on subscriptions."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, Literal

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.schema import chats, subscriptions

SubscriptionKind = Literal["all", "show", "topic"]


@dataclass(frozen=True, slots=True)
class Subscription:
    """One wish of one chat: every episode ("all", no value), those of a show, or just the items on a topic.

    `thread_id` is the forum topic that pushes go to, 0 for none. A paused one asks for nothing.
    """

    id: int
    chat_id: int
    thread_id: int
    kind: SubscriptionKind
    value: str
    paused: bool
    created_at: dt.datetime


async def of(connection: AsyncConnection, chat_id: int, thread_id: int) -> tuple[Subscription, ...]:
    """Those of that chat and thread, oldest first, paused ones included."""
    statement = sa.select(subscriptions).filter_by(chat_id=chat_id, thread_id=thread_id).order_by(subscriptions.c.id)
    return tuple(from_row(row) for row in await connection.execute(statement))


async def in_force(connection: AsyncConnection) -> tuple[Subscription, ...]:
    """Those of all active chats that are not paused."""
    statement = (
        sa.select(subscriptions)
        .join(chats, chats.c.id == subscriptions.c.chat_id)
        .where(chats.c.active, ~subscriptions.c.paused)
        .order_by(subscriptions.c.id)
    )
    return tuple(from_row(row) for row in await connection.execute(statement))


async def end(connection: AsyncConnection, chat_id: int, thread_id: int) -> None:
    """Ends all of a thread that is gone."""
    await connection.execute(sa.delete(subscriptions).filter_by(chat_id=chat_id, thread_id=thread_id))


def from_row(row: sa.Row[Any]) -> Subscription:
    """The subscription that a row of the table holds."""
    return Subscription(row.id, row.chat_id, row.thread_id, row.kind, row.value, row.paused, row.created_at)

"""Queries on deliveries: leased by one sender at a time, settled one by one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.dialect import now
from bot.storage.schema import chats, deliveries
from index.types import Language

LEASE = dt.timedelta(minutes=2)  # a sender that died gives its deliveries back after this


@dataclass(frozen=True, slots=True)
class Delivery:
    """One push to one place: `numbers` are those of its items, `parts_sent` messages of it have gone out already."""

    id: int
    chat_id: int
    chat_kind: str
    thread_id: int
    episode_id: str
    numbers: tuple[int, ...]
    parts_sent: int
    attempts: int
    language: Language | None


async def lease(connection: AsyncConnection, limit: int) -> Sequence[Delivery]:
    """Takes up to `limit` due deliveries for LEASE; no other sender gets them meanwhile. Oldest first."""
    moment = now()
    free = sa.or_(deliveries.c.leased_until.is_(None), deliveries.c.leased_until < moment)
    due = (
        sa.select(deliveries.c.id)
        .where(deliveries.c.state == "pending", deliveries.c.due_at <= moment, free)
        .order_by(deliveries.c.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    ids = (await connection.scalars(due)).all()
    if not ids:
        return []
    await connection.execute(sa.update(deliveries).where(deliveries.c.id.in_(ids)).values(leased_until=moment + LEASE))
    rows = await connection.execute(
        sa.select(deliveries, chats.c.language, chats.c.kind)
        .join(chats, chats.c.id == deliveries.c.chat_id)
        .where(deliveries.c.id.in_(ids))
        .order_by(deliveries.c.id)
    )
    return [_delivery(row) for row in rows]


async def settle(connection: AsyncConnection, delivery_id: int, **values: object) -> None:
    """Changes columns of one delivery and gives its lease back."""
    await connection.execute(
        sa.update(deliveries).where(deliveries.c.id == delivery_id).values(leased_until=None, **values)
    )


async def part_sent(connection: AsyncConnection, delivery_id: int, parts: int) -> None:
    """Notes that `parts` messages of a delivery have gone out; its lease goes on."""
    await connection.execute(sa.update(deliveries).where(deliveries.c.id == delivery_id).values(parts_sent=parts))


async def drop_waiting(connection: AsyncConnection, chat_id: int, reason: str) -> None:
    """Ends all that still waits for a chat that cannot be written to."""
    waiting = (deliveries.c.chat_id == chat_id, deliveries.c.state == "pending")
    await connection.execute(
        sa.update(deliveries).where(*waiting).values(state="dropped", leased_until=None, last_error=reason)
    )


async def counts(connection: AsyncConnection) -> dict[str, int]:
    """How many deliveries are in each state: pending, sent, dropped, parked."""
    rows = await connection.execute(
        sa.select(deliveries.c.state, sa.func.count().label("number")).group_by(deliveries.c.state)
    )
    return {"pending": 0, "sent": 0, "dropped": 0, "parked": 0} | {row.state: row.number for row in rows}


def _delivery(row: sa.Row[Any]) -> Delivery:
    return Delivery(
        id=row.id,
        chat_id=row.chat_id,
        chat_kind=row.kind,
        thread_id=row.thread_id,
        episode_id=row.episode_id,
        numbers=tuple(row.numbers),
        parts_sent=row.parts_sent,
        attempts=row.attempts,
        language=row.language,
    )

"""Figures on what is stored, how the pushes stand, and how the feeds do."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.feeds.service import listed
from bot.feeds.types import Feed
from bot.storage.database import Database
from bot.storage.dialect import now
from bot.storage.schema import chats, deliveries, episodes, items, subscriptions

SHOWN = 5  # failures of a kind

_STATE, _DUE, _TRIES = deliveries.c.state, deliveries.c.due_at, deliveries.c.attempts
_PENDING = _STATE == "pending"


@dataclass(frozen=True, slots=True)
class Failure:
    """A push that fails: parked (given up), or to be tried again."""

    parked: bool
    chat_id: int
    episode: str
    attempts: int
    reason: str


@dataclass(frozen=True, slots=True)
class Stats:
    """Counts, and what is wrong.

    Pushes: waiting, of which are due now, which wait for their hour, and which failed and are tried again; sent,
    dropped (the chat is gone or wants them no more), parked (given up). `lag_seconds`: for how long the oldest has been
    due.
    """

    episodes: int
    items: int
    chats_active: int
    chats_inactive: int
    subscriptions: int
    subscriptions_paused: int
    pushes_waiting: int
    pushes_due: int
    pushes_later: int
    pushes_failing: int
    lag_seconds: int
    pushes_sent: int
    pushes_sent_last_day: int
    pushes_dropped: int
    pushes_parked: int
    failures: tuple[Failure, ...]
    feeds: tuple[Feed, ...]


async def collect(database: Database) -> Stats:
    """The figures as of now."""
    async with database.reading() as connection:
        return Stats(
            episodes=await _count(connection, episodes),
            items=await _count(connection, items),
            chats_active=await _count(connection, chats, chats.c.active),
            chats_inactive=await _count(connection, chats, ~chats.c.active),
            subscriptions=await _count(connection, subscriptions),
            subscriptions_paused=await _count(connection, subscriptions, subscriptions.c.paused),
            **await _pushes(connection),
            failures=await _failures(connection),
            feeds=await _feeds(connection),
        )


async def _pushes(connection: AsyncConnection) -> Mapping[str, int]:
    moment = now()
    rows = await connection.execute(sa.select(_STATE, sa.func.count().label("number")).group_by(_STATE))
    states = {row.state: row.number for row in rows}
    is_due = (_PENDING, moment >= _DUE)
    oldest = await connection.scalar(sa.select(_DUE).where(*is_due).order_by(_DUE).limit(1))
    yesterday = moment - dt.timedelta(days=1)
    return {
        "pushes_waiting": states.get("pending", 0),
        "pushes_due": await _count(connection, deliveries, *is_due),
        "pushes_later": await _count(connection, deliveries, _PENDING, moment < _DUE, _TRIES == 0),
        "pushes_failing": await _count(connection, deliveries, _PENDING, _TRIES > 0),
        "lag_seconds": int((moment - oldest).total_seconds()) if oldest else 0,
        "pushes_sent": states.get("sent", 0),
        "pushes_sent_last_day": await _count(connection, deliveries, deliveries.c.sent_at > yesterday),
        "pushes_dropped": states.get("dropped", 0),
        "pushes_parked": states.get("parked", 0),
    }


async def _failures(connection: AsyncConnection) -> tuple[Failure, ...]:
    """The latest parked ones, then the latest that are tried again."""
    parked, failing = _STATE == "parked", sa.and_(_PENDING, _TRIES > 0)
    found = [
        row
        for kind in (parked, failing)
        for row in await connection.execute(
            sa.select(deliveries).where(kind).order_by(deliveries.c.id.desc()).limit(SHOWN)
        )
    ]
    return tuple(
        Failure(row.state == "parked", row.chat_id, row.episode_id, row.attempts, row.last_error or "") for row in found
    )


async def _feeds(connection: AsyncConnection) -> tuple[Feed, ...]:
    """Those that fail first."""
    return tuple(sorted(await listed(connection), key=lambda feed: (-feed.failures, feed.id)))


async def _count(connection: AsyncConnection, table: sa.Table, *where: sa.ColumnElement[bool]) -> int:
    return await connection.scalar(sa.select(sa.func.count()).select_from(table).where(*where)) or 0

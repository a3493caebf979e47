"""Queries on schedules: one row a place that chose another than the usual one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.schedule import Schedule
from bot.storage.dialect import insert
from bot.storage.schema import chats, schedules

Place = tuple[int, int]  # chat id, thread id

_CHOSEN = (schedules.c.thread_id, schedules.c.frequency, schedules.c.weekday, schedules.c.hour, schedules.c.muted_until)


async def find(connection: AsyncConnection, place: Place, default: ZoneInfo) -> Schedule:
    """The schedule of that place, in the chat's zone, or in `default` where the chat chose none."""
    chat_id, thread_id = place
    both = sa.and_(schedules.c.chat_id == chats.c.id, schedules.c.thread_id == thread_id)
    statement = sa.select(chats.c.timezone, *_CHOSEN).outerjoin(schedules, both).where(chats.c.id == chat_id)
    row = (await connection.execute(statement)).first()
    return _schedule(row, default) if row else Schedule(default)


async def every(connection: AsyncConnection) -> Mapping[Place, Schedule]:
    """All schedules that were chosen; a place without one is told at once."""
    statement = sa.select(chats.c.id, chats.c.timezone, *_CHOSEN).join(schedules, schedules.c.chat_id == chats.c.id)
    rows = await connection.execute(statement)
    return {(row.id, row.thread_id): _schedule(row, ZoneInfo("UTC")) for row in rows}


async def threads(connection: AsyncConnection, chat_id: int) -> Iterable[int]:
    """The threads of that chat that have a schedule."""
    return (await connection.scalars(sa.select(schedules.c.thread_id).where(schedules.c.chat_id == chat_id))).all()


async def store(connection: AsyncConnection, place: Place, schedule: Schedule) -> None:
    """Keeps the schedule of a known chat."""
    chosen: dict[str, Any] = {
        "frequency": schedule.frequency,
        "weekday": schedule.weekday,
        "hour": schedule.hour,
        "muted_until": schedule.muted_until,
    }
    statement = insert(connection, schedules).values(chat_id=place[0], thread_id=place[1], **chosen)
    await connection.execute(statement.on_conflict_do_update(index_elements=["chat_id", "thread_id"], set_=chosen))


def _schedule(row: Any, default: ZoneInfo) -> Schedule:  # noqa: ANN401 - a row of either query
    zone = ZoneInfo(row.timezone) if row.timezone else default
    if row.frequency is None:
        return Schedule(zone)
    return Schedule(zone, row.frequency, row.weekday, row.hour, row.muted_until)

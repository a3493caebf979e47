"""Queries on deliveries: each is leased right before it goes out, and settled right after."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.schedule import Timing
from bot.storage.dialect import insert, now
from bot.storage.schedules import Place
from bot.storage.schema import chats, deliveries
from index.types import Language

LEASE = dt.timedelta(minutes=2)  # longer than any send takes; a sender that takes over does not wait for it

_PENDING = deliveries.c.state == "pending"


@dataclass(frozen=True, slots=True)
class New:
    """A delivery to be written: where to, the numbers of its items, and when."""

    place: Place
    numbers: Sequence[int]
    timing: Timing


@dataclass(frozen=True, slots=True)
class Delivery:
    """One push to one place: `numbers` are those of its items, `parts_sent` messages of it have gone out already.

    Those of one place with the same `slot` are one message, a digest.
    """

    id: int
    chat_id: int
    chat_kind: str
    thread_id: int
    episode_id: str
    numbers: tuple[int, ...]
    slot: dt.datetime | None
    parts_sent: int
    attempts: int
    created_at: dt.datetime
    language: Language | None


async def add(connection: AsyncConnection, episode_id: str, new: Sequence[New], moment: dt.datetime) -> None:
    """Writes deliveries; a place that has one of that episode keeps it."""
    usual = {"episode_id": episode_id, "state": "pending", "parts_sent": 0, "attempts": 0, "created_at": moment}
    values = [
        {
            **usual,
            "chat_id": one.place[0],
            "thread_id": one.place[1],
            "numbers": list(one.numbers),
            "due_at": one.timing.due_at,
            "slot": one.timing.slot,
        }
        for one in new
    ]
    if values:
        await connection.execute(insert(connection, deliveries).on_conflict_do_nothing(), values)


async def due(connection: AsyncConnection, limit: int, without: Collection[int] = ()) -> Sequence[Delivery]:
    """Up to `limit` deliveries that are due and that nobody holds, longest due first; none of the chats `without`."""
    moment = now()
    found = await connection.execute(
        _full()
        .where(_PENDING, deliveries.c.due_at <= moment, ~_held(moment), deliveries.c.chat_id.not_in(without))
        .order_by(deliveries.c.due_at, deliveries.c.id)
        .limit(limit)
    )
    return [_delivery(row) for row in found]


async def of_slot(connection: AsyncConnection, one: Delivery) -> Sequence[Delivery]:
    """All that goes out in one message with that delivery, oldest first; just that one where it is no digest."""
    if one.slot is None:
        return [one]
    place = (deliveries.c.chat_id == one.chat_id, deliveries.c.thread_id == one.thread_id)
    found = await connection.execute(
        _full().where(_PENDING, *place, deliveries.c.slot == one.slot).order_by(deliveries.c.id)
    )
    return [_delivery(row) for row in found]


async def lease(connection: AsyncConnection, ids: Sequence[int], holder: str, *, again: bool = False) -> bool:
    """Takes those for LEASE; False, and none is taken, where one of them is held or settled.

    `again`: takes on what `holder` has.
    """
    moment = now()
    free = sa.and_(deliveries.c.leased_by == holder, _held(moment)) if again else ~_held(moment)
    there = sa.select(deliveries.c.id).where(deliveries.c.id.in_(ids), _PENDING, free).with_for_update(skip_locked=True)
    if len((await connection.scalars(there)).all()) != len(ids):
        return False
    await connection.execute(
        sa.update(deliveries).where(deliveries.c.id.in_(ids)).values(leased_by=holder, leased_until=moment + LEASE)
    )
    return True


async def take_back(connection: AsyncConnection) -> int:
    """Frees what any sender holds; only for the one that knows that no other lives. Gives how many there were."""
    held = sa.update(deliveries).where(_PENDING, deliveries.c.leased_by.is_not(None))
    return (await connection.execute(held.values(leased_by=None, leased_until=None))).rowcount


async def settle(connection: AsyncConnection, ids: Sequence[int], holder: str, **values: object) -> None:
    """Changes columns of what `holder` or nobody has leased, and gives it back; what others have is left alone."""
    not_of_others = sa.or_(deliveries.c.leased_by == holder, deliveries.c.leased_by.is_(None))
    mine = (deliveries.c.id.in_(ids), _PENDING, not_of_others)
    await connection.execute(sa.update(deliveries).where(*mine).values(leased_by=None, leased_until=None, **values))


async def part_sent(connection: AsyncConnection, ids: Sequence[int], parts: int) -> None:
    """Notes that `parts` messages of them have gone out; their lease goes on."""
    await connection.execute(sa.update(deliveries).where(deliveries.c.id.in_(ids)).values(parts_sent=parts))


async def wait(connection: AsyncConnection, chat_id: int, until: dt.datetime) -> None:
    """Nothing that waits for that chat is due before then."""
    sooner = (_PENDING, deliveries.c.chat_id == chat_id, deliveries.c.due_at < until)
    await connection.execute(sa.update(deliveries).where(*sooner).values(due_at=until))


async def retime(connection: AsyncConnection, place: Place, timing: Timing, moment: dt.datetime) -> None:
    """Moves what waits for that place and has not begun: into one digest at the new time.

    What is to be told at once anyway stays as it is.
    """
    waiting = [
        _PENDING,
        deliveries.c.chat_id == place[0],
        deliveries.c.thread_id == place[1],
        deliveries.c.parts_sent == 0,
        ~_held(moment),
    ]
    if timing.slot is None:
        waiting.append(deliveries.c.slot.is_not(None))
    await connection.execute(
        sa.update(deliveries).where(*waiting).values(due_at=timing.due_at, slot=timing.slot or timing.due_at)
    )


async def drop_waiting(connection: AsyncConnection, chat_id: int, reason: str, thread_id: int | None = None) -> None:
    """Ends all that still waits for a chat that cannot be written to, or for one thread of it."""
    waiting = [_PENDING, deliveries.c.chat_id == chat_id]
    if thread_id is not None:
        waiting.append(deliveries.c.thread_id == thread_id)
    await connection.execute(
        sa.update(deliveries)
        .where(*waiting)
        .values(state="dropped", leased_by=None, leased_until=None, last_error=reason)
    )


async def revive(connection: AsyncConnection) -> int:
    """Has everything parked tried again; gives how many there were."""
    parked = sa.update(deliveries).where(deliveries.c.state == "parked")
    return (await connection.execute(parked.values(state="pending", attempts=0, due_at=now()))).rowcount


async def give_up(connection: AsyncConnection) -> int:
    """Ends everything parked; gives how many there were."""
    parked = sa.update(deliveries).where(deliveries.c.state == "parked")
    return (await connection.execute(parked.values(state="dropped"))).rowcount


def _held(moment: dt.datetime) -> sa.ColumnElement[bool]:
    return sa.and_(deliveries.c.leased_until.is_not(None), deliveries.c.leased_until >= moment)


def _full() -> sa.Select[Any]:
    return sa.select(deliveries, chats.c.language, chats.c.kind).join(chats, chats.c.id == deliveries.c.chat_id)


def _delivery(row: sa.Row[Any]) -> Delivery:
    return Delivery(
        id=row.id,
        chat_id=row.chat_id,
        chat_kind=row.kind,
        thread_id=row.thread_id,
        episode_id=row.episode_id,
        numbers=tuple(row.numbers),
        slot=row.slot,
        parts_sent=row.parts_sent,
        attempts=row.attempts,
        created_at=row.created_at,
        language=row.language,
    )

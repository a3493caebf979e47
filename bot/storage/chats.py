"""Queries on chats."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.dialect import insert, now
from bot.storage.schema import chats, deliveries, schedules, subscriptions


async def find(connection: AsyncConnection, chat_id: int) -> sa.Row[Any] | None:
    """The chat's row: id, kind, title, language, timezone, active, created_at."""
    return (await connection.execute(sa.select(chats).where(chats.c.id == chat_id))).first()


async def upsert(connection: AsyncConnection, chat_id: int, kind: str, title: str) -> None:
    """Adds the chat or updates it, active either way."""
    statement = insert(connection, chats).values(id=chat_id, kind=kind, title=title, active=True, created_at=now())
    changes = {"kind": kind, "title": title, "active": True}
    await connection.execute(statement.on_conflict_do_update(index_elements=["id"], set_=changes))


async def update(connection: AsyncConnection, chat_id: int, values: Mapping[str, Any]) -> None:
    """Changes columns of one chat; an unknown chat is left unknown."""
    await connection.execute(sa.update(chats).where(chats.c.id == chat_id).values(**values))


def active_count() -> sa.ScalarSelect[int]:
    """The number of active chats."""
    return sa.select(sa.func.count()).select_from(chats).where(chats.c.active).scalar_subquery()


async def migrate(connection: AsyncConnection, old_id: int, new_id: int) -> None:
    """Moves what hangs on `old_id` to `new_id`, which may be known already, and deletes the old chat."""
    old = await find(connection, old_id)
    if old is None:
        return
    await upsert(connection, new_id, "supergroup", old.title)
    await connection.execute(
        sa.update(chats)
        .where(chats.c.id == new_id)
        .values(
            language=sa.func.coalesce(chats.c.language, old.language),
            timezone=sa.func.coalesce(chats.c.timezone, old.timezone),
        )
    )
    await _move(connection, schedules, ("thread_id",), old_id, new_id)
    await _move(connection, subscriptions, ("thread_id", "kind", "value"), old_id, new_id)
    await _move(connection, deliveries, ("thread_id", "episode_id"), old_id, new_id)
    await connection.execute(sa.delete(chats).where(chats.c.id == old_id))


async def _move(connection: AsyncConnection, table: sa.Table, same: tuple[str, ...], old_id: int, new_id: int) -> None:
    """Moves the rows whose `same` columns the new chat does not hold yet; the others go with the old chat."""
    twin = table.alias()
    held = sa.exists().where(twin.c.chat_id == new_id, *(twin.c[name] == table.c[name] for name in same))
    await connection.execute(sa.update(table).where(table.c.chat_id == old_id, ~held).values(chat_id=new_id))

"""Queries on feeds and on what they brought."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.dialect import insert, now
from bot.storage.schema import feed_entries, feeds

LEASE = dt.timedelta(minutes=1)  # renewed while a feed is read; a process that died gives its feed back after this


async def add(connection: AsyncConnection, url: str) -> bool:
    """Adds a feed, due at once; False where it is there already, also under its new address."""
    if await find(connection, url):
        return False
    statement = insert(connection, feeds).values(url=url, failures=0, gone=False, created_at=now())
    return (await connection.execute(statement.on_conflict_do_nothing())).rowcount > 0


async def find(connection: AsyncConnection, url: str) -> sa.Row[Any] | None:
    """The feed with that address, as it was added or as it has moved."""
    fits = sa.or_(feeds.c.url == url, feeds.c.moved_to == url)
    return (await connection.execute(sa.select(feeds).where(fits).order_by(feeds.c.id))).first()


async def by_id(connection: AsyncConnection, feed_id: int) -> sa.Row[Any] | None:
    """The feed's row."""
    return (await connection.execute(sa.select(feeds).where(feeds.c.id == feed_id))).first()


async def remove(connection: AsyncConnection, feed_id: int) -> bool:
    """Takes the feed out and forgets its entries; its episodes stay. False for an unknown one."""
    return (await connection.execute(sa.delete(feeds).where(feeds.c.id == feed_id))).rowcount > 0


async def listed(connection: AsyncConnection) -> Sequence[sa.Row[Any]]:
    """All feeds in the order they were added, each with `entries`, the number that it brought."""
    count = sa.select(sa.func.count()).where(feed_entries.c.feed_id == feeds.c.id).scalar_subquery()
    return (await connection.execute(sa.select(feeds, count.label("entries")).order_by(feeds.c.id))).all()


async def is_any_due(connection: AsyncConnection) -> bool:
    """Whether a feed waits to be read that nobody has."""
    due = sa.select(feeds.c.id).where(_due(), _free()).limit(1)
    return (await connection.execute(due)).first() is not None


async def lease(connection: AsyncConnection, feed_id: int | None = None) -> sa.Row[Any] | None:
    """Takes a due feed, or that one if nobody has it, for LEASE; no other process gets it meanwhile."""
    wanted = _due() if feed_id is None else feeds.c.id == feed_id
    chosen = (
        sa.select(feeds)
        .where(_free(), wanted)
        .order_by(sa.nulls_first(feeds.c.next_poll_at), feeds.c.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    row = (await connection.execute(chosen)).first()
    if row is None:
        return None
    updated = sa.update(feeds).where(feeds.c.id == row.id).values(leased_until=now() + LEASE).returning(feeds)
    leased: sa.Row[Any] = (await connection.execute(updated)).one()
    return leased


async def renew(connection: AsyncConnection, feed_id: int, until: dt.datetime) -> dt.datetime | None:
    """Prolongs the lease that runs `until`; gives its new end, None where somebody else has the feed by now."""
    new = now() + LEASE
    held = sa.and_(feeds.c.id == feed_id, feeds.c.leased_until == until)
    done = await connection.execute(sa.update(feeds).where(held).values(leased_until=new))
    return new if done.rowcount else None


async def settle(connection: AsyncConnection, feed_id: int, until: dt.datetime, **values: object) -> None:
    """Changes columns of a feed that is leased `until`, and gives the lease back."""
    held = sa.and_(feeds.c.id == feed_id, feeds.c.leased_until == until)
    await connection.execute(sa.update(feeds).where(held).values(leased_until=None, **values))


async def entries(connection: AsyncConnection, feed_id: int) -> Sequence[sa.Row[Any]]:
    """What the feed brought, in the order it came."""
    found = sa.select(feed_entries).where(feed_entries.c.feed_id == feed_id).order_by(feed_entries.c.id)
    return (await connection.execute(found)).all()


async def save_entry(connection: AsyncConnection, feed_id: int, episode_id: str, values: Mapping[str, object]) -> None:
    """Adds an entry or changes the one that stands for that episode."""
    statement = insert(connection, feed_entries).values(
        feed_id=feed_id, episode_id=episode_id, created_at=now(), **values
    )
    await connection.execute(
        statement.on_conflict_do_update(index_elements=["feed_id", "episode_id"], set_=dict(values))
    )


def _due() -> sa.ColumnElement[bool]:
    return sa.and_(~feeds.c.gone, sa.or_(feeds.c.next_poll_at.is_(None), feeds.c.next_poll_at <= now()))


def _free() -> sa.ColumnElement[bool]:
    return sa.or_(feeds.c.leased_until.is_(None), feeds.c.leased_until < now())

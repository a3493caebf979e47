from __future__ import annotations

import asyncio
import datetime as dt

import pytest
import sqlalchemy as sa

from bot.feeds import lease as leases
from bot.feeds.lease import Lease, LeaseLostError
from bot.storage import feeds as queries
from bot.storage.database import Database
from bot.storage.dialect import now
from bot.storage.schema import feeds

from .conftest import World


async def _leased(database: Database) -> sa.Row[tuple[object, ...]]:
    async with database.writing() as connection:
        row = await queries.lease(connection)
    assert row is not None
    return row


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leases run out, and are renewed, in no time."""
    monkeypatch.setattr(queries, "LEASE", dt.timedelta(seconds=0.6))
    monkeypatch.setattr(leases, "RENEWED", dt.timedelta(seconds=0.05))


async def test_a_feed_stays_with_who_reads_it_however_long_that_takes(world: World) -> None:
    await world.feeds.want(["https://example.com/feed.xml"])
    row = await _leased(world.database)
    async with Lease(world.database, row.id, row.leased_until).kept():
        await asyncio.sleep(0.9)
        async with world.database.writing() as connection:
            assert await queries.lease(connection, row.id) is None
    assert (await world.row()).leased_until is None


async def test_a_feed_comes_back_from_a_process_that_died(world: World) -> None:
    await world.feeds.want(["https://example.com/feed.xml"])
    row = await _leased(world.database)
    await asyncio.sleep(0.7)
    again = await _leased(world.database)
    assert (again.id, again.leased_until > row.leased_until) == (row.id, True)


async def test_who_has_lost_a_feed_is_told_and_changes_nothing(world: World) -> None:
    await world.feeds.want(["https://example.com/feed.xml"])
    row = await _leased(world.database)
    lease = Lease(world.database, row.id, row.leased_until)
    async with lease.kept():
        lease.check()
        other = now() + dt.timedelta(minutes=5)
        async with world.database.writing() as connection:
            await connection.execute(sa.update(feeds).values(leased_until=other))
        await asyncio.sleep(0.3)
        with pytest.raises(LeaseLostError):
            lease.check()
        await lease.settle(title="mine")
    assert ((await world.row()).leased_until, (await world.row()).title) == (other, None)


async def test_a_feed_is_given_back_when_reading_is_cancelled(world: World) -> None:
    await world.feeds.want(["https://example.com/feed.xml"])
    row = await _leased(world.database)

    async def read() -> None:
        async with Lease(world.database, row.id, row.leased_until).kept():
            await asyncio.sleep(60)

    task = asyncio.create_task(read())
    await asyncio.sleep(0.2)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert (await world.row()).leased_until is None

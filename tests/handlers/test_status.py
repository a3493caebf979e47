from __future__ import annotations

import datetime as dt

import pytest
import sqlalchemy as sa

from bot.ingest import Ingestor
from bot.stats import collect
from bot.storage.database import Database
from bot.storage.dialect import now
from bot.storage.schema import deliveries, feeds
from tests.support.people import ANN, BOB, GROUP, People
from tests.support.samples import transcript


@pytest.fixture
def people(with_admin: People) -> People:
    return with_admin


FRESH = {"url": "https://example.org/good", "title": "Good News", "failures": 0}


async def _parked(database: Database) -> None:
    await Ingestor(database).ingest(transcript())
    async with database.writing() as connection:
        await connection.execute(
            sa.update(deliveries).values(state="parked", attempts=8, last_error="Bad Request: <b>")
        )


async def test_an_admin_sees_the_queue_the_lag_the_failures_and_the_feeds(people: People, database: Database) -> None:
    await people.ask("/subscribe")
    await _parked(database)
    broken = {"url": "https://example.org/feed", "failures": 3, "last_error": "HTTP 500", "created_at": now()}
    async with database.writing() as connection:
        await connection.execute(sa.insert(feeds).values(**broken))
        await connection.execute(
            sa.insert(feeds).values(**FRESH, created_at=now(), polled_at=now() - dt.timedelta(minutes=5))
        )
    shown = (await people.ask("/status")).shown
    for words in (
        "1 个聊天",
        "已搁置 1 条",
        "test-2024-05-1",
        "Bad Request: <b>",
        "example.org/feed",
        "3 次",
        "HTTP 500",
        "Good News：0 条，5 分钟前读取",
    ):
        assert words in shown


async def test_how_long_the_oldest_waits_is_shown(people: People, database: Database) -> None:
    await people.ask("/subscribe")
    await Ingestor(database).ingest(transcript())
    assert "已等" not in (await people.ask("/status")).shown
    async with database.writing() as connection:
        await connection.execute(sa.text("UPDATE deliveries SET due_at = datetime(due_at, '-90 seconds')"))
    assert "最早一条已等 1 分钟" in (await people.ask("/status")).shown


async def test_parked_pushes_are_tried_again_or_dropped(people: People, database: Database) -> None:
    await people.ask("/subscribe")
    await _parked(database)
    status = await people.ask("/status")
    answer, (edited,) = await people.press(status.button("重试"))
    assert answer.parameters["text"] == "1 条重新排队"
    assert "1 条到时" in edited.shown
    await _parked(database)
    await people.press("r:drop")
    assert (await collect(database)).pushes_dropped == 1
    assert (await people.press("y"))[0].parameters["text"] == "已刷新"


async def test_nobody_else_learns_of_it(people: People, database: Database) -> None:
    await people.ask("/subscribe")
    await _parked(database)
    assert (await people.ask("/status", BOB)).shown.startswith("There is no such command")
    assert await people.say("/status", ANN, GROUP) == []
    for data in ("r:again", "r:drop", "y"):
        answer, calls = await people.press(data, BOB)
        assert "no longer here" in answer.parameters["text"]
        assert calls == []
    assert (await collect(database)).pushes_parked == 1

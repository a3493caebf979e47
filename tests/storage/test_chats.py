from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from bot.chats import Chats
from bot.conversations import MEMORY, TURNS, Conversations
from bot.ingest import Ingestor
from bot.schedules import Schedules
from bot.storage.database import Database
from bot.storage.schema import conversations, deliveries
from bot.subscriptions import Subscriptions
from tests.support.samples import transcript


async def test_a_chat_is_remembered_renamed_and_left(either_database: Database) -> None:
    chats = Chats(either_database)
    assert await chats.language(5) is None
    await chats.remember(5, "group", "Old name")
    await chats.set_language(5, "en")
    await chats.deactivate(5)
    assert await chats.count() == 0
    await chats.remember(5, "group", "New name")
    assert await chats.count() == 1
    assert await chats.language(5) == "en"


async def test_a_subscription_is_kept_once(either_database: Database) -> None:
    await Chats(either_database).remember(5, "private", "Ann")
    subscriptions = Subscriptions(either_database)
    first, new = await subscriptions.add(5, 0, "topic", "机器人")
    again, new_again = await subscriptions.add(5, 0, "topic", "机器人")
    assert (new, new_again) == (True, False)
    assert first == again
    other_thread, _ = await subscriptions.add(5, 7, "topic", "机器人")
    assert [one.id for one in await subscriptions.of(5, 0)] == [first.id]
    assert await subscriptions.remove(5, 0, other_thread.id) is None
    assert await subscriptions.remove(5, 7, other_thread.id) == other_thread
    assert await subscriptions.clear(5, 0) == 1
    assert await subscriptions.of(5, 0) == ()


async def test_a_group_takes_its_subscriptions_and_pushes_along(either_database: Database) -> None:
    chats, subscriptions = Chats(either_database), Subscriptions(either_database)
    await chats.remember(-5, "group", "Group")
    await chats.set_language(-5, "en")
    await subscriptions.add(-5, 0, "all")
    await subscriptions.add(-5, 0, "topic", "机器人")
    await Schedules(either_database, ZoneInfo("Asia/Tokyo")).set_time((-5, 0), "daily", hour=9)
    await chats.remember(-1005, "supergroup", "Group")
    await subscriptions.add(-1005, 0, "all")
    await Ingestor(either_database).ingest(transcript())
    await chats.migrate(-5, -1005)
    assert {one.kind for one in await subscriptions.of(-1005, 0)} == {"all", "topic"}
    assert await subscriptions.of(-5, 0) == ()
    assert await chats.language(-1005) == "en"
    schedule = await Schedules(either_database, ZoneInfo("UTC")).of((-1005, 0))
    assert (schedule.frequency, schedule.hour, schedule.zone.key) == ("daily", 9, "Asia/Tokyo")
    async with either_database.reading() as connection:
        assert (await connection.scalars(sa.select(deliveries.c.chat_id))).all() == [-1005]


async def test_conversations_are_per_person_limited_and_expire(either_database: Database) -> None:
    talks = Conversations(either_database)
    for number in range(TURNS + 2):
        await talks.add(1, 10, f"question {number}")
    await talks.add(1, 11, "of somebody else")
    assert await talks.earlier(1, 10) == tuple(f"question {number}" for number in range(2, TURNS + 2))
    async with either_database.writing() as connection:
        past = dt.datetime.now(dt.UTC) - MEMORY - dt.timedelta(seconds=1)
        await connection.execute(sa.update(conversations).where(conversations.c.user_id == 10).values(asked_at=past))
    assert await talks.earlier(1, 10) == ()
    await talks.forget(1, 11)
    assert await talks.earlier(1, 11) == ()

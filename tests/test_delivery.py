from __future__ import annotations

import asyncio
import datetime as dt

import pytest
import sqlalchemy as sa

from bot import ingest as ingest_module
from bot.chats import Chats
from bot.delivery import Sender
from bot.ingest import Ingestor
from bot.library import Library
from bot.pace import Limits, Pace
from bot.stats import collect
from bot.storage import deliveries as queries
from bot.storage.database import Database
from bot.storage.dialect import now
from bot.storage.schema import deliveries
from bot.subscriptions import Subscriptions
from tests.support.far_end import FarEnd, connected_bot, failure
from tests.support.samples import TEXT, indexed, transcript

FAST = Limits(per_second=10_000, per_chat_per_second=100, per_group_per_minute=1_000)


@pytest.fixture
def far_end() -> FarEnd:
    return FarEnd()


@pytest.fixture
async def sender(either_database: Database, far_end: FarEnd) -> Sender:
    library = Library(either_database)
    return Sender(either_database, library, await connected_bot(far_end), "zh", Pace(FAST))


async def _subscribe(database: Database, chat_id: int, thread_id: int = 0) -> None:
    await Chats(database).remember(chat_id, "private" if chat_id > 0 else "group", "someone")
    await Subscriptions(database).add(chat_id, thread_id, "all")


async def _sent(far_end: FarEnd) -> None:
    """Waits for the first message to arrive."""
    async with asyncio.timeout(10):
        while not far_end.sent:  # noqa: ASYNC110 - the far end has no event for it
            await asyncio.sleep(0.02)


async def _all_due(database: Database) -> None:
    """Lets the time of every wait and lease pass."""
    past = now() - dt.timedelta(seconds=1)
    async with database.writing() as connection:
        await connection.execute(sa.update(deliveries).values(due_at=past))
        leased = deliveries.c.leased_until.is_not(None)
        await connection.execute(sa.update(deliveries).where(leased).values(leased_until=past))


async def test_each_chat_is_told_once_with_title_items_and_links(
    either_database: Database, sender: Sender, far_end: FarEnd
) -> None:
    await _subscribe(either_database, 1)
    await _subscribe(either_database, -2, thread_id=9)
    source = transcript()
    await Ingestor(either_database).ingest(source)
    assert await sender.drain() == 2
    await _all_due(either_database)
    assert await sender.drain() == 0
    assert sorted(call["chat_id"] for call in far_end.sent) == [-2, 1]
    in_thread = next(call for call in far_end.sent if call["chat_id"] == -2)
    assert in_thread["message_thread_id"] == 9
    for call in far_end.sent:
        assert source.episode.title in call["text"]
        assert "Alpha Arm" in call["text"]
        assert f"https://t.me/weekly_bot?start=e_{source.episode.key}" in call["text"]
    stats = await collect(either_database)
    assert (stats.pushes_sent, stats.pushes_waiting) == (2, 0)


async def test_two_senders_do_not_repeat_each_other(either_database: Database, far_end: FarEnd) -> None:
    for chat_id in range(1, 31):
        await _subscribe(either_database, chat_id)
    await Ingestor(either_database).ingest(transcript())
    bot = await connected_bot(far_end)
    senders = [Sender(either_database, Library(either_database), bot, "zh", Pace(FAST)) for _ in range(2)]
    await asyncio.gather(*(sender.drain() for sender in senders for _ in range(2)))
    assert sorted(call["chat_id"] for call in far_end.sent) == list(range(1, 31))


async def test_a_lost_connection_is_waited_out(either_database: Database, sender: Sender, far_end: FarEnd) -> None:
    await _subscribe(either_database, 1)
    await Ingestor(either_database).ingest(transcript())
    far_end.script.append(None)
    assert await sender.drain() == 1
    assert await sender.drain() == 0, "it must wait before it tries again"
    await _all_due(either_database)
    assert await sender.drain() == 1
    assert len(far_end.sent) == 1


async def test_a_chat_that_blocked_the_bot_is_left_alone(
    either_database: Database, sender: Sender, far_end: FarEnd
) -> None:
    await _subscribe(either_database, 1)
    await Ingestor(either_database).ingest(transcript("one"))
    await Ingestor(either_database).ingest(transcript("two", TEXT + "再见。"))
    far_end.script.extend([failure(403, "Forbidden: bot was blocked by the user")] * 2)
    await sender.drain()
    await _all_due(either_database)
    assert await sender.drain() == 0
    assert await Chats(either_database).count() == 0
    assert (await collect(either_database)).pushes_dropped == 2
    assert (await Ingestor(either_database).ingest(transcript("three", TEXT + "下次见。"))).pushes == 0


async def test_a_group_is_followed_to_its_supergroup(
    either_database: Database, sender: Sender, far_end: FarEnd
) -> None:
    await _subscribe(either_database, -5)
    await Ingestor(either_database).ingest(transcript())
    moved = failure(400, "Bad Request: group chat was upgraded to a supergroup chat", migrate_to_chat_id=-1005)
    far_end.script.append(moved)
    await sender.drain()
    await sender.drain()
    assert [call["chat_id"] for call in far_end.sent] == [-1005]
    assert len(await Subscriptions(either_database).of(-1005, 0)) == 1


async def test_what_telegram_refuses_for_good_is_parked_and_stops_nobody(
    either_database: Database, sender: Sender, far_end: FarEnd
) -> None:
    await _subscribe(either_database, 1)
    await _subscribe(either_database, 2)
    await Ingestor(either_database).ingest(transcript())
    far_end.script.append(failure(400, "Bad Request: can't parse entities"))
    await sender.drain()
    stats = await collect(either_database)
    assert (stats.pushes_parked, stats.pushes_sent) == (1, 1)


async def test_a_sender_that_died_gives_its_lease_back_in_time(
    either_database: Database, sender: Sender, far_end: FarEnd
) -> None:
    await _subscribe(either_database, 1)
    await Ingestor(either_database).ingest(transcript())
    async with either_database.writing() as connection:
        (one,) = await queries.due(connection, 10)
        assert await queries.lease(connection, [one.id], "somebody else")
        assert not await queries.lease(connection, [one.id], "another")
    assert await sender.drain() == 0
    await _all_due(either_database)
    assert await sender.drain() == 1
    assert len(far_end.sent) == 1


async def test_the_rest_of_a_long_push_goes_on_where_it_stopped(
    either_database: Database, sender: Sender, far_end: FarEnd, monkeypatch: pytest.MonkeyPatch
) -> None:
    await _subscribe(either_database, 1)
    many = tuple(indexed(n, f"{n} {'能够完成很多家务,' * 9}", ("家务",)) for n in range(1, 61))
    monkeypatch.setattr(ingest_module, "index_transcript", lambda _transcript: many)
    await Ingestor(either_database).ingest(transcript())
    far_end.script.extend([(200, {}), None])
    await sender.drain()
    first = len(far_end.sent)
    await _all_due(either_database)
    await sender.drain()
    texts = [call["text"] for call in far_end.sent]
    assert first == 1
    assert len(texts) > 1
    assert len(set(texts)) == len(texts)


async def test_the_running_sender_notices_what_another_process_stored(
    either_database: Database, sender: Sender, far_end: FarEnd
) -> None:
    await _subscribe(either_database, 1)
    running = asyncio.create_task(sender.run())
    await asyncio.sleep(0.05)
    await Ingestor(either_database).ingest(transcript())
    await _sent(far_end)
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running


async def test_a_sender_that_is_ended_marks_what_is_on_the_wire(
    either_database: Database, sender: Sender, far_end: FarEnd
) -> None:
    await _subscribe(either_database, 1)
    await Ingestor(either_database).ingest(transcript())
    far_end.answers.clear()
    running = asyncio.create_task(sender.run())
    await _sent(far_end)
    running.cancel()
    await asyncio.sleep(0.05)
    far_end.answers.set()
    with pytest.raises(asyncio.CancelledError):
        await running
    assert (await collect(either_database)).pushes_sent == 1

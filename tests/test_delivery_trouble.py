"""What the sender does where things go wrong: floods, storms, defects, a database that is away, senders that died."""

from __future__ import annotations

import asyncio
import datetime as dt
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.alerts import Alerts
from bot.chats import Chats
from bot.delivery import Sender
from bot.ingest import Ingestor
from bot.library import Library
from bot.pace import Limits, Pace
from bot.render.push import push
from bot.retry import ATTEMPTS
from bot.stats import collect
from bot.storage import deliveries as queries
from bot.storage.database import Database
from bot.storage.dialect import now
from bot.storage.leader import Leader
from bot.storage.schema import deliveries
from bot.subscriptions import Subscriptions
from tests.support.far_end import FarEnd, connected_bot, failure
from tests.support.samples import TEXT, transcript

FAST = Limits(per_second=10_000, per_chat_per_second=100, per_group_per_minute=1_000)


class Clock:
    """The sender's clock, which can be put forward."""

    ahead = 0.0

    def __call__(self) -> float:
        return time.monotonic() + self.ahead


@pytest.fixture
def far_end() -> FarEnd:
    return FarEnd()


@pytest.fixture
def clock() -> Clock:
    return Clock()


async def _sender(database: Database, far_end: FarEnd, clock: Clock, *, admin: int = 0) -> tuple[Sender, Alerts]:
    bot = await connected_bot(far_end)
    alerts = Alerts(database, bot, [admin] if admin else [], "en", quiet=0)
    return Sender(database, Library(database), bot, "zh", Pace(FAST, clock), alerts), alerts


@pytest.fixture
async def sender(either_database: Database, far_end: FarEnd, clock: Clock) -> Sender:
    return (await _sender(either_database, far_end, clock))[0]


async def _subscribe(database: Database, *chat_ids: int, thread_id: int = 0) -> None:
    for chat_id in chat_ids:
        await Chats(database).remember(chat_id, "private" if chat_id > 0 else "supergroup", "someone")
        await Subscriptions(database).add(chat_id, thread_id, "all")


async def _later(database: Database, clock: Clock) -> None:
    """Lets every wait pass, on both clocks."""
    clock.ahead += 100_000
    async with database.writing() as connection:
        pending = deliveries.c.state == "pending"
        await connection.execute(sa.update(deliveries).where(pending).values(due_at=now() - dt.timedelta(seconds=1)))


async def _tries(database: Database) -> list[int]:
    async with database.reading() as connection:
        return list((await connection.scalars(sa.select(deliveries.c.attempts).order_by(deliveries.c.id))).all())


async def test_a_flood_holds_back_all_that_waits_for_that_chat_and_nobody_else(
    either_database: Database, sender: Sender, far_end: FarEnd, clock: Clock
) -> None:
    await _subscribe(either_database, 1)
    await Ingestor(either_database).ingest(transcript("one"))
    await Ingestor(either_database).ingest(transcript("two", TEXT + "再见。"))
    far_end.script.append(failure(429, "Too Many Requests: retry after 30", retry_after=30))
    assert await sender.drain() == 1
    await _subscribe(either_database, 2)
    await Ingestor(either_database).ingest(transcript("three", TEXT + "下次见。"))
    await sender.drain()
    assert [call["chat_id"] for call in far_end.sent] == [2]
    assert await _tries(either_database) == [0, 0, 0, 0], "a flood is no failure of the push"
    await _later(either_database, clock)
    while await sender.drain():
        pass
    assert [call["chat_id"] for call in far_end.sent] == [2, 1, 1, 1]


async def test_a_flood_of_chat_after_chat_holds_back_everybody(
    either_database: Database, far_end: FarEnd, clock: Clock
) -> None:
    sender = Sender(
        either_database, Library(either_database), await connected_bot(far_end), "zh", Pace(Limits(20), clock)
    )
    await _subscribe(either_database, *range(1, 11))
    await Ingestor(either_database).ingest(transcript())
    far_end.script.extend([failure(429, "Too Many Requests: retry after 30", retry_after=30)] * 2)
    draining = asyncio.create_task(sender.drain())
    await asyncio.sleep(0.5)
    assert far_end.sent == []
    draining.cancel()
    await asyncio.gather(draining, return_exceptions=True)
    assert await sender.drain() == 0, "nobody is due while all is held"
    await sender._end()
    fresh, _ = await _sender(either_database, far_end, clock)
    await _later(either_database, clock)
    while await fresh.drain():
        pass
    assert sorted(call["chat_id"] for call in far_end.sent) == list(range(1, 11))


async def test_an_outage_parks_nothing_however_long_it_is(
    either_database: Database, sender: Sender, far_end: FarEnd, clock: Clock
) -> None:
    await _subscribe(either_database, 1)
    await Ingestor(either_database).ingest(transcript())
    far_end.down = True
    for _ in range(ATTEMPTS + 5):
        await sender.drain()
        await _later(either_database, clock)
    stats = await collect(either_database)
    assert (stats.pushes_parked, stats.pushes_waiting) == (0, 1)
    assert await _tries(either_database) == [0]
    far_end.down = False
    await sender.drain()
    assert len(far_end.sent) == 1


async def test_a_push_that_telegram_always_fails_on_is_parked_and_the_admin_told(
    either_database: Database, far_end: FarEnd, clock: Clock
) -> None:
    sender, alerts = await _sender(either_database, far_end, clock, admin=900)
    await _subscribe(either_database, 1)
    await Ingestor(either_database).ingest(transcript())
    for _ in range(ATTEMPTS):
        far_end.script.append(failure(500, "Internal Server Error"))
        assert await sender.drain() == 1
        await _later(either_database, clock)
    assert await sender.drain() == 0
    stats = await collect(either_database)
    assert stats.pushes_parked == 1
    assert stats.failures[0].parked
    assert stats.failures[0].attempts == ATTEMPTS
    telling = asyncio.create_task(alerts.run())
    async with asyncio.timeout(5):
        while not far_end.sent:  # noqa: ASYNC110 - the far end has no event for it
            await asyncio.sleep(0.01)
    telling.cancel()
    (alert,) = far_end.sent
    assert alert["chat_id"] == 900
    assert "One push cannot be delivered" in alert["text"]
    assert "test-2024-05-1" in alert["text"]


async def test_a_push_that_cannot_even_be_rendered_stops_nobody_and_is_parked(
    either_database: Database, sender: Sender, far_end: FarEnd, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    await _subscribe(either_database, 1, 2)
    await Subscriptions(either_database).clear(2, 0)
    await Subscriptions(either_database).add(2, 0, "topic", "Alpha Arm")
    await Ingestor(either_database).ingest(transcript())
    whole, real = 2, push

    def broken(episode: object, items: list[object], *more: object) -> object:
        if len(items) == whole:
            raise ValueError("no such thing")
        return real(episode, items, *more)  # type: ignore[arg-type]

    monkeypatch.setattr("bot.content.push", broken)
    for _ in range(ATTEMPTS):
        await sender.drain()
        await _later(either_database, clock)
    assert [call["chat_id"] for call in far_end.sent] == [2]
    stats = await collect(either_database)
    assert (stats.pushes_parked, stats.pushes_sent) == (1, 1)
    assert "no such thing" in stats.failures[0].reason


async def test_a_forum_topic_that_is_gone_ends_its_subscriptions_and_no_others(
    either_database: Database, sender: Sender, far_end: FarEnd
) -> None:
    await _subscribe(either_database, -5, thread_id=9)
    await _subscribe(either_database, -5)
    await Ingestor(either_database).ingest(transcript())
    far_end.script.append(failure(400, "Bad Request: message thread not found"))
    while await sender.drain():
        pass
    assert [call.get("message_thread_id") for call in far_end.sent] == [None]
    assert await Subscriptions(either_database).of(-5, 9) == ()
    assert len(await Subscriptions(either_database).of(-5, 0)) == 1
    assert await Chats(either_database).count() == 1


async def test_a_closed_forum_topic_misses_one_push_and_keeps_its_subscriptions(
    either_database: Database, sender: Sender, far_end: FarEnd
) -> None:
    await _subscribe(either_database, -5, thread_id=9)
    await Ingestor(either_database).ingest(transcript("one"))
    far_end.script.append(failure(400, "Bad Request: TOPIC_CLOSED"))
    await sender.drain()
    assert (await collect(either_database)).pushes_dropped == 1
    await Ingestor(either_database).ingest(transcript("two"))
    await sender.drain()
    assert len(far_end.sent) == 1


async def test_a_mark_that_the_database_refuses_is_tried_until_it_stands_and_nothing_is_sent_twice(
    either_database: Database, sender: Sender, far_end: FarEnd, monkeypatch: pytest.MonkeyPatch
) -> None:
    await _subscribe(either_database, 1)
    await Ingestor(either_database).ingest(transcript())
    refusals, real = [1, 1], queries.settle

    async def settle(connection: AsyncConnection, *values: object, **more: object) -> None:
        if refusals:
            refusals.pop()
            raise sa.exc.OperationalError("UPDATE", {}, Exception("database is locked"))
        await real(connection, *values, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(queries, "settle", settle)
    monkeypatch.setattr("bot.delivery.backoff", lambda _attempts: dt.timedelta(seconds=0.01))
    await sender.drain()
    assert await sender.drain() == 0
    assert refusals == []
    assert len(far_end.sent) == 1
    assert (await collect(either_database)).pushes_sent == 1


@asynccontextmanager
async def _running(sender: Sender) -> AsyncIterator[None]:
    task = asyncio.create_task(sender.run())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def _until_sent(far_end: FarEnd, count: int) -> None:
    async with asyncio.timeout(10):
        while len(far_end.sent) < count:  # noqa: ASYNC110 - the far end has no event for it
            await asyncio.sleep(0.02)


async def test_what_a_killed_process_had_leased_is_sent_at_once_by_the_next(
    either_database: Database, sender: Sender, far_end: FarEnd
) -> None:
    await _subscribe(either_database, 1, 2)
    await Ingestor(either_database).ingest(transcript())
    async with either_database.writing() as connection:
        due = await queries.due(connection, 10)
        assert await queries.lease(connection, [one.id for one in due], "a process that was killed")
    assert await sender.drain() == 0
    async with _running(sender):
        await _until_sent(far_end, 2)


async def test_of_two_processes_one_sends_and_the_other_takes_over_when_it_ends(
    either_database: Database, far_end: FarEnd, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.delivery.STANDBY_SECONDS", 0.05)
    other = Database(either_database.url.render_as_string(hide_password=False))
    other_end = FarEnd()
    first, second = (await _sender(either_database, far_end, clock))[0], (await _sender(other, other_end, clock))[0]
    await _subscribe(either_database, *range(1, 6))
    async with _running(second):
        async with _running(first):
            await asyncio.sleep(0.3)
            await Ingestor(either_database).ingest(transcript("one"))
            async with asyncio.timeout(10):
                while len(far_end.sent) + len(other_end.sent) < 5:  # noqa: ASYNC110 - no event for it
                    await asyncio.sleep(0.02)
            assert sorted([len(far_end.sent), len(other_end.sent)]) == [0, 5]
        await Ingestor(either_database).ingest(transcript("two"))
        async with asyncio.timeout(10):
            while len(far_end.sent) + len(other_end.sent) < 10:  # noqa: ASYNC110 - no event for it
                await asyncio.sleep(0.02)
    told = [(call["chat_id"], call["text"]) for call in [*far_end.sent, *other_end.sent]]
    assert len(told) == len(set(told)) == 10
    await other.close()


async def test_the_lock_of_a_job_is_held_by_one_and_goes_with_its_connection(either_database: Database) -> None:
    one, other = Leader(either_database, "sender"), Leader(either_database, "sender")
    assert await one.leads()
    assert await one.leads()
    assert not await other.leads()
    await one.resign()
    await one.resign()
    assert await other.leads()
    await other.resign()


@pytest.mark.postgres
async def test_a_lock_whose_connection_broke_is_lost_and_can_be_taken_again(postgres_url: str) -> None:
    database = Database(postgres_url)
    await database.prepare()
    one, other = Leader(database, "sender"), Leader(database, "sender")
    assert await one.leads()
    end = "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'"
    async with database.writing() as connection:
        await connection.execute(sa.text(end))
    with pytest.raises(sa.exc.SQLAlchemyError):
        await one.leads()
    assert await other.leads()
    assert not await one.leads()
    await other.resign()
    assert await one.leads()
    await one.resign()
    await database.close()


async def test_a_database_in_memory_needs_no_lock() -> None:
    database = Database("sqlite://")
    leader = Leader(database, "sender")
    assert await leader.leads()
    await leader.resign()
    await database.close()


async def test_a_digest_is_one_message_and_goes_on_where_it_stopped(
    either_database: Database, sender: Sender, far_end: FarEnd, clock: Clock
) -> None:
    await _subscribe(either_database, 1)
    long = [TEXT.replace("Alpha Arm", f"Robot {'Arm ' * 15}{n}") for n in range(24)]
    slot = now() - dt.timedelta(seconds=1)
    for number, text in enumerate(long):
        await Ingestor(either_database).ingest(transcript(f"test-{number}", text))
    async with either_database.writing() as connection:
        await connection.execute(sa.update(deliveries).values(slot=slot, due_at=slot))
    far_end.script.extend([(200, {}), None])
    await sender.drain()
    assert len(far_end.sent) == 1
    await _later(either_database, clock)
    await sender.drain()
    texts = [call["text"] for call in far_end.sent]
    assert len(texts) == len(set(texts)) > 1
    assert "24 期节目" in texts[0]
    whole = "\n".join(texts)
    assert all(whole.count(f"test-{number}</a>") == 1 for number in range(24))
    assert (await collect(either_database)).pushes_sent == 24


async def test_a_digest_holds_only_what_is_still_wanted(
    either_database: Database, sender: Sender, far_end: FarEnd
) -> None:
    held = Subscriptions(either_database)
    await Chats(either_database).remember(1, "private", "")
    arm, _ = await held.add(1, 0, "topic", "Alpha Arm")
    await held.add(1, 0, "topic", "Beta Voice")
    await Ingestor(either_database).ingest(transcript())
    slot = now() - dt.timedelta(seconds=1)
    async with either_database.writing() as connection:
        await connection.execute(sa.update(deliveries).values(slot=slot, due_at=slot))
    await held.remove(1, 0, arm.id)
    await held.add(1, 0, "all")
    await sender.drain()
    (call,) = far_end.sent
    numbers = [line.partition(".")[0] for line in call["text"].splitlines() if line[:1].isdigit()][1:]
    assert numbers == ["2"], "one ended meanwhile, another is newer than the episode"


async def test_several_subscriptions_that_match_make_one_message(
    either_database: Database, sender: Sender, far_end: FarEnd
) -> None:
    await _subscribe(either_database, 1)
    for kind, value in (("topic", "Alpha Arm"), ("show", "测试周报")):
        await Subscriptions(either_database).add(1, 0, kind, value)  # type: ignore[arg-type]
    await Ingestor(either_database).ingest(transcript())
    await sender.drain()
    assert len(far_end.sent) == 1


async def test_a_new_subscriber_gets_nothing_old(either_database: Database, sender: Sender, far_end: FarEnd) -> None:
    await Ingestor(either_database).ingest(transcript("one"))
    await _subscribe(either_database, 1)
    assert await sender.drain() == 0
    await Ingestor(either_database).ingest(transcript("one", TEXT + "更正。"))
    assert await sender.drain() == 0, "a corrected episode is not new"


def test_the_lock_file_of_sqlite_stands_beside_the_database(tmp_path: Path) -> None:
    async def hold() -> None:
        database = Database(f"sqlite:///{tmp_path}/bot.db")
        leader = Leader(database, "sender")
        assert await leader.leads()
        await leader.resign()
        await database.close()

    asyncio.run(hold())
    assert [path.name for path in tmp_path.iterdir()] == ["bot.db.sender"]

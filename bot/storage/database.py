"""Connections: one engine a process, short transactions, the same code on SQLite and PostgreSQL."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import URL, make_url
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.storage import migrate
from bot.storage.errors import StorageError, describe

DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg"}
BUSY_SECONDS = 5  # how long SQLite waits for another process's write before it reports a lock


class Database:
    """Opens transactions; `reading` sees one consistent state, `writing` holds the write lock from its start."""

    def __init__(self, url: str) -> None:
        self.url = parse_url(url)
        self._engine = _create_engine(self.url)
        self._writer = self._engine.execution_options(begin="IMMEDIATE")

    @property
    def name(self) -> str:
        """The database as a message may show it: the file's path, or the URL without its password."""
        return (
            self.url.database or ":memory:" if _is_sqlite(self.url) else self.url.render_as_string(hide_password=True)
        )

    @property
    def is_sqlite(self) -> bool:
        """SQLite, not PostgreSQL."""
        return _is_sqlite(self.url)

    @property
    def path(self) -> str | None:
        """The file of a SQLite database; None where there is none."""
        return _path(self.url)

    async def connect(self) -> AsyncConnection:
        """A connection of one's own, without a transaction; the caller closes it."""
        connection = self._engine.connect()
        return await (await connection.start()).execution_options(isolation_level="AUTOCOMMIT")

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """A transaction for queries."""
        async with self._engine.begin() as connection:
            yield connection

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncConnection]:
        """A transaction for changes: committed at the end, rolled back whole on an error."""
        async with self._writer.begin() as connection:
            yield connection

    async def prepare(self) -> None:
        """Creates the database's folder and brings its schema up to date; does nothing where it is."""
        _make_folder(self.url)
        await asyncio.to_thread(_set_up_file, self.url)
        async with self.reading() as connection:
            if await connection.run_sync(migrate.is_current):
                return
        async with self.writing() as connection:
            await connection.run_sync(migrate.upgrade)

    async def close(self) -> None:
        """Closes the pooled connections."""
        await self._engine.dispose()


def parse_url(url: str) -> URL:
    """The URL with the async driver filled in. Raises StorageError where it is no URL of a supported database."""
    try:
        parsed = make_url(url)
    except sa.exc.ArgumentError:
        raise StorageError("DATABASE_URL: takes sqlite:///PATH or postgresql://USER:PASSWORD@HOST/NAME") from None
    if parsed.drivername not in {*DRIVERS, *DRIVERS.values()}:
        raise StorageError(
            f"DATABASE_URL: {parsed.drivername} is not supported: use sqlite:///PATH or postgresql://USER:PASSWORD@HOST/NAME"
        )
    return parsed.set(drivername=DRIVERS.get(parsed.drivername, parsed.drivername))


def _is_sqlite(url: URL) -> bool:
    return url.get_backend_name() == "sqlite"


def _path(url: URL) -> str | None:
    """The file of a SQLite database; None where there is none, or where it is named by a URI."""
    name = url.database or ""
    return None if not _is_sqlite(url) or name in ("", ":memory:") or name.startswith("file:") else name


def _set_up_file(url: URL) -> None:
    """Creates the file with a write-ahead log, which lasts; only so can others read while one writes.

    Not left to aiosqlite: where it cannot open a file, it leaves a thread behind that ends with a traceback.
    """
    name = _path(url)
    if name is None:
        return
    try:
        connection = sqlite3.connect(name, timeout=BUSY_SECONDS)
        try:
            _use_write_ahead_log(connection)
        finally:
            connection.close()
    except sqlite3.DatabaseError as error:
        raise StorageError(describe(str(error), name)) from None


def _use_write_ahead_log(connection: sqlite3.Connection) -> None:
    end = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            # Where two switch at once, SQLite does not wait by itself.
            if "locked" not in str(error) or time.monotonic() > end:
                raise
            time.sleep(0.02)
        else:
            return


def _make_folder(url: URL) -> None:
    name = _path(url)
    if name is None:
        return
    try:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(
            f"DATABASE_URL: the folder of {name} cannot be made ({error.strerror}): name another"
        ) from None


def _create_engine(url: URL) -> AsyncEngine:
    if not _is_sqlite(url):
        return create_async_engine(url, pool_pre_ping=True)
    engine = create_async_engine(url, connect_args={"timeout": BUSY_SECONDS})
    sa.event.listen(engine.sync_engine, "connect", _on_connect)
    sa.event.listen(engine.sync_engine, "begin", _on_begin)
    sa.event.listen(engine.sync_engine, "invalidate", _on_invalidate)
    return engine


def _on_connect(connection: Any, _record: object) -> None:  # noqa: ANN401
    # The driver's own BEGIN comes too late (before the first change only); ours is emitted in _on_begin.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (
        "foreign_keys=ON",
        f"busy_timeout={BUSY_SECONDS * 1000}",
        "synchronous=NORMAL",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _on_invalidate(connection: Any, _record: object, _error: BaseException | None) -> None:  # noqa: ANN401
    # Closed over a cancelled statement, the file would stay locked until Python's memory management collects that one.
    connection.rollback()


def _on_begin(connection: sa.Connection) -> None:
    connection.exec_driver_sql(f"BEGIN {connection.get_execution_options().get('begin', 'DEFERRED')}")

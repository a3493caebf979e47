from __future__ import annotations

import asyncio
import sqlite3
import threading
from pathlib import Path

import sqlalchemy as sa

from bot.storage.database import Database


class _Slow:
    """An SQL function that tells when it is called, and ends when it is told."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self.called = asyncio.Event()
        self.end = threading.Event()

    def __call__(self) -> int:
        self._loop.call_soon_threadsafe(self.called.set)
        return int(self.end.wait(5))

    async def run(self, database: Database) -> None:
        async with database.writing() as connection:
            driver = (await connection.get_raw_connection()).driver_connection
            await driver.create_function("slow", 0, self)  # type: ignore[union-attr]
            await connection.execute(sa.text("SELECT slow() UNION ALL SELECT 2"))


async def test_a_change_that_is_cancelled_leaves_no_lock(tmp_path: Path) -> None:
    path = tmp_path / "bot.db"
    database = Database(f"sqlite:///{path}")
    await database.prepare()
    slow = _Slow()
    change = asyncio.create_task(slow.run(database))
    await slow.called.wait()
    change.cancel()
    slow.end.set()
    (error,) = await asyncio.gather(change, return_exceptions=True)  # its traceback holds the statement
    assert isinstance(error, asyncio.CancelledError)
    other = sqlite3.connect(path, timeout=1, isolation_level=None)
    try:
        other.execute("BEGIN IMMEDIATE")
    finally:
        other.close()
        await database.close()

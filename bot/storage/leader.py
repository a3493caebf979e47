"""One process of several does a job: the lock goes with the process, however that ends."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import suppress

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.database import Database

LOCKS = {"sender": 4_823_512}  # arbitrary numbers: the PostgreSQL advisory locks of the jobs


class Leader:
    """Takes the lock of a job. PostgreSQL: an advisory lock on a connection of its own, freed when that breaks.

    SQLite: a transaction held open on an empty file beside the database, freed by the system with the process. In
    memory there is nobody else.
    """

    def __init__(self, database: Database, job: str) -> None:
        self._database = database
        self._job = job
        self._connection: AsyncConnection | None = None
        self._file: sqlite3.Connection | None = None
        self._alone = False

    async def leads(self) -> bool:
        """Takes the lock where it is free; whether it is held now."""
        if self._database.is_sqlite:
            return self._alone or await asyncio.to_thread(self._take_file)
        if self._connection is None:
            self._connection = await self._database.connect()
            self._alone = False
        try:
            question = "SELECT 1 = 1" if self._alone else f"SELECT pg_try_advisory_lock({LOCKS[self._job]})"
            self._alone = bool(await self._connection.scalar(sa.text(question)))
        except sa.exc.SQLAlchemyError:
            await self.resign()
            raise
        return self._alone

    async def resign(self) -> None:
        """Gives the lock back; does nothing where it is not held."""
        self._alone = False
        if self._file is not None:
            self._file.close()
            self._file = None
        if self._connection is not None:
            connection, self._connection = self._connection, None
            with suppress(sa.exc.SQLAlchemyError):
                await connection.execute(sa.text("SELECT pg_advisory_unlock_all()"))  # the pool may hand it on
            with suppress(sa.exc.SQLAlchemyError):
                await connection.close()

    def _take_file(self) -> bool:
        if (path := self._database.path) is None:
            self._alone = True
            return True
        self._file = sqlite3.connect(f"{path}.{self._job}", timeout=0, isolation_level=None, check_same_thread=False)
        try:
            self._file.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            self._file.close()
            self._file = None
            if "locked" in str(error):  # somebody else holds it
                return False
            raise
        self._alone = True
        return True

"""The whole program as a process of its own, on a database full of subscribers."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import sqlalchemy as sa

from bot.stats import Stats, collect
from bot.storage.database import Database
from bot.storage.dialect import now
from bot.storage.schema import chats, deliveries, subscriptions
from tests.support.samples import TEXT
from tests.support.telegram_server import TOKEN, TelegramServer

ROOT = Path(__file__).parents[2]
WITHIN = 60  # seconds for a start on a busy machine


@dataclass
class Program:
    """`python -m bot`, with a database in `folder` (or at `url`) and that Telegram."""

    server: TelegramServer
    address: str
    folder: Path
    url: str = ""
    settings: Mapping[str, str] = field(default_factory=dict)
    _child: asyncio.subprocess.Process | None = None

    @property
    def database_url(self) -> str:
        return self.url or f"sqlite:///{self.folder}/bot.db"

    async def start(self) -> None:
        """Starts `run` and waits until it polls."""
        self.server.polled.clear()
        self._child = await self._command("run")
        async with asyncio.timeout(WITHIN):
            await self.server.polled.wait()

    async def kill(self) -> None:
        """Ends it as `kill -9` does."""
        if self._child is not None and self._child.returncode is None:
            self._child.kill()
        await self._gone()

    async def stop(self) -> None:
        """Ends it in order."""
        if self._child is not None and self._child.returncode is None:
            self._child.terminate()
        await self._gone()

    async def ingest(self, name: str, text: str = TEXT) -> None:
        """Takes a new episode in, from another process."""
        path = self.folder / f"{name}.txt"
        path.write_text(text, "utf-8")
        child = await self._command("ingest", str(path))
        if await child.wait() != 0:
            raise RuntimeError(f"the episode was refused: {self.log}")

    @property
    def log(self) -> str:
        """What it has logged."""
        return (self.folder / "log").read_text("utf-8")

    async def subscribe(self, ids: Iterable[int]) -> None:
        """Subscribes those chats to all episodes."""
        database = Database(self.database_url)
        await database.prepare()
        moment = now()
        known = [
            {"id": one, "kind": "private" if one > 0 else "supergroup", "title": "", "active": True} for one in ids
        ]
        wish = {"thread_id": 0, "kind": "all", "value": "", "paused": False, "created_at": moment}
        async with database.writing() as connection:
            await connection.execute(sa.insert(chats), [{**one, "created_at": moment} for one in known])
            await connection.execute(sa.insert(subscriptions), [{**wish, "chat_id": one["id"]} for one in known])
        await database.close()

    async def stats(self) -> Stats:
        """What `python -m bot stats` shows."""
        database = Database(self.database_url)
        try:
            return await collect(database)
        finally:
            await database.close()

    async def hurry(self) -> None:
        """Lets the waits of failed pushes pass."""
        database = Database(self.database_url)
        async with database.writing() as connection:
            await connection.execute(sa.update(deliveries).values(due_at=now()).where(deliveries.c.state == "pending"))
        await database.close()

    async def _command(self, *words: str) -> asyncio.subprocess.Process:
        environment = {name: value for name, value in os.environ.items() if "PROXY" not in name.upper()} | {
            "TELEGRAM_BOT_TOKEN": TOKEN,
            "TELEGRAM_API_BASE_URL": self.address,
            "DATABASE_URL": self.database_url,
            **self.settings,
        }
        with (self.folder / "log").open("a") as log:
            return await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", *words, stdout=log, stderr=log, env=environment, cwd=ROOT
            )

    async def _gone(self) -> None:
        if self._child is not None:
            await self._child.wait()
        self._child = None

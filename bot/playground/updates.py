"""The updates that wait for the bot, handed out as getUpdates does: https://core.telegram.org/bots/api#getupdates."""

from __future__ import annotations

import asyncio
import itertools
from collections import deque
from collections.abc import Sequence
from typing import Any

from bot.playground.errors import ApiError

KEPT = 1000  # unfetched updates; the oldest go first
MAX_LIMIT = 100
MAX_WAIT_SECONDS = 50
CONFLICT = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"


class UpdateQueue:
    """Updates in order, each kept until a later offset confirms it; one reader at a time."""

    def __init__(self) -> None:
        self.allowed: frozenset[str] = frozenset()  # empty: all kinds
        self._waiting: deque[dict[str, Any]] = deque(maxlen=KEPT)
        self._ids = itertools.count(1)
        self._reader: asyncio.Future[bool] | None = None

    def __len__(self) -> int:
        return len(self._waiting)

    def put(self, kind: str, content: dict[str, Any]) -> None:
        """Queues an update, unless the bot has asked not to get that kind."""
        if self.allowed and kind not in self.allowed:
            return
        self._waiting.append({"update_id": next(self._ids), kind: content})
        self._wake(stay=True)

    def drop(self) -> None:
        """Forgets what waits."""
        self._waiting.clear()

    async def get(
        self, offset: int = 0, limit: int = MAX_LIMIT, seconds: float = 0, allowed: Sequence[str] | None = None
    ) -> list[dict[str, Any]]:
        """Confirms what is below the offset and gives the next updates, waiting up to `seconds` for one."""
        if allowed is not None:
            self.allowed = frozenset(allowed)
        self._confirm(offset)
        self._wake(stay=False)
        if not self._waiting and seconds > 0:
            await self._wait(min(seconds, MAX_WAIT_SECONDS))
        return list(itertools.islice(self._waiting, max(1, min(limit, MAX_LIMIT))))

    def _confirm(self, offset: int) -> None:
        while offset < 0 and len(self._waiting) > -offset:
            self._waiting.popleft()
        while self._waiting and self._waiting[0]["update_id"] < offset:
            self._waiting.popleft()

    async def _wait(self, seconds: float) -> None:
        mine = self._reader = asyncio.get_running_loop().create_future()
        try:
            async with asyncio.timeout(seconds):
                if not await mine:
                    raise ApiError(409, CONFLICT)
        except TimeoutError:
            pass
        finally:
            if self._reader is mine:
                self._reader = None

    def _wake(self, *, stay: bool) -> None:
        if self._reader and not self._reader.done():
            self._reader.set_result(stay)

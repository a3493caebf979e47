"""How fast pushes may go: over all, and for each chat, within what Telegram's FAQ allows."""

from __future__ import annotations

import asyncio
from collections import OrderedDict

from aiolimiter import AsyncLimiter

# https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this names 30 a second over all, one a
# second a chat, 20 a minute a group; a third of the first is left for answers.
OVERALL = 20
CHATS_REMEMBERED = 5_000


class Pace:
    """Lets one push through when its turn has come; answers to people do not pass here."""

    def __init__(self, per_second: float = OVERALL) -> None:
        # A bucket of one: an even rate, where a bucket of 20 would let 20 go at once and 20 more within the second.
        self._overall = AsyncLimiter(1, 1 / per_second)
        self._chats: OrderedDict[int, tuple[AsyncLimiter, ...]] = OrderedDict()

    async def turn(self, chat_id: int, *, group: bool) -> None:
        """Waits until this chat may be sent the next message."""
        for limiter in self._chat(chat_id, group):
            await limiter.acquire()
        await self._overall.acquire()

    def _chat(self, chat_id: int, group: bool) -> tuple[AsyncLimiter, ...]:
        limiters = self._chats.pop(chat_id, None)
        if limiters is None:
            limiters = (AsyncLimiter(1, 1), AsyncLimiter(20, 60)) if group else (AsyncLimiter(1, 1),)
        self._chats[chat_id] = limiters
        while len(self._chats) > CHATS_REMEMBERED:
            self._chats.popitem(last=False)
        return limiters


async def pause(seconds: float, wake: asyncio.Event) -> None:
    """Waits that long, or until woken."""
    try:
        async with asyncio.timeout(seconds):
            await wake.wait()
    except TimeoutError:
        pass
    wake.clear()

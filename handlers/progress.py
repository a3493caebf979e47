"""One message that shows how far long work is, and in the end what came of it."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress

from telegram.error import TelegramError

from bot.render.types import Message
from handlers.context import Context
from handlers.place import Place
from handlers.sending import send, write_over

SECONDS = 3.0  # between two looks; Telegram takes about one edit a second in a chat


class Progress:
    """Shows `render(done, of)` at a place. Where Telegram refuses that, the work goes on."""

    def __init__(self, context: Context, place: Place, render: Callable[[int, int], Message]) -> None:
        self._context = context
        self._place = place
        self._render = render
        self._shown: int | None = None  # the message's id
        self._next = time.monotonic()

    async def show(self, done: int, of: int) -> None:
        """So many are done; shown at once the first time, then every few seconds."""
        if time.monotonic() < self._next:
            return
        self._next = time.monotonic() + SECONDS
        with suppress(TelegramError):
            await self._write(self._render(done, of))

    async def end(self, message: Message) -> None:
        """Shows what came of it, in the place of what was shown before."""
        try:
            await self._write(message)
        except TelegramError:  # deleted meanwhile
            await send(self._context, self._place, [message])

    async def _write(self, message: Message) -> None:
        self._shown = await write_over(self._context, self._place, self._shown, message)

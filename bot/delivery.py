"""The sender: takes due deliveries out of the outbox and sends them, each once, at the set pace.

Telegram has no idempotency key: a process that dies between a send and its mark repeats that one message after the
lease has run out. Nothing is ever lost. A sender that is ended in order lets what is on the wire arrive and marks it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Sequence
from contextlib import suppress
from typing import Any

import structlog
from telegram import Bot, LinkPreviewOptions
from telegram.constants import ChatType, ParseMode
from telegram.error import TelegramError

from bot.library import Library
from bot.pace import Pace, pause
from bot.render.links import Links
from bot.render.push import push
from bot.render.types import Message
from bot.retry import Decision, decide
from bot.storage import chats
from bot.storage import deliveries as queries
from bot.storage.database import Database
from bot.storage.deliveries import Delivery
from bot.storage.dialect import now
from index.types import Language

log = structlog.get_logger(__name__)

BATCH = 20  # leased at once: about a second's worth, so that a stop has little to wait for
LAST_SECONDS = 1.5  # for sends on the wire when the sender is ended
IDLE_SECONDS = 1.0  # between looks into an empty outbox; another process may fill it


class Sender:
    """Sends what the outbox holds; start it with `run`, end it by cancelling."""

    def __init__(
        self, database: Database, library: Library, bot: Bot, default_language: Language, pace: Pace | None = None
    ) -> None:
        self._database = database
        self._library = library
        self._bot = bot
        self._default_language = default_language
        self._pace = pace or Pace()
        self._on_the_wire: set[asyncio.Task[None]] = set()
        self.wake = asyncio.Event()

    async def run(self) -> None:
        """Sends until cancelled; an error of one round is logged and the next round tried."""
        try:
            while True:
                if not await self._round():
                    await pause(IDLE_SECONDS, self.wake)
        finally:
            with suppress(TimeoutError):
                async with asyncio.timeout(LAST_SECONDS):
                    await asyncio.gather(*self._on_the_wire, return_exceptions=True)

    async def _round(self) -> int:
        try:
            return await self.drain()
        except Exception as error:  # noqa: BLE001 - a locked database must not end pushing for good
            log.warning("pushes wait", error=str(error).partition("\n")[0])
            return 0

    async def drain(self) -> int:
        """Leases and sends one batch; gives how many deliveries it held."""
        async with self._database.writing() as connection:
            batch = await queries.lease(connection, BATCH)
        await asyncio.gather(*map(self._deliver, batch))
        return len(batch)

    async def _deliver(self, delivery: Delivery) -> None:
        try:
            await self._send(delivery)
        except TelegramError as error:
            await self._settle_failure(delivery, error, decide(error, delivery.attempts))

    async def _send(self, delivery: Delivery) -> None:
        parts = await self._messages(delivery)
        if len(parts) <= delivery.parts_sent:  # the episode is gone, or shorter by now
            await self._mark(delivery, len(parts), last=True)
        for number, part in enumerate(parts, 1):
            if number > delivery.parts_sent:
                await self._pace.turn(delivery.chat_id, group=delivery.chat_kind != ChatType.PRIVATE)
                await self._unbroken(self._post(delivery, part, number, last=number == len(parts)))

    async def _unbroken(self, work: Coroutine[Any, Any, None]) -> None:
        """Goes on with `work` when this sender is cancelled: a message may be there already, and must be marked."""
        task = asyncio.create_task(work)
        self._on_the_wire.add(task)
        task.add_done_callback(self._on_the_wire.discard)
        await asyncio.shield(task)

    async def _post(self, delivery: Delivery, part: Message, number: int, *, last: bool) -> None:
        await self._bot.send_message(
            delivery.chat_id,
            part.text,
            parse_mode=ParseMode.HTML,
            reply_markup=part.markup,
            message_thread_id=delivery.thread_id or None,
            link_preview_options=LinkPreviewOptions(is_disabled=True),
        )
        await self._mark(delivery, number, last=last)

    async def _mark(self, delivery: Delivery, number: int, *, last: bool) -> None:
        async with self._database.writing() as connection:
            if not last:
                await queries.part_sent(connection, delivery.id, number)
                return
            await queries.settle(connection, delivery.id, state="sent", sent_at=now(), last_error=None)
        log.info("pushed", chat=delivery.chat_id, episode=delivery.episode_id)

    async def _messages(self, delivery: Delivery) -> Sequence[Message]:
        if delivery.episode_id not in self._library.snapshot.shelves:
            await self._library.refresh()
        shelf = self._library.snapshot.shelves.get(delivery.episode_id)
        if shelf is None:
            return ()
        items = [indexed.item for indexed in shelf.items if indexed.item.n in delivery.numbers]
        language = delivery.language or self._default_language
        return push(shelf.episode, items, language, Links(self._bot.username))

    async def _settle_failure(self, delivery: Delivery, error: TelegramError, decision: Decision) -> None:
        log.warning("push failed", chat=delivery.chat_id, error=error.message, action=decision.action)
        async with self._database.writing() as connection:
            if decision.action == "leave":
                await chats.update(connection, delivery.chat_id, {"active": False})
                await queries.drop_waiting(connection, delivery.chat_id, error.message)
                return
            if decision.action == "move":
                await chats.migrate(connection, delivery.chat_id, decision.new_chat_id)
            await queries.settle(
                connection,
                delivery.id,
                state="parked" if decision.action == "park" else "pending",
                attempts=delivery.attempts + decision.counts,
                due_at=now() + decision.wait,
                last_error=error.message,
            )

"""The sender: takes due deliveries out of the outbox and sends them, each once, at the set pace.

Telegram has no idempotency key: a process that dies between a send and its mark repeats that one message after the
lease has run out. Nothing is ever lost.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

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
        self.wake = asyncio.Event()

    async def run(self) -> None:
        """Sends until cancelled; an error of one round is logged and the next round tried."""
        while True:
            try:
                sent = await self.drain()
            except Exception as error:  # noqa: BLE001 - a locked database must not end pushing for good
                log.warning("pushes wait", error=str(error).partition("\n")[0])
                sent = 0
            if not sent:
                await pause(IDLE_SECONDS, self.wake)

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
        else:
            async with self._database.writing() as connection:
                await queries.settle(connection, delivery.id, state="sent", sent_at=now(), last_error=None)
            log.info("pushed", chat=delivery.chat_id, episode=delivery.episode_id)

    async def _send(self, delivery: Delivery) -> None:
        parts = await self._messages(delivery)
        for number, part in enumerate(parts, 1):
            if number <= delivery.parts_sent:
                continue
            await self._pace.turn(delivery.chat_id, group=delivery.chat_kind != ChatType.PRIVATE)
            await self._bot.send_message(
                delivery.chat_id,
                part.text,
                parse_mode=ParseMode.HTML,
                reply_markup=part.markup,
                message_thread_id=delivery.thread_id or None,
                link_preview_options=LinkPreviewOptions(is_disabled=True),
            )
            if number < len(parts):
                async with self._database.writing() as connection:
                    await queries.part_sent(connection, delivery.id, number)

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

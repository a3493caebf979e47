"""The sender: takes due deliveries out of the outbox and sends them, each once, at the set pace.

Telegram has no idempotency key: what was on the wire when a process died is sent again, for nobody can tell whether it
arrived. So each is leased right before it goes out and marked right after, and the next one waits for that as long as
the pace allows: while Telegram answers faster than the pace sends (or now and then up to PATIENCE slower), just one is
ever on the wire; where it is slower, as many as the pace needs. Nothing is ever lost. A sender that is ended in order
lets what is on the wire arrive and marks it.

One process sends at a time, so that the pace holds for all of them together, and so that the next one knows at once
that what is leased was left behind.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from functools import partial

import structlog
from sqlalchemy.exc import SQLAlchemyError
from telegram import Bot, LinkPreviewOptions
from telegram.constants import ParseMode

from bot.alerts import Alerts
from bot.content import Content
from bot.failures import Failures
from bot.library import Library
from bot.pace import LATE, Pace, pause, pushing
from bot.render.links import Links
from bot.render.types import Message
from bot.retry import backoff
from bot.storage import deliveries as queries
from bot.storage.database import Database
from bot.storage.deliveries import Delivery
from bot.storage.dialect import now
from bot.storage.leader import Leader
from index.types import Language

log = structlog.get_logger(__name__)

BATCH = 40  # looked up at once: two seconds' worth
LANES = 32  # chats at work at once; each waits for its turn, and long pushes for several
PATIENCE = LATE * 0.75  # seconds that a message waits for the mark of the one before
LAST_SECONDS = 1.5  # for sends on the wire when the sender is ended
IDLE_SECONDS = 1.0  # between looks into an empty outbox; another process may fill it
BUSY_SECONDS = 0.2  # between looks while chats wait for their turn
STANDBY_SECONDS = 2.0  # between looks whether the process that sends still lives


class Sender:
    """Sends what the outbox holds; start it with `run`, end it by cancelling."""

    def __init__(
        self,
        database: Database,
        library: Library,
        bot: Bot,
        language: Language,
        pace: Pace | None = None,
        alerts: Alerts | None = None,
        pages_url: str | None = None,
    ) -> None:
        self._database = database
        self._bot = bot
        self._pace = pace or Pace()
        self._pages_url = pages_url
        self._content = Content(database, library, language)
        self._name = secrets.token_hex(8)
        self._failures = Failures(database, bot, self._pace, self._name, alerts)
        self._leader = Leader(database, "sender")
        self._leads = False
        self._lanes: dict[int, asyncio.Task[None]] = {}
        self._on_the_wire: set[asyncio.Task[bool]] = set()
        self.wake = asyncio.Event()

    async def run(self) -> None:
        """Sends until cancelled; an error of one round is logged and the next round tried."""
        try:
            while True:
                await pause(await self._round(), self.wake)
        finally:
            await self._end()

    async def _round(self) -> float:
        """Begins all that can go out now, where this process is the one that sends; gives the seconds to rest."""
        try:
            if not await self._lead():
                return STANDBY_SECONDS
            if await self._begin_due():
                return 0
        except Exception as error:  # noqa: BLE001 - a locked database must not end pushing for good
            log.warning("pushes wait", reason=str(error).partition("\n")[0])
        return BUSY_SECONDS if self._pace.busy() or self._lanes else IDLE_SECONDS

    async def _lead(self) -> bool:
        led, self._leads = self._leads, await self._leader.leads()
        if self._leads and not led:
            async with self._database.writing() as connection:
                left = await queries.take_back(connection)
            log.info("this process sends the pushes", left_behind=left)
        return self._leads

    async def _end(self) -> None:
        for lane in self._lanes.values():
            lane.cancel()
        with suppress(TimeoutError):
            async with asyncio.timeout(LAST_SECONDS):
                await asyncio.gather(*self._on_the_wire, return_exceptions=True)
        await self._leader.resign()

    async def drain(self) -> int:
        """Sends what can go out now and waits until it has; gives how many pushes that were."""
        begun = await self._begin_due()
        while self._lanes:
            await asyncio.gather(*self._lanes.values())
        return begun

    async def _begin_due(self) -> int:
        begun = 0
        while due := await self._due():
            for chat_id, delivery in due.items():
                while len(self._lanes) >= LANES:
                    await asyncio.wait(self._lanes.values(), return_when=asyncio.FIRST_COMPLETED)
                if chat_id not in self._lanes:
                    self._begin(chat_id, delivery)
                    begun += 1
        return begun

    async def _due(self) -> dict[int, Delivery]:
        """By chat, its longest due delivery, of those chats whose turn has come and that are not at work."""
        if self._pace.held_for:
            return {}
        async with self._database.reading() as connection:
            found = await queries.due(connection, BATCH, {*self._pace.busy(), *self._lanes})
        first: dict[int, Delivery] = {}
        for one in found:
            first.setdefault(one.chat_id, one)
        return first

    def _begin(self, chat_id: int, delivery: Delivery) -> None:
        lane = self._lanes[chat_id] = asyncio.create_task(self._deliver(delivery))
        lane.add_done_callback(lambda _: self._lanes.pop(chat_id, None))

    async def _deliver(self, first: Delivery) -> None:
        bundle: Sequence[Delivery] = [first]
        try:
            async with self._database.reading() as connection:
                bundle = await queries.of_slot(connection, first)
            if bundle:
                await self._send(bundle)
        except Exception as error:  # noqa: BLE001 - one push that fails, however it does, must not stop the others
            await self._persist(partial(self._failures.settle, bundle, error))

    async def _send(self, bundle: Sequence[Delivery]) -> None:
        parts = await self._content.messages(bundle, Links(self._bot.username, self._pages_url))
        begun = min(one.parts_sent for one in bundle)
        if len(parts) <= begun:  # the episodes are gone, or shorter by now, or nobody wants them any more
            await self._unbroken(self._close(bundle, bool(begun)))
        for number, part in enumerate(parts[begun:], begun + 1):
            await self._turn(bundle[0].chat_id)
            again = number > begun + 1
            if not await self._unbroken(self._post(bundle, part, number, again=again, last=number == len(parts))):
                return

    async def _turn(self, chat_id: int) -> None:
        """Waits for the chat's turn, and then for the marks of those before, as long as the pace allows."""
        while True:
            meant = await self._pace.turn(chat_id)
            left = meant + PATIENCE - self._pace.now()
            if self._on_the_wire and left > 0:
                await asyncio.wait(self._on_the_wire, timeout=left)
            if not self._pace.held_for:  # else one of those before met a flood
                return

    async def _unbroken(self, work: Awaitable[bool]) -> bool:
        """Goes on with `work` when this sender is cancelled: a message may be there already, and must be marked."""
        task = asyncio.ensure_future(work)
        self._on_the_wire.add(task)
        task.add_done_callback(self._on_the_wire.discard)
        return await asyncio.shield(task)

    async def _post(self, bundle: Sequence[Delivery], part: Message, number: int, *, again: bool, last: bool) -> bool:
        """Leases, sends and marks; False where somebody else has it, or it was ended meanwhile."""
        if not await self._lease(bundle, again=again):
            return False
        pushing.set(True)
        await self._bot.send_message(
            bundle[0].chat_id,
            part.text,
            parse_mode=ParseMode.HTML,
            reply_markup=part.markup,
            message_thread_id=bundle[0].thread_id or None,
            link_preview_options=LinkPreviewOptions(is_disabled=True),
        )
        self._failures.weather.succeeded()
        await self._persist(lambda: self._mark(bundle, number, last=last))
        return True

    async def _lease(self, bundle: Sequence[Delivery], *, again: bool = False) -> bool:
        async with self._database.writing() as connection:
            return await queries.lease(connection, [one.id for one in bundle], self._name, again=again)

    async def _mark(self, bundle: Sequence[Delivery], number: int, *, last: bool) -> None:
        ids = [one.id for one in bundle]
        async with self._database.writing() as connection:
            if not last:
                await queries.part_sent(connection, ids, number)
                return
            await queries.settle(connection, ids, self._name, state="sent", sent_at=now(), last_error=None)
        log.info("pushed", chat=bundle[0].chat_id, episodes=[one.episode_id for one in bundle])

    async def _close(self, bundle: Sequence[Delivery], begun: bool) -> bool:
        values = {"state": "sent", "sent_at": now()} if begun else {"state": "dropped"}
        async with self._database.writing() as connection:
            await queries.settle(connection, [one.id for one in bundle], self._name, **values)
        return True

    async def _persist(self, work: Callable[[], Awaitable[None]]) -> None:
        """Does what must be written down, however long the database needs: else a message would go out again."""
        attempts = 0
        while True:
            try:
                await work()
            except SQLAlchemyError as error:
                log.warning("the database takes no marks, trying again", reason=str(error).partition("\n")[0])
                await asyncio.sleep(backoff(attempts).total_seconds())
                attempts += 1
            else:
                return

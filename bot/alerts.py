"""What the operators are told by the bot itself: pushes that were given up."""

from __future__ import annotations

import asyncio
from collections.abc import Collection

import structlog
from telegram import Bot
from telegram.constants import ParseMode
from telegram.error import TelegramError

from bot.render.html import clip, say
from bot.storage import chats
from bot.storage.database import Database
from bot.storage.deliveries import Delivery
from index.types import Language

log = structlog.get_logger(__name__)

QUIET = 600.0  # seconds between two alerts: what comes meanwhile is counted, and told at the end
REASON = 200  # UTF-16 units


class Alerts:
    """Tells ADMIN_IDS, in their languages; /status shows the same at any time."""

    def __init__(
        self, database: Database, bot: Bot, admin_ids: Collection[int], language: Language, quiet: float = QUIET
    ) -> None:
        self._database = database
        self._bot = bot
        self._admin_ids = sorted(admin_ids)
        self._language = language
        self._quiet = quiet
        self._parked = 0
        self._last = ("", "")  # episode and reason
        self._news = asyncio.Event()

    def parked(self, delivery: Delivery, reason: str) -> None:
        """A delivery was given up; does not wait."""
        self._parked += 1
        self._last = (delivery.episode_id, clip(reason, REASON))
        self._news.set()

    async def run(self) -> None:
        """Tells what there is, until cancelled."""
        while True:
            await self._news.wait()
            self._news.clear()
            count, self._parked = self._parked, 0
            for admin_id in self._admin_ids:
                await self._tell(admin_id, count)
            await asyncio.sleep(self._quiet)

    async def _tell(self, admin_id: int, count: int) -> None:
        try:
            async with self._database.reading() as connection:
                chat = await chats.find(connection, admin_id)
            episode, reason = self._last
            language = (chat.language if chat else None) or self._language
            text = say(language, "alert-parked", count=count, episode=episode, reason=reason)
            await self._bot.send_message(admin_id, text, parse_mode=ParseMode.HTML)
        except TelegramError as error:
            log.warning("an admin could not be told", admin=admin_id, reason=error.message)
        except Exception as error:  # noqa: BLE001 - a database that is down must not end the alerts
            log.warning("an admin could not be told", admin=admin_id, reason=str(error).partition("\n")[0])

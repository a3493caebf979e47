"""What follows from a push that failed: in the database, in the pace, and for the operators."""

from __future__ import annotations

from collections.abc import Sequence

import structlog
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection
from telegram import Bot
from telegram.error import TelegramError

from bot.alerts import Alerts
from bot.pace import Pace
from bot.retry import Decision, Weather, decide, is_weather, spread
from bot.storage import chats, deliveries, subscriptions
from bot.storage.database import Database
from bot.storage.deliveries import Delivery
from bot.storage.dialect import now

log = structlog.get_logger(__name__)


class Failures:
    """Carries out what `decide` says of an error. `holder`: in whose name the deliveries are leased."""

    def __init__(self, database: Database, bot: Bot, pace: Pace, holder: str, alerts: Alerts | None) -> None:
        self._database = database
        self._bot = bot
        self._pace = pace
        self._holder = holder
        self._alerts = alerts
        self.weather = Weather()

    async def settle(self, bundle: Sequence[Delivery], error: Exception) -> None:
        """Deals with the failure of what was to go out in one message."""
        first = bundle[0]
        if isinstance(error, SQLAlchemyError):  # nothing was sent, and it is nobody's fault but the database's
            log.warning("a push waits for the database", chat=first.chat_id, reason=_words(error))
            return
        decision = decide(error, first.attempts)
        if is_weather(error) and await self._is_stormy(first.chat_id):
            wait = self.weather.storm()
            self._pace.hold_all(wait.total_seconds())
            decision = Decision("retry", wait, counts=False)
        if decision.flood:
            self._flooded(first.chat_id, decision)
        log.warning("push failed", chat=first.chat_id, reason=_words(error), action=decision.action)
        async with self._database.writing() as connection:
            await self._carry_out(connection, bundle, decision, _words(error))
        if decision.action == "park" and self._alerts:
            self._alerts.parked(first, _words(error))

    async def _is_stormy(self, chat_id: int) -> bool:
        """Whether no push would get through: chat after chat fails, or Telegram does not answer at all."""
        if self.weather.failed(chat_id) or self._pace.held_for:
            return True
        try:
            await self._bot.get_me()
        except TelegramError:
            return True
        return False

    def _flooded(self, chat_id: int, decision: Decision) -> None:
        seconds = decision.wait.total_seconds()
        self._pace.hold(chat_id, seconds)
        if self.weather.flooded(chat_id):
            log.warning("Telegram asks for a pause of all pushes", seconds=seconds)
            self._pace.hold_all(seconds)

    async def _carry_out(
        self, connection: AsyncConnection, bundle: Sequence[Delivery], decision: Decision, reason: str
    ) -> None:
        first = bundle[0]
        match decision.action:
            case "leave":
                await chats.update(connection, first.chat_id, {"active": False})
                await deliveries.drop_waiting(connection, first.chat_id, reason)
                return
            case "leave_thread":
                await subscriptions.end(connection, first.chat_id, first.thread_id)
                await deliveries.drop_waiting(connection, first.chat_id, reason, first.thread_id)
                return
            case "move":
                await chats.migrate(connection, first.chat_id, decision.new_chat_id)
        due_at = now() + (decision.wait if decision.flood else spread(decision.wait))
        states = {"park": "parked", "skip": "dropped"}
        await deliveries.settle(
            connection,
            [one.id for one in bundle],
            self._holder,
            state=states.get(decision.action, "pending"),
            attempts=first.attempts + decision.counts,
            due_at=due_at,
            last_error=reason,
        )
        if decision.flood:
            await deliveries.wait(connection, first.chat_id, due_at)


def _words(error: Exception) -> str:
    """The error in one line that may be shown."""
    if isinstance(error, TelegramError):
        return error.message
    return f"{type(error).__name__}: {error}".partition("\n")[0]

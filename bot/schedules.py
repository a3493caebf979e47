"""The schedules of all places, and the pushes that wait by them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.schedule import Frequency, Schedule
from bot.storage import chats
from bot.storage import deliveries as pushes
from bot.storage import schedules as queries
from bot.storage.database import Database
from bot.storage.dialect import now
from bot.storage.schedules import Place


class Schedules:
    """When each place is told. A change moves what waits already; `default` is the zone of chats that chose none."""

    def __init__(self, database: Database, default: ZoneInfo) -> None:
        self._database = database
        self._default = default

    async def of(self, place: Place) -> Schedule:
        """The schedule in force."""
        async with self._database.reading() as connection:
            return await queries.find(connection, place, self._default)

    async def set_time(self, place: Place, frequency: Frequency, weekday: int = 0, hour: int = 0) -> Schedule:
        """Told at once, or in a digest at that hour. ValueError: no such weekday or hour."""
        if weekday not in range(7) or hour not in range(24):
            raise ValueError(f"no time of a week: {weekday}, {hour}")
        return await self._change(place, lambda held: replace(held, frequency=frequency, weekday=weekday, hour=hour))

    async def mute(self, place: Place, until: dt.datetime | None) -> Schedule:
        """Nothing is sent until then; None: from now on again."""
        return await self._change(place, lambda held: replace(held, muted_until=until))

    async def set_zone(self, chat_id: int, zone: ZoneInfo) -> None:
        """The clock of the chat, for all of its threads."""
        async with self._database.writing() as connection:
            await chats.update(connection, chat_id, {"timezone": zone.key})
            for thread_id in await queries.threads(connection, chat_id):
                await self._retime(connection, (chat_id, thread_id))

    async def _change(self, place: Place, change: Callable[[Schedule], Schedule]) -> Schedule:
        async with self._database.writing() as connection:
            changed = change(await queries.find(connection, place, self._default))
            # Kept with the choice, so that the hour stays what it was when somebody else runs the bot elsewhere.
            await chats.update(connection, place[0], {"timezone": changed.zone.key})
            await queries.store(connection, place, changed)
            await self._retime(connection, place)
        return changed

    async def _retime(self, connection: AsyncConnection, place: Place) -> None:
        moment = now()
        timing = (await queries.find(connection, place, self._default)).timing(moment)
        await pushes.retime(connection, place, timing, moment)

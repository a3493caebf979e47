"""When a chat is told: at once or in a digest, in which time zone, and for how long not at all."""

from __future__ import annotations

import asyncio

from telegram import Update

from bot.i18n import translate
from bot.render import schedules as render
from bot.render.html import say
from bot.render.types import Message
from bot.schedule import Frequency, Schedule, mute_end, zone_of
from bot.storage.dialect import now
from handlers.administrators import allowed, refusal
from handlers.context import Context
from handlers.place import Place, place_of
from handlers.presses import Notice, Press, StaleError
from handlers.sending import edit, send
from handlers.subscriptions import overview_of


async def timezone(update: Update, context: Context) -> None:
    """Offers time zones, or sets the one that stands after the command."""
    place = await place_of(update, context)
    if not await allowed(context, place, update.effective_message):
        return
    words = " ".join(context.args or ())
    zone = await asyncio.to_thread(zone_of, words)
    if words and zone is None:
        await send(context, place, [Message(say(place.language, "zone-unknown"))])
        return
    if zone is None:
        await send(context, place, [render.zone_page(await _of(context, place), place.language)])
        return
    await context.services.schedules.set_zone(place.chat_id, zone)
    hour = f"{now().astimezone(zone):%H:%M}"
    await send(context, place, [Message(say(place.language, "zone-set", zone=zone.key, hour=hour))])


async def pressed_time(press: Press, context: Context) -> Notice | None:
    """Asks step by step when to push, and sets it."""
    if refused := await refusal(context, press):
        return refused
    schedule, language = await _of(context, press.place), press.place.language
    match press.values:
        case ():
            shown = render.time_page(schedule, language)
        case ("d",):
            shown = render.hour_page(schedule, language, "d")
        case ("w",):
            shown = render.weekday_page(schedule, language)
        case ("w", day):
            shown = render.hour_page(schedule, language, "w", day)
        case _:
            return await _set_time(press, context)
    await edit(context, press.place, press.query, shown)
    return None


async def _set_time(press: Press, context: Context) -> Notice:
    frequency, weekday, hour = _chosen(press)
    try:
        schedule = await context.services.schedules.set_time(press.place.spot, frequency, weekday, hour)
    except ValueError:
        raise StaleError from None
    await edit(context, press.place, press.query, await overview_of(context, press.place))
    return Notice(translate(press.place.language, "time-set", time=render.time_line(schedule, press.place.language)))


def _chosen(press: Press) -> tuple[Frequency, int, int]:
    match press.values:
        case ("i",):
            return "instant", 0, 0
        case ("d", _):
            return "daily", 0, press.number(1)
        case ("w", _, _):
            return "weekly", press.number(1), press.number(2)
    raise StaleError


async def pressed_zone(press: Press, context: Context) -> Notice | None:
    """Shows the time zones, or sets one."""
    if refused := await refusal(context, press):
        return refused
    place = press.place
    if press.values:
        zone = await asyncio.to_thread(zone_of, press.text(0))
        if zone is None:
            raise StaleError
        await context.services.schedules.set_zone(place.chat_id, zone)
        await edit(context, place, press.query, render.time_page(await _of(context, place), place.language))
        hour = f"{now().astimezone(zone):%H:%M}"
        return Notice(translate(place.language, "zone-set", zone=zone.key, hour=hour))
    await edit(context, place, press.query, render.zone_page(await _of(context, place), place.language))
    return None


async def pressed_mute(press: Press, context: Context) -> Notice | None:
    """Asks for how long to be silent, or is."""
    if refused := await refusal(context, press):
        return refused
    place = press.place
    if not press.values:
        await edit(context, place, press.query, render.mute_page(await _of(context, place), place.language))
        return None
    hours = press.number(0)
    if hours and hours not in render.MUTES:
        raise StaleError
    await context.services.schedules.mute(place.spot, mute_end(hours, now()))
    await edit(context, place, press.query, await overview_of(context, place))
    return Notice(translate(place.language, "mute-set" if hours else "mute-ended"))


async def _of(context: Context, place: Place) -> Schedule:
    return await context.services.schedules.of(place.spot)

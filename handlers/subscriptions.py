"""/subscriptions: all of a chat, each with its page; pausing, ending and trying them."""

from __future__ import annotations

from telegram import Update

from bot.i18n import translate
from bot.outbox import Matches, choose
from bot.render.push import preview
from bot.render.subscriptions import name_of, overview, subscription_page
from bot.render.types import Message
from bot.storage.subscriptions import Subscription
from handlers.administrators import refusal
from handlers.context import Context
from handlers.place import Place, place_of
from handlers.presses import Notice, Press, StaleError
from handlers.sending import edit, send


async def subscriptions(update: Update, context: Context) -> None:
    """Shows the subscriptions of the chat, and when they are told."""
    place = await place_of(update, context)
    await send(context, place, [await overview_of(context, place)])


async def pressed_overview(press: Press, context: Context) -> Notice | None:
    """Turns the message into that list."""
    await edit(context, press.place, press.query, await overview_of(context, press.place))
    return None


async def pressed_one(press: Press, context: Context) -> Notice | None:
    """Opens one subscription."""
    held = await _held(press, context)
    await edit(context, press.place, press.query, subscription_page(held, press.place.language))
    return None


async def pressed_pause(press: Press, context: Context) -> Notice | None:
    """Pauses one subscription, or goes on with it."""
    if refused := await refusal(context, press):
        return refused
    place, paused = press.place, press.number(1) == 1
    held = await context.services.subscriptions.pause(place.chat_id, place.thread_id, press.number(0), paused=paused)
    if held is None:
        raise StaleError
    await edit(context, place, press.query, subscription_page(held, place.language))
    name = name_of(held.kind, held.value, place.language)
    return Notice(translate(place.language, "paused-toast" if paused else "resumed-toast", name=name))


async def pressed_preview(press: Press, context: Context) -> Notice | None:
    """Sends what the latest episode would have pushed, for one subscription or for all that are not paused."""
    if refused := await refusal(context, press):
        return refused
    place, snapshot = press.place, context.snapshot
    wishes = [await _held(press, context)] if press.values else await _all(context, place)
    if not wishes or not snapshot.episodes:
        raise StaleError
    episode = snapshot.episodes[0]
    indexed = snapshot.shelves[episode.id].items
    matches = Matches(indexed)
    await matches.look_up(wish.value for wish in wishes if wish.kind == "topic")
    numbers = choose(wishes, episode, matches).get((place.chat_id, place.thread_id), ())
    items = [one.item for one in indexed if one.item.n in numbers]
    await send(context, place, preview(episode, items, place.language, context.links))
    return Notice(translate(place.language, "preview-sent"))


async def overview_of(context: Context, place: Place) -> Message:
    """The list of a place's subscriptions."""
    schedule = await context.services.schedules.of(place.spot)
    return overview(await _all(context, place), place.language, schedule)


async def _all(context: Context, place: Place) -> tuple[Subscription, ...]:
    return await context.services.subscriptions.of(place.chat_id, place.thread_id)


async def _held(press: Press, context: Context) -> Subscription:
    wanted = press.number(0)
    held = next((one for one in await _all(context, press.place) if one.id == wanted), None)
    if held is None:
        raise StaleError
    return held

"""/unsubscribe: what the chat is subscribed to, and ending it."""

from __future__ import annotations

from telegram import Update

from bot.i18n import translate
from bot.render.actions import Verb
from bot.render.greeting import hint
from bot.render.html import one_line, say
from bot.render.subscriptions import name_of, subscription_list
from bot.render.types import Message
from handlers.administrators import allowed, refusal
from handlers.context import Context
from handlers.place import Place, place_of
from handlers.presses import Notice, Press
from handlers.sending import edit, send
from handlers.subscriptions import overview_of


async def unsubscribe(update: Update, context: Context) -> None:
    """Lists the subscriptions with buttons; with a topic or show after the command, ends that one."""
    place = await place_of(update, context)
    value = one_line(" ".join(context.args or ()))
    if not value:
        await send(context, place, [await _list(context, place)])
    elif await allowed(context, place, update.effective_message):
        await send(context, place, [await _end_named(context, place, value)])


async def pressed_one(press: Press, context: Context) -> Notice | None:
    """Ends one subscription and renews the list that the button came from."""
    if refused := await refusal(context, press):
        return refused
    place = press.place
    gone = await context.services.subscriptions.remove(place.chat_id, place.thread_id, press.number(0))
    under_page = press.values[1:] == (Verb.SUBSCRIPTIONS,)
    await edit(context, place, press.query, await (overview_of if under_page else _list)(context, place))
    if gone is None:
        return Notice(translate(place.language, "unsubscribed-gone"))
    return Notice(translate(place.language, "unsubscribed", name=name_of(gone.kind, gone.value, place.language)))


async def pressed_all(press: Press, context: Context) -> Notice | None:
    """Ends all subscriptions of the chat."""
    if refused := await refusal(context, press):
        return refused
    place = press.place
    count = await context.services.subscriptions.clear(place.chat_id, place.thread_id)
    await edit(context, place, press.query, await _list(context, place))
    return Notice(translate(place.language, "unsubscribed-all", count=count))


async def _list(context: Context, place: Place) -> Message:
    return subscription_list(await context.services.subscriptions.of(place.chat_id, place.thread_id), place.language)


async def _end_named(context: Context, place: Place, value: str) -> Message:
    subscriptions = context.services.subscriptions
    for one in await subscriptions.of(place.chat_id, place.thread_id):
        if one.value.casefold() == value.casefold():
            await subscriptions.remove(place.chat_id, place.thread_id, one.id)
            name = name_of(one.kind, one.value, place.language)
            return Message(say(place.language, "unsubscribed", name=name))
    return hint(place.language, "unsubscribe-unknown")

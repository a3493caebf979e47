"""/start, alone and from deep links, and /help."""

from __future__ import annotations

import re

from telegram import Update

from bot.render.episodes import episode_page
from bot.render.greeting import help_text, hint, welcome, welcome_group
from bot.render.item import whole
from bot.render.types import Message
from handlers.ask import send_how_to
from handlers.context import Context
from handlers.examples import examples
from handlers.place import Place, place_of
from handlers.sending import send

_EPISODE = re.compile(r"e_([0-9a-f]{12})")
_ITEM = re.compile(r"i_([0-9a-f]{12})_(\d{1,6})")


async def start(update: Update, context: Context) -> None:
    """Greets, or shows what the deep link points to."""
    place = await place_of(update, context)
    payload = " ".join(context.args or ())
    if not place.private:
        await send(context, place, [welcome_group(place.language, context.bot.username)])
    elif payload == "ask":
        await send_how_to(context, place)
    elif payload:
        await send(context, place, _linked(payload, place, context))
    else:
        await context.services.conversations.forget(place.chat_id, place.user_id)
        await send(context, place, [_welcome(place, context)])


async def help_(update: Update, context: Context) -> None:
    """Says what the bot can do."""
    place = await place_of(update, context)
    await send(context, place, [help_text(place.language, context.bot.username)])


def _welcome(place: Place, context: Context) -> Message:
    return welcome(context.snapshot.episodes, place.language, examples(context.snapshot, place.language))


def _linked(payload: str, place: Place, context: Context) -> tuple[Message, ...]:
    snapshot, language = context.snapshot, place.language
    if found := _EPISODE.fullmatch(payload):
        episode = snapshot.episode(found[1])
        if episode:
            return (episode_page(episode, snapshot.items(episode.id), language),)
    if found := _ITEM.fullmatch(payload):
        hit = snapshot.hit(found[1], int(found[2]))
        if hit:
            return whole(hit, language, context.links)
    return (hint(language, "deep-link-gone", examples(snapshot, language)),)

"""What the bot cannot use: messages without text, and commands it does not know."""

from __future__ import annotations

from telegram import Update

from bot.render.greeting import hint
from handlers.context import Context
from handlers.examples import examples
from handlers.place import place_of
from handlers.sending import send


async def not_text(update: Update, context: Context) -> None:
    """A photo, voice or sticker in private: says that text questions work."""
    place = await place_of(update, context)
    await send(context, place, [hint(place.language, "only-text", examples(context.snapshot, place.language))])


async def unknown_command(update: Update, context: Context) -> None:
    """A command that does not exist, in private."""
    place = await place_of(update, context)
    await send(context, place, [hint(place.language, "unknown-command")])

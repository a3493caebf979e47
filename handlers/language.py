"""/language: the language of a chat."""

from __future__ import annotations

from dataclasses import replace

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update

from bot.i18n import LANGUAGES
from bot.render.actions import Verb, pack
from bot.render.html import say
from bot.render.types import Message
from handlers.administrators import allowed, refusal
from handlers.context import Context
from handlers.place import place_of
from handlers.presses import Notice, Press, StaleError
from handlers.sending import edit, send
from index.types import Language

NAMES: dict[Language, str] = {"zh": "中文", "en": "English"}  # each in itself, whatever the chat's language is


async def language(update: Update, context: Context) -> None:
    """Offers the languages, or sets the one that stands after the command."""
    place = await place_of(update, context)
    if not await allowed(context, place, update.effective_message):
        return
    wanted = _named(" ".join(context.args or ()))
    if wanted is None:
        await send(context, place, [_choice(place.language)])
        return
    await context.services.chats.set_language(place.chat_id, wanted)
    await send(context, place, [_set(wanted)])


async def pressed(press: Press, context: Context) -> Notice | None:
    """Sets the language and says so in it."""
    if refused := await refusal(context, press):
        return refused
    wanted = _named(press.text(0))
    if wanted is None:
        raise StaleError
    await context.services.chats.set_language(press.place.chat_id, wanted)
    await edit(context, replace(press.place, language=wanted), press.query, _set(wanted))
    return None


def _named(text: str) -> Language | None:
    text = text.strip().lower()
    return next((code for code in LANGUAGES if text in (code, NAMES[code].lower())), None)


def _choice(current: Language) -> Message:
    buttons = [
        InlineKeyboardButton(
            f"✓ {NAMES[code]}" if code == current else NAMES[code], callback_data=pack(Verb.LANGUAGE, code)
        )
        for code in LANGUAGES
    ]
    return Message(say(current, "language-ask"), InlineKeyboardMarkup([buttons]))


def _set(wanted: Language) -> Message:
    return Message(say(wanted, "language-set"))

"""Presses of buttons: each is taken apart, handed to its ability, and always answered."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from telegram import CallbackQuery, Update
from telegram.ext import CallbackQueryHandler

from bot.i18n import translate
from bot.library import Snapshot
from bot.render.actions import SEPARATOR, Verb, unpack
from bot.render.html import clip
from handlers.context import Context
from handlers.place import Place, place_of, spoken
from index.types import Hit

NOTICE = 200  # characters that Telegram shows of an answer to a press


class StaleError(Exception):
    """What the button pointed to is gone, or it was made by another version; the presser is told."""


@dataclass(frozen=True, slots=True)
class Press:
    """A pressed button: the values it carries, and the place of its message."""

    query: CallbackQuery
    place: Place
    values: tuple[str, ...]

    def number(self, position: int) -> int:
        """The value at that position as a number. StaleError: there is none."""
        try:
            return int(self.values[position])
        except (IndexError, ValueError):
            raise StaleError from None

    def text(self, position: int) -> str:
        """The value at that position. StaleError: there is none."""
        try:
            return self.values[position]
        except IndexError:
            raise StaleError from None

    def hit(self, snapshot: Snapshot, position: int = 0) -> Hit:
        """The item that key and number at that position stand for. StaleError: it is gone."""
        hit = snapshot.hit(self.text(position), self.number(position + 1))
        if hit is None:
            raise StaleError
        return hit


@dataclass(frozen=True, slots=True)
class Notice:
    """What the presser is shown: for a moment, or as an alert to be closed."""

    text: str
    alert: bool = False


Pressed = Callable[[Press, Context], Awaitable[Notice | None]]


def on(verb: Verb, pressed: Pressed) -> CallbackQueryHandler[Context, None]:
    """The handler of all buttons with that verb."""

    async def handle(update: Update, context: Context) -> None:
        query = _query(update)
        if query.message is None or query.data is None:
            raise StaleError
        press = Press(query, await place_of(update, context), unpack(query.data)[1])
        notice = await pressed(press, context)
        await query.answer(clip(notice.text, NOTICE) if notice else None, show_alert=bool(notice and notice.alert))

    return CallbackQueryHandler(_told_if_stale(handle), pattern=rf"^{verb}({SEPARATOR}|$)")


def any_other() -> CallbackQueryHandler[Context, None]:
    """The handler of buttons that nobody knows any more."""

    async def handle(_update: Update, _context: Context) -> None:
        raise StaleError

    return CallbackQueryHandler(_told_if_stale(handle))


def _told_if_stale(
    handle: Callable[[Update, Context], Awaitable[None]],
) -> Callable[[Update, Context], Any]:
    async def told(update: Update, context: Context) -> None:
        try:
            await handle(update, context)
        except StaleError:
            query = _query(update)
            chosen = await context.services.chats.language(update.effective_chat.id) if update.effective_chat else None
            await query.answer(translate(chosen or spoken(update, context), "stale"), show_alert=True)

    return told


def _query(update: Update) -> CallbackQuery:
    if update.callback_query is None:
        raise ValueError("this update holds no callback query")
    return update.callback_query

"""Sending replies: with the limits, waits and moves that Telegram asks for."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from typing import TypeVar

import httpx
from telegram import CallbackQuery, LinkPreviewOptions, ReplyParameters
from telegram.constants import ChatAction, ParseMode
from telegram.error import BadRequest, ChatMigrated, NetworkError, RetryAfter, TelegramError

from bot.render.types import Message
from handlers.context import Context
from handlers.place import Place

T = TypeVar("T")

ATTEMPTS = 3
LONGEST_WAIT = dt.timedelta(seconds=30)  # a reply that comes later has no reader
SERVER_WAIT = dt.timedelta(seconds=1)
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


async def send(context: Context, place: Place, messages: Iterable[Message]) -> None:
    """Sends the messages in order, the first as a reply; follows a group that became a supergroup."""
    for message in messages:
        try:
            await _send(context, place, message)
        except ChatMigrated as error:
            await context.services.chats.migrate(place.chat_id, error.new_chat_id)
            place = replace(place, chat_id=error.new_chat_id, reply_to=None)
            await _send(context, place, message)
        place = replace(place, reply_to=None)


async def edit(context: Context, place: Place, query: CallbackQuery, message: Message) -> None:
    """Turns the button's message into `message`; sends it anew where the old one cannot be changed any more."""
    try:
        await patiently(
            lambda: query.edit_message_text(
                message.text, ParseMode.HTML, reply_markup=message.markup, link_preview_options=NO_PREVIEW
            )
        )
    except BadRequest as error:
        if "not modified" in error.message.lower():
            return  # pressed twice
        if not any(reason in error.message.lower() for reason in ("can't be edited", "to edit not found")):
            raise
        await send(context, place, [message])


async def write_over(context: Context, place: Place, message_id: int | None, message: Message) -> int:
    """Turns the bot's message with that id into `message`, or sends it where there is none; gives its id."""
    if message_id is None:
        return await _send(context, place, message)
    await patiently(
        lambda: context.bot.edit_message_text(
            message.text,
            place.chat_id,
            message_id,
            parse_mode=ParseMode.HTML,
            reply_markup=message.markup,
            link_preview_options=NO_PREVIEW,
        )
    )
    return message_id


async def typing(context: Context, place: Place) -> None:
    """Shows that an answer is on its way; where that fails, the answer is still to be tried."""
    with suppress(TelegramError):
        await context.bot.send_chat_action(place.chat_id, ChatAction.TYPING, message_thread_id=place.thread_id or None)


async def patiently(call: Callable[[], Awaitable[T]]) -> T:
    """The call's result, tried up to ATTEMPTS times where Telegram asks to wait or has not carried it out.

    A connection that breaks while the answer is awaited is not tried again: the message may be there already.
    """
    for _ in range(ATTEMPTS - 1):
        try:
            return await call()
        except RetryAfter as error:
            wait = _timedelta(error.retry_after)
            if wait > LONGEST_WAIT:
                raise
        except NetworkError as error:
            if not _not_carried_out(error):
                raise
            wait = SERVER_WAIT
        await asyncio.sleep(wait.total_seconds())
    return await call()


async def _send(context: Context, place: Place, message: Message) -> int:
    reply = ReplyParameters(place.reply_to, allow_sending_without_reply=True) if place.reply_to else None
    sent = await patiently(
        lambda: context.bot.send_message(
            place.chat_id,
            message.text,
            ParseMode.HTML,
            message_thread_id=place.thread_id or None,
            reply_parameters=reply,
            reply_markup=message.markup,
            link_preview_options=NO_PREVIEW,
        )
    )
    return sent.message_id


def _not_carried_out(error: NetworkError) -> bool:
    """The connection never stood, or the server itself gave a 5xx."""
    if isinstance(error.__cause__, httpx.HTTPError):
        return isinstance(error.__cause__, httpx.ConnectError | httpx.ConnectTimeout | httpx.PoolTimeout)
    return type(error) is NetworkError and not isinstance(error.__cause__, OSError)


def _timedelta(wait: int | dt.timedelta) -> dt.timedelta:
    # A timedelta with PTB_TIMEDELTA, which bot/__init__.py sets; seconds where somebody has unset it.
    return wait if isinstance(wait, dt.timedelta) else dt.timedelta(seconds=wait)

"""What goes wrong in handlers: told to the person in plain words, to the operator in the log."""

from __future__ import annotations

import secrets
from contextlib import suppress

import structlog
from telegram import InlineQueryResultsButton, Update
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter, TelegramError

from bot.i18n import translate
from bot.render.html import say
from bot.render.inline import article
from bot.render.types import Message
from handlers.context import Context
from handlers.place import spoken, thread_of
from index.types import Language

log = structlog.get_logger(__name__)

# As api.telegram.org words them: nothing is lost, and nobody waits for an answer any more.
_HARMLESS = ("message is not modified", "query is too old")


async def failed(update: object, context: Context) -> None:
    """PTB's error handler."""
    error = context.error
    if not isinstance(update, Update):
        log.error("failed outside of an update", exc_info=error)
        return
    if isinstance(error, TelegramError) and await _expected(update, context, error):
        if update.callback_query and not isinstance(error, BadRequest):
            with suppress(TelegramError):
                await update.callback_query.answer()  # or the button would go on spinning
        return
    reference = secrets.token_hex(4)
    log.error("update failed", reference=reference, kind=_kind(update), exc_info=error)
    try:
        await _tell(update, context, reference)
    except TelegramError as again:
        log.warning("the person could not be told", reference=reference, reason=again.message)


async def _expected(update: Update, context: Context, error: TelegramError) -> bool:
    """Deals with what is no defect of this program; gives whether it was that."""
    chat = update.effective_chat
    match error:
        case Forbidden():
            if chat:
                await context.services.chats.deactivate(chat.id)
            log.info("not allowed to write there", chat=chat.id if chat else None, reason=error.message)
        case ChatMigrated():
            if chat:
                await context.services.chats.migrate(chat.id, error.new_chat_id)
        case BadRequest():
            if not any(words in error.message.lower() for words in _HARMLESS):
                return False
            log.debug("too late or nothing to do", reason=error.message)
        case RetryAfter() | NetworkError():
            log.warning("reply lost", chat=chat.id if chat else None, reason=error.message)
        case _:
            return False
    return True


async def _tell(update: Update, context: Context, reference: str) -> None:
    """Says that it failed, the way the update can be answered."""
    language = spoken(update, context)
    if update.callback_query:
        text = translate(language, "error-report", reference=reference)
        await update.callback_query.answer(text, show_alert=True)
    elif update.inline_query:
        button = InlineQueryResultsButton(translate(language, "inline-failed"), start_parameter="ask")
        await update.inline_query.answer([], cache_time=0, is_personal=True, button=button)
    elif update.guest_message and update.guest_message.guest_query_id:
        content = Message(say(language, "error-report", reference=reference))
        await context.bot.answer_guest_query(
            update.guest_message.guest_query_id, article("guest", context.bot.username, content)
        )
    elif update.message:
        await _say(update, context, language, reference)


async def _say(update: Update, context: Context, language: Language, reference: str) -> None:
    message = update.message
    if message is None:
        return
    await context.bot.send_message(
        message.chat_id,
        say(language, "error-report", reference=reference),
        ParseMode.HTML,
        message_thread_id=thread_of(message) or None,
    )


def _kind(update: Update) -> str:
    kinds = (name for name in Update.ALL_TYPES if getattr(update, name, None) is not None)
    return next(kinds, "unknown")

"""Guest mode: people mention the bot in chats that it has not joined (Bot API 10.0)."""

from __future__ import annotations

from telegram import Message as TelegramMessage
from telegram import Update

from bot.render.greeting import how_to_ask
from bot.render.inline import article, shared
from bot.render.types import Message
from handlers.context import Context
from handlers.place import Place, spoken
from handlers.questions import reply_to, subject_of, too_long, words_of


async def guest(update: Update, context: Context) -> None:
    """Answers the question in a guest message. The chat is not remembered: the bot cannot write there by itself."""
    message = update.guest_message
    if message is None or not message.guest_query_id:
        return
    place = _place(message, update, context)
    question = words_of(message)
    reply = await _reply(context, place, question, subject_of(message))
    title = question or context.bot.username
    await context.bot.answer_guest_query(message.guest_query_id, article("guest", title, reply))


async def _reply(context: Context, place: Place, question: str, subject: str | None) -> Message:
    if not question:
        return Message(how_to_ask(place.language, context.bot.username, (), private=False).text)
    if hint := too_long(question, place.language_for(question)):
        return hint
    reply = await reply_to(context, place, question, subject)
    return shared(reply.message, reply.found, reply.language, context.links)


def _place(message: TelegramMessage, update: Update, context: Context) -> Place:
    user = message.from_user
    return Place(
        chat_id=message.chat_id,
        thread_id=0,
        user_id=user.id if user else message.chat_id,
        private=False,
        language=spoken(update, context),
        chosen=False,
        reply_to=None,
    )

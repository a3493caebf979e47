"""Where an update came from, and so where and how to reply."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from telegram import Chat, Message, Update
from telegram.constants import ChatType

from bot.chats import ChatKind
from bot.i18n import of_text, pick
from handlers.context import Context
from index.types import Language


@dataclass(frozen=True, slots=True)
class Place:
    """A chat, its forum topic (0 for none), who spoke there, and the language to use.

    `chosen`: the language was set with /language. `reply_to`: the message to hang the reply on, None in private.
    """

    chat_id: int
    thread_id: int
    user_id: int
    private: bool
    language: Language
    chosen: bool
    reply_to: int | None

    @property
    def spot(self) -> tuple[int, int]:
        """Chat and thread, by which subscriptions and schedules go."""
        return self.chat_id, self.thread_id

    def language_for(self, question: str) -> Language:
        """The language to answer that question in: the chosen one, else that of the question."""
        return self.language if self.chosen else of_text(question, self.language)


async def place_of(update: Update, context: Context) -> Place:
    """The place of a message or of a button's message; the chat is remembered. ValueError: there is no chat."""
    chat, user = update.effective_chat, update.effective_user
    if chat is None:
        raise ValueError("an update without a chat has no place")
    await remember(chat, context)
    chosen = await context.services.chats.language(chat.id)
    private = chat.type == ChatType.PRIVATE
    message = update.effective_message
    return Place(
        chat_id=chat.id,
        thread_id=thread_of(message),
        user_id=user.id if user else chat.id,
        private=private,
        language=chosen or spoken(update, context),
        chosen=chosen is not None,
        reply_to=None if private or message is None else message.message_id,
    )


async def remember(chat: Chat, context: Context) -> None:
    """Stores the chat as one that the bot may write to."""
    await context.services.chats.remember(chat.id, cast("ChatKind", str(chat.type)), chat.title or "")


def spoken(update: Update, context: Context) -> Language:
    """The language of the person's Telegram, else the bot's default."""
    user = update.effective_user
    return pick(user.language_code if user else None, context.services.settings.default_language)


def thread_of(message: object) -> int:
    """The forum topic of a message; in other groups message_thread_id is a chain of replies, which takes no sends."""
    if isinstance(message, Message) and message.is_topic_message:
        return message.message_thread_id or 0
    return 0

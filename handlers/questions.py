"""From a message to its question, and from a question to its answer."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from telegram import Message as TelegramMessage
from telegram import MessageEntity

from bot.render.answer import answer
from bot.render.html import one_line, say
from bot.render.types import Message
from handlers.context import Context
from handlers.examples import examples
from handlers.place import Place
from index.types import Answer, Language

LONGEST = 500  # characters; a longer text is no question any more


@dataclass(frozen=True, slots=True)
class Reply:
    """What was found, the message that says so, and its language."""

    found: Answer
    message: Message
    language: Language


def words_of(message: TelegramMessage) -> str:
    """What a message asks: its text without the command and without mentions of the bot.

    Where nothing is left and it replies to somebody's text, that text is the question.
    """
    text = message.text or ""
    if message.entities and message.entities[0].type == MessageEntity.BOT_COMMAND and message.entities[0].offset == 0:
        text = text[message.entities[0].length :]
    for entity, words in message.parse_entities([MessageEntity.TEXT_MENTION]).items():
        if entity.user and entity.user.id == message.get_bot().id:
            text = text.replace(words, " ")
    text = clean(re.sub(rf"(?<!\w)@{re.escape(message.get_bot().username)}\b", " ", text, flags=re.IGNORECASE))
    replied = message.reply_to_message
    if text or replied is None or _from_bot(replied):
        return text
    return clean(replied.text or replied.caption or "")


def subject_of(message: TelegramMessage) -> str | None:
    """What a reply to one of the bot's messages is about: the first words in bold there, the item or the episode.

    In a quotation what was asked for is bold, not what it is about.
    """
    replied = message.reply_to_message
    if replied is None or not _from_bot(replied):
        return None
    quoted = replied.parse_entities([MessageEntity.BLOCKQUOTE])
    bold = replied.parse_entities([MessageEntity.BOLD])
    return next((words for entity, words in bold.items() if not any(_inside(entity, one) for one in quoted)), None)


def _inside(entity: MessageEntity, other: MessageEntity) -> bool:
    return other.offset <= entity.offset < other.offset + other.length


def clean(text: str) -> str:
    """One line without control characters."""
    return one_line("".join(character for character in text if character.isprintable() or character.isspace()))


def addressed(message: TelegramMessage) -> bool:
    """Whether a message in a group is meant for the bot: it mentions it or replies to it."""
    if message.via_bot and message.via_bot.id == message.get_bot().id:
        return False
    if message.reply_to_message and _from_bot(message.reply_to_message):
        return True
    mentions = message.parse_entities([MessageEntity.MENTION, MessageEntity.TEXT_MENTION])
    name = f"@{message.get_bot().username}".lower()
    return any(
        words.lower() == name or (entity.user is not None and entity.user.id == message.get_bot().id)
        for entity, words in mentions.items()
    )


async def reply_to(context: Context, place: Place, question: str, subject: str | None = None) -> Reply:
    """Answers a question with what that person asked there before in mind, and remembers it if it was answered.

    `subject`: what it is about by its place in the chat, nearer than what was asked before.
    """
    services, language = context.services, place.language_for(question)
    earlier = await services.conversations.earlier(place.chat_id, place.user_id)
    today = dt.datetime.now(services.settings.timezone).date()
    found = await services.library.ask(question, (*earlier, subject) if subject else earlier, today)
    if found.found:
        await services.conversations.add(place.chat_id, place.user_id, question)
    message = answer(question, found, language, context.links, examples(context.snapshot, language))
    return Reply(found, message, language)


def too_long(question: str, language: Language) -> Message | None:
    """The hint for a text that is too long to be a question."""
    return Message(say(language, "question-too-long", limit=LONGEST)) if len(question) > LONGEST else None


def _from_bot(message: TelegramMessage) -> bool:
    return message.from_user is not None and message.from_user.id == message.get_bot().id

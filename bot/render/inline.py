"""Results for inline look-ups and guest messages: they go into chats that the bot is not in."""

from __future__ import annotations

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputTextMessageContent,
    LinkPreviewOptions,
)
from telegram.constants import ParseMode

from bot.i18n import translate
from bot.render.buttons import elsewhere
from bot.render.html import clip
from bot.render.item import card
from bot.render.links import Links
from bot.render.text import episode_name
from bot.render.types import Message
from index.types import Answer, Hit, Language

TITLE = 100  # UTF-16 units; phones show about two lines
DESCRIPTION = 160


def result(hit: Hit, language: Language, links: Links, quote: str = "") -> InlineQueryResultArticle:
    """One result; its id is made of the episode's key and the item's number, so it stays the same every time."""
    content = Message(card(hit, language, links, quote), elsewhere(hit, language, links))
    name = episode_name(hit.episode)
    return article(
        f"{hit.episode.key}-{hit.item.n}",
        hit.item.title,
        content,
        description=f"{clip(quote or hit.item.summary, DESCRIPTION)}\n{clip(name, TITLE)}",
    )


def shared(reply: Message, found: Answer, language: Language, links: Links) -> Message:
    """A reply made for such a chat: its buttons become links."""
    if found.kind == "fact" and found.hits:
        return Message(reply.text, elsewhere(found.hits[0], language, links))
    private = InlineKeyboardButton(translate(language, "button-private"), url=links.start("ask"))
    return Message(reply.text, InlineKeyboardMarkup([[private]]))


def article(result_id: str, title: str, content: Message, description: str | None = None) -> InlineQueryResultArticle:
    """Any message as a result; `result_id` takes 1 to 64 bytes."""
    return InlineQueryResultArticle(
        id=result_id,
        title=clip(title, TITLE),
        description=description,
        input_message_content=InputTextMessageContent(
            content.text, parse_mode=ParseMode.HTML, link_preview_options=LinkPreviewOptions(is_disabled=True)
        ),
        reply_markup=content.markup,
    )

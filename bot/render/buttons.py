"""Buttons under messages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.i18n import translate
from bot.render.actions import Verb, pack
from bot.render.html import ELLIPSIS, clip
from bot.render.links import Links, public
from bot.render.types import Example
from index.types import DigestItem, Episode, Hit, Language

LABEL = 40  # UTF-16 units on a full-width button before phones cut it
TOPIC_LABEL = 20
A_ROW = 5  # numbered buttons side by side

Row = Sequence[InlineKeyboardButton]


def button(text: str, verb: Verb, *values: str | int) -> InlineKeyboardButton:
    """A button that calls the bot back; never empty, for Telegram would refuse the message."""
    return InlineKeyboardButton(clip(text, LABEL) or ELLIPSIS, callback_data=pack(verb, *values))


def keyboard(rows: Iterable[Row]) -> InlineKeyboardMarkup | None:
    """The rows that hold buttons, or None where none does."""
    kept = [list(row) for row in rows if row]
    return InlineKeyboardMarkup(kept) if kept else None


def topic_of(item: DigestItem) -> str:
    """What a subscription to the item's subject is for: its first name as it is written right, else its title."""
    return item.proper(item.names[0]) if item.names else item.title


def for_item(hit: Hit, language: Language, *, whole: bool = True) -> list[Row]:
    """Under one item: its full text (unless it stands there), the episode, a subscription to its subject."""
    key, n = hit.episode.key, hit.item.n
    first = [button(translate(language, "button-whole"), Verb.WHOLE, key, n)] if whole else []
    first.append(button(translate(language, "button-episode"), Verb.EPISODE, key))
    topic = clip(topic_of(hit.item), TOPIC_LABEL)
    return [first, [button(translate(language, "button-topic", topic=topic), Verb.TOPIC, key, n)]]


def more_hits(hits: Iterable[Hit]) -> list[Row]:
    """One row a hit, with its title."""
    return [[button(f"› {hit.item.title}", Verb.HIT, hit.episode.key, hit.item.n)] for hit in hits]


def numbered(targets: Sequence[tuple[str, str]]) -> list[Row]:
    """Short buttons side by side, from (label, callback data)."""
    made = [InlineKeyboardButton(label, callback_data=data) for label, data in targets]
    return [made[start : start + A_ROW] for start in range(0, len(made), A_ROW)]


def turning(language: Language, page: int, pages: int, verb: Verb, *values: str | int) -> Row:
    """Buttons to the page before and after; `page` counts from 0."""
    row = []
    if page > 0:
        row.append(button(translate(language, "button-previous"), verb, *values, page - 1))
    if page + 1 < pages:
        row.append(button(translate(language, "button-next"), verb, *values, page + 1))
    return row


def opening(episode: Episode, language: Language) -> Row:
    """The button that opens the episode's own page; none where it has no page."""
    url = public(episode.url)
    return [InlineKeyboardButton(translate(language, "button-open"), url=url)] if url else []


def elsewhere(hit: Hit, language: Language, links: Links) -> InlineKeyboardMarkup:
    """Under a message in a chat that the bot is not in: links only, callbacks would have no chat to answer in."""
    whole = InlineKeyboardButton(translate(language, "button-whole"), url=links.deep_item(hit.episode, hit.item.n))
    episode = InlineKeyboardButton(translate(language, "button-episode"), url=links.episode(hit.episode))
    return InlineKeyboardMarkup([[whole, episode]])


def questions(examples: Iterable[Example]) -> list[Row]:
    """One row an example question; pressing it asks it."""
    return [[InlineKeyboardButton(clip(one.question, LABEL), callback_data=one.data)] for one in examples]

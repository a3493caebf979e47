"""What a button asks for, as the callback data that Telegram carries back: a verb and up to three values."""

from __future__ import annotations

from enum import StrEnum

from telegram.constants import InlineKeyboardButtonLimit

LIMIT = int(InlineKeyboardButtonLimit.MAX_CALLBACK_DATA)  # bytes
SEPARATOR = ":"


class Verb(StrEnum):
    """What buttons do. The values stand in messages already sent: never give one a new meaning."""

    HIT = "h"  # key, n: the item's card
    WHOLE = "w"  # key, n: the item's full text
    EPISODE = "e"  # key: the episode's items, as a new message
    PAGE = "p"  # key, page: the same, turning this message
    EPISODES = "l"  # page: the list of episodes, turning this message
    ASK = "q"  # kind, and key and n where the kind is about an item: an example question
    TOPIC = "t"  # key, n: subscribe to the item's subject
    SHOW = "s"  # key: subscribe to the episode's show
    ALL = "a"  # subscribe to all
    UNSUBSCRIBE = "u"  # id of the subscription
    UNSUBSCRIBE_ALL = "x"
    LANGUAGE = "g"  # zh or en


def pack(verb: Verb, *values: str | int) -> str:
    """The callback data. ValueError: over 64 bytes, or a value holds the separator."""
    parts = [str(value) for value in values]
    data = SEPARATOR.join([verb, *parts])
    if len(data.encode()) > LIMIT or any(SEPARATOR in part for part in parts):
        raise ValueError(f"not fit for callback data: {data}")
    return data


def unpack(data: str) -> tuple[str, tuple[str, ...]]:
    """The verb and the values."""
    verb, *values = data.split(SEPARATOR)
    return verb, tuple(values)

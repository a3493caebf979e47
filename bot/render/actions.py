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
    UNSUBSCRIBE = "u"  # id of the subscription, and "v" under its page
    UNSUBSCRIBE_ALL = "x"
    LANGUAGE = "g"  # zh or en
    SUBSCRIPTIONS = "v"  # the chat's subscriptions, turning this message
    SUBSCRIPTION = "c"  # id: the page of one, turning this message
    PAUSE = "b"  # id, and 1 to pause or 0 to go on
    PREVIEW = "o"  # nothing or an id: what the last episode would have pushed
    TIME = "f"  # nothing, or i: at once; d and hour: daily; w, weekday and hour: weekly; a page where one lacks
    MUTE = "m"  # nothing: a page; hours, 0 to end it
    ZONE = "z"  # nothing or a page of them; else the name of a time zone
    STATUS = "y"  # the figures for admins, turning this message
    PARKED = "r"  # again or drop: what becomes of parked pushes, for admins


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

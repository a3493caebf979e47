"""Telegram's HTML: escaping, measuring and shortening."""

from __future__ import annotations

import html
import re
from collections.abc import Collection

from telegram.constants import MessageLimit

from bot.i18n import Value, translate
from index.types import Language

LIMIT = int(MessageLimit.MAX_TEXT_LENGTH)  # UTF-16 units after parsing, https://core.telegram.org/bots/api#sendmessage

_TAG = re.compile(r"<[^>]*>")
_BLANKS = re.compile(r"\s+")
ELLIPSIS = "…"


def escape(text: str) -> str:
    """The text with &, <, > and quotes as entities, fit for tags and for attributes."""
    return html.escape(text)


def emphasised(text: str, parts: Collection[str]) -> str:
    """The text, escaped, with each of the parts in bold wherever it stands."""
    if not parts:
        return escape(text)
    longest_first = "|".join(re.escape(part) for part in sorted(parts, key=len, reverse=True))
    cut = re.split(f"({longest_first})", text)
    return "".join(f"<b>{escape(one)}</b>" if i % 2 else escape(one) for i, one in enumerate(cut))


def say(language: Language, key: str, /, **values: Value) -> str:
    """`translate` for a text that holds tags: what is put in is escaped."""
    safe = {name: escape(value) if isinstance(value, str) else value for name, value in values.items()}
    return translate(language, key, **safe)


def utf16_length(text: str) -> int:
    """Length in UTF-16 code units, in which Telegram counts: characters beyond U+FFFF take two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def parsed_length(markup: str) -> int:
    """UTF-16 units of an HTML text once Telegram has parsed it."""
    return utf16_length(html.unescape(_TAG.sub("", markup)))


def one_line(text: str) -> str:
    """The text with each run of white space, line ends included, as one blank."""
    return _BLANKS.sub(" ", text).strip()


def clip(text: str, units: int) -> str:
    """At most that many UTF-16 units of the text on one line; an ellipsis ends what was cut."""
    text = one_line(text)
    if utf16_length(text) <= units:
        return text
    return head(text, units - 1).rstrip(" ,，、:：;；") + ELLIPSIS


def head(text: str, units: int) -> str:
    """The longest beginning of the text that takes at most that many UTF-16 units."""
    kept = text[:units]
    while utf16_length(kept) > units:
        kept = kept[: len(kept) - (utf16_length(kept) - units + 1) // 2]
    return kept

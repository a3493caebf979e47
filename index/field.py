"""Whether a text speaks of artificial intelligence at all, or of those who make it."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from index import word_lists
from index.text import fold


@lru_cache(maxsize=1 << 12)
def speaks_of_field(text: str) -> bool:
    """Whether a text holds a word of the field. Only there may what sounds like one of its names be that name."""
    return _words().search(fold(text)) is not None


@cache
def _words() -> re.Pattern[str]:
    words = sorted(word_lists.load("field_words"))
    latin = "|".join(re.escape(word) for word in words if word.isascii())
    chinese = "|".join(word for word in words if not word.isascii())
    return re.compile(rf"(?<![a-z0-9])(?:{latin})(?![a-z0-9])|{chinese}")

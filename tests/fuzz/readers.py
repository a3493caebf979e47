"""What holds for every input: words in order or a refusal, entries that can be stored or a refusal."""

from __future__ import annotations

import datetime as dt

from bot.feeds.document import parse
from bot.feeds.identity import episode_id, match
from bot.feeds.markup import FeedError
from bot.feeds.material import written
from index.transcripts import ReadError, Words, read_bytes, read_text
from index.transcripts.formats import Format

BASE = "https://example.org/base"


def transcript(content: str | bytes, hint: Format | None) -> bool:
    """Reads a text or a file's bytes; gives whether it holds words. AssertionError: they are not as they must be."""
    try:
        words = read_text(content, hint, BASE) if isinstance(content, str) else read_bytes(content, hint, BASE)
    except ReadError:
        return False
    _check(words)
    return True


def feed(content: bytes) -> bool:
    """Reads it and what its entries say; gives whether it is a feed."""
    try:
        read = parse(content, BASE)
    except FeedError:
        return False
    for one in match(read, ()):
        assert one.entry.published is None or one.entry.published.tzinfo is dt.UTC
        assert episode_id(BASE, one).isascii()
        assert one.entry.fingerprint
        words, _ = written(one.entry, read.link)
        _check(words)
    return True


def _check(words: Words) -> None:
    assert words.text.strip()
    last = 0
    for section in sorted(words.sections, key=lambda one: one.start):
        assert last <= section.start < section.end <= len(words.text)
        last = section.end
    offsets = [mark.offset for mark in words.marks]
    assert offsets == sorted(offsets)
    assert all(mark.seconds >= 0 and mark.offset < len(words.text) for mark in words.marks)

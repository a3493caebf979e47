"""A feed as it was read, and as it stands: frozen, without judgement on what is new."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass

from index.types import Frozen


class TranscriptLink(Frozen):
    """One `podcast:transcript`."""

    url: str
    media_type: str | None = None
    language: str | None = None


class Entry(Frozen):
    """One item of RSS, one entry of Atom. `content` and `description` are HTML or plain text."""

    guid: str | None = None
    link: str | None = None
    title: str = ""
    published: dt.datetime | None = None
    enclosure: str | None = None
    transcripts: tuple[TranscriptLink, ...] = ()
    content: str = ""
    description: str = ""

    @property
    def fingerprint(self) -> str:
        """SHA-256 over all that is known of the entry: an equal one means that nothing has changed."""
        return hashlib.sha256(self.model_dump_json().encode("utf-8", "surrogatepass")).hexdigest()


class Document(Frozen):
    """A feed's content, its entries in the order of the file. `problems` says what was wrong with it and what came of
    that; `complete` is False where the end is missing."""

    title: str
    link: str | None
    language: str | None
    entries: tuple[Entry, ...]
    problems: tuple[str, ...] = ()
    complete: bool = True


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed as it stands. `url` is where it is fetched from; times in UTC.

    `entries`: how many it has brought. `polled_at`: when it was read last, `lag_seconds` for how long that is ago, both
    None before the first time; `failures` since then, in a row; `last_error` of the last poll, or what was wrong with
    parts. `gone`: it is not polled any more.
    """

    id: int
    url: str
    title: str | None
    entries: int
    polled_at: dt.datetime | None
    lag_seconds: int | None
    next_poll_at: dt.datetime | None
    failures: int
    gone: bool
    last_error: str | None

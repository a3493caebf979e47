"""What an entry becomes: its words from the best source there is, and the episode."""

from __future__ import annotations

import asyncio
import datetime as dt
import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from bot.feeds.dates import parse_date
from bot.feeds.fetch import Fetcher, FetchError
from bot.feeds.types import Document, Entry, TranscriptLink
from index.transcripts import LARGEST, ReadError, Words, read_bytes, read_text
from index.transcripts.formats import Format, format_of
from index.types import Episode, Transcript

Source = Literal["transcript", "digest", "notes"]

MOST = 4  # transcripts of one entry that are tried
LONGEST = 300_000  # characters, fifteen hours of speech; cutting takes a minute for the worst of that length
# The best first: times, then a form in which little can be misread.
ORDER: Sequence[Format | None] = ("subtitles", "json", "html", "markdown", "text", None)
_TAG = re.compile(r"<(?:/?[a-zA-Z][\w:-]*)(?:\s[^<>]*)?/?>")


class PostponedError(Exception):
    """The transcript cannot be had at the moment; the text says why."""


@dataclass(frozen=True, slots=True)
class Material:
    """An entry ready to be taken in. `origin` is the transcript's address where it has one, `problems` what failed."""

    transcript: Transcript
    source: Source
    origin: str | None
    problems: tuple[str, ...]


class Maker:
    """Makes episodes of the entries of one feed."""

    def __init__(self, fetcher: Fetcher, document: Document, feed_url: str, timezone: ZoneInfo) -> None:
        self._fetcher = fetcher
        self._document = document
        self._show = document.title or urlsplit(feed_url).hostname or feed_url
        self._timezone = timezone

    async def make(self, entry: Entry, episode_id: str, *, patient: bool = True) -> Material:
        """The entry's transcript, else its digest, else its notes. PostponedError: `patient`, and the transcript may
        be there later."""
        problems: list[str] = []
        words, origin, waits = await self._transcript(entry, problems)
        if waits and patient:
            raise PostponedError("; ".join(problems))
        if words:
            return self._material(entry, episode_id, words, "transcript", origin, problems)
        own, source = await asyncio.to_thread(written, entry, self._document.link)
        return self._material(entry, episode_id, own, source, None, problems)

    def _material(
        self, entry: Entry, episode_id: str, words: Words, source: Source, origin: str | None, problems: Sequence[str]
    ) -> Material:
        episode = Episode(
            id=episode_id,
            show=self._show,
            title=entry.title or self._show,
            date=self._day(entry),
            url=entry.link,
            audio_url=entry.enclosure,
            notes_only=source == "notes",
        )
        made = Transcript(episode=episode, text=words.text, sections=words.sections, marks=words.marks)
        return Material(made, source, origin, tuple(problems))

    async def _transcript(self, entry: Entry, problems: list[str]) -> tuple[Words | None, str | None, bool]:
        """The words of the best transcript that can be had, its address, and whether a better one may come."""
        waits = False
        for link in best(entry.transcripts, self._document.language)[:MOST]:
            try:
                got = await self._fetcher.get(link.url, largest=LARGEST)
                hint = format_of(link.media_type, link.url) or format_of(got.media_type, got.url)
                words = await asyncio.to_thread(read_bytes, got.data or b"", hint, got.url)
                return _of_one_episode(words), link.url, False
            except FetchError as error:
                waits = waits or error.kind in ("passing", "missing")
                problems.append(f"its transcript {error}")
            except ReadError as error:
                problems.append(f"its transcript {error}")
        return None, None, waits

    def _day(self, entry: Entry) -> dt.date | None:
        if entry.published:
            return entry.published.astimezone(self._timezone).date()
        named = parse_date(entry.title)  # as daily digests have it
        return named.date() if named else None


def best(links: Sequence[TranscriptLink], language: str | None) -> list[TranscriptLink]:
    """The transcripts, best first: in the show's language, then by format; of equals the first. Each address once."""
    wanted = _primary(language)
    unique: dict[str, TranscriptLink] = {}
    for link in links:
        unique.setdefault(link.url, link)

    def rank(link: TranscriptLink) -> tuple[bool, int]:
        spoken = _primary(link.language)
        foreign = bool(spoken and wanted and spoken != wanted)
        return foreign, ORDER.index(format_of(link.media_type, link.url))

    return sorted(unique.values(), key=rank)


def _primary(language: str | None) -> str:
    return (language or "").strip().lower().partition("-")[0].partition("_")[0]


def written(entry: Entry, base: str | None) -> tuple[Words, Source]:
    """What the feed itself says. Beside a recording, text without items of its own is notes and not the show."""
    base = entry.link or base
    content = _words(entry.content, base)
    if content and (content.sections or not entry.enclosure):
        return content, "digest"
    notes = content or _words(entry.description, base)
    if notes and notes.sections and not entry.enclosure:
        return notes, "digest"
    return notes or Words(entry.title or entry.link or entry.guid or "?"), "notes"


def _words(markup: str, base: str | None) -> Words | None:
    try:
        if _TAG.search(markup):
            return _of_one_episode(read_text(markup, "html", base))
        return _of_one_episode(read_text(html.unescape(markup).strip(), "text"))
    except ReadError:
        return None


def _of_one_episode(words: Words) -> Words:
    if len(words.text) > LONGEST:
        raise ReadError(f"has {len(words.text):,} characters, more than the {LONGEST:,} of one episode")
    return words

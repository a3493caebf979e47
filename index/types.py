"""The words of the field: episodes, the items they are cut into, hits and answers. All frozen."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from typing import Literal, NamedTuple

from pydantic import BaseModel, ConfigDict

Language = Literal["zh", "en"]

QuestionKind = Literal["fact", "list", "latest", "smalltalk"]


class Frozen(BaseModel):
    """Base of the data classes: immutable, unknown fields refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Episode(Frozen):
    """What is known of one issue of a show.

    `id` is the stem of the file it was read from, or made of a feed's address and the entry; `date` the day it came
    out. Where a fact is unknown it is None, never invented. `notes_only`: there are no words of the episode itself,
    just what its feed says about it.
    """

    id: str
    show: str
    title: str
    date: dt.date | None = None
    url: str | None = None
    audio_url: str | None = None
    notes_only: bool = False

    @property
    def key(self) -> str:
        """12 hexadecimal digits that stand for the id where Telegram allows few bytes (start payloads, buttons)."""
        return hashlib.blake2s(self.id.encode(), digest_size=6).hexdigest()


class Mark(NamedTuple):
    """What stands at `offset` of the text was said at `seconds` from the beginning of the recording."""

    offset: int
    seconds: float


class Section(Frozen):
    """An item as the source sets it apart: its place [start, end) in the text, its heading and its own source link."""

    start: int
    end: int
    title: str = ""
    url: str | None = None


class Transcript(Frozen):
    """An episode with its words. Plain text is as decoded from the file, before any clean-up; of subtitles and digests
    it is what their reader took out. `sections` are in order and do not overlap, `marks` are in order of their offsets.
    """

    episode: Episode
    text: str
    sections: tuple[Section, ...] = ()
    marks: tuple[Mark, ...] = ()

    @property
    def digest(self) -> str:
        """SHA-256 over the text and the metadata: equal digests mean that nothing needs to be stored again."""
        parts = [self.episode.model_dump_json(exclude={"notes_only"}), self.text]
        # Only where there are any: what was stored before there were such things keeps its digest.
        parts += ["notes only"] if self.episode.notes_only else []
        parts += [one.model_dump_json() for one in self.sections]
        parts += [f"{mark.offset} {mark.seconds}" for mark in self.marks]
        return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


class DigestItem(Frozen):
    """One piece of news: `text == transcript.text[start:end]`, `n` counts from 1 within the episode.

    `names` are systems, models and benchmarks as the transcript spells them, the item's subject first; `orgs` are the
    companies, labs and universities that act in it, first the one that "the same company" means. `right` tells what a
    misheard or translated name stands for. `url` is the item's own source, `seconds` when it begins in the recording;
    None where the transcript tells neither.
    """

    episode: str
    n: int
    start: int
    end: int
    title: str
    summary: str
    text: str
    names: tuple[str, ...] = ()
    orgs: tuple[str, ...] = ()
    right: Mapping[str, str] = {}
    url: str | None = None
    seconds: int | None = None

    def proper(self, name: str) -> str:
        """The name as it is written right, where it was misheard and what it stands for is known."""
        return self.right.get(name, name)

    @property
    def subjects(self) -> tuple[str, ...]:
        """The right names of what it is about: its first name, and those in its title."""
        proper = [self.proper(name) for name in self.names]
        return tuple(dict.fromkeys([*proper[:1], *(name for name in proper if name in self.title)]))


class IndexedItem(Frozen):
    """An item with the tokens that the engine ranks by; the tokens are stored, so that a restart cuts nothing again."""

    item: DigestItem
    tokens: tuple[str, ...]


class Hit(Frozen):
    """An item that fits a question. `score` grows with the fit; it compares within one answer only."""

    episode: Episode
    item: DigestItem
    score: float = 0.0


class Answer(Frozen):
    """What the episodes say to a question.

    found: `text` is the direct answer, at most 140 characters of the episode's own words with misheard names put
    right, `marks` are the parts of it that were asked for (the figure, the day, who did it), and `hits` holds the items
    it stands on, best first. Not found: `text` and `hits` are empty, `suggestions` may hold near items, offered and not
    claimed. `kind` "smalltalk" is a greeting or thanks: not found, and nothing to search for.
    """

    found: bool
    kind: QuestionKind
    language: Language
    text: str = ""
    marks: tuple[str, ...] = ()
    hits: tuple[Hit, ...] = ()
    suggestions: tuple[Hit, ...] = ()

"""From a transcript to indexed items: cut, named, summarised and tokenised."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from importlib import resources

from index.corrections import corrected, of_form
from index.entities import entities
from index.families import kinds
from index.segment import Segment, segment
from index.sentences import Sentence, sentences
from index.summary import TITLE, shorten, summary, title
from index.thesaurus import thesaurus
from index.tokens import analyse
from index.types import DigestItem, IndexedItem, Section, Transcript

CODE_VERSION = "8"  # goes up with every change of what `index_transcript` gives: stored items are then made anew


@cache
def analyser_version() -> str:
    """What stored items were made by: the code's number, and a digest of the data it reads."""
    digest = hashlib.blake2s(digest_size=8)
    folder = resources.files("index").joinpath("data")
    for part in sorted((*folder.iterdir(), *folder.joinpath("lexicon").iterdir()), key=lambda one: one.name):
        digest.update(part.read_bytes() if part.is_file() else b"")
    return f"{CODE_VERSION}-{digest.hexdigest()}"


def index_transcript(transcript: Transcript) -> tuple[IndexedItem, ...]:
    """The items of a transcript, ready to be stored; a transcript without news gives one item of all its words.

    Where the source sets its items apart, they are those.
    """
    if not transcript.sections:
        return _indexed(transcript, segment(transcript.text) or [_whole(transcript.text)])
    items: list[DigestItem] = []
    for section in transcript.sections:
        items.append(_of_section(transcript, section, items[-1] if items else None))
    return tuple(IndexedItem(item=item, tokens=tuple(tokens_of(item))) for item in items)


def index_cut(transcript: Transcript, spans: Sequence[tuple[int, int]]) -> tuple[IndexedItem, ...]:
    """The items of a transcript that somebody has cut: those at [start, end) of its text."""
    return _indexed(transcript, [_segment_of(transcript.text, start, end) for start, end in spans])


def _indexed(transcript: Transcript, parts: Sequence[Segment]) -> tuple[IndexedItem, ...]:
    items: list[DigestItem] = []
    for part in parts:
        items.append(_item(transcript, part, items[-1] if items else None))
    return tuple(IndexedItem(item=item, tokens=tuple(tokens_of(item))) for item in items)


def tokens_of(item: DigestItem) -> list[str]:
    """What an item is found by: its text, its title once more, since that names the subject, its right names, and what
    its subject is known to be."""
    return [*analyse(item.text), *analyse(item.title), *analyse(" ".join(item.right.values())), *kinds_of(item)]


def kinds_of(item: DigestItem) -> list[str]:
    """The concepts of what the subject of an item is known to be: an item on Sora is about 视频生成."""
    return [concept for name in item.subjects for kind in kinds(name) for concept in thesaurus().concepts(kind)]


def _item(transcript: Transcript, part: Segment, before: DigestItem | None) -> DigestItem:
    found = entities(part.sentences, _who(before) if before else None)
    right = of_form(found.right) if _is_written(transcript) else found.right
    return DigestItem(
        episode=transcript.episode.id,
        n=before.n + 1 if before else 1,
        start=part.start,
        end=part.end,
        title=corrected(title(part.sentences, (*found.names, *found.orgs)), right),
        summary=corrected(summary(part.sentences), right),
        text=transcript.text[part.start : part.end],
        names=found.names,
        orgs=found.orgs,
        right=right,
        seconds=_second(transcript, part.start),
    )


def _of_section(transcript: Transcript, section: Section, before: DigestItem | None) -> DigestItem:
    """An item that the source sets apart: its title and summary stay as they are."""
    item = _item(transcript, _segment_of(transcript.text, section.start, section.end), before)
    text = transcript.text[section.start : section.end]
    body = sentences(text.removeprefix(text.partition("\n")[0] if section.title else ""))
    return item.model_copy(
        update={
            "title": shorten(section.title, TITLE) if section.title else title(sentences(text)),
            "summary": summary(body or sentences(text)),
            "url": section.url,
        }
    )


def _is_written(transcript: Transcript) -> bool:
    """Whether the words were written and not heard, so that no name in them was misheard."""
    return bool(transcript.sections) or transcript.episode.notes_only


def _segment_of(text: str, start: int, end: int) -> Segment:
    """What stands at [start, end) as a segment, its sentences at their places in the whole text."""
    moved = (Sentence(one.start + start, one.end + start, one.text) for one in sentences(text[start:end]))
    return Segment(start, end, tuple(moved))


def _second(transcript: Transcript, offset: int) -> int | None:
    """When the words at that offset were said, by the last mark up to there; None where there are no marks."""
    place = bisect_right(transcript.marks, offset, key=lambda mark: mark.offset)
    return int(transcript.marks[max(place - 1, 0)].seconds) if transcript.marks else None


def _who(item: DigestItem) -> str | None:
    """Who the item is about, by the right name."""
    return item.proper(item.orgs[0]) if item.orgs else None


def _whole(text: str) -> Segment:
    start, stripped = len(text) - len(text.lstrip()), text.strip()
    return Segment(start, start + len(stripped), (Sentence(start, start + len(stripped), stripped),))

"""From a transcript to indexed items: cut, named, summarised and tokenised."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import resources

from index.corrections import corrected
from index.entities import entities
from index.segment import Segment, segment
from index.sentences import Sentence
from index.summary import summary, title
from index.tokens import analyse
from index.types import DigestItem, IndexedItem, Transcript

CODE_VERSION = "6"  # goes up with every change of what `index_transcript` gives: stored items are then made anew


@cache
def analyser_version() -> str:
    """What stored items were made by: the code's number, and a digest of the data it reads."""
    digest = hashlib.blake2s(digest_size=8)
    folder = resources.files("index").joinpath("data")
    for part in sorted((*folder.iterdir(), *folder.joinpath("lexicon").iterdir()), key=lambda one: one.name):
        digest.update(part.read_bytes() if part.is_file() else b"")
    return f"{CODE_VERSION}-{digest.hexdigest()}"


def index_transcript(transcript: Transcript) -> tuple[IndexedItem, ...]:
    """The items of a transcript, ready to be stored; a transcript without news gives one item of all its words."""
    found = segment(transcript.text) or [_whole(transcript.text)]
    items: list[DigestItem] = []
    for part in found:
        items.append(_item(transcript, part, items[-1] if items else None))
    return tuple(IndexedItem(item=item, tokens=tuple(tokens_of(item))) for item in items)


def tokens_of(item: DigestItem) -> list[str]:
    """What an item is found by: its text, its title once more, since that names the subject, and its right names."""
    return [*analyse(item.text), *analyse(item.title), *analyse(" ".join(item.right.values()))]


def _item(transcript: Transcript, part: Segment, before: DigestItem | None) -> DigestItem:
    found = entities(part.sentences, _who(before) if before else None)
    return DigestItem(
        episode=transcript.episode.id,
        n=before.n + 1 if before else 1,
        start=part.start,
        end=part.end,
        title=corrected(title(part.sentences, (*found.names, *found.orgs)), found.right),
        summary=corrected(summary(part.sentences), found.right),
        text=transcript.text[part.start : part.end],
        names=found.names,
        orgs=found.orgs,
        right=found.right,
    )


def _who(item: DigestItem) -> str | None:
    """Who the item is about, by the right name."""
    return item.proper(item.orgs[0]) if item.orgs else None


def _whole(text: str) -> Segment:
    start, stripped = len(text) - len(text.lstrip()), text.strip()
    return Segment(start, start + len(stripped), (Sentence(start, start + len(stripped), stripped),))

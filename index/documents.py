"""From a transcript to indexed items: cut, named, summarised and tokenised."""

from __future__ import annotations

from index.corrections import corrected
from index.entities import entities
from index.segment import Segment, segment
from index.sentences import Sentence
from index.summary import summary, title
from index.tokens import analyse
from index.types import DigestItem, IndexedItem, Transcript


def index_transcript(transcript: Transcript) -> tuple[IndexedItem, ...]:
    """The items of a transcript, ready to be stored; a transcript without news gives one item of all its words."""
    found = segment(transcript.text) or [_whole(transcript.text)]
    items = [_item(transcript, part, n) for n, part in enumerate(found, 1)]
    return tuple(IndexedItem(item=item, tokens=tuple(tokens_of(item))) for item in items)


def tokens_of(item: DigestItem) -> list[str]:
    """What an item is found by: its text, its title once more, since that names the subject, and its right names."""
    return [*analyse(item.text), *analyse(item.title), *analyse(" ".join(item.right.values()))]


def _item(transcript: Transcript, part: Segment, n: int) -> DigestItem:
    found = entities(part.sentences)
    return DigestItem(
        episode=transcript.episode.id,
        n=n,
        start=part.start,
        end=part.end,
        title=corrected(title(part.sentences), found.right),
        summary=corrected(summary(part.sentences), found.right),
        text=transcript.text[part.start : part.end],
        names=found.names,
        orgs=found.orgs,
        right=found.right,
    )


def _whole(text: str) -> Segment:
    start, stripped = len(text) - len(text.lstrip()), text.strip()
    return Segment(start, start + len(stripped), (Sentence(start, start + len(stripped), stripped),))

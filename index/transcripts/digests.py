"""Digests in HTML and Markdown: which headings or list entries are the items, each with its own source link."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from markdown_it import MarkdownIt

from index.transcripts.blocks import Block, blocks, title_of
from index.transcripts.words import Cue, ReadError, Words, spoken, visible
from index.types import Section

PROSE = 20  # characters outside of links; a heading over less is no item but a rubric, or the title of the page
CATEGORY = 12  # characters; rubrics have short names
LARGEST_MARKDOWN = 200_000  # characters: its grammar takes more than a second for more, where somebody means harm
MOST = 5000  # headings and list entries
SAME_START = 10  # characters in which the title of an overview and that of its item agree
_DECORATION = re.compile(r"^(?:[#＃]?\d{1,3}[.、)）:：]\s*)|(?:\s*(?:[↗→🔗🔥⭐]|[#＃]\d{1,4}))+\s*$")
_LEAD_IN = re.compile(r".{0,12}[:：]")
_LOOSE = re.compile(r"[\W_]+")


@dataclass(slots=True)
class _Part:
    """A heading and what stands under it up to the next one; without a heading, what follows a rule."""

    heading: Block | None
    body: list[Block] = field(default_factory=list)

    @property
    def level(self) -> int:
        return self.heading.level if self.heading else 0

    @property
    def entries(self) -> list[Block]:
        return [block for block in self.body if block.kind == "entry" and block.text]

    @property
    def is_prose(self) -> bool:
        return sum(block.plain for block in self.body if block.kind == "text") >= PROSE

    @property
    def is_item(self) -> bool:
        """Whether the heading is the title of what stands below it."""
        if self.heading is None:
            return False
        linked = sum(bool(one.links) for one in self.entries) * 2 > len(self.entries)
        return self.is_prose or bool(self.entries and (self.heading.links or not (linked or self._is_rubric)))

    @property
    def _is_rubric(self) -> bool:
        return len(title_from(self.heading)) <= CATEGORY if self.heading else True


def read_html(markup: str, base: str | None = None) -> Words:
    """The words of a page, with its items where it is a digest, with marks where it has times. Raises ReadError."""
    found = [block for block in blocks(visible(markup), base) if not _is_label(block)]
    if sum(block.kind == "time" for block in found) > 1:
        return spoken(_cues(found))
    if not any(block.text for block in found):
        raise ReadError("is a page without words: give the page that holds the digest or the transcript")
    parts = sum(block.kind in ("heading", "entry") for block in found)
    if parts > MOST:
        raise ReadError(
            f"has {parts:,} headings and list entries, more than the {MOST:,} of a digest: give the part with the items"
        )
    return _digest(_without_lead_ins(found), title_of(markup))


def read_markdown(text: str, base: str | None = None) -> Words:
    """The same of a text in Markdown. Raises ReadError."""
    if len(text) > LARGEST_MARKDOWN:
        raise ReadError(
            f"has {len(text):,} characters, more than the {LARGEST_MARKDOWN:,} of a digest in Markdown: "
            "split it, or save a transcript as .txt"
        )
    return read_html(MarkdownIt("commonmark").disable("image").render(visible(text)), base)


def title_from(heading: Block | None) -> str:
    """A heading without the arrows and numbers around it."""
    return _DECORATION.sub("", heading.text).strip() if heading else ""


def _is_label(block: Block) -> bool:
    """Whether nothing is left of a text but marks, as in the links of an image."""
    return block.kind == "text" and not block.links and not _LOOSE.sub("", block.text)


def _cues(found: Sequence[Block]) -> Iterator[Cue]:
    """The paragraphs of a transcript on a page, at the time that stands before each."""
    seconds = 0.0
    for block in found:
        if block.kind == "time":
            seconds = block.seconds
        elif block.text:
            yield Cue(seconds, block.text)


def _without_lead_ins(found: Sequence[Block]) -> list[Block]:
    """The blocks without "相关链接：" over addresses, for those are kept as links and not as text."""
    after = [*found[1:], Block("rule")]
    return [
        block
        for block, next_one in zip(found, after, strict=True)
        if not (
            block.kind == "text" and _LEAD_IN.fullmatch(block.text) and next_one.kind != "rule" and not next_one.text
        )
    ]


def _digest(found: Sequence[Block], title: str | None) -> Words:
    places = _places(found)
    text = "\n".join(block.text for block in found if block.text)
    spans = sorted(_spans(found), key=lambda one: places[id(one[0])])
    sections = tuple(
        Section(
            start=places[id(group[0])],
            end=max(places[id(block)] + len(block.text) for block in group if block.text),
            title=title_from(group[0]) if group[0].kind == "heading" else "",
            url=next((link for block in group for link in block.links), None),
        )
        for group in spans
    )
    first = next((block for block in found if block.kind == "heading" and block.level == 1), None)
    return Words(text, sections, title=title_from(first) or title)


def _places(found: Sequence[Block]) -> dict[int, int]:
    """Where each block begins in the text, by identity."""
    places, at = {}, 0
    for block in found:
        places[id(block)] = at
        at += len(block.text) + 1 if block.text else 0
    return places


def _spans(found: Sequence[Block]) -> list[list[Block]]:
    """The blocks of each item. A list that only repeats the headings of items is none; one that adds to them is."""
    parts = _parts(found)
    level = _level(parts)
    items, others = _items(parts, level) if level else ([], parts)
    spans = [[block for part in group for block in _shown(part)] for group in items]
    titles = [_plain(title_from(group[0].heading)) for group in items]
    links = {link for span in spans for link in span[0].links}
    entries = [entry for part in others for entry in part.entries]
    repeated = [_repeats(entry, titles, links) for entry in entries]
    if not spans and len(entries) < 2:
        return []
    if sum(repeated) * 2 <= len(entries):
        spans += [[entry] for entry, again in zip(entries, repeated, strict=True) if not again]
    return spans


def _shown(part: _Part) -> Iterator[Block]:
    yield from (block for block in ([part.heading] if part.heading else []) if block.text)
    yield from (block for block in part.body if block.text or block.links)


def _parts(found: Sequence[Block]) -> list[_Part]:
    parts = [_Part(None)]
    for block in found:
        if block.kind == "heading":
            parts.append(_Part(block))
        elif block.kind == "rule":
            parts.append(_Part(None))
        else:
            parts[-1].body.append(block)
    return parts


def _level(parts: Sequence[_Part]) -> int | None:
    """The level of the headings that are items: one whose headings have links, else the first where most tell
    something and there are several, else the deepest where one does."""
    counts: dict[int, list[_Part]] = {}
    for part in parts:
        if part.heading:
            counts.setdefault(part.level, []).append(part)
    told = {level: [part for part in some if part.is_item] for level, some in sorted(counts.items())}
    for level, some in told.items():
        if len(some) > 1 and sum(bool(part.heading and part.heading.links) for part in some) * 2 > len(some):
            return level
    for level, some in told.items():
        if len(some) > 1 and len(some) * 2 > len(counts[level]):
            return level
    return next((level for level, some in reversed(told.items()) if some), None)


def _items(parts: Sequence[_Part], level: int) -> tuple[list[list[_Part]], list[_Part]]:
    """Items at that level, each with the deeper parts that belong to it, and the parts that belong to none."""
    items: list[list[_Part]] = []
    others: list[_Part] = []
    inside = False
    for part in parts:
        if part.level == level and part.is_item:
            items.append([part])
            inside = True
        elif part.level > level and inside:
            items[-1].append(part)
        else:
            others.append(part)
            inside = False
    return items, others


def _repeats(entry: Block, titles: Sequence[str], links: set[str]) -> bool:
    """Whether an entry of an overview stands for one of the items."""
    text = _plain(_DECORATION.sub("", entry.text))
    if links.intersection(entry.links):
        return True
    return any(title.startswith(text[:SAME_START]) or title in text for title in titles if title and text)


def _plain(text: str) -> str:
    return _LOOSE.sub("", text).casefold()

"""Cutting a text into sentences and clauses, with their places in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST = 240  # characters; a transcript without full stops is cut at commas and blanks after about that many

# A full stop of Latin script ends a sentence only before a blank or Chinese text: "58.5" and "v1.5" stay whole.
_END = re.compile(r"[。！？!?；;\n]+[”」』）)\"']*\s*|(?<=[a-z\d)])\.(?=\s+[A-Z\u4e00-\u9fff]|\s*\Z)\s*")
_CLAUSE_END = re.compile(r"[,，、:：]\s*|(?<=\S)\s+(?=[\u4e00-\u9fff])")
CLAUSE = re.compile(r"(?:[^,，;；]|(?<=\d)[,，](?=\d{3}))+[,，;；]?")


@dataclass(frozen=True, slots=True)
class Sentence:
    """`text` stands at [start, end) of the text it was cut from, without blanks around it."""

    start: int
    end: int
    text: str


def sentences(text: str) -> list[Sentence]:
    """The sentences in their order; what is between them is white space."""
    return [one for start, end in _spans(text, _END) for one in _pieces(text, start, end)]


def clauses(sentence: str) -> list[str]:
    """The parts of a sentence between commas, each with its comma."""
    return CLAUSE.findall(sentence)


def _spans(text: str, ends: re.Pattern[str], start: int = 0, stop: int | None = None) -> Iterator[tuple[int, int]]:
    stop = len(text) if stop is None else stop
    for found in ends.finditer(text, start, stop):
        yield start, found.end()
        start = found.end()
    if start < stop:
        yield start, stop


def _pieces(text: str, start: int, end: int) -> Iterator[Sentence]:
    """A span as one sentence; a long one in pieces, LONGEST to twice that, cut behind clauses, blanks or anywhere."""
    first = start
    for cut in (*(cut for _, cut in _spans(text, _CLAUSE_END, start, end)), end):
        while cut - first > 2 * LONGEST:
            blank = text.rfind(" ", first + LONGEST, first + 2 * LONGEST)
            hard = blank + 1 if blank > 0 else first + 2 * LONGEST
            yield from _trimmed(text, first, hard)
            first = hard
        if (cut - first >= LONGEST and end - start > 2 * LONGEST) or cut == end:
            yield from _trimmed(text, first, cut)
            first = cut


def _trimmed(text: str, start: int, end: int) -> Iterator[Sentence]:
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    stripped = words.strip()
    if stripped:
        yield Sentence(start, start + len(stripped), stripped)

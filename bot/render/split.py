"""Long texts in messages that Telegram takes: cut between sentences, packed block by block."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.render.html import LIMIT, head, parsed_length, utf16_length

BLOCKS = 40  # in one message: Telegram drops what goes over 100 entities, and a block holds at most two

# A sentence with the blanks after it; a full stop ends one only before a blank, so that "58.5" stays whole.
_SENTENCE = re.compile(r".*?(?:[。！？!?；;\n]+[”」』）)]*|\.(?=\s)|\Z)\s*", re.DOTALL)
_CLAUSE_END = "，,、：: \t"


def split_text(text: str, limit: int) -> list[str]:
    """Pieces of a plain text of at most `limit` UTF-16 units each, cut between sentences where that can be.

    Only white space at the cuts is lost. A single sentence over the limit is cut after a clause, else anywhere, but
    never inside a character.
    """
    pieces: list[list[str]] = []
    taken = 0
    for part in (part for sentence in _SENTENCE.findall(text) for part in _fitting(sentence, limit)):
        if not pieces or taken + utf16_length(part.rstrip()) > limit:
            pieces.append([])
            taken = 0
        pieces[-1].append(part)
        taken += utf16_length(part)
    return [stripped for piece in pieces if (stripped := "".join(piece).strip())]


def _fitting(sentence: str, limit: int) -> list[str]:
    parts = []
    while utf16_length(sentence.rstrip()) > limit:
        part = head(sentence, limit) or sentence[0]
        clause = max(part.rfind(end) for end in _CLAUSE_END) + 1
        part = part[: clause if clause > len(part) // 2 else len(part)]
        parts.append(part)
        sentence = sentence[len(part) :]
    return [*parts, sentence]


def pack(blocks: Iterable[str], separator: str = "\n", limit: int = LIMIT) -> list[str]:
    """HTML blocks joined into as few texts as hold them, in order; a block is never cut.

    Each text takes at most `limit` UTF-16 units once parsed and holds at most BLOCKS blocks. ValueError: a block
    alone goes over the limit.
    """
    texts: list[list[str]] = []
    room = 0
    for block in blocks:
        length = parsed_length(block)
        if length > limit:
            raise ValueError(f"a block of {length} UTF-16 units does not fit into {limit}")
        if not texts or length + len(separator) > room or len(texts[-1]) == BLOCKS:
            texts.append([])
            room = limit + len(separator)
        texts[-1].append(block)
        room -= length + len(separator)
    return [separator.join(text) for text in texts]


def pages(count: int, size: int) -> int:
    """How many pages of that size hold `count` things; one even for none."""
    return max(1, -(-count // size))

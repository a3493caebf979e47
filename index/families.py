"""What is known of the families that models and products belong to: who makes them, and what they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple

from index.lexicon import Entry, lexicon


class Family(NamedTuple):
    """`makers` are names of the lexicon, `kinds` forms of the thesaurus; both may be empty."""

    name: str
    makers: tuple[str, ...]
    kinds: tuple[str, ...]


@lru_cache(maxsize=1 << 12)
def family(entry: Entry) -> Family | None:
    """The family that a name belongs to, the closest one: Claude 3 Opus is a Claude, Claude Code one of its own."""
    for form in entry.forms:
        for start in _starts(form.casefold()):
            if start in families():
                return families()[start]
    return None


@cache
def families() -> Mapping[str, Family]:
    """All families, by their names in lower case."""
    text = resources.files("index").joinpath("data", "families.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    found = (Family(name, _parts(makers), _parts(kinds)) for name, makers, kinds in rows)
    return {one.name.casefold(): one for one in found}


def made_by(name: str) -> tuple[str, ...]:
    """The makers of what a name stands for, by their right names; none where they are not known."""
    known = _family_of(name)
    return known.makers if known else ()


def kinds(name: str) -> tuple[str, ...]:
    """What the thing is that a name stands for, in words of the thesaurus: 图像生成 for Stable Diffusion 3."""
    known = _family_of(name)
    return known.kinds if known else ()


def _family_of(name: str) -> Family | None:
    entry = lexicon().find(name)
    return family(entry) if entry and entry.kind in ("model", "product") else None


def _starts(name: str) -> Iterator[str]:
    """A name, and what it begins with before a blank, a hyphen or a version, the longest first."""
    yield name
    ends = {found.start() for found in re.finditer(r"[ -]|(?<=[^\W\d])(?=\d)|(?<=\d)(?=[^\W\d])", name)}
    yield from (name[:end] for end in sorted(ends, reverse=True) if end > 1)


def _parts(column: str) -> tuple[str, ...]:
    return tuple(part for part in column.split("|") if part)

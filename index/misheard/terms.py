"""The terms of the field that a text can be searched for by their sound, as `data/terms.tsv` lists them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from typing import NamedTuple

from index.sound import syllables
from index.text import CHINESE, fold


class TermError(ValueError):
    """A line that no rule would use; the text says which one, and what may stand there."""


class Terms(NamedTuple):
    """`sounds`: Chinese terms by their syllables; `followers`: what must stand behind such a term of two characters
    where an ordinary word sounds the same; `phrases`: Latin terms of several words by these; `abbreviations`."""

    sounds: Mapping[tuple[str, ...], str]
    followers: Mapping[str, tuple[str, ...]]
    phrases: Mapping[tuple[str, ...], str]
    abbreviations: tuple[str, ...]


@cache
def terms() -> Terms:
    """The terms of the shipped list."""
    return read(resources.files("index").joinpath("data/terms.tsv").read_text("utf-8").splitlines())


def read(lines: Iterable[str]) -> Terms:
    """The terms of a list: a line a term, behind a tab its followers. Raises TermError: a line that is none."""
    found = [_term(line) for line in lines if line and not line.startswith("#")]
    chinese = [(term, beside) for term, beside in found if CHINESE.fullmatch(term)]
    return Terms(
        sounds={syllables(term): term for term, _ in chinese},
        followers={term: tuple(beside.split("|")) for term, beside in chinese if beside},
        phrases={words: term for term, _ in found if len(words := _latin(term)) > 1},
        abbreviations=tuple(term for term, _ in found if _is_abbreviation(term)),
    )


def _term(line: str) -> tuple[str, str]:
    term, _, followers = line.partition("\t")
    if not (CHINESE.fullmatch(term) or len(_latin(term)) > 1 or _is_abbreviation(term)):
        raise TermError(f"{term!r}: write Chinese characters, several Latin words, or an abbreviation in capitals")
    if followers and not CHINESE.fullmatch(term):
        raise TermError(f"{term!r}: only a Chinese term has a second column")
    return term, followers


def _latin(term: str) -> tuple[str, ...]:
    return tuple(fold(term).replace("-", " ").split()) if term.isascii() else ()


def _is_abbreviation(term: str) -> bool:
    return term.isascii() and term.isalpha() and term.isupper()

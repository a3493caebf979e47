"""The names of the field and the right ways of writing them, from the reviewed files in `index/data/lexicon`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Literal, NamedTuple

from index.text import fold

Kind = Literal["model", "product", "org", "benchmark", "person", "tool"]

FILES: dict[str, Kind] = {
    "models.tsv": "model",
    "products.tsv": "product",
    "orgs.tsv": "org",
    "benchmarks.tsv": "benchmark",
    "people.tsv": "person",
    "tools.tsv": "tool",
}
FAMOUS = "famous.txt"
SPOKEN = "~"  # before a form that is understood, but not shown
IGNORED = re.compile(r"(?:[^\w+\n]|_)+")
_FORM = r"[^\s|](?:[^\t|]*[^\s|])?"
RIGHT = re.compile(rf"{_FORM}(?:\t{_FORM}(?:\|{_FORM})*)?")  # a line as it should be


class LexiconError(ValueError):
    """What is wrong in a file of the lexicon, where, and what to do, in one line."""


class Entry(NamedTuple):
    """A name as its maker writes it, what it names, and every right way of writing it, the name first.

    `spoken` are ways of writing down its sound that nobody takes for right (杰米尼); they are understood, never shown.
    """

    name: str
    kind: Kind
    forms: tuple[str, ...]
    spoken: tuple[str, ...] = ()

    @property
    def all_forms(self) -> tuple[str, ...]:
        """The right ways of writing it, and the others that are understood."""
        return self.forms + self.spoken


class Lexicon:
    """Entries, and which of them a text names; `famous` are the names that shows speak of again and again."""

    __slots__ = ("_by_key", "entries", "famous")

    entries: tuple[Entry, ...]
    famous: frozenset[str]

    def __init__(self, entries: tuple[Entry, ...], by_key: dict[str, Entry], famous: frozenset[str]) -> None:
        self.entries = entries
        self._by_key = by_key
        self.famous = famous

    def find(self, text: str) -> Entry | None:
        """The entry one of whose forms is the text, whatever its case, width, script, blanks and hyphens."""
        return self._by_key.get(key(text))


class _Line(NamedTuple):
    file: str
    number: int
    entry: Entry

    def error(self, wrong: str) -> LexiconError:
        return LexiconError(f"{self.file}, line {self.number}: {wrong}")


def key(text: str) -> str:
    """What forms are compared by: the normalised letters and digits, and "+"."""
    return _keys([" ".join(text.splitlines())])[0]


def read(folder: Path) -> Lexicon:
    """The lexicon in the folder's files; LexiconError where one of them breaks the rules."""
    if not any((folder / file).is_file() for file in FILES):
        raise LexiconError(f"{folder}: there is no lexicon here; put one of these files there: {', '.join(FILES)}")
    lines = [line for file in FILES for line in _lines(folder / file)]
    return Lexicon(tuple(line.entry for line in lines), _by_key(lines), _famous(folder / FAMOUS, lines))


@cache
def lexicon() -> Lexicon:
    """The lexicon that comes with the package."""
    return read(Path(str(files("index") / "data" / "lexicon")))


def _keys(forms: Iterable[str]) -> list[str]:
    """A key for each form, none of which holds a line break. All at once, since each call of the converter costs time.

    `fold` does for `normalise`, which adds only the blanks at the seams, and blanks go.
    """
    return IGNORED.sub("", fold("\n".join(forms))).split("\n")


def _by_key(lines: list[_Line]) -> dict[str, Entry]:
    keys = iter(_keys(form for line in lines for form in line.entry.all_forms))
    known: dict[str, _Line] = {}
    for line in lines:
        for form in line.entry.all_forms:
            found = next(keys)
            if not found:
                raise line.error(f"{form!r} holds neither letter nor digit; write a name")
            if known.setdefault(found, line) is not line:
                raise line.error(f"{form!r} is in {_place(known[found])} too; take one of them out")
    return {found: line.entry for found, line in known.items()}


def _famous(path: Path, lines: list[_Line]) -> frozenset[str]:
    names = {line.entry.name for line in lines}
    listed = [name for name in _text(path).split("\n") if name and not name.startswith("#")]
    unknown = [name for name in listed if name not in names]
    if unknown:
        raise LexiconError(f"{path.name}: {unknown[0]!r} is no name of the lexicon; write it as its entry begins")
    return frozenset(listed)


def _place(line: _Line) -> str:
    return f"{line.file}, line {line.number} ({line.entry.name})"


def _lines(path: Path) -> Iterator[_Line]:
    file, kind, before = path.name, FILES[path.name], ""
    for number, text in enumerate(_text(path).split("\n"), 1):
        if text.startswith("#") or not text:
            continue
        line = _Line(file, number, _entry(text, kind))
        if not RIGHT.fullmatch(text):
            _check(line, text)
        name = line.entry.name.casefold()
        if name < before:
            raise line.error(f"{line.entry.name!r} stands too late; sort the file, whatever the case")
        before = name
        yield line


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8") if path.is_file() else ""
    except UnicodeDecodeError as error:
        wrong = path.read_bytes()[: error.start].count(b"\n") + 1
        raise LexiconError(f"{path.name}, line {wrong}: this is not UTF-8; save the file as UTF-8") from error


def _entry(text: str, kind: Kind) -> Entry:
    name, tab, rest = text.partition("\t")
    aliases = rest.split("|") if tab else []
    spoken = tuple(form.removeprefix(SPOKEN) for form in aliases if form.startswith(SPOKEN))
    return Entry(name, kind, (name, *(form for form in aliases if not form.startswith(SPOKEN))), spoken)


def _check(line: _Line, text: str) -> None:
    if text.count("\t") > 1:
        raise line.error("more than two columns; write the name, one tab, the aliases with | between them")
    if not all(form.strip() for form in line.entry.all_forms):
        raise line.error("a name is empty; write it or take out the tab or | beside it")
    for form in line.entry.all_forms:
        if form != form.strip():
            raise line.error(f"blanks before or after {form!r}; take them out")
    raise line.error("| in the name; write the aliases after a tab")

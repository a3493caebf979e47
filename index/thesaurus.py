"""Concepts: words that say the same in Chinese or English, so that 做饭, 烹饪 and "cook" find each other.

A concept is a token like any other, marked with MARK: it goes into the bag of an item and of a question, and the
engine weighs it by how many items hold it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple

import snowballstemmer

from index.text import CHINESE, normalise

MARK = "§"
HEADLESS = "!"  # before a form that is no case of the word it ends in: a 聊天机器人 is no 机器人

_ENGLISH_WORD = re.compile(r"[a-z]+")
_stemmer = snowballstemmer.stemmer("english")


class ThesaurusError(ValueError):
    """The file is wrong; the text names the line, what is wrong with it and what to do."""


class Found(NamedTuple):
    """A form of a concept at [start, end) of a normalised text; `is_head`: only the word that the form ends in."""

    start: int
    end: int
    concept: str
    is_head: bool = False


@lru_cache(maxsize=1 << 15)
def stem(word: str) -> str:
    """The stem of a lower-case English word: "models" and "model" are one; anything else comes back as it is."""
    return str(_stemmer.stemWord(word)) if len(word) > 3 and word.isascii() and word.isalpha() else word


class Thesaurus:
    """Finds the concepts of a text. Each is named by its first form; a form may belong to several."""

    def __init__(self, lines: Iterable[tuple[Sequence[str], Sequence[str]]]) -> None:
        chinese: defaultdict[str, list[str]] = defaultdict(list)
        english: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
        self._headless: set[str] = set()
        for zh, en in lines:
            concept = MARK + (zh or en)[0].removeprefix(HEADLESS)
            for form in zh:
                plain = normalise(form.removeprefix(HEADLESS))
                chinese[plain].append(concept)
                self._headless |= {plain} if form.startswith(HEADLESS) else set()
            for form in en:
                english[_stems(normalise(form))].append(concept)
        self._chinese: Mapping[str, tuple[str, ...]] = {form: tuple(ids) for form, ids in chinese.items()}
        self._english: Mapping[tuple[str, ...], tuple[str, ...]] = {form: tuple(ids) for form, ids in english.items()}
        self._longest = max(map(len, self._chinese), default=0)
        self._most_words = max(map(len, self._english), default=0)
        self.english_words = frozenset(word for form in self._english for word in form)

    def find(self, text: str) -> list[Found]:
        """The concepts of a normalised text, longest forms first, with the word a form ends in; in their order."""
        return sorted([*self._find_chinese(text), *self._find_english(text)])

    def concepts(self, text: str) -> list[str]:
        """The concepts alone, with repetitions."""
        return [found.concept for found in self.find(text)]

    def _find_chinese(self, text: str) -> Iterator[Found]:
        for run in CHINESE_OR_DIGITS.finditer(text):
            yield from self._find_in_run(text, run.start(), run.end())

    def _find_in_run(self, text: str, start: int, end: int) -> Iterator[Found]:
        while start < end:
            for length in range(min(self._longest, end - start), 0, -1):
                form = text[start : start + length]
                if form in self._chinese:
                    yield from (Found(start, start + length, *one) for one in self._with_head(form))
                    start += length - 1
                    break
            start += 1

    def _with_head(self, form: str) -> Iterator[tuple[str, bool]]:
        """The concepts of a form and of the word that it ends in: 人形机器人 is a 机器人, too."""
        yield from ((one, False) for one in self._chinese[form])
        if form in self._headless:
            return
        head = next((form[i:] for i in range(1, len(form) - 1) if form[i:] in self._chinese), "")
        yield from ((one, True) for one in self._chinese.get(head, ()) if one not in self._chinese[form])

    def _find_english(self, text: str) -> Iterator[Found]:
        words = list(_ENGLISH_WORD.finditer(text))
        stems = [stem(word[0]) for word in words]
        place = 0
        while place < len(words):
            for length in range(min(self._most_words, len(words) - place), 0, -1):
                form = tuple(stems[place : place + length])
                if form in self._english:
                    start, end = words[place].start(), words[place + length - 1].end()
                    yield from (Found(start, end, *one) for one in self._english_with_head(form))
                    place += length - 1
                    break
            place += 1

    def _english_with_head(self, form: tuple[str, ...]) -> Iterator[tuple[str, bool]]:
        own = self._english[form]
        yield from ((one, False) for one in own)
        head = self._english.get(form[-1:], ()) if len(form) > 1 else ()
        yield from ((one, True) for one in head if one not in own)


# Chinese runs with the digits and letters inside them: 3 月, 生成式 ai.
CHINESE_OR_DIGITS = re.compile(rf"[a-z0-9 ]*{CHINESE.pattern}(?:[a-z0-9 ]*{CHINESE.pattern})*")


@cache
def thesaurus() -> Thesaurus:
    """The one that comes with the package."""
    return Thesaurus(read(resources.files("index").joinpath("data/thesaurus.tsv").read_text("utf-8")))


def read(text: str) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """The lines of a thesaurus: Chinese forms, a tab, English forms, each separated by |. Raises ThesaurusError."""
    return [_line(line, number) for number, line in enumerate(text.splitlines(), 1) if line and line[0] != "#"]


def _line(line: str, number: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    columns = line.split("\t")
    if len(columns) != 2:
        raise ThesaurusError(f"line {number}: has {len(columns)} columns: put one tab between Chinese and English")
    zh, en = (tuple(form for form in column.split("|") if form) for column in columns)
    if len(zh) + len(en) < 2 or len({*zh, *en}) < len(zh) + len(en):
        raise ThesaurusError(f"line {number}: needs two forms or more, none of them twice")
    return zh, en


def _stems(form: str) -> tuple[str, ...]:
    return tuple(stem(word) for word in _ENGLISH_WORD.findall(form))

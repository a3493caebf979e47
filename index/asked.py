"""The names in a question: Latin ones by their form, Chinese ones that the lexicon knows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.lexicon import lexicon
from index.mentions import COUNTED, common_latin, institutions, is_unit, latin_runs
from index.names import Known, known_chinese
from index.text import fold
from index.thesaurus import stem, thesaurus
from index.tokens import stop_words
from index.types import Language

_NAMING = ("org", "model", "product", "person")  # kinds of Chinese names that a question can be about
_ASKING = re.compile(r"[哪什几是做谁]")
_VERSION = re.compile(r"[vVbB]?\d+(?:\.\d+)*")
_BEHIND = re.compile(rf"\s?v?\d+(?:\.\d+)*(?![\d.]*\s*[a-z%秒帧字元块{COUNTED}])")  # 可灵 2.0, not 可灵 8月
_OWN = re.compile(r"['’]s$|['’]$")
SHORTEST_SURE = 3  # letters; what is shorter and has no digit ("Pi") may have been heard as anything


@dataclass(frozen=True, slots=True)
class Asked:
    """A name in a question, at `place`; -1 where it stands in an earlier question.

    `sure`: by its form it is a name and nothing else (capitals, digits, known), so an item must hold it.
    """

    text: str
    place: int
    sure: bool


def latin_asked(text: str, language: Language) -> tuple[Asked, ...]:
    """The Latin names of a question, case kept. In a Chinese one any Latin word that is no common term is a name."""
    found = []
    for run in latin_runs(text):
        place = 0
        for part in _split(run.text.split()) if language == "en" else [_stripped(run.text.split())]:
            name = _OWN.sub("", " ".join(part))
            if _may_name(name):
                place = run.text.find(part[0], place)
                found.append(Asked(name, run.start + place, _is_sure(name, language)))
    return tuple(found)


def chinese_asked(folded: str) -> tuple[Asked, ...]:
    """The Chinese names of a folded question: known ones, and what ends like an institution."""
    known = [one for one in known_chinese(folded) if one.entry.kind in _NAMING]
    found = [Asked(folded[one.start : _end(folded, one)], one.start, sure=True) for one in known]
    for name in institutions(folded):
        if not _ASKING.search(name) and not any(name in one.text or one.text in name for one in found):
            found.append(Asked(name, folded.find(name), sure=True))
    return tuple(found)


def _end(folded: str, known: Known) -> int:
    """Where a known name ends, with the version behind it."""
    version = _BEHIND.match(folded, known.end) if known.entry.kind in ("model", "product") else None
    return version.end() if version else known.end


def _split(words: Sequence[str]) -> list[list[str]]:
    """English words cut into names: runs of words that are no ordinary English ones, versions included."""
    runs: list[list[str]] = [[]]
    for place, word in enumerate(words):
        if runs[-1] and _continues(runs[-1], word):
            runs[-1].append(word)
        elif _is_name_word(word, first=place == 0):
            if runs[-1] and word.islower() and not runs[-1][-1].islower():
                runs.append([])  # "Udio 1.5 split"
            runs[-1].append(word)
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if run]


def _continues(run: Sequence[str], word: str) -> bool:
    """Whether an ordinary word goes on with a name: a version, or a longer name that is known ("GPT-4o mini")."""
    return _VERSION.fullmatch(word) is not None or lexicon().find(" ".join([*run, word])) is not None


def _is_name_word(word: str, *, first: bool) -> bool:
    plain = _OWN.sub("", word).casefold().strip(".-")
    if not plain or plain in stop_words() or plain in common_latin() or is_unit(plain):
        return False
    ordinary = all(stem(part) in thesaurus().english_words for part in re.findall("[a-z]+", plain))
    marked = re.search(r"[A-Z0-9]", word[1:] if first else word) is not None
    return marked or not ordinary


def _stripped(words: list[str]) -> list[str]:
    """Without small words at both ends: "the Claude 3" within Chinese."""
    while words and words[0] in stop_words():
        words = words[1:]
    while words and words[-1] in stop_words():
        words = words[:-1]
    return words


def _may_name(name: str) -> bool:
    words = [word for word in fold(name).split() if not is_unit(word)]
    return any(re.search("[a-z]", word) and word not in common_latin() for word in words)


def _is_sure(name: str, language: Language) -> bool:
    if len(re.sub(r"[^A-Za-z]", "", name)) < SHORTEST_SURE and not re.search(r"\d", name):
        return False
    return language == "zh" or re.search(r"[A-Z0-9]", name) is not None or lexicon().find(name) is not None

"""Terms of the field that were written down as other words of the same sound.

大圆模型 stands for 大语言模型, skin law for scaling law, GBT for GPT.
Only general rules, each with a bar of its own; they are meant for texts that speak of the field (`index.field`).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple

from pypinyin import Style, lazy_pinyin
from rapidfuzz.distance import Levenshtein

from index import word_lists
from index.lexicon import lexicon
from index.mentions import COUNTED, common_latin
from index.sound import spoken_numbers
from index.text import CHINESE, fold
from index.tokens import cut, is_word
from index.transliteration import skeleton

SHORT = 2  # characters of a term that need a neighbour where an ordinary word sounds the same
ELIDED = 5  # characters of a term from which one of its syllables may be lost
ENDING = 2  # characters at the end of such a term that are heard as they are
ALIKE = 0.6  # likeness of the consonants of the one word that differs in a phrase
# Letters whose names rhyme, in English or as they are said in Chinese: GBT for GPT.
_RHYMING = ("BCDEGPTVZ", "AJKH", "FSX", "MN", "IYR", "QU", "LR")
_LATIN_WORD = re.compile(r"[A-Za-z][A-Za-z']*")
_CAPITALS = re.compile(
    rf"(?<![A-Za-z0-9])([A-Z]{{2,5}})(?![A-Za-z])(-?\d+(?:\.\d+)?(?![\d.]*[A-Za-z])|[二三四五六七八九](?![{COUNTED}]))?"
)
_DOTTED = re.compile(r"([A-Za-z]{2,})点(ai|io|js|cpp|net)(?![A-Za-z])", re.IGNORECASE)
# Names whose first syllables were taken for letters: DPCR1 for DeepSeek-R1. The consonant of each letter's name.
_ALOUD = {**dict.fromkeys("BP", "P"), **dict.fromkeys("CGJZ", "S"), **dict.fromkeys("DT", "T"), "K": "K", "V": "F"}
_SPELLED_OUT = re.compile(r"(?<![A-Za-z0-9])([B-DGJKPTVZ]{3,4}?)([A-Z]*-?(?:\d[\d.]*| one| two)?)(?![A-Za-z0-9])")


class _Terms(NamedTuple):
    """`sounds`: Chinese terms by their syllables; `phrases`: Latin ones by their words."""

    sounds: Mapping[tuple[str, ...], str]
    neighbours: Mapping[str, tuple[str, ...]]
    phrases: Sequence[tuple[str, ...]]
    abbreviations: Sequence[str]


def misheard_terms(text: str) -> dict[str, str]:
    """What in a sentence of the field stands for a term, with the term: {"大圆模型": "大语言模型"}."""
    folded = fold(text)
    if len(folded) != len(text) or not CHINESE.search(text):
        return {}
    words = cut(folded)
    exact = dict(_homophones(folded, words))
    elided = ((heard, term) for heard, term in _elided(folded, words) if not any(one in heard for one in exact))
    found = (*exact.items(), *elided, *_phrases(text), *_abbreviations(text), *_dotted(text), *_aloud(text))
    return {heard: term for heard, term in found if fold(heard) != fold(term)}


def _homophones(text: str, words: Sequence[tuple[str, int, int]]) -> Iterator[tuple[str, str]]:
    longest = max(map(len, _terms().sounds))
    for run in CHINESE.finditer(text):
        start = run.start()
        while start < run.end():
            for length in range(min(longest, run.end() - start), SHORT - 1, -1):
                heard = text[start : start + length]
                term = _terms().sounds.get(_syllables(heard))
                if term == heard:
                    start += length - 1
                    break
                if term and _may_be(heard, term, text, start, words):
                    yield heard, term
                    start += length - 1
                    break
            start += 1


def _may_be(heard: str, term: str, text: str, start: int, words: Sequence[tuple[str, int, int]]) -> bool:
    """Whether no ordinary word is it or reaches over its edges; of two characters, that it is a word of its own."""
    end = start + len(heard)
    if _crossed(start, end, words):
        return False
    if len(heard) > SHORT:
        return not is_word(heard)
    if not is_word(heard) and (heard, start, end) in words:
        return True
    beside = _terms().neighbours.get(term, ())
    return any(text.startswith(one, end) for one in beside)


def _crossed(start: int, end: int, words: Sequence[tuple[str, int, int]]) -> bool:
    return any((left < start < right or left < end < right) and is_word(word) for word, left, right in words)


def _elided(text: str, words: Sequence[tuple[str, int, int]]) -> Iterator[tuple[str, str]]:
    """Long terms that lost a syllable: what is before their end sounds nearly so when it is said in one go."""
    for term in _long_terms():
        length, ending, whole = len(term) - 1, term[-ENDING:], _joined(term[:-ENDING])
        place = text.find(ending)
        while place >= 0:
            start = place + ENDING - length
            head = text[max(0, start) : place]
            if start >= 0 and CHINESE.fullmatch(head) and not _crossed(start, place + ENDING, words):
                near = 1 if is_word(head) or len(whole) < 7 else 2
                if head not in term and Levenshtein.distance(_joined(head), whole) <= near:
                    yield head + ending, term
            place = text.find(ending, place + 1)


def _phrases(text: str) -> Iterator[tuple[str, str]]:
    """Latin phrases all of whose words but one are right, and that one has nearly the same consonants."""
    words = [(found[0], found.start(), found.end()) for found in _LATIN_WORD.finditer(text)]
    known = set(_terms().phrases)
    for phrase in known:
        for place in range(len(words) - len(phrase) + 1):
            window = words[place : place + len(phrase)]
            said = tuple(fold(word).removesuffix("'s") for word, _, _ in window)
            surface = text[window[0][1] : window[-1][2]]
            if said in known or not re.fullmatch(r"[A-Za-z' -]+", surface) or lexicon().find(surface):
                continue
            differing = [(a, b) for a, b in zip(said, phrase, strict=True) if a != b]
            if len(differing) == 1 and _alike(*differing[0]):
                yield surface, _phrase_names()[phrase]


def _alike(heard: str, word: str) -> bool:
    one, other = skeleton(heard), skeleton(word)
    return len(heard) > 2 and one[:1] == other[:1] != "" and Levenshtein.normalized_similarity(one, other) >= ALIKE


def _abbreviations(text: str) -> Iterator[tuple[str, str]]:
    """Abbreviations in capitals of which one letter rhymes with the right one, or, before a version, one is lost."""
    for found in _CAPITALS.finditer(text):
        letters, version = found[1], found[2] or ""
        if letters in word_lists.load("abbreviations") or letters.casefold() in common_latin():
            continue
        if lexicon().find(found[0]) or lexicon().find(letters):
            continue
        near = [one for one in _terms().abbreviations if _rhymes(letters, one) or _lost(letters, one, version)]
        if len(near) == 1:
            joined = f"{near[0]}-{_number(version)}" if version else near[0]
            meant = lexicon().find(joined)
            yield found[0], meant.name if meant else joined


def _rhymes(letters: str, term: str) -> bool:
    if len(letters) != len(term) or len(letters) < 3:
        return False
    differing = [(a, b) for a, b in zip(letters, term, strict=True) if a != b]
    return len(differing) == 1 and any(set(differing[0]) <= set(one) for one in _RHYMING)


def _lost(letters: str, term: str, version: str) -> bool:
    one_less = any(letters == term[:i] + term[i + 1 :] for i in range(1, len(term)))
    numbered = lexicon().find(f"{term}-{_number(version)}") is not None
    return one_less and (len(letters) >= 3 or (bool(version) and numbered))


def _number(version: str) -> str:
    return spoken_numbers(f"x{version}")[1:].strip(" -")


def _dotted(text: str) -> Iterator[tuple[str, str]]:
    """Names with a dot that was said: next点js."""
    for found in _DOTTED.finditer(text):
        if meant := lexicon().find(f"{found[1]}.{found[2]}"):
            yield found[0], meant.name


def _aloud(text: str) -> Iterator[tuple[str, str]]:
    """Letters that are the first syllables of a famous name, before a version or a word that it goes with."""
    for found in _SPELLED_OUT.finditer(text):
        consonants = "".join(_ALOUD[one] for one in found[1])
        rest = spoken_numbers(found[2]).replace(" ", "")
        for name in _famous_by_consonants().get(consonants, ()) if rest else ():
            if meant := lexicon().find(f"{name} {rest}"):
                yield found[0], meant.name


@cache
def _famous_by_consonants() -> Mapping[str, Sequence[str]]:
    """The famous names of one word by the consonants of all their syllables; the last may be lost."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for name in sorted(lexicon().famous):
        if name.isalpha() and len(whole := skeleton(name)) > 3:
            found[whole[:-1]].append(name)
    return found


@cache
def _terms() -> _Terms:
    sounds: dict[tuple[str, ...], str] = {}
    neighbours: dict[str, tuple[str, ...]] = {}
    phrases: list[tuple[str, ...]] = []
    abbreviations: list[str] = []
    for term, beside in _lines():
        if CHINESE.fullmatch(term):
            sounds[_syllables(term)] = term
            neighbours[term] = tuple(beside.split("|")) if beside else ()
        elif " " in term:
            phrases.append(_words_of(term))
        elif term.isupper():
            abbreviations.append(term)
    return _Terms(sounds, neighbours, phrases, abbreviations)


@cache
def _phrase_names() -> Mapping[tuple[str, ...], str]:
    return {_words_of(term): term for term, _ in _lines() if " " in term}


def _words_of(term: str) -> tuple[str, ...]:
    return tuple(fold(term).replace("-", " ").split())


@cache
def _long_terms() -> Sequence[str]:
    return [term for term in _terms().neighbours if len(term) >= ELIDED]


@cache
def _lines() -> Sequence[tuple[str, str]]:
    text = resources.files("index").joinpath("data/terms.tsv").read_text("utf-8")
    rows = (line.partition("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return [(term, beside) for term, _, beside in rows]


def _syllables(text: str) -> tuple[str, ...]:
    return tuple(map(_syllable, text))


def _joined(text: str) -> str:
    return "".join(_syllables(text))


@lru_cache(maxsize=1 << 14)
def _syllable(character: str) -> str:
    return str(lazy_pinyin(character, style=Style.NORMAL)[0])

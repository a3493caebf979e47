"""Latin terms and names that were written down as other words or letters: skin law for scaling law, GBT for GPT."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from rapidfuzz.distance import Levenshtein

from index import word_lists
from index.lexicon import lexicon
from index.mentions import COUNTED, common_latin
from index.misheard.terms import terms
from index.sound import spoken_numbers
from index.text import fold
from index.transliteration import skeleton

ALIKE = 0.6  # likeness of the consonants of the one word that differs in a phrase
# Letters whose names rhyme, in English or as they are said in Chinese: GBT for GPT.
_RHYMING = ("BCDEGPTVZ", "AJKH", "FSX", "MN", "IYR", "QU", "LR")
_ONE_PHRASE = re.compile(r"[A-Za-z' -]+")
_LATIN_WORD = re.compile(r"[A-Za-z][A-Za-z']*")
_CAPITALS = re.compile(
    rf"(?<![A-Za-z0-9])([A-Z]{{2,5}})(?![A-Za-z])(-?\d+(?:\.\d+)?(?![\d.]*[A-Za-z])|[二三四五六七八九](?![{COUNTED}]))?"
)
_DOTTED = re.compile(r"([A-Za-z]{2,})点(ai|io|js|cpp|net)(?![A-Za-z])", re.IGNORECASE)
# Names whose first syllables were taken for letters: DPCR1 for DeepSeek-R1. The consonant of each letter's name.
_ALOUD = {**dict.fromkeys("BP", "P"), **dict.fromkeys("CGJZ", "S"), **dict.fromkeys("DT", "T"), "K": "K", "V": "F"}
_SPELLED_OUT = re.compile(r"(?<![A-Za-z0-9])([B-DGJKPTVZ]{3,4}?)([A-Z]*-?(?:\d[\d.]*| one| two)?)(?![A-Za-z0-9])")


def misheard(text: str) -> Iterator[tuple[str, str]]:
    """What in a text stands for a Latin term or name, with that."""
    words = list(_LATIN_WORD.finditer(text))
    for phrase in terms().phrases:
        yield from _phrase(phrase, words, text)
    for found in _CAPITALS.finditer(text):
        yield from _abbreviation(found[0], found[1], found[2] or "")
    for found in _DOTTED.finditer(text):
        if meant := lexicon().find(f"{found[1]}.{found[2]}"):
            yield found[0], meant.name
    for found in _SPELLED_OUT.finditer(text):
        yield from _aloud(found[0], found[1], found[2])


def _phrase(phrase: tuple[str, ...], words: Sequence[re.Match[str]], text: str) -> Iterator[tuple[str, str]]:
    """Where all words of a phrase but one are right, and that one has nearly the same consonants."""
    for place in range(len(words) - len(phrase) + 1):
        window = words[place : place + len(phrase)]
        said = tuple(fold(word[0]).removesuffix("'s") for word in window)
        differing = [(a, b) for a, b in zip(said, phrase, strict=True) if a != b]
        if len(differing) != 1 or said in terms().phrases or not _alike(*differing[0]):
            continue
        surface = text[window[0].start() : window[-1].end()]
        if _ONE_PHRASE.fullmatch(surface) and not lexicon().find(surface):
            yield surface, terms().phrases[phrase]


def _alike(heard: str, word: str) -> bool:
    one, other = skeleton(heard), skeleton(word)
    return len(heard) > 2 and one[:1] == other[:1] != "" and Levenshtein.normalized_similarity(one, other) >= ALIKE


def _abbreviation(surface: str, letters: str, version: str) -> Iterator[tuple[str, str]]:
    """The one abbreviation of which a letter rhymes with the one heard, or of which one is lost."""
    if letters in word_lists.load("abbreviations") or letters.casefold() in common_latin():
        return
    if lexicon().find(surface) or lexicon().find(letters):
        return
    near = [one for one in terms().abbreviations if rhymes(letters, one) or _lost(letters, one, version)]
    if len(near) == 1:
        joined = f"{near[0]}-{_number(version)}" if version else near[0]
        meant = lexicon().find(joined)
        yield surface, meant.name if meant else joined


def rhymes(letters: str, term: str) -> bool:
    """Whether two abbreviations in capitals, of three letters or more, differ in one letter that rhymes: GBT, GPT."""
    if len(letters) != len(term) or len(letters) < 3:
        return False
    differing = [(a, b) for a, b in zip(letters, term, strict=True) if a != b]
    return len(differing) == 1 and any(set(differing[0]) <= set(one) for one in _RHYMING)


def _lost(letters: str, term: str, version: str) -> bool:
    """Whether one letter behind the first is lost; two letters that are left need a version that is known."""
    one_less = any(letters == term[:i] + term[i + 1 :] for i in range(1, len(term)))
    numbered = lexicon().find(f"{term}-{_number(version)}") is not None
    return one_less and (len(letters) >= 3 or (bool(version) and numbered))


def _number(version: str) -> str:
    return spoken_numbers(f"x{version}")[1:].strip(" -")


def _aloud(surface: str, letters: str, rest: str) -> Iterator[tuple[str, str]]:
    """The famous names whose first syllables the letters are, before a version or a word that they go with."""
    consonants = "".join(_ALOUD[one] for one in letters)
    rest = spoken_numbers(rest).replace(" ", "")
    for name in _famous_by_consonants().get(consonants, ()) if rest else ():
        if meant := lexicon().find(f"{name} {rest}"):
            yield surface, meant.name


@cache
def _famous_by_consonants() -> Mapping[str, Sequence[str]]:
    """The famous names of one word by the consonants of all their syllables; the last may be lost."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for name in sorted(lexicon().famous):
        if name.isalpha() and len(whole := skeleton(name)) > 3:
            found[whole[:-1]].append(name)
    return found

"""Names that stand in a text in Chinese characters: known ones, misheard ones, and transliterations with a version."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from index.lexicon import Entry, lexicon
from index.mentions import Mention, common_latin
from index.names import TRANSLITERATING, chinese_by_sound, known_chinese, latin_by_sound
from index.sound import spoken_numbers, syllables
from index.text import CHINESE, fold
from index.thesaurus import stem, thesaurus
from index.tokens import Word, cut, cuts_word, is_word

KINDS = ("org", "model", "product", "person", "tool")
NEARLY = 3  # characters of an unknown word from which a syllable may differ
ALWAYS = 4  # characters of a name from which the same sound is enough; shorter ones must be no ordinary words
_VERSION = re.compile(
    r"\s?(?:第?[二三四五六七八九]代|\d+(?:\.\d+)*(?![\d%万亿千百个月日号年点倍])|[一二三四五六七八九](?![\u4e00-\u9fff])|[二三四五六七八九](?=[,，。、的在是]))"
)
_SUFFIX = re.compile(r"(?:\d+(?:\.\d+)*|[二三四五])?[ -]?[A-Za-z][A-Za-z0-9.]*")
_SMALL = re.compile(r"(?<![A-Za-z0-9.])[A-Za-z][A-Za-z']*(?: [A-Za-z]+){0,2}(?:[ -]?\d+(?:\.\d+)*)?(?![A-Za-z0-9])")
SHORTEST_SMALL = 4  # letters
_LATIN_PART = re.compile(r"[A-Za-z][A-Za-z0-9.+-]*(?:[一二三四五六七八九](?![\u4e00-\u9fff]))?")
_BEFORE_LATIN = re.compile(r"[\u4e00-\u9fff]{2,4}(?=[A-Za-z])")


class Heard(NamedTuple):
    """A name as it stands at [start, end) of a text, and what it stands for."""

    mention: Mention
    entry: Entry


@lru_cache(maxsize=1 << 11)  # a sentence is read for its boundary, its title and its item
def heard_chinese(text: str) -> tuple[Heard, ...]:
    """The names written in Chinese characters, or partly so, in their order, with version numbers that follow them."""
    folded = fold(text)
    if len(folded) != len(text) or not CHINESE.search(text):
        return ()  # places in the folded text would not be those of the text: rare, compatibility characters
    known = [(one.start, one.end, one.entry) for one in known_chinese(folded) if one.entry.kind in KINDS]
    alike = [*_by_sound(folded), *_nearly(folded)]
    # A longer name that sounds so goes before a shorter one that stands in it: 通意千问 holds 千问.
    exact = [one for one in known if not any(other[0] <= one[0] and one[1] <= other[1] for other in alike)]
    taken = {place for start, end, _ in exact for place in range(start, end)}
    alike = [one for one in alike if not taken & set(range(one[0], one[1]))]
    found = {one[:2]: _with_version(text, *one) for one in (*exact, *alike)}
    return tuple(sorted([*found.values(), *_mixed(text)], key=lambda one: one.mention.start))


def heard_small(text: str) -> list[Heard]:
    """Names that were written in small letters, or partly so, within Chinese: "Hugging phase", "open eye", "grock".

    An ordinary English word by itself stays what it is.
    """
    if not CHINESE.search(text):
        return []  # in a Latin text the words that are no names are all in small letters
    found = ((place, lexicon_entry(place[0])) for place in _SMALL.finditer(text) if _may_be_name(place[0]))
    return [Heard(Mention(place.start(), place.end(), place[0]), entry) for place, entry in found if entry]


def lexicon_entry(small: str) -> Entry | None:
    """The entry that words in small letters stand for, exactly or very nearly by sound."""
    return lexicon().find(small) or latin_by_sound(small, strict=True)


def _may_be_name(words: str) -> bool:
    known = [stem(word) in thesaurus().english_words or word in common_latin() for word in words.split()]
    return (
        len(words) > SHORTEST_SMALL
        and any(word.islower() for word in words.split())
        and (len(known) > 1 or not all(known))
        and not all(word in common_latin() for word in words.split())
    )


def _by_sound(folded: str) -> Iterator[tuple[int, int, Entry]]:
    table, longest = _sounds()
    words: list[Word] = []
    start = 0
    while start < len(folded):
        for length in range(min(longest, len(folded) - start), 1, -1):
            surface = folded[start : start + length]
            entry = table.get(syllables(surface)) if CHINESE.fullmatch(surface) else None
            if entry is None:
                continue
            words = words or cut(folded)
            if _may_be_heard(surface, start, words):
                yield start, start + length, entry
                start += length - 1
                break
        start += 1


def _nearly(folded: str) -> Iterator[tuple[int, int, Entry]]:
    """Unknown words of three characters and more that sound nearly like a name: 杨乐坤 for 杨立昆."""
    for word, start, end in cut(folded):
        if end - start >= NEARLY and CHINESE.fullmatch(word) and not is_word(word):
            entry = chinese_by_sound(word)
            if entry and entry.kind in KINDS and fold(word) not in map(fold, entry.all_forms):
                yield start, end, entry


def _may_be_heard(surface: str, start: int, words: Sequence[Word]) -> bool:
    """Whether a place can hold a name: no ordinary word is it or reaches over its edges; two characters go together."""
    end = start + len(surface)
    if len(surface) < ALWAYS and is_word(surface):
        return False
    if len(surface) == 2 and ((surface, start, end) not in words or surface.endswith("大")):
        return False
    return not cuts_word(start, end, words)


@cache
def _sounds() -> tuple[Mapping[tuple[str, ...], Entry], int]:
    """The Chinese names of the lexicon by their syllables; those that sound like another's are left out."""
    table: defaultdict[tuple[str, ...], set[Entry]] = defaultdict(set)
    for entry in lexicon().entries:
        for form in entry.all_forms if entry.kind in KINDS else ():
            # 一加 sounds like 宜家: two characters are enough only for what the shows are about
            if CHINESE.fullmatch(form) and len(form) > (1 if entry.kind in ("model", "product") else 2):
                table[syllables(form)].add(entry)
    alone = {syllables: next(iter(entries)) for syllables, entries in table.items() if len(entries) == 1}
    return alone, max(map(len, alone), default=0)


def _with_version(text: str, start: int, end: int, entry: Entry) -> Heard:
    """The name with the version or the word behind it, where the lexicon knows that one: 拉玛3.1, 千问二, 魂元DIT."""
    suffix = _SUFFIX.match(text, end)
    if suffix and (longer := lexicon().find(f"{entry.name} {spoken_numbers(suffix[0])}")):
        return Heard(Mention(start, suffix.end(), text[start : suffix.end()]), longer)
    version = _VERSION.match(text, end) if entry.kind in ("model", "product", "tool") else None
    if version:
        number = spoken_numbers(f"x{version[0].strip(' 第代')}")[1:].strip()
        for name in (f"{entry.name} {number}", *(f"{form} {number}" for form in entry.forms)):
            if numbered := lexicon().find(name):
                return Heard(Mention(start, version.end(), text[start : version.end()]), numbered)
    return Heard(Mention(start, end, text[start:end]), entry)


def _mixed(text: str) -> Iterator[Heard]:
    """Names half in characters: 阿尔法Fold三."""
    for found in _BEFORE_LATIN.finditer(text):
        start = found.end()
        while start > found.start() and text[start - 1] in TRANSLITERATING:
            start -= 1
        latin = _LATIN_PART.match(text, found.end())
        if latin and found.end() - start >= 2:
            name = text[start : latin.end()]
            entry = latin_by_sound(name)
            if entry:
                yield Heard(Mention(start, latin.end(), name), entry)

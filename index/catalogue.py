"""Who is named where: all names of all items, found again by spelling, by sound and by the lexicon."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import DamerauLevenshtein

from index import versions
from index.echoes import Echoes
from index.lexicon import Entry, lexicon
from index.mentions import is_edition
from index.names import LONGEST
from index.naming import forms
from index.sound import SAME, carries, is_same, likeness, sound
from index.text import CHINESE, fold
from index.types import DigestItem

_SIZE = re.compile(r"(?<![\d.a-z])\d+(?:\.\d+)?[bm](?![a-z0-9])", re.IGNORECASE)

MEMBER = 0.95  # likeness of a member of the family that is asked for: Claude 3 for Claude
ECHO = 0.8  # times the likeness, for words that only sound like a name
SHORTENED = 0.85  # likeness of a name of which words are left out or misspelled
TYPED = 0.7  # likeness in spelling from which a longer word is another mistyped
MOST_WORDS = 6  # of a name that is asked for
CLOSE = 0.08  # what sounds that much less like the name than the best does is another name
SAME_SYLLABLES = 0.9  # likeness of other characters that sound the same
SAME_SOUND = 0.7  # likeness in spelling from which two known names that sound the same may be mistaken: Groq, Grok
BESIDE_EXACT = 0.75  # likeness from which an unknown name counts, too, where another is spelled exactly as asked
# Similarity from which a heard name is the one asked for: short names are too often alike by chance.
ENOUGH = ((3, 0.84), (5, 0.7), (LONGEST, 0.6))


@dataclass(frozen=True, slots=True)
class Held:
    """Items that hold a name, with strengths from 0 to 1. `whole`: every word of the name is held by these items.

    `heard` are the spellings under which they hold it.
    """

    strengths: Mapping[int, float] = field(default_factory=dict)
    whole: bool = False
    heard: tuple[str, ...] = ()


@dataclass(slots=True)
class _Name:
    """A form of a name, what it stands for where that is known, and the items that hold it, each with a strength.

    `surfaces` are the spellings under which it stands there: Cloud3 for the form Claude 3.
    """

    spelling: str
    entry: Entry | None
    part: bool
    surfaces: dict[str, None] = field(default_factory=dict)
    holders: dict[int, float] = field(default_factory=dict)


class Catalogue:
    """The names of the items, which are numbered as they are given."""

    def __init__(self, items: Sequence[DigestItem]) -> None:
        self._echoes = Echoes(items)
        self._texts = [item.text for item in items]
        names: dict[tuple[str, str], _Name] = {}  # 李菲菲 may be 李飞飞 in one item, and herself in another
        for number, item in enumerate(items):
            for one in forms(item):
                name = names.setdefault((one.text, one.meant), _Name(one.text, lexicon().find(one.meant), one.part))
                name.surfaces[one.surface] = None
                name.holders[number] = max(one.strength, name.holders.get(number, 0.0))
        self._names = [name for name in names.values() if sound(name.spelling).letters or sound(name.spelling).numbers]
        self._letters = [sound(name.spelling).letters for name in self._names]
        self._keys = [sound(name.spelling).keys for name in self._names]
        self._numbered: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
        for place, name in enumerate(self._names):
            self._numbered[sound(name.spelling).numbers].append(place)
        self._exact: defaultdict[str, list[_Name]] = defaultdict(list)
        self._members: defaultdict[str, list[_Name]] = defaultdict(list)
        self._worded: defaultdict[str, list[_Name]] = defaultdict(list)
        for name in self._names:
            self._index(name)

    def _index(self, name: _Name) -> None:
        self._exact[_squeezed(name.spelling)].append(name)
        for form in name.entry.all_forms if name.entry and not name.part else ():
            if _squeezed(form) != _squeezed(name.spelling):
                self._exact[_squeezed(form)].append(name)
        for family in _families(name.entry.name) if name.entry and not name.part else ():
            self._members[family].append(name)
        words = _words(name.spelling)
        for word in words if len(words) > 1 else ():
            self._worded[word].append(name)

    def find(self, asked: str) -> Held:
        """The items that hold a name, as it is or under other words that sound like it."""
        held = self.known(asked)
        return held if held.whole else self._echo(asked) or self._behind(asked) or held

    def known(self, asked: str) -> Held:
        """The items that name it, as a whole or word by word ("Claude 3 Opus": Claude 3, and Opus)."""
        held = self._find(asked)
        if not held.whole and "-" in asked:
            held = self._find(asked.replace("-", " "))
        return held if held.whole else self._shortened(asked) or held

    def _shortened(self, asked: str) -> Held | None:
        """The items that hold a name of which some words are left out or misspelled: "Wisper v3 trubo"."""
        words = _words(asked)
        names = {id(name): name for word in words for name in self._worded.get(word, ())} if len(words) > 1 else {}
        found = [(one, SHORTENED) for one in names.values() if carries(asked, one.spelling) and _has(one, words)]
        return Held(_strongest(found), whole=True, heard=_surfaces([found])) if found else None

    def _behind(self, asked: str) -> Held | None:
        """The items that tell the version behind the name: 皮卡升级到1.5版本, for Pika 1.5."""
        parts = versions.split(asked)
        for held in (self._find(parts.name), self._echo(parts.name)) if parts else ():
            if parts and held and held.whole:
                behind = parts.told(held.heard)
                strengths = {n: strength for n, strength in held.strengths.items() if behind.search(self._texts[n])}
                if strengths:
                    return Held(strengths, whole=True, heard=held.heard)
        return None

    def _echo(self, asked: str) -> Held | None:
        """The items that hold other words that sound like a name which none holds."""
        found = self._echoes.find(asked)
        strengths = {one.number: ECHO * one.likeness for one in found}
        return Held(strengths, whole=True, heard=tuple(dict.fromkeys(one.surface for one in found))) if found else None

    def _find(self, asked: str) -> Held:
        words = _without_size(asked.split())[:MOST_WORDS]
        spans = [(i, j) for i in range(len(words)) for j in range(i + 1, len(words) + 1)]
        if not spans or not self._names:
            return Held()
        found = dict(zip(spans, self._matches([" ".join(words[i:j]) for i, j in spans]), strict=True))
        sizes = _sizes(asked)
        if sizes:  # of CogVideoX-5B nothing is told where CogVideoX-2B is
            found = {
                span: [(name, alike) for name, alike in names if not _sizes(name.spelling) - sizes]
                for span, names in found.items()
            }
        if len(words) > 1:  # "V3" by itself is no part of DeepSeek V3: it may be any V3
            found |= {(i, j): () for i, j in spans if j == i + 1 and is_edition(words[i])}
        return self._cover(words, found)

    def _cover(self, words: Sequence[str], found: Mapping[tuple[int, int], Sequence[tuple[_Name, float]]]) -> Held:
        """The best way to cover all words by names that are known; `best[j]` covers the first j words."""
        best: list[tuple[float, list[Sequence[tuple[_Name, float]]]]] = [(0.0, [])]
        for end in range(1, len(words) + 1):
            ways = [
                (best[start][0] + _worth(found[start, end], words[start:end]), [*best[start][1], found[start, end]])
                for start in range(end)
            ]
            best.append(max(ways, key=lambda way: way[0]))
        parts = best[-1][1]
        per_part = [_strongest(part) for part in parts if part]
        everywhere = set.intersection(*map(set, per_part)) if per_part and all(parts) else set()
        numbers = everywhere or {number for strengths in per_part for number in strengths}
        strengths = {n: sum(one.get(n, 0.0) for one in per_part) / len(parts) for n in numbers}
        return Held(strengths, bool(everywhere), _surfaces(parts))

    def _matches(self, asked: Sequence[str]) -> list[Sequence[tuple[_Name, float]]]:
        sounds = [sound(one) for one in asked]
        scores, _ = likeness(sounds, self._letters, self._keys)
        for row, one in enumerate(sounds):
            for column in self._numbered.get(one.numbers, ()) if one.numbers else ():
                if is_same(one, sound(self._names[column].spelling)):
                    scores[row, column] = max(scores[row, column], SAME)
        return [self._near(one, row) for one, row in zip(asked, scores, strict=True)]

    def _near(self, asked: str, row: NDArray[np.float32]) -> Sequence[tuple[_Name, float]]:
        """The names that `asked` may have been heard as, with their likeness; none where no name is near enough."""
        meant = lexicon().find(asked)
        exact = self._exact.get(_squeezed(asked)) or (self._exact.get(_squeezed(meant.name), []) if meant else [])
        found = {id(name): (name, _exactly(asked, meant, name)) for name in exact}
        for name in self._members.get(meant.name, ()) if meant else ():
            found.setdefault(id(name), (name, MEMBER))
        alike = self._alike(asked, meant, row)
        top = max((score for _, score in alike), default=0.0)
        for name, score in alike:
            if score >= (BESIDE_EXACT if found else top - CLOSE) and not (found and name.entry):
                found.setdefault(id(name), (name, score))
        return list(found.values())

    def _alike(self, asked: str, meant: Entry | None, row: NDArray[np.float32]) -> list[tuple[_Name, float]]:
        letters = len(sound(asked).letters)
        if not 2 <= letters <= LONGEST:
            return []
        bar = next(bar for length, bar in ENOUGH if letters <= length)
        near = [(self._names[i], float(row[i])) for i in np.flatnonzero(row >= bar)]
        return [
            (name, score)
            for name, score in near
            if carries(asked, name.spelling) and _may_be(asked, meant, name, score)
        ]


def _words(name: str) -> list[str]:
    return re.split(r"[ -]+", fold(name))


def _has(name: _Name, words: Sequence[str]) -> bool:
    """Whether each of the words is one of the name's, or a longer one of them mistyped."""
    own = _words(name.spelling)
    return all(any(word == one or _is_typo(word, one) for one in own) for word in words)


def _is_typo(word: str, of: str) -> bool:
    return min(len(word), len(of)) > 3 and DamerauLevenshtein.normalized_similarity(word, of) >= TYPED


def _sizes(name: str) -> set[str]:
    """The sizes that a name tells: 7b, 1.5b."""
    return {one.casefold() for one in _SIZE.findall(name)}


def _without_size(words: list[str]) -> list[str]:
    """A name without the size behind it: Llama 3.1 405B, of which shows say "4050亿参数"."""
    return [word for place, word in enumerate(words) if not place or not _SIZE.fullmatch(word)]


def _families(name: str) -> Iterator[str]:
    """The names that this one begins with: Google DeepMind belongs to Google, Claude 3 Opus to Claude 3 and Claude."""
    for place, character in enumerate(name):
        if character in " -" and place >= 3:
            yield name[:place]


def _may_be(asked: str, meant: Entry | None, name: _Name, score: float) -> bool:
    """Whether a name that sounds like the one asked for may be it.

    Not where both are known and are two, unless they sound quite the same; a part of a name must be spelled nearly so;
    and each longer word asked for must stand in it somewhere.
    """
    if meant and name.entry and meant is not name.entry:
        first, second = sound(asked), sound(name.spelling)
        spelled = DamerauLevenshtein.normalized_similarity(first.letters, second.letters)
        return first.keys == second.keys and len(first.keys) > 1 and spelled >= SAME_SOUND
    if name.part and score < BESIDE_EXACT:
        return False
    words = [one for word in asked.split() if len(one := sound(word).letters) > 3]
    return len(words) < 2 or all(_stands_in(word, sound(name.spelling).letters) for word in words)


def _exactly(asked: str, meant: Entry | None, name: _Name) -> float:
    """1 for what is spelled or known so; a little less for other characters of the same sound: 李菲菲 for 李飞飞."""
    other = meant is not None and name.entry is None and CHINESE.search(name.spelling) is not None
    return SAME_SYLLABLES if other and fold(name.spelling) != fold(asked) else 1.0


def _stands_in(word: str, letters: str) -> bool:
    windows = (letters[i : i + len(word)] for i in range(max(1, len(letters) - len(word) + 1)))
    return any(DamerauLevenshtein.normalized_similarity(word, window) >= 0.5 for window in windows)


def _strongest(part: Sequence[tuple[_Name, float]]) -> Mapping[int, float]:
    strengths: defaultdict[int, float] = defaultdict(float)
    for name, alike in part:
        for number, strength in name.holders.items():
            strengths[number] = max(strengths[number], alike * strength)
    return strengths


def _surfaces(parts: Sequence[Sequence[tuple[_Name, float]]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(surface for part in parts for name, _ in part for surface in name.surfaces))


def _worth(part: Sequence[tuple[_Name, float]], words: Sequence[str]) -> float:
    """What a part of a name adds: its letters, times its likeness; a little less for each cut."""
    return sum(map(len, words)) * max(alike for _, alike in part) - 0.5 if part else -0.5


def _squeezed(name: str) -> str:
    parts = sound(name)
    return fold(name) if not parts.letters else "".join((parts.letters, "#", *parts.numbers))

"""Who is named where: all names of all items, found again by spelling, by sound and by the lexicon."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import DamerauLevenshtein

from index.echoes import Echoes
from index.families import made_by
from index.lexicon import Entry, lexicon
from index.mentions import common_latin
from index.names import LONGEST
from index.sound import SAME, carries, is_same, likeness, sound
from index.text import CHINESE, fold
from index.thesaurus import stem, thesaurus
from index.types import DigestItem

# Where somebody worked before: 前DeepMind和Meta研究者.
_CAME_FROM = re.compile(r"前[^,，。]{1,40}?(?:研究者|研究人员|员工|科学家|工程师|团队|高管|成员|总监|负责人)")
_COMPARED = ("跟", "和", "与", "比", "像", "似", "于", "过", "平", "than", "like", "to")
_SIZE = re.compile(r"\d+(?:\.\d+)?[bm]", re.IGNORECASE)

# How much an item is about a name: its first one, an organisation that acts, one in its title, who makes its subject,
# one that stands in front or often, one that it only mentions.
SUBJECT, ACTS, IN_TITLE, MAKES, IN_FRONT, OFTEN, MENTIONED = 1.0, 0.9, 0.85, 0.8, 0.75, 0.65, 0.55
FRONT = 60  # characters of an item in which its organisations and people are named that it is about
PART, MEMBER = 0.9, 0.95  # times that for a part of a longer name ("Cascade"), and for a member of the family asked for
ECHO = 0.8  # times the likeness, for words that only sound like a name
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
    """A spelling, what it stands for where that is known, and the items that hold it, each with a strength."""

    spelling: str
    entry: Entry | None
    part: bool
    holders: dict[int, float] = field(default_factory=dict)


class Catalogue:
    """The names of the items, which are numbered as they are given."""

    def __init__(self, items: Sequence[DigestItem]) -> None:
        self._echoes = Echoes(items)
        names: dict[tuple[str, str], _Name] = {}  # 李菲菲 may be 李飞飞 in one item, and herself in another
        for number, item in enumerate(items):
            for spelling, meant, strength, part in _spellings(item):
                name = names.setdefault((spelling, meant), _Name(spelling, lexicon().find(meant), part))
                name.holders[number] = max(strength, name.holders.get(number, 0.0))
        self._names = [name for name in names.values() if sound(name.spelling).letters or sound(name.spelling).numbers]
        self._letters = [sound(name.spelling).letters for name in self._names]
        self._keys = [sound(name.spelling).keys for name in self._names]
        self._numbered: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
        for place, name in enumerate(self._names):
            self._numbered[sound(name.spelling).numbers].append(place)
        self._exact: defaultdict[str, list[_Name]] = defaultdict(list)
        self._members: defaultdict[str, list[_Name]] = defaultdict(list)
        for name in self._names:
            self._index(name)

    def _index(self, name: _Name) -> None:
        self._exact[_squeezed(name.spelling)].append(name)
        for form in name.entry.all_forms if name.entry and not name.part else ():
            if _squeezed(form) != _squeezed(name.spelling):
                self._exact[_squeezed(form)].append(name)
        for family in _families(name.entry.name) if name.entry and not name.part else ():
            self._members[family].append(name)

    def find(self, asked: str) -> Held:
        """The items that hold a name, as a whole or word by word ("Claude 3 Opus": Claude 3, and Opus)."""
        held = self._find(asked)
        if not held.whole and "-" in asked:
            held = self._find(asked.replace("-", " "))
        return held if held.whole else self._echo(asked) or held

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
        heard = tuple(dict.fromkeys(name.spelling for part in parts for name, _ in part))
        return Held(strengths, bool(everywhere), heard)

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


def _spellings(item: DigestItem) -> Iterator[tuple[str, str, float, bool]]:
    """Each spelling of a name, what it stands for, how much the item is about it, and whether it is a part of one."""
    yield from ((maker, maker, MAKES, False) for maker in _makers(item))
    for place, name in enumerate((*item.names, *item.orgs)):
        meant = item.proper(name)
        strength = SUBJECT if place == 0 and item.names else _strength(item, name, meant)
        yield name, meant, strength, False
        words = name.split()
        if len(words) > 1:
            yield from ((word, word, PART * strength, True) for word in words if _telling(word))


def _makers(item: DigestItem) -> Iterator[str]:
    """Who makes what an item is about, where nobody else acts in it and it is not only compared with that."""
    for name in item.subjects if not item.orgs else ():
        before = item.title.partition(name)[0].rstrip()
        if not before.endswith(_COMPARED):
            yield from made_by(name)


def _strength(item: DigestItem, name: str, meant: str) -> float:
    """How much an item is about a name that is not its first."""
    if name in item.orgs:
        return ACTS
    if name in item.title or meant in item.title:
        return IN_TITLE
    entry = lexicon().find(meant)
    if any(name in found[0] for found in _CAME_FROM.finditer(item.text)):
        return MENTIONED
    if entry and entry.kind in ("org", "person") and name in item.text[:FRONT]:
        return IN_FRONT
    return OFTEN if item.text.count(name) > 1 else MENTIONED


def _without_size(words: list[str]) -> list[str]:
    """A name without the size behind it: Llama 3.1 405B, of which shows say "4050亿参数"."""
    return [word for place, word in enumerate(words) if not place or not _SIZE.fullmatch(word)]


def _telling(word: str) -> bool:
    """Whether a word of a name can stand for the name: no ordinary English word, not short."""
    plain = word.casefold()
    return len(plain) > 3 and plain not in common_latin() and stem(plain) not in thesaurus().english_words


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


def _worth(part: Sequence[tuple[_Name, float]], words: Sequence[str]) -> float:
    """What a part of a name adds: its letters, times its likeness; a little less for each cut."""
    return sum(map(len, words)) * max(alike for _, alike in part) - 0.5 if part else -0.5


def _squeezed(name: str) -> str:
    parts = sound(name)
    return fold(name) if not parts.letters else "".join((parts.letters, "#", *parts.numbers))

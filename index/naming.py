"""Which names an item holds, in which forms, and how much it is about each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from index.families import made_by
from index.lexicon import lexicon
from index.mentions import common_latin
from index.thesaurus import stem, thesaurus
from index.types import DigestItem

# Where somebody worked before: 前DeepMind和Meta研究者.
_CAME_FROM = re.compile(r"前[^,，。]{1,40}?(?:研究者|研究人员|员工|科学家|工程师|团队|高管|成员|总监|负责人)")
_COMPARED = ("跟", "和", "与", "比", "像", "似", "于", "过", "平", "than", "like", "to")

# How much an item is about a name: its first one, an organisation that acts, one in its title, who makes its subject,
# one that stands in front or often, one that it only mentions.
SUBJECT, ACTS, IN_TITLE, MAKES, IN_FRONT, OFTEN, MENTIONED = 1.0, 0.9, 0.85, 0.8, 0.75, 0.65, 0.55
FRONT = 60  # characters of an item in which its organisations and people are named that it is about
PART = 0.9  # times that for a part of a longer name: "Cascade"


class Form(NamedTuple):
    """A form of a name, what it stands for, how much the item is about it, whether it is only a part of the name, and
    how that is spelled in the item."""

    text: str
    meant: str
    strength: float
    part: bool
    surface: str


def forms(item: DigestItem) -> Iterator[Form]:
    """The names of an item as they are spelled and as they are meant, long ones in parts, too, and who makes it."""
    yield from (Form(maker, maker, MAKES, part=False, surface=maker) for maker in _makers(item))
    for place, name in enumerate((*item.names, *item.orgs)):
        meant = item.proper(name)
        strength = SUBJECT if place == 0 and item.names else _strength(item, name, meant)
        yield from (Form(form, meant, strength, part=False, surface=name) for form in dict.fromkeys((name, meant)))
        words = name.split()
        if len(words) > 1:
            yield from (Form(word, word, PART * strength, part=True, surface=word) for word in words if _telling(word))


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


def _telling(word: str) -> bool:
    """Whether a word of a name can stand for the name: no ordinary English word, not short."""
    plain = word.casefold()
    return len(plain) > 3 and plain not in common_latin() and stem(plain) not in thesaurus().english_words

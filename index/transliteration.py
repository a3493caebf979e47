"""Latin names written down in Chinese characters by their sound: 杰米尼 for Gemini, 格罗克 for Grok.

What stays of a name in the other script are its consonants, in order and roughly: p and b, l and r, s and sh are one,
r is lost behind a vowel, a nasal may end a syllable or begin the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from jellyfish import metaphone

from index.sound import syllable
from index.text import CHINESE, fold

SHORTEST = 2  # consonants; fewer tell nothing
LONGEST = 8
VOWEL = "a"  # the class of a character that begins with none
_NASAL, _OTHER = "n", "-"
_INITIALS = {
    **dict.fromkeys(("b", "p"), "P"),
    **dict.fromkeys(("d", "t"), "T"),
    **dict.fromkeys(("g", "k"), "K"),
    **dict.fromkeys(("f", "w", "v"), "F"),
    **dict.fromkeys(("z", "c", "s", "zh", "ch", "sh", "j", "q", "x"), "S"),
    **dict.fromkeys(("l", "r"), "L"),
    "h": "H",
    "m": "M",
    "n": "N",
}
_METAPHONE = {**dict.fromkeys("XSJ0", "S"), **dict.fromkeys("LR", "L"), **dict.fromkeys("FVW", "F"), "B": "P"}
_CLASSES = {"H": "[HS]"}  # 希 is si and hi: 科希尔 for Cohere
_APART = re.compile("[NH]")  # classes that may stand in a syllable before, or be another
_LOST = re.compile("(?<=[aeiouy])r(?![aeiouyr])")  # r behind a vowel
_PINYIN = re.compile("^(zh|ch|sh|[bpmfdtnlgkhjqxrzcsw]?)")
# Pinyin letters as an English reader would write them.
_LIKE_ENGLISH = {"zh": "j", "ch": "ch", "q": "ch", "x": "s", "ian": "en", "ie": "e", "c": "ts", "uo": "o", "ü": "u"}
_PINYIN_ONLY = re.compile("|".join(_LIKE_ENGLISH))

_AS_READ = {"ge": "je", "gi": "ji", "ce": "se", "ci": "si", "ph": "f"}
_READ = re.compile("|".join(_AS_READ))


class Pattern(NamedTuple):
    """What a name looks like in `consonants`; `size` of them, `letters` as they are read.

    `anchor` are those of them that stand side by side in `first_consonants` wherever the name is; it may be empty.
    """

    expression: re.Pattern[str]
    size: int
    letters: str
    anchor: str


class _Table(dict[int, str]):
    """For `str.translate`: each character's two."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        self[code] = _two(character) if CHINESE.fullmatch(character) else _OTHER * 2
        return self[code]


_TABLE = _Table()


def consonants(text: str) -> str:
    """Two characters for each of the text: the class of its first consonant, and n where it ends in a nasal."""
    return text.translate(_TABLE)


def first_consonants(consonants: str) -> str:
    """Of `consonants`, one character for each of the text: the class of its first."""
    return consonants[::2]


def spelled_out(chinese: str) -> str:
    """The letters that Chinese characters sound like."""
    return _PINYIN_ONLY.sub(lambda found: _LIKE_ENGLISH[found[0]], "".join(map(syllable, chinese)))


@lru_cache(maxsize=1 << 12)
def pattern(name: str) -> Pattern | None:
    """How the consonants of a Latin name look in `consonants`; None where they are too few, or too many."""
    letters = re.sub("[^a-z]", "", fold(name))
    classes = skeleton(name)
    if not letters or not SHORTEST <= len(classes) <= LONGEST:
        return None
    return Pattern(
        re.compile("".join(_groups(classes))),
        len(classes),
        _READ.sub(lambda found: _AS_READ[found[0]], letters),
        max(_APART.split(classes), key=len),
    )


def skeleton(name: str) -> str:
    """The consonants of a Latin name, a letter each."""
    keys = metaphone(_LOST.sub("", re.sub("[^a-z ]", "", fold(name)))).replace(" ", "")
    return "".join(_METAPHONE.get(one, one) for one in re.sub("[AEIOUY]", "", keys))


def _groups(classes: str) -> Iterator[str]:
    vowel = f"(?:{VOWEL}[{_NASAL}{_OTHER}])?"
    yield vowel if classes else ""
    for place, one in enumerate(classes):
        before = f"(?<={_NASAL})" if place else f"{VOWEL}{_NASAL}"
        yield f"(?:{before}|N[{_NASAL}{_OTHER}])" if one == "N" else f"{_CLASSES.get(one, one)}[{_NASAL}{_OTHER}]"
        yield vowel


def _two(character: str) -> str:
    heard = syllable(character)
    if heard == "er":
        return "L" + _OTHER
    initial = _PINYIN.match(heard)
    first = _INITIALS.get(initial[0], VOWEL) if initial else VOWEL
    return first + (_NASAL if heard.endswith(("n", "ng")) else _OTHER)

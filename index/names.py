"""From a name as it was heard to the name that is meant: by the lexicon, exactly or by sound."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from pypinyin import Style, lazy_pinyin
from rapidfuzz.distance import Levenshtein

from index.lexicon import Entry, Kind, key, lexicon
from index.sound import SAME, Sound, likeness, similarity, soft, sound, spoken_numbers
from index.text import CHINESE, fold
from index.thesaurus import stem, thesaurus

LONGEST = 80  # letters; what is longer is no name
# A heard name is taken for a known one from this similarity on, by the number of its letters; shorter ones never.
SURE = ((4, 0.86), (5, 0.82), (LONGEST, 0.78))
STRICTER = 0.03
TRANSLITERATED = 0.06  # less is asked of a name that is partly in Chinese characters
SHORTEST = 4
ABBREVIATION, SPELLED = 6, 0.75  # letters of a name in capitals that is an abbreviation, and how nearly it is spelled
MARGIN = 0.03  # by which the best must stand out from any other name
# What speaks for a name beside its sound: its kind, and that the item names it elsewhere.
SAME_KIND, PRESENT = 0.05, 0.12
FAMOUS, NUMBERED = 0.06, 0.03  # and that shows speak of it again and again, the more so where the version fits
SPELLED_SO = 0.5  # likeness from which a form in Chinese characters is what was heard; else it only sounds so
CHINESE_SHORTEST = 3  # characters; of two any two words sound alike


# Characters that names are written with by their sound; a run of them before Latin letters belongs to the name.
TRANSLITERATING = frozenset(
    "阿艾埃奥巴贝比波布达德迪丁杜厄恩尔法菲费弗福盖哥格古哈赫胡吉加杰卡凯科克库拉莱兰雷里莉利琳卢鲁露罗洛马玛曼麦梅米蒙莫姆穆纳娜内尼诺帕佩皮普奇乔切琴萨塞赛桑瑟莎沙史斯苏索塔泰坦特提图托瓦威韦维沃乌西希夏谢休雅亚伊英尤约泽扎兹"
)
_SPOKEN = frozenset("零一二两三四五六七八九点乘欧万")  # numbers and "o" as speakers say them inside names
_LATIN = re.compile("[A-Za-z]")


class Known(NamedTuple):
    """A form of an entry at [start, end) of a folded text."""

    start: int
    end: int
    entry: Entry


class _Forms(NamedTuple):
    """Latin forms that carry the same numbers, ready to be compared at once."""

    letters: list[str]
    keys: list[str]
    entries: list[Entry]


@lru_cache(maxsize=1 << 14)
def resolve(heard: str, kind: Kind | None = None, present: frozenset[str] = frozenset()) -> Entry | None:
    """The entry that a heard name stands for; None where none is sure.

    `kind`: what it must be by the words around it ("芯片公司Grock" is an organisation); where no such entry is near,
    any kind may be it. `present`: names of entries that the same item names for certain.
    """
    exact = lexicon().find(heard) or lexicon().find(spoken_numbers(heard))
    if exact:
        return exact
    latin = latin_by_sound(heard, kind, present) if _LATIN.search(heard) else None
    return latin or (chinese_by_sound(heard) if CHINESE.search(heard) else None)


def spelled(heard: str, entry: Entry) -> str:
    """The right way of writing a heard name: the form of the entry that is nearest to it, in the same script.

    A name cut short ("Cognition" for Cognition AI) is left as it is. Characters that only stand for the sound of a
    Latin name (杰米尼) give that name.
    """
    if any(fold(form).startswith(fold(heard) + " ") for form in entry.forms):
        return heard
    chinese = CHINESE.search(heard) is not None
    forms = [form for form in entry.forms if (CHINESE.search(form) is not None) == chinese] or [entry.name]
    nearest = max(
        forms,
        key=lambda form: (
            key(spoken_numbers(form)) == key(spoken_numbers(heard)),
            sound(form).numbers == sound(heard).numbers,
            similarity(form, heard),
        ),
    )
    return entry.name if chinese and similarity(nearest, heard) < SPELLED_SO else nearest


def latin_by_sound(
    heard: str, kind: Kind | None = None, present: Collection[str] = (), *, strict: bool = False
) -> Entry | None:
    """The entry whose Latin form sounds most like a heard name, where one is sure; Chinese parts go by their pinyin.

    `strict`: what was heard may be no name at all, so more is asked of the likeness where it carries no version.
    """
    asked = sound(heard)
    forms = _latin_forms().get(asked.numbers)
    shortest = SHORTEST - bool(asked.numbers)
    if forms is None or not shortest <= len(asked.letters) <= LONGEST or not _may_be_latin(heard):
        return None
    scores = _scores(asked, forms)
    bar = next(bar for length, bar in SURE if len(asked.letters) <= length)
    bar += STRICTER * (strict and not asked.numbers) - TRANSLITERATED * (CHINESE.search(heard) is not None)
    near: dict[str, tuple[float, Entry]] = {}
    for place in np.flatnonzero(scores >= bar - SAME_KIND - PRESENT - FAMOUS - NUMBERED):
        entry = forms.entries[place]
        if is_ordinary(heard) and entry.name not in present:
            continue  # a Coder is no Qoder
        same_sound = asked.numbers and asked.keys == forms.keys[place]
        if heard.isupper() and not same_sound and _spelled_apart(asked.letters, forms.letters[place]):
            continue
        score = float(scores[place]) + SAME_KIND * (entry.kind == kind) + PRESENT * (entry.name in present)
        score += (FAMOUS + NUMBERED * bool(asked.numbers)) * is_famous(entry)
        if score >= bar:
            near[entry.name] = max(near.get(entry.name, (0.0, entry)), (score, entry), key=lambda one: one[0])
    wanted = [one for one in near.values() if kind == "org" and one[1].kind == "org"] or list(near.values())
    ranked = sorted(wanted, key=lambda one: -one[0])
    alone = len(ranked) == 1 or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] >= MARGIN)
    return ranked[0][1] if alone else None


def is_famous(entry: Entry) -> bool:
    """Whether shows speak of it again and again, or of the family that it belongs to: Claude 3 Opus is a Claude."""
    return entry.name in lexicon().famous or re.split("[ -]", entry.name)[0] in lexicon().famous


def is_ordinary(heard: str) -> bool:
    """Whether what was heard is an ordinary English word by itself."""
    return heard.isalpha() and heard.isascii() and stem(heard.casefold()) in thesaurus().english_words


def _spelled_apart(letters: str, other: str) -> bool:
    """Abbreviations are heard letter by letter: they must be spelled nearly so (AWSAI is no AISI)."""
    apart = letters[:1] != other[:1] or Levenshtein.normalized_similarity(letters, other) < SPELLED
    return len(letters) <= ABBREVIATION and apart


def _may_be_latin(heard: str) -> bool:
    """Whether what is in Chinese characters only stands for sounds: 阿尔法Fold三, but not 前DeepMind."""
    return all(one in TRANSLITERATING or one in _SPOKEN for run in CHINESE.findall(heard) for one in run)


def _scores(asked: Sound, forms: _Forms) -> NDArray[np.float32]:
    scores, same_sound = likeness([asked], forms.letters, forms.keys)
    if asked.numbers:  # all forms carry the same ones
        scores[same_sound] = np.maximum(scores[same_sound], SAME)
    row: NDArray[np.float32] = scores[0]
    return row


@cache
def _latin_forms() -> Mapping[tuple[str, ...], _Forms]:
    """The Latin forms of the lexicon by the numbers that they carry."""
    forms: defaultdict[tuple[str, ...], _Forms] = defaultdict(lambda: _Forms([], [], []))
    for form, entry in _forms():
        parts = sound(form)
        if not CHINESE.search(form) and len(parts.letters) >= SHORTEST - bool(parts.numbers):
            same = forms[parts.numbers]
            # A famous name is known also where the r behind a vowel is not heard: p touch, capathy.
            for keys in dict.fromkeys((parts.keys, soft(parts.letters) if is_famous(entry) else parts.keys)):
                same.letters.append(parts.letters)
                same.keys.append(keys)
                same.entries.append(entry)
    return forms


def chinese_by_sound(heard: str) -> Entry | None:
    """The entry whose Chinese form sounds nearly like a heard name, syllable by syllable, where there is but one."""
    if len(heard) < CHINESE_SHORTEST:
        return None
    syllables = _syllables(heard)
    near = {entry for other, entry in _chinese_forms().get(_initials(syllables), ()) if _alike(syllables, other)}
    return near.pop() if len(near) == 1 else None


@cache
def _chinese_forms() -> Mapping[str, Sequence[tuple[tuple[str, ...], Entry]]]:
    """The Chinese forms of the lexicon by the initials of their syllables."""
    forms: defaultdict[str, list[tuple[tuple[str, ...], Entry]]] = defaultdict(list)
    for form, entry in _forms():
        if CHINESE.fullmatch(form) and len(form) >= CHINESE_SHORTEST:
            syllables = _syllables(form)
            forms[_initials(syllables)].append((syllables, entry))
    return forms


def _syllables(name: str) -> tuple[str, ...]:
    return tuple(lazy_pinyin(fold(name), style=Style.NORMAL))


def _initials(syllables: Iterable[str]) -> str:
    return " ".join(syllable[:1] for syllable in syllables)


def _alike(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether all syllables are the same but one, or two in a long name, and those nearly: fo, fu; shun, shang."""
    differing = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    near = all(Levenshtein.distance(a, b) <= 2 for a, b in differing)
    return near and len(differing) <= (1 if len(one) < 6 else 2)


def known_chinese(text: str) -> list[Known]:
    """The Chinese names of the lexicon in a folded text, longest first where they overlap, in order."""
    return list(_scan(text))


def _scan(text: str) -> Iterator[Known]:
    forms, lengths = _chinese_by_form()
    start = 0
    while start < len(text):
        for length in lengths.get(text[start], ()):
            entry = forms.get(text[start : start + length])
            if entry and start + length <= len(text):
                yield Known(start, start + length, entry)
                start += length - 1
                break
        start += 1


@cache
def _chinese_by_form() -> tuple[Mapping[str, Entry], Mapping[str, Sequence[int]]]:
    """The forms with Chinese characters, and by their first character how long they are, the longest first."""
    forms = {form.casefold(): entry for form, entry in _forms() if CHINESE.search(form)}
    lengths: defaultdict[str, set[int]] = defaultdict(set)
    for form in forms:
        lengths[form[0]] |= {len(form)} - {1}
    return forms, {first: sorted(found, reverse=True) for first, found in lengths.items()}


def _forms() -> Iterator[tuple[str, Entry]]:
    return ((form, entry) for entry in lexicon().entries for form in entry.all_forms)

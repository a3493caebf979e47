"""From a name as it was heard to the name that is meant: by the lexicon, exactly or by sound."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

import numpy as np
from pypinyin import Style, lazy_pinyin
from rapidfuzz.distance import DamerauLevenshtein, Levenshtein
from rapidfuzz.process import cdist

from index.lexicon import Entry, lexicon
from index.sound import Sound, sound
from index.text import CHINESE, fold

# A heard name is taken for a known one from this similarity on, by the number of its letters; shorter ones never.
SURE = ((4, 0.86), (5, 0.82), (100, 0.78))
SHORTEST = 4
MARGIN = 0.03  # by which the best must stand out from any other name
CHINESE_SHORTEST = 3  # characters; of two any two words sound alike


class Known(NamedTuple):
    """A form of an entry at [start, end) of a folded text."""

    start: int
    end: int
    entry: Entry


class _Form(NamedTuple):
    sound: Sound
    entry: Entry


@lru_cache(maxsize=1 << 14)
def resolve(heard: str) -> Entry | None:
    """The entry that a heard name stands for; None where none is sure."""
    exact = lexicon().find(heard)
    if exact:
        return exact
    return _chinese_by_sound(heard) if CHINESE.search(heard) else _latin_by_sound(heard)


def _latin_by_sound(heard: str) -> Entry | None:
    asked = sound(heard)
    bar = next(bar for length, bar in SURE if len(asked.letters) <= length)
    forms = _latin_forms().get(asked.numbers, ())
    if len(asked.letters) < SHORTEST or not forms:
        return None
    spelling = cdist([asked.letters], [form.sound.letters for form in forms], scorer=DamerauLevenshtein.normalized_similarity)
    keys = cdist([asked.keys], [form.sound.keys for form in forms], scorer=Levenshtein.normalized_similarity)
    scores = (spelling[0] + keys[0]) / 2
    best = int(np.argmax(scores))
    rivals = [form.entry for form, score in zip(forms, scores, strict=True) if score > scores[best] - MARGIN]
    alone = all(entry is forms[best].entry for entry in rivals)
    return forms[best].entry if scores[best] >= bar and alone else None


@cache
def _latin_forms() -> Mapping[tuple[str, ...], Sequence[_Form]]:
    """The Latin forms of the lexicon by the numbers that they carry."""
    forms: defaultdict[tuple[str, ...], list[_Form]] = defaultdict(list)
    for form, entry in _forms():
        if not CHINESE.search(form) and len(sound(form).letters) >= SHORTEST:
            forms[sound(form).numbers].append(_Form(sound(form), entry))
    return forms


def _chinese_by_sound(heard: str) -> Entry | None:
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
        if CHINESE.search(form) and len(form) >= CHINESE_SHORTEST:
            syllables = _syllables(form)
            forms[_initials(syllables)].append((syllables, entry))
    return forms


def _syllables(name: str) -> tuple[str, ...]:
    return tuple(lazy_pinyin(fold(name), style=Style.NORMAL))


def _initials(syllables: Iterable[str]) -> str:
    return " ".join(syllable[:1] for syllable in syllables)


def _alike(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether all syllables are the same but one, or two in a long name, and those nearly: fo and fu, shun and shang."""
    differing = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    near = all(Levenshtein.distance(a, b) <= 2 for a, b in differing)
    return near and len(differing) <= (1 if len(one) < 6 else 2)


def known_chinese(text: str) -> list[Known]:
    """The Chinese names of the lexicon in a folded text, longest first where they overlap, in order."""
    return list(_scan(text))


def _scan(text: str) -> Iterator[Known]:
    forms, longest = _chinese_by_form()
    start = 0
    while start < len(text):
        for length in range(min(longest, len(text) - start), 1, -1):
            entry = forms.get(text[start : start + length])
            if entry:
                yield Known(start, start + length, entry)
                start += length - 1
                break
        start += 1


@cache
def _chinese_by_form() -> tuple[Mapping[str, Entry], int]:
    forms = {form.casefold(): entry for form, entry in _forms() if CHINESE.search(form)}
    return forms, max(map(len, forms), default=0)


def _forms() -> Iterator[tuple[str, Entry]]:
    return ((form, entry) for entry in lexicon().entries for form in entry.forms)

"""The analyser: jieba words in search mode, the character pairs of each Chinese run, and concepts, in one bag.

Words and pairs together found more than either alone on Chinese questions: a pair matches where jieba cuts question and
text differently, a word where pairs are too common. Concepts match where they say it in other words or in English.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

import jieba
from platformdirs import user_cache_path

from index import word_lists
from index.text import CHINESE, normalise
from index.thesaurus import stem, thesaurus

RARE = 20  # uses in jieba's corpus up to which a word may as well be a misheard name

WORD = re.compile(r"[a-z0-9\u3400-\u9fff]+(?:[.+][a-z0-9+]+)*\+*")


class Word(NamedTuple):
    """A word that stands at [start, end) of a text."""

    text: str
    start: int
    end: int


@cache
def _tokenizer() -> jieba.Tokenizer:
    jieba.setLogLevel(logging.WARNING)
    tokenizer = jieba.Tokenizer()
    # Not the shared temporary folder, jieba's default: what anybody may write there would be unmarshalled here.
    folder = user_cache_path("ai-weekly-bot")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        tokenizer.tmp_dir = str(folder)
    except OSError:
        tokenizer.tmp_dir = str(Path.cwd())
    tokenizer.initialize()
    return tokenizer


def stop_words() -> frozenset[str]:
    """Words that tell nothing of a subject."""
    return word_lists.load("stop_words")


def words(text: str) -> list[str]:
    """jieba's words of the normalised text, search mode, without punctuation and stop words; English ones as stems."""
    return _useful(_tokenizer().cut_for_search(normalise(text)))


def long_words(text: str) -> list[str]:
    """The same, but each place of the text in one word only."""
    return _useful(_tokenizer().cut(normalise(text)))


def is_word(text: str) -> bool:
    """Whether a Chinese text is an ordinary word of jieba's dictionary; names of a handful of uses are none."""
    return (_tokenizer().FREQ.get(text) or 0) > RARE


def cut(folded: str) -> list[Word]:
    """jieba's words of a folded text with their places, words it does not know but takes for such included."""
    return [Word(*one) for one in _tokenizer().tokenize(folded)]


def cuts_word(start: int, end: int, words: Iterable[Word]) -> bool:
    """Whether an ordinary word reaches over an edge of [start, end)."""
    return any((left < start < right or left < end < right) and is_word(word) for word, left, right in words)


def _useful(cut: Iterable[str]) -> list[str]:
    return [stem(word) for word in cut if WORD.fullmatch(word) and word not in stop_words()]


def pairs(text: str) -> list[str]:
    """The pairs of neighbouring characters of each Chinese run."""
    return [run[i : i + 2] for run in CHINESE.findall(normalise(text)) for i in range(len(run) - 1)]


def analyse(text: str) -> list[str]:
    """The tokens that a text is found by, with repetitions: words, the pairs that are no words, and concepts."""
    found = words(text)
    known = set(found)
    rest = [pair for pair in pairs(text) if pair not in known and pair not in stop_words()]
    return [*found, *rest, *thesaurus().concepts(normalise(text))]

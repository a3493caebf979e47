"""Chinese terms of the field that were written down as other words of the same sound: 大圆模型 for 大语言模型."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from rapidfuzz.distance import Levenshtein

from index.misheard.terms import terms
from index.sound import syllables
from index.text import CHINESE
from index.tokens import Word, cuts_word, is_word

SHORT = 2  # characters of a term that need what stands behind them where an ordinary word sounds the same
ELIDED = 5  # characters of a term from which one of its syllables may be lost
ENDING = 2  # characters at the end of such a term that are heard as they are
LONG = 7  # letters of what is before that end from which two of them may differ


def homophones(text: str, words: Sequence[Word]) -> Iterator[tuple[str, str]]:
    """What in a folded text sounds just like a term, with the term. `words`: `index.tokens.cut` of the text."""
    longest = max(map(len, terms().sounds))
    for run in CHINESE.finditer(text):
        start = run.start()
        while start < run.end():
            heard, term = _at(text[start : min(start + longest, run.end())], start, text, words)
            if term and heard != term:
                yield heard, term
            start += max(1, len(heard))


def _at(rest: str, start: int, text: str, words: Sequence[Word]) -> tuple[str, str | None]:
    """The longest beginning of `rest` that is a term or sounds like one, with the term; else nothing."""
    for length in range(len(rest), SHORT - 1, -1):
        heard = rest[:length]
        term = terms().sounds.get(syllables(heard))
        if term and (heard == term or _may_be(heard, term, text, start, words)):
            return heard, term
    return "", None


def _may_be(heard: str, term: str, text: str, start: int, words: Sequence[Word]) -> bool:
    """Whether no ordinary word is it or reaches over its edges; of two characters, that it is a word of its own.

    Two characters that are an ordinary word may be a term where one of the term's followers stands behind them.
    """
    end = start + len(heard)
    if cuts_word(start, end, words):
        return False
    if len(heard) > SHORT:
        return not is_word(heard)
    if not is_word(heard) and (heard, start, end) in words:
        return True
    return text.startswith(terms().followers.get(term, ()), end)


def elided(text: str, words: Sequence[Word]) -> Iterator[tuple[str, str]]:
    """Long terms that lost a syllable: what is before their end sounds nearly so when it is said in one go."""
    for term in _long_terms():
        length, ending, whole = len(term) - 1, term[-ENDING:], _joined(term[:-ENDING])
        place = text.find(ending)
        while place >= 0:
            start = place + ENDING - length
            head = text[max(0, start) : place]
            if start >= 0 and CHINESE.fullmatch(head) and not cuts_word(start, place + ENDING, words):
                near = 1 if is_word(head) or len(whole) < LONG else 2
                if head not in term and Levenshtein.distance(_joined(head), whole) <= near:
                    yield head + ending, term
            place = text.find(ending, place + 1)


@cache
def _long_terms() -> Sequence[str]:
    return [term for term in terms().sounds.values() if len(term) >= ELIDED]


def _joined(text: str) -> str:
    return "".join(syllables(text))

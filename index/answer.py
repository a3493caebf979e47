"""The direct answer: the sentence or two of an item that say what was asked, at most LIMIT characters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log

from index import cues, intent
from index.question import Question
from index.relevance import Term
from index.sentences import clauses, sentences
from index.summary import lead, shorten
from index.text import fold
from index.tokens import analyse
from index.types import DigestItem, Hit

LIMIT = 140  # characters
SHORTEST = 28  # characters that an answer should have: "Moshi是吧?" tells nothing
W_TERMS, W_NAME, W_WANTED, W_FIRST = 1.0, 0.3, 0.7, 0.35
NEARLY = 0.4  # of the best sentence's score, which a neighbour reaches to be quoted with it


@dataclass(frozen=True, slots=True)
class _Sentence:
    text: str
    tokens: frozenset[str]


def direct_answer(question: Question, item: DigestItem, heard: Sequence[Sequence[str]] = ()) -> str:
    """What the item says to the question, in its own words.

    `heard` holds, for each name that was asked for, the spellings under which the item may have it.
    """
    cut = sentences(item.text)
    parts = [_Sentence(one.text, frozenset(analyse(one.text))) for one in cut]
    scores = _scores(question, parts, heard, lead(cut))
    best = max(range(len(parts)), key=lambda place: (scores[place], -place))
    second = _companion(question, parts, scores, best)
    chosen = [best]
    if second is not None and len(parts[best].text) + len(parts[second].text) <= LIMIT:
        chosen = sorted((best, second))
    text = _lengthened([part.text for part in parts], chosen)
    return text if len(text) <= LIMIT else _window(question, text)


def marks(question: Question, item: DigestItem, text: str) -> tuple[str, ...]:
    """The parts of an answer that were asked for: figures and days of the wanted kind, or who did it."""
    who = [item.proper(org) for org in item.orgs] if "who" in question.wanted else []
    return tuple(one for one in (*intent.figures(question.wanted, text), *who) if one in text)


def list_answer(hits: Sequence[Hit]) -> str:
    """The titles of listed items, one a line, as many as fit."""
    text = ""
    for hit in hits:
        longer = f"{text}\n{hit.item.title}" if text else hit.item.title
        if len(longer) > LIMIT - 2:
            return f"{text}\n…" if text else shorten(longer, LIMIT)
        text = longer
    return text


def _lengthened(parts: Sequence[str], chosen: Sequence[int]) -> str:
    """The chosen sentences, and those after them while they are too short to tell anything, or only ask."""
    text, place = _joined([parts[place] for place in chosen]), chosen[-1] + 1
    while place < len(parts) and (len(text) < SHORTEST or text[-1] in "?？"):
        longer = _joined([text, parts[place]])
        if len(longer) > LIMIT:
            break
        text, place = longer, place + 1
    return text


def _joined(parts: Sequence[str]) -> str:
    """Sentences in a row; between two in Latin script stands a blank."""
    text = ""
    for part in parts:
        text += (" " if text and text[-1].isascii() and part[0].isascii() else "") + part
    return text


def _scores(question: Question, parts: Sequence[_Sentence], heard: Sequence[Sequence[str]], news: int) -> list[float]:
    """How well each sentence answers: the terms asked for, the names, the kind of thing wanted, and its place."""
    weights = _weights(question.terms, parts)
    total = sum(weights.values()) or 1.0
    names = -W_NAME if intent.asks_other(question.text) else W_NAME
    return [
        W_TERMS * sum(weight * term.held(part.tokens) for term, weight in weights.items()) / total
        + names * _names_held(part.text, heard)
        + W_WANTED * intent.shows(question.wanted, part.text)
        + W_FIRST * _first(question, place == news)
        for place, part in enumerate(parts)
    ]


def _weights(terms: Sequence[Term], parts: Sequence[_Sentence]) -> dict[Term, float]:
    """log(1 + sentences / sentences that hold it), for each term that any holds."""
    held = {term: sum(term.held(part.tokens) > 0 for part in parts) for term in terms}
    return {term: log(1 + len(parts) / number) for term, number in held.items() if number}


def _names_held(part: str, heard: Sequence[Sequence[str]]) -> float:
    folded = fold(part)
    return sum(any(fold(name) in folded for name in names) for names in heard) / len(heard) if heard else 0.0


def _first(question: Question, is_news: bool) -> float:
    """The sentence with the news says what a thing is and who made it."""
    if not is_news:
        return 0.0
    return 1.0 if question.wanted & {"what", "who"} and "full name" not in question.wanted else 0.3


def _companion(question: Question, parts: Sequence[_Sentence], scores: Sequence[float], best: int) -> int | None:
    """The neighbour to quote with the best sentence: the one before, where it names who is meant, else a near equal."""
    if best and "who" in question.wanted and _lacks_subject(parts[best].text):
        return best - 1
    near = [
        place for place in (best - 1, best + 1) if 0 <= place < len(parts) and scores[place] >= NEARLY * scores[best]
    ]
    return max(near, key=lambda place: scores[place], default=None)


def _lacks_subject(sentence: str) -> bool:
    return sentence.startswith("在") or cues.goes_on(sentence)


def _window(question: Question, sentence: str) -> str:
    """The clauses of a long sentence that hold most of the question, within LIMIT."""
    parts = clauses(sentence)
    bags = [frozenset(analyse(part)) for part in parts]
    gains = [
        sum(term.held(bag) for term in question.terms) + 1.5 * intent.shows(question.wanted, part) + 0.01
        for bag, part in zip(bags, parts, strict=True)
    ]
    spans = [
        (start, end)
        for start in range(len(parts))
        for end in range(start + 1, len(parts) + 1)
        if sum(map(len, parts[start:end])) <= LIMIT
    ]
    start, end = max(spans, key=lambda span: (sum(gains[slice(*span)]), -span[0]), default=(0, 1))
    return shorten("".join(parts[start:end]).strip(" ,，、"), LIMIT)

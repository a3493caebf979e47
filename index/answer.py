"""The direct answer: the sentence or two of an item that say what was asked, at most LIMIT characters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import log

from index import cues, intent
from index.lexicon import lexicon
from index.question import Question
from index.relevance import Term
from index.sentences import clauses, sentences
from index.summary import lead, shorten
from index.text import fold
from index.tokens import analyse
from index.types import DigestItem, Hit

LIMIT = 140  # characters
SHORTEST = 28  # characters that an answer should have: "Moshi是吧?" tells nothing
W_TERMS, W_NAME, W_WANTED, W_REPLY, W_FIRST = 1.0, 0.3, 0.7, 0.4, 0.35
READ = 1 << 12  # sentences that are not read again: the newest items are asked for most
FRAME = 0.3  # what a word counts that only frames the request
NEARLY = 0.15  # of the best sentence's score, which a second one must add
NEXT = 0.1  # for one that stands beside it
AGAIN = 0.3  # what counts in a second sentence, if the first holds it, too
LIKE_ONE = 0.4  # what a sentence that only sounds like telling a maker shows of who it was
LEFT_OUT = "…"  # between two sentences that do not stand side by side


@dataclass(frozen=True, slots=True)
class _Sentence:
    text: str
    tokens: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Score:
    """What a sentence is worth as an answer, by what it holds of the question."""

    terms: Mapping[Term, float]
    names: float
    wanted: float
    first: float
    kinds: frozenset[intent.Wanted] = frozenset()

    @property
    def total(self) -> float:
        return sum(self.terms.values()) + self.names + self.wanted + self.first

    def beside(self, other: _Score, asks_twice: bool) -> float:
        """What it adds to a sentence that is quoted already; what that one holds, too, counts less."""
        again = sum(min(held, other.terms[term]) for term, held in self.terms.items())
        again += max(0.0, min(self.names, other.names))
        if not asks_twice:
            again += min(self.wanted, other.wanted)
        return self.total - (1 - AGAIN) * again + W_WANTED * (asks_twice and not self.kinds <= other.kinds)


def direct_answer(question: Question, item: DigestItem, heard: Sequence[Sequence[str]] = ()) -> str:
    """What the item says to the question, in its own words: a sentence, or two where the second adds to it.

    `heard` holds, for each name that was asked for, the spellings under which the item may have it.
    """
    cut = sentences(item.text)
    parts = [_read(one.text) for one in cut]
    scores = _scores(question, item, parts, heard, lead(cut))
    chosen = _chosen(question, parts, scores)
    text = _lengthened([part.text for part in parts], chosen)
    return text if len(text) <= LIMIT else _window(question, text)


@lru_cache(maxsize=READ)
def _read(sentence: str) -> _Sentence:
    return _Sentence(sentence, frozenset(analyse(sentence)))


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
    text, place = _quoted(parts, chosen), chosen[-1] + 1
    while place < len(parts) and (len(text) < SHORTEST or text[-1] in "?？"):
        longer = _joined([text, parts[place]])
        if len(longer) > LIMIT:
            break
        text, place = longer, place + 1
    return text


def _quoted(parts: Sequence[str], chosen: Sequence[int]) -> str:
    """The chosen sentences in their order, with a mark where some between them are left out."""
    text = parts[chosen[0]]
    for before, place in pairwise(chosen):
        text = _joined([text, parts[place]]) if place == before + 1 else f"{text}{LEFT_OUT}{parts[place]}"
    return text


def _joined(parts: Sequence[str]) -> str:
    """Sentences in a row; between two in Latin script stands a blank."""
    text = ""
    for part in parts:
        text += (" " if text and text[-1].isascii() and part[0].isascii() else "") + part
    return text


def _scores(
    question: Question, item: DigestItem, parts: Sequence[_Sentence], heard: Sequence[Sequence[str]], news: int
) -> list[_Score]:
    """How well each sentence answers: the terms asked for, the names, the kind of thing wanted, and its place."""
    weights = _weights(question.terms, parts)
    total = max(1.0, sum(weights.values()))  # words that most sentences hold are worth less than one that few do
    names = -W_NAME if intent.asks_other(question.text) else W_NAME
    held = _names_held(parts, heard)
    opens = held[news] >= max(held) if held else False
    return [
        _Score(
            {term: W_TERMS * weight * term.held(part.tokens) / total for term, weight in weights.items()},
            names * held[place],
            W_WANTED * _shows(question, item, part.text)
            + W_REPLY * (place > 0 and intent.asks_alike(question.text, parts[place - 1].text)),
            W_FIRST * _first(question, place == news and opens),
            intent.shown(question.wanted, part.text),
        )
        for place, part in enumerate(parts)
    ]


def _shows(question: Question, item: DigestItem, sentence: str) -> float:
    """How far a sentence shows the kind of answer that is wanted; who did it is best shown by the item's own actor."""
    shown = intent.shows(question.wanted, sentence)
    makers = _makers(item) if intent.asks_maker(question.text) else []
    return max(LIKE_ONE * shown, float(any(one in sentence for one in makers))) if makers else shown


def _makers(item: DigestItem) -> Sequence[str]:
    """The organisations that act in an item, or else those that it names."""
    named = (name for name in item.names if (entry := lexicon().find(item.proper(name))) and entry.kind == "org")
    return item.orgs or list(named)


def _chosen(question: Question, parts: Sequence[_Sentence], scores: Sequence[_Score]) -> list[int]:
    """The best sentence, and the first of those beside it with which it fits into LIMIT."""
    best = max(range(len(parts)), key=lambda place: (scores[place].total, -place))
    for other in _seconds(question, parts, scores, best):
        pair = sorted((best, other))
        if len(_quoted([part.text for part in parts], pair)) <= LIMIT:
            return pair
    return [best]


def _seconds(question: Question, parts: Sequence[_Sentence], scores: Sequence[_Score], best: int) -> list[int]:
    """What may stand beside the best sentence: the one before, where that names who is meant, else what adds most."""
    names_who = any(score.wanted >= W_WANTED for score in scores) and intent.asks_maker(question.text)
    if best and "who" in question.wanted and not names_who and _lacks_subject(parts[best].text):
        return [best - 1]
    twice = intent.asks_twice(question.text)
    gains = {
        place: scores[place].beside(scores[best], twice) + NEXT * (abs(place - best) == 1)
        for place in range(len(parts))
        if place != best
    }
    near = [place for place, gain in gains.items() if gain >= NEARLY * scores[best].total]
    return sorted(near, key=lambda place: (-gains[place], place))


def _weights(terms: Sequence[Term], parts: Sequence[_Sentence]) -> dict[Term, float]:
    """log(1 + sentences / sentences that hold it), for each term that any holds."""
    held = {term: sum(term.held(part.tokens) > 0 for part in parts) for term in terms}
    return {
        term: log(1 + len(parts) / number) * (FRAME if term.is_frame else 1.0)
        for term, number in held.items()
        if number
    }


def _names_held(parts: Sequence[_Sentence], heard: Sequence[Sequence[str]]) -> list[float]:
    """The share of the names asked for that each sentence holds; those that few sentences hold count more."""
    folded = [fold(part.text) for part in parts]
    held = [[any(fold(name) in one for name in names) for one in folded] for names in heard]
    weights = [log(1 + len(parts) / sum(row)) if any(row) else 0.0 for row in held]
    total = sum(weights) or 1.0
    return [sum(w for w, row in zip(weights, held, strict=True) if row[place]) / total for place in range(len(parts))]


def _first(question: Question, is_news: bool) -> float:
    """The sentence with the news says what a thing is and who made it."""
    if not is_news:
        return 0.0
    return 1.0 if question.wanted & {"what", "who"} and not question.wanted & {"full name", "trait"} else 0.3


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

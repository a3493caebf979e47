"""The direct answer: the sentence or two of an item that say what was asked, at most LIMIT characters."""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import log

from index.intent import Wanted
from index.question import Question
from index.sentences import clauses, sentences
from index.sound import similarity
from index.summary import shorten
from index.text import fold
from index.tokens import analyse, stop_words
from index.types import DigestItem, Hit

LIMIT = 140  # characters
W_NAME, W_WANTED, W_FIRST = 0.5, 0.8, 0.4
SAME_NAME = 0.7
_FIGURE = re.compile(r"\d|[一二两三四五六七八九十百千万亿]+(?:个|种|款|步|组|倍|张|家|项|名|人|层|条|分|天|年|次)")
_SHOWS: dict[Wanted, re.Pattern[str]] = {
    "number": _FIGURE,
    "date": re.compile(r"\d+月|\d+[日号]|\d{4}年|今天|昨天|本周|下周|明年|月底|\b(?:january|february|march|april|may|june|july|august|september|october|november|december|\d{4})\b", re.IGNORECASE),
    "who": re.compile(r"的研究者|公司|大学|实验室|研究院|机构|创始人|团队|旗下|推出|发布|开源|\b(?:university|researchers|company|founder|by|lab)\b", re.IGNORECASE),
    "what": re.compile(r"是|推出|发布|提出|可以|能够|支持|一种|一个|\b(?:is|are|can)\b", re.IGNORECASE),
    "names": re.compile(r"包括|分别|有|、|叫|名字|代表|简称|\b(?:include|including|called)\b", re.IGNORECASE),
    "how": re.compile(r"通过|利用|采用|基于|方法|用|先|因为|由于|\b(?:by|using|because|with)\b", re.IGNORECASE),
}


def direct_answer(question: Question, item: DigestItem, heard: Sequence[str] = ()) -> str:
    """What the item says to the question, in its own words; `heard` are its spellings of the names asked for."""
    parts = [one.text for one in sentences(item.text)]
    scores = _scores(question, parts, heard)
    best = max(range(len(parts)), key=lambda place: (scores[place], -place))
    chosen = [best]
    second = _companion(scores, best)
    if second is not None and len(parts[best]) + len(parts[second]) <= LIMIT:
        chosen = sorted((best, second))
    text = "".join(parts[place] for place in chosen)
    return text if len(text) <= LIMIT else _window(question, parts[best])


def list_answer(hits: Sequence[Hit]) -> str:
    """The titles of listed items, as many as fit."""
    text = ""
    for hit in hits:
        longer = f"{text}\n{hit.item.title}" if text else hit.item.title
        if len(longer) > LIMIT - 2:
            return f"{text}\n…" if text else shorten(longer, LIMIT)
        text = longer
    return text


def _scores(question: Question, parts: Sequence[str], heard: Sequence[str]) -> list[float]:
    """How well each sentence answers: rare words of the question, its names, and the kind of thing that was asked."""
    bags = [frozenset(analyse(part)) for part in parts]
    held = {token: sum(token in bag for bag in bags) for token in question.tokens}
    weights = {token: log(1 + len(parts) / number) for token, number in held.items() if number}
    total = sum(weights.values()) or 1.0
    scores = []
    for place, (part, bag) in enumerate(zip(parts, bags, strict=True)):
        score = sum(weight for token, weight in weights.items() if token in bag) / total
        score += W_NAME * (_names_held(part, heard) / len(heard) if heard else 0.0)
        score += W_WANTED * _shows(question, part) + W_FIRST * _first(question, place)
        scores.append(score)
    return scores


def _names_held(part: str, heard: Sequence[str]) -> int:
    return sum(fold(name) in fold(part) for name in heard)


def _shows(question: Question, part: str) -> float:
    kinds = [wanted for wanted in question.wanted if wanted in _SHOWS]
    return sum(_SHOWS[wanted].search(part) is not None for wanted in kinds) / len(kinds) if kinds else 0.0


def _first(question: Question, place: int) -> float:
    """The first sentence says what a thing is and who made it."""
    if not question.wanted & {"what", "who"} and question.tokens:
        return 0.25 if place == 0 else 0.0
    return 1.0 if place == 0 else 0.0


def _companion(scores: Sequence[float], best: int) -> int | None:
    """A neighbour of the best sentence that says nearly as much."""
    near = [place for place in (best - 1, best + 1) if 0 <= place < len(scores) and scores[place] >= 0.75 * scores[best]]
    return max(near, key=lambda place: scores[place], default=None)


def _window(question: Question, sentence: str) -> str:
    """The clauses of a long sentence, around those that hold most of the question, within LIMIT."""
    parts = clauses(sentence)
    if len(parts) < 2:
        return shorten(sentence, LIMIT)
    bags = [frozenset(analyse(part)) for part in parts]
    gains = [sum(token in bag for token in question.tokens) + 2 * _shows(question, part) for bag, part in zip(bags, parts, strict=True)]
    best, span = -1.0, (0, 1)
    for start in range(len(parts)):
        for end in range(start + 1, len(parts) + 1):
            if sum(map(len, parts[start:end])) <= LIMIT and sum(gains[start:end]) > best:
                best, span = sum(gains[start:end]), (start, end)
    return shorten("".join(parts[slice(*span)]).strip(" ,，、"), LIMIT)

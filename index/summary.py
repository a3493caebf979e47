"""An item's title and summary, taken from its own sentences."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from index import cues
from index.heard import heard_chinese
from index.mentions import latin_names
from index.sentences import Sentence, clauses
from index.tokens import words

TITLE = 60  # characters
SUMMARY = 180  # characters; the news itself and what tells most beside it
NEWS_WITHIN = 110  # characters within which the news itself begins
LATER, NAMED = 0.1, 0.4  # what a sentence is worth less for each before it, and more for a name in it
SHORTEST = 10  # characters of a sentence that can tell news
_FIGURE = re.compile(r"\d")
_EDGE = " ,，;；。.!！?？:："


def lead(sentences: Sequence[Sentence]) -> int:
    """The place of the sentence that tells the news: mostly the first, or what follows a question or a remark."""
    near = [i for i, one in enumerate(sentences) if one.start - sentences[0].start <= NEWS_WITHIN]
    return max(near, key=lambda place: (_newsworth(sentences[place].text) - LATER * place, -place))


def title(sentences: Sequence[Sentence]) -> str:
    """The news sentence up to the first comma after its verb, without date and connective.

    Where that is too long, what is announced is worth more than a list of those who did it.
    """
    sentence = cues.undated(sentences[lead(sentences)].text)
    verb = cues.news_verb(sentence)
    text = ""
    for clause in clauses(sentence):
        text += clause
        if len(text) >= (verb.start() + 6 if verb else 0) and (verb or _is_named(text)):
            break
    text = text.strip(_EDGE)
    _, mark, after = text.partition("的研究者")
    return shorten(after if len(text) > TITLE and mark else text, TITLE)


def summary(sentences: Sequence[Sentence], limit: int = SUMMARY) -> str:
    """The news sentence and the sentences closest to the whole item, in their order, within `limit` characters.

    Closeness is the mean frequency in the item of a sentence's words (SumBasic, Nenkova and Vanderwende 2005);
    figures count extra.
    """
    first = lead(sentences)
    chosen = {first}
    room = limit - len(sentences[first].text)
    weights = _closeness(sentences)
    for place in sorted(range(len(sentences)), key=lambda place: -weights[place]):
        if place > first and len(sentences[place].text) <= room:
            chosen.add(place)
            room -= len(sentences[place].text)
    return shorten(" ".join(sentences[place].text for place in sorted(chosen)).replace("。 ", "。"), limit)


def shorten(text: str, limit: int) -> str:
    """The text within `limit` characters, cut behind a clause where that keeps at least half of it."""
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    edge = max(head.rfind(mark) for mark in ",，、;；。 ")
    return (head[:edge] if edge >= limit // 2 else head).rstrip(_EDGE + "、") + "…"


def _newsworth(sentence: str) -> float:
    """How much a sentence is the news: its verb, and a name; next to nothing where it asks or goes on."""
    if cues.goes_on(sentence) or cues.is_question(sentence) or len(sentence) < SHORTEST:
        return 0.0
    return cues.releases(sentence) + NAMED * _is_named(sentence)


def _is_named(text: str) -> bool:
    return bool(latin_names(text) or heard_chinese(text))


def _closeness(sentences: Sequence[Sentence]) -> list[float]:
    bags = [words(sentence.text) for sentence in sentences]
    counts = Counter(word for bag in bags for word in bag)
    total = sum(counts.values()) or 1
    means = [sum(counts[word] for word in bag) / (len(bag) * total) if bag else 0.0 for bag in bags]
    return [mean * (1.3 if _FIGURE.search(one.text) else 1.0) for mean, one in zip(means, sentences, strict=True)]

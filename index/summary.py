"""An item's title and summary, taken from its own sentences."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from index import cues
from index.heard import heard_chinese
from index.mentions import latin_names
from index.sentences import Sentence, clauses
from index.tokens import words

TITLE = 60  # characters
SUMMARY = 180  # characters; the news itself and what tells most beside it
NEWS_WITHIN = 110  # characters within which the news itself begins
LATER, NAMED = 0.1, 0.4  # what a sentence is worth less for each before it, and more for a name in it
# What clauses are worth as a title: more where they say the name; less for each dropped before them, for each character
# beyond SHORT, where they ask, go on with something, or end loosely.
CALLED, DROPPED, LENGTH, ASKS, GOES_ON, LOOSE = 0.3, 0.2, 0.008, 0.8, 0.8, 0.4
SHORT, MOST_CLAUSES = 24, 3
SHORTEST = 10  # characters of a sentence that can tell news
_FIGURE = re.compile(r"\d")
_CALLED = re.compile(r"(?:名?叫|名为|名字是|called|named)(?:做|作|个)?\s?[A-Za-z\u4e00-\u9fff]")
_LOOSE = re.compile(r"(?:[起时后前中上里下的了嘛呢]|来说|方面)$")
_EDGE = " ,，;；。.!！?？:："


def lead(sentences: Sequence[Sentence]) -> int:
    """The place of the sentence that tells the news: mostly the first, or what follows a question or a remark."""
    near = [i for i, one in enumerate(sentences) if one.start - sentences[0].start <= NEWS_WITHIN]
    return max(near, key=lambda place: (_newsworth(sentences[place].text) - LATER * place, -place))


def title(sentences: Sequence[Sentence], names: Sequence[str] = ()) -> str:
    """The clauses that tell the news in few words, without date and connective; `names` of the item, the subject first.

    Where that is too long, what is announced is worth more than a list of those who did it.
    """
    near = [one.text for one in sentences if one.start - sentences[0].start <= NEWS_WITHIN]
    told = [(worth - LATER * place, text) for place, one in enumerate(near) for worth, text in _told(one, names)]
    _, text = max(told, key=lambda one: one[0], default=(0.0, near[0]))
    _, mark, after = text.partition("的研究者")
    return shorten(after if len(text) > TITLE and mark else text, TITLE)


def _told(sentence: str, names: Sequence[str]) -> Iterator[tuple[float, str]]:
    """Runs of clauses of a sentence, and what each is worth as a title."""
    plain = cues.undated(sentence)
    parts = clauses(plain) or [plain]
    whole = -ASKS * (cues.is_question(sentence) or cues.is_section(sentence)) - GOES_ON * cues.goes_on(sentence)
    for start in range(len(parts)):
        for end in range(start + 1, min(len(parts), start + MOST_CLAUSES) + 1):
            text = "".join(parts[start:end]).strip(_EDGE)
            if text and (len(text) <= TITLE or end == start + 1):
                yield whole + _worth(text, names) - DROPPED * start, text


def _worth(text: str, names: Sequence[str]) -> float:
    """The news verb, the name that the item is about, that it is called so; less for length and a loose end."""
    named = next((1 / (rank + 1) for rank, name in enumerate(names) if name in text), -0.5)
    length = LENGTH * max(0, len(text) - SHORT)
    verb = cues.news_verb(text)
    loose = (verb is None and _LOOSE.search(text) is not None) or (verb is not None and len(text) < verb.end() + 3)
    return cues.releases(text) + NAMED * named + CALLED * bool(_CALLED.search(text)) - length - LOOSE * loose


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

"""What a question wants, by the words of its frame: a figure, a day, a name, a list, or nothing but a greeting.

The patterns are in data/intent.toml.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Literal, cast

from index.patterns import load
from index.text import fold, mainland
from index.types import Language

Wanted = Literal[
    "count",
    "length",
    "size",
    "money",
    "percent",
    "date",
    "who",
    "names",
    "what",
    "full name",
    "comparison",
    "how",
    "trait",
    "place",
    "yes",
]
# Of the kinds of answer that a question leaves open, these decide where any of them is wanted.
TELLING: tuple[Wanted, ...] = ("full name", "date", "money", "percent", "length", "size", "comparison", "who", "place")

_FRAME = load("intent", "frame")
_WANTED = load("intent", "wanted")
_SHOWS = load("intent", "shows")
_MARKS = load("intent", "marks")
_PICTURES = re.compile(r"[\U0001F000-\U0001FAFF\u2600-\u27BF\uFE0F\u200b-\u200f\u2060]+")


def clean(text: str) -> str:
    """The question without greetings, thanks and pictures, as `mainland` gives it; case kept."""
    plain = mainland(_PICTURES.sub(" ", text))
    without = _FRAME["chatter"].sub(" ", plain)
    return " ".join((without if re.search(r"\w", without) else plain).split()).strip(" ,，。!！~、")


def is_smalltalk(text: str, language: Language) -> bool:
    """Whether a text is a greeting, thanks or a question to the bot about itself; empty ones are."""
    words = re.sub(r"[^\w']+", "" if language == "zh" else " ", fold(text)).strip()
    return not words or _FRAME["smalltalk"].fullmatch(words) is not None


def is_request(text: str) -> bool:
    """Whether a text asks the bot to make something, which it does not do: 帮我写一首诗."""
    return _FRAME["request"].search(text) is not None


def wanted(folded: str) -> frozenset[Wanted]:
    """What kinds of answer would do; several where the words leave it open."""
    return frozenset(cast("Wanted", kind) for kind, pattern in _WANTED.items() if pattern.search(folded))


def shows(kinds: Collection[Wanted], sentence: str) -> float:
    """The share of the wanted kinds of answer that a sentence holds, 0 to 1; the telling kinds decide."""
    asked = _telling(kinds)
    return sum(_how_far(kind, sentence) for kind in asked) / len(asked) if asked else 0.0


def shown(kinds: Collection[Wanted], sentence: str) -> frozenset[Wanted]:
    """Those of the wanted kinds of answer that a sentence holds; the telling kinds decide."""
    return frozenset(kind for kind in _telling(kinds) if _how_far(kind, sentence))


def _telling(kinds: Collection[Wanted]) -> list[Wanted]:
    return [kind for kind in TELLING if kind in kinds] or [kind for kind in kinds if kind in _SHOWS]


def _how_far(kind: Wanted, sentence: str) -> float:
    """How far a sentence holds such an answer; what is special of a thing is told in several words."""
    number = len(_SHOWS[kind].findall(sentence))
    return min(1.0, number / 2) if kind == "trait" else float(number > 0)


def asks_maker(text: str) -> bool:
    """Whether it is asked who made something: 哪家公司, 谁做的, "made by"."""
    return _FRAME["maker"].search(text) is not None


def asks_twice(text: str) -> bool:
    """Whether two things are asked for at once: 卖多少钱,月费多少."""
    return len(_FRAME["question_word"].findall(text)) > 1


def asks_alike(question: str, sentence: str) -> bool:
    """Whether a sentence of a talk asks what the question asks, so that the next one answers: 怎么, 多少, 价格呢."""
    return _FRAME["asking"].search(sentence) is not None and any(
        pattern.search(question) and pattern.search(sentence) for pattern in _WANTED.values()
    )


def figures(kinds: Collection[Wanted], text: str) -> list[str]:
    """The figures and days of the wanted kinds in a text, in their order; the telling kinds decide."""
    asked = [kind for kind in TELLING if kind in kinds and kind in _MARKS] or [kind for kind in kinds if kind in _MARKS]
    found = {match.span(): match[0].strip() for kind in asked for match in _MARKS[kind].finditer(text)}
    return list(dict.fromkeys(found[span] for span in sorted(found)))


def asks_list(text: str) -> bool:
    """Whether several items may be asked for."""
    return _FRAME["list"].search(text) is not None


def asks_news_of(text: str) -> bool:
    """Whether all that was said of something is asked for."""
    return _FRAME["news_of"].search(text) is not None


def asks_what_there_is(text: str) -> bool:
    """Whether what there was in some time is asked for, and not one thing of that time ("四月份很火的那个应用")."""
    return _FRAME["one_thing"].search(text) is None and _FRAME["what_there_is"].search(text) is not None


def asks_overview(text: str) -> bool:
    """Whether the text, without the period it names, asks what there is in it, whatever the topic."""
    return _FRAME["overview"].search(text) is not None


def without_overview(text: str) -> str:
    """The text without the words that ask what there is."""
    return _FRAME["overview"].sub(" ", text)


def says_it(text: str) -> bool:
    """Whether the text points back to what was said before: 它, 那…呢, "its"."""
    return _FRAME["pronoun"].search(text) is not None


def asks_other(text: str) -> bool:
    """Whether what is asked for is not what was spoken of but the one beside it: "那另一个模型叫什么"."""
    return _FRAME["other"].search(text) is not None

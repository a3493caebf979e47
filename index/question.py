"""A question taken apart: its names, its kind, the period it is limited to, and the terms that are left."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from index import intent, period
from index.asked import SHORTEST_SURE, Asked, chinese_asked, latin_asked
from index.intent import Wanted
from index.names import resolve
from index.relevance import Term, terms
from index.text import CHINESE, fold
from index.tokens import analyse
from index.types import Episode, Language, QuestionKind

_PEOPLE = re.compile(r"谁|哪些人|什么人|\bwho\b")  # a list of those is asked of one thing: 反对的都有谁
_OR = re.compile(r"或者?|还是|以及|、|\bor\b|\band/or\b")
FOLLOW_UP = 14  # characters; a shorter question without a name goes on with what was asked before
_COMPARING = (
    "和",
    "与",
    "跟",
    "比",
    "、",
    ",",
    "包括",
    "以及",
    "还有",
    "vs",
    "versus",
    "than",
    " and ",
    " or ",
    "compared",
    "against",
    "beat",
)


@dataclass(frozen=True, slots=True)
class Question:
    """`asked` are the names in it, `terms` what is asked about them, `tokens` what the engine searches by.

    `alternatives` are the terms between the words for "or", each of which would do; `earlier` holds the tokens of the
    question that this one goes on with.
    """

    text: str
    language: Language
    kind: QuestionKind
    wanted: frozenset[Wanted] = frozenset()
    asked: tuple[Asked, ...] = ()
    terms: tuple[Term, ...] = ()
    alternatives: tuple[tuple[Term, ...], ...] = ()
    tokens: tuple[str, ...] = ()
    period: period.Period | None = None
    earlier: tuple[str, ...] = ()
    is_request: bool = False

    def compares(self, one: Asked, other: Asked) -> bool:
        """Whether the words between two names set them side by side: "X 和 Y", "X than Y"."""
        first, second = sorted((one, other), key=lambda asked: asked.place)
        between = fold(self.text[max(0, first.place + len(first.text)) : max(0, second.place)])
        return any(word in between for word in _COMPARING)


def parse(
    text: str, context: Sequence[str] = (), episodes: Sequence[Episode] = (), now: dt.date | None = None
) -> Question:
    """The question, with what it means by "it" taken from the questions before (`context`, oldest first).

    `episodes`, newest first, are those that "the latest" and the like are looked up in, on the day `now`.
    """
    question = _parse(text, episodes, now)
    if question.kind == "smalltalk" or not context or not _goes_on(question):
        return question
    before = _last_subject(context, episodes, now)
    return _going_on(question, before) if before else question


def _parse(text: str, episodes: Sequence[Episode], now: dt.date | None) -> Question:
    plain = intent.clean(text)
    language: Language = "en" if re.search("[A-Za-z]", plain) and not CHINESE.search(plain) else "zh"
    if intent.is_smalltalk(plain, language):
        return Question(plain or text, language, "smalltalk")
    folded = fold(plain)
    today = now or dt.date.today()  # noqa: DTZ011 - the caller gives the day of its zone
    limited = period.find(folded, episodes, today)
    rest = _blank(plain, limited.spans) if limited and len(folded) == len(plain) else plain
    asked = _asked(rest, language)
    names = [one for one in asked if one.sure or len(one.text) < SHORTEST_SURE]
    topic = _blank(rest, [(one.place, one.place + len(one.text)) for one in names])
    return Question(
        text=plain,
        language=language,
        kind=_kind(rest, asked, limited, terms(topic)),
        wanted=intent.wanted(folded),
        asked=asked,
        terms=terms(topic),
        alternatives=_alternatives(topic),
        tokens=tuple(dict.fromkeys(analyse(topic))),
        period=limited,
        is_request=intent.is_request(plain),
    )


def _alternatives(topic: str) -> tuple[tuple[Term, ...], ...]:
    """The topics between "or"; words that only frame the request are no topic."""
    parts = (tuple(one for one in terms(part) if not one.is_frame) for part in _OR.split(topic))
    return tuple(part for part in parts if part)


def _blank(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """The text with those places blanked out, so that all others stay where they are."""
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _asked(text: str, language: Language) -> tuple[Asked, ...]:
    """All names in their order; a Latin one inside a Chinese one (上海AI实验室) is not counted again."""
    folded = fold(text)
    chinese = chinese_asked(folded) if len(folded) == len(text) else ()
    latin = [one for one in latin_asked(text, language) if not any(fold(one.text) in other.text for other in chinese)]
    return tuple(sorted((*latin, *chinese), key=lambda one: one.place))


def _kind(text: str, asked: Sequence[Asked], limited: period.Period | None, topic: Sequence[Term]) -> QuestionKind:
    if limited and not asked and intent.asks_overview(text) and not _topical(intent.without_overview(text)):
        return "latest"
    about_thing = any(one.sure and not _acts(one.text) for one in asked)
    if intent.asks_list(text) and (not about_thing or intent.asks_news_of(text)):
        return "list"
    return "list" if limited and not about_thing and (topic or asked) and intent.asks_what_there_is(text) else "fact"


def _topical(text: str) -> bool:
    return any(not term.is_frame and not term.word.isdigit() and len(term.word) > 1 for term in terms(text))


def _is_org(name: str) -> bool:
    entry = resolve(name)
    return entry is not None and entry.kind == "org"


def _acts(name: str) -> bool:
    """Whether it is an organisation or a person, who may have several things."""
    entry = resolve(name)
    return entry is not None and entry.kind in ("org", "person")


def _goes_on(question: Question) -> bool:
    """Whether a question needs the one before it: it names nothing of its own, or says "it"."""
    if any(one.sure and not _is_place(question, one) for one in question.asked):
        return intent.says_it(question.text) and all(_is_org(one.text) for one in question.asked)
    if intent.says_it(question.text):
        return True
    limit = FOLLOW_UP if question.language == "zh" else 3 * FOLLOW_UP
    return len(question.text) <= limit and (question.kind == "fact" or _PEOPLE.search(question.text) is not None)


def _is_place(question: Question, name: Asked) -> bool:
    """Whether a name says on or against what, and not what: "CommonsenseQA 上呢", "比 mT0 好吗", "on MMLU?"."""
    entry = resolve(name.text)
    before, after = question.text[: name.place].rstrip(), question.text[name.place + len(name.text) :].lstrip()
    beside = before.endswith(("比", "跟", "和", "than", "vs", "on", "with")) or after.startswith(("上", "里", "呢"))
    return (beside and name.place <= 8) or (entry is not None and entry.kind == "benchmark")


def _going_on(question: Question, before: Question) -> Question:
    things = [one for one in before.asked if not _is_place(before, one)] or before.asked
    subject = tuple(replace(one, place=-1) for one in things)
    kind: QuestionKind = "fact" if question.kind == "latest" or (subject and question.kind == "list") else question.kind
    return replace(question, kind=kind, asked=(*subject, *question.asked), earlier=before.tokens)


def _last_subject(context: Sequence[str], episodes: Sequence[Episode], now: dt.date | None) -> Question | None:
    """The newest earlier question that names something, else the newest with terms at all."""
    parsed = [_parse(text, episodes, now) for text in reversed(context)]
    named = (one for one in parsed if one.asked)
    return next(named, next((one for one in parsed if one.terms), None))

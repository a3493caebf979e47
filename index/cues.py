"""What tells that a sentence opens an item, goes on with one, or belongs to none. Its patterns: data/cues.toml."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.patterns import load

SUBJECT = 14  # characters; what stands before the verb of the news and is longer is no mere name
EARLY = 45  # characters within which the verb of the news stands; later ones tell details
BEGINNING = 34  # characters within which news is told right at the beginning of a sentence

_ANYWHERE = load("cues", "anywhere")


@dataclass(frozen=True, slots=True)
class Cue:
    """A pattern that a sentence begins with; `goes_on`: then it is no beginning of an item."""

    name: str
    pattern: re.Pattern[str]
    goes_on: bool


CUES = (
    *(Cue(name, pattern, goes_on=False) for name, pattern in load("cues", "opens").items()),
    *(Cue(name, pattern, goes_on=True) for name, pattern in load("cues", "goes_on").items()),
)

_TRAITS = load("cues", "traits")
_OF_SUBJECTS = ("own subject", "place of origin")  # traits that may stand behind a date


def traits(sentence: str) -> frozenset[str]:
    """What the sentence begins with, for better or worse: a pronoun, a detail, a day, somebody of their own."""
    plain = without_filler(sentence)
    later = undated(sentence)
    return frozenset(
        name
        for name, pattern in _TRAITS.items()
        if pattern.match(plain) or (name in _OF_SUBJECTS and pattern.match(later))
    )


def particulars(sentence: str) -> float:
    """How much the sentence tells of terms and figures, 0 to 1."""
    return min(2, len(_ANYWHERE["particulars"].findall(sentence))) / 2


def opening(sentence: str) -> list[Cue]:
    """The cues with which the sentence begins."""
    plain = _ANYWHERE["meanwhile"].sub("", without_filler(sentence))
    return [cue for cue in CUES if cue.pattern.match(sentence if cue.name == "reply" else plain)]


def goes_on(sentence: str) -> bool:
    """Whether a sentence goes on with what was said before: 它, 团队, 在测试中, "its"."""
    return any(cue.goes_on for cue in opening(sentence))


def is_question(sentence: str) -> bool:
    """Whether a sentence asks something."""
    return _ANYWHERE["question"].search(sentence) is not None


def is_background(sentence: str) -> bool:
    """Whether a sentence tells why there is need of the news."""
    return _ANYWHERE["background"].search(sentence) is not None


def is_section(sentence: str) -> bool:
    """Whether a sentence only says what comes next: 聊点官司, 然后说画图."""
    return _ANYWHERE["section"].match(without_filler(sentence)) is not None


def announces_more(sentence: str) -> bool:
    """Whether those who were spoken of do something more: 公司还推出…."""
    return _ANYWHERE["again"].search(sentence) is not None


def is_closing(sentence: str) -> bool:
    """Whether a sentence tells what items end with: what it costs, where to get it, what one thinks of it."""
    return _ANYWHERE["closing"].search(sentence) is not None


def without_filler(sentence: str) -> str:
    """The sentence from its first word that carries meaning: "嗯,对,那我们接下来…" begins with 接下来."""
    return _ANYWHERE["filler"].sub("", sentence)


def introduces(sentence: str) -> bool:
    """Whether a sentence says what something is that it begins with: "Veo是大会上亮相的视频生成模型"."""
    return re.match(r"[^,，。]{2,24}?(?:是|就是|叫做?|也)(?!否|不是)", undated(sentence)) is not None


def undated(sentence: str) -> str:
    """The sentence without filler, connective and date at its beginning."""
    return _ANYWHERE["dated"].sub("", without_filler(sentence))


def news_verb(sentence: str, start: int = 0) -> re.Match[str] | None:
    """The verb of the news from `start` on; "推出过X的Y" tells of an earlier one."""
    verbs = _ANYWHERE["release"].finditer(sentence, start)
    return next((verb for verb in verbs if sentence[verb.end() : verb.end() + 1] != "过"), None)


def before_news(sentence: str) -> str | None:
    """What stands before the verb of the news; None where there is no such verb."""
    plain = undated(sentence)
    verb = news_verb(plain)
    return plain[: verb.start()] if verb else None


def begins_with_clause(sentence: str) -> bool:
    """Whether only a few words stand before the first comma."""
    return re.match(r"[^,，]{1,9}[,，]", undated(sentence)) is not None


def releases(sentence: str) -> float:
    """How much the sentence sounds like the news itself, "X的研究者推出Y": 0 to 1."""
    verb = news_verb(sentence)
    if verb is None or _ANYWHERE["again"].search(sentence):
        return 0.0
    by_researchers = _ANYWHERE["researchers"].search(sentence[: verb.start()])
    return (0.6 if verb.start() <= EARLY else 0.3) + (0.4 if by_researchers else 0.0)


def announces(sentence: str) -> bool:
    """Whether the news stands right at the beginning: "苹果公布…", "DeepSeq VL是深度求锁推出的…"."""
    plain = undated(sentence)
    verb = news_verb(plain)
    if verb is None or verb.start() > BEGINNING or _ANYWHERE["again"].search(plain):
        return False
    return re.search(r"[,，。]", plain[: verb.start()]) is None


def subject(sentence: str) -> str:
    """Who or what the news is about, where it stands right before the verb; empty where that cannot be told."""
    plain = undated(sentence)
    verb = news_verb(plain)
    before = plain[: verb.start()] if verb else ""
    return before if 2 <= len(before) <= SUBJECT and not re.search(r"[,，。的]", before) else ""

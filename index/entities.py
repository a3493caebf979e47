"""Who and what an item is about: its systems, the organisations that act in it, and what its heard names stand for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from index import cues
from index.lexicon import lexicon
from index.mentions import Mention, actors, institutions, latin_names
from index.names import known_chinese, resolve, spelled
from index.sentences import Sentence
from index.summary import lead
from index.text import fold

_ACTOR_MARKS = ("的研究者", "的研究人员", "公司", "旗下", "团队", "研究院")
_PARTNER = re.compile(r"(?:和|与|跟|同|联合)\s*$")
_BY = re.compile(r"是(?:由)?([^,，。的]{2,12}?)(?:推出|发布|提出|开发|研发|打造|公布|开源)的")
_ORDINARY = {"苹果", "小米", "字节"}  # organisations only where they act
_NOBODY = {"同校", "本校", "该校", "国内", "国外", "海外", "此前", "多家", "多所", "非营利实验室"}
_NEAR = 12  # characters between who acts and the verb: "Inflection AI 这次更新"
_BREAK = re.compile(r"[,，。、;；:：]|参与|曾经|据|对|比|是")


class Entities(NamedTuple):
    """`names` and `orgs` as they are spelled in the text, the subject first; `right`: what a heard name stands for."""

    names: tuple[str, ...]
    orgs: tuple[str, ...]
    right: Mapping[str, str]


def entities(sentences: Sequence[Sentence]) -> Entities:
    """The entities of an item. An organisation that is only mentioned stands among the names, at the end."""
    first = sentences[lead(sentences)].text
    acting = _longest(org for one in (first, *(other.text for other in sentences)) for org in _acting(one))
    ordered = [*_announced_first(first), *(name.text for one in sentences for name in latin_names(one.text))]
    mentioned = [one.text for sentence in sentences for one in _chinese(sentence.text) if one.text not in _ORDINARY]
    names = dict.fromkeys(name for name in (*ordered, *mentioned) if not any(name in org for org in acting))
    return Entities(tuple(names), tuple(acting), _right(tuple(names), tuple(acting)))


def _right(names: Sequence[str], acting: Sequence[str]) -> Mapping[str, str]:
    """The right spelling of each name that is known and was spelled otherwise."""
    present = frozenset(entry.name for name in (*names, *acting) if (entry := lexicon().find(name)))
    meant = {name: resolve(name, "org" if name in acting else None, present) for name in (*acting, *names)}
    spellings = {name: spelled(name, entry) for name, entry in meant.items() if entry}
    return {name: spelling for name, spelling in spellings.items() if spelling != name}


def _announced_first(sentence: str) -> Iterator[str]:
    verb = cues.news_verb(sentence)
    place = verb.start() if verb else 0
    found = latin_names(sentence)
    yield from (one.text for one in found if one.start >= place)
    yield from (one.text for one in found if one.start < place)


def _acting(sentence: str) -> Iterator[str]:
    """Organisations of which a sentence says that they do something, or that something is done with them."""
    for who in (*actors(sentence), *institutions(sentence)):
        inside = known_chinese(fold(who)) if resolve(who) is None else []
        yield from (who[one.start : one.end] for one in inside) if inside else [who]
    for who in (cues.subject(sentence), *_BY.findall(sentence)):
        entry = resolve(who) if who else None
        if entry and entry.kind == "org":
            yield who
    yield from (one.text for one in _organisations(sentence) if _acts(sentence, one))


def _longest(names: Iterable[str]) -> list[str]:
    """Each name once, in order, without those that are a part of another: 加州大学 beside 加州大学伯克利分校."""
    unique = [name for name in dict.fromkeys(names) if name not in _NOBODY]
    return [name for name in unique if not any(name in other for other in unique if other != name)]


def _organisations(sentence: str) -> list[Mention]:
    """Known organisations, and a Latin name right before the verb of the news, whose kind is not known."""
    latin = [one for one in latin_names(sentence) if _may_be_organisation(sentence, one)]
    return sorted([*latin, *_chinese(sentence)], key=lambda one: one.start)


def _may_be_organisation(sentence: str, name: Mention) -> bool:
    entry = resolve(name.text)
    begin = len(sentence) - len(cues.undated(sentence))
    if (entry and entry.kind == "org") or sentence[: name.start].endswith(_ACTOR_MARKS[2:]):
        return True
    return entry is None and name.start - begin <= _NEAR and _verb_follows(sentence, name.end)


def _chinese(sentence: str) -> list[Mention]:
    if len(fold(sentence)) != len(sentence):
        return []  # places would not be those of the sentence: rare, compatibility characters
    found = known_chinese(fold(sentence))
    return [Mention(one.start, one.end, sentence[one.start : one.end]) for one in found if one.entry.kind == "org"]


def _acts(sentence: str, org: Mention) -> bool:
    before, after = sentence[: org.start], sentence[org.end :]
    if after.startswith(_ACTOR_MARKS) or before.endswith("公司") or re.match(r".{0,4}合作|.{0,2}达成", after):
        return True
    joined = re.match(r"(?:和|与|跟|、|以及|联合)", after) or _PARTNER.search(before)
    return _verb_follows(sentence, org.end) or bool(joined and re.search(r"的研究|合作|推出|发布|提出", after[:24]))


def _verb_follows(sentence: str, end: int) -> bool:
    verb = cues.news_verb(sentence, end)
    return verb is not None and verb.start() - end <= _NEAR and not _BREAK.search(sentence[end : verb.start()])

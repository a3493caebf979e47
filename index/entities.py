"""Who and what an item is about: its systems, the organisations that act in it, and what its heard names stand for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from index import cues
from index.field import speaks_of_field
from index.heard import Heard, heard_chinese, heard_small
from index.lexicon import Entry, Kind, key, lexicon
from index.mentions import Mention, actors, institutions, latin_names
from index.misheard import misheard_terms
from index.names import known_chinese, resolve, spelled
from index.sentences import Sentence
from index.summary import lead
from index.text import CHINESE, fold

_ACTOR_MARKS = ("的研究者", "的研究人员", "公司", "旗下", "团队", "研究院")
_FOUNDERS = re.compile(
    r"前[^,，。]{1,40}(?:研究者|研究人员|员工|科学家|工程师|团队|高管)(?:们)?(?:创办|创立|成立|组建|创建)"
)
_PARTNER = re.compile(r"(?:和|与|跟|同|联合)\s*$")
_BY = re.compile(r"是(?:由)?([^,，。的]{2,12}?)(?:推出|发布|提出|开发|研发|打造|公布|开源)的")
_ORDINARY = {"苹果", "小米", "字节", "联想", "奔驰", "三星", "百川"}  # organisations only where they act
# What stands before a name at the beginning of a clause: nothing, or a word that joins or turns to somebody.
_OPENING = re.compile(r"(?:^|[,，。;；:：!！?？]|来自|说到|和|与|跟|同|另外|此外|最后|还有)(?:的?是)?$")
_NOBODY = {
    "创始",
    "首席",
    "非商业",
    "联合创始",
    "创始人",
    "高级",
    "资深",
    "独立",
    "同校",
    "本校",
    "该校",
    "国内",
    "国外",
    "海外",
    "此前",
    "多家",
    "多所",
    "非营利实验室",
}
_ORG: Kind = "org"
_MEASURE = re.compile(r"[\d.]+\s?bits?", re.IGNORECASE)  # 1bit names a system only where it is announced
# What the words right before a name say that it is: 编程能力基准Humanivow.
_SAID: Mapping[Kind, re.Pattern[str]] = {
    "benchmark": re.compile(
        r"(?:基准|榜单|排行榜|测试集|评测集|benchmark)(?:测试)?(?:叫做?|名为|是)?\s?$", re.IGNORECASE
    ),
    "org": re.compile(r"(?:公司|企业|厂商|机构|实验室|company|startup)(?:叫做?|名为)?\s?$", re.IGNORECASE),
}
_SAME = re.compile(r"[^。]{0,10}?(?:同一家公司|这家公司|该公司|他们家|(?<![^,，])公司(?:就|也|还|又|同时))")
_TURN = re.compile(r"的(?!研究|团队)|也|又|还|跟着|呢|这边|那边|同样|这次|这周|本周|最近|给|拿出|这个星期")
_BEFORE_TURN = re.compile(
    r"(?:[^。]{0,12}[,，])?[^,，。]{0,3}"
)  # what may stand before who it turns to: "最后一条,", "那么"
_COMPANY = re.compile(r"(?<![A-Za-z])(?:AI|Labs?|Research|Robotics|Technologies|Institute)$")
_NEAR = 12  # characters between who acts and the verb: "Inflection AI 这次更新"
_BREAK = re.compile(r"[,，。、;；:：]|参与|曾经|据|对|比|是")


class Entities(NamedTuple):
    """`names` and `orgs` as they are spelled in the text, the subject first; `right`: what a name or a term
    that was misheard stands for, by what was heard.

    The organisation that "the same company" means comes first, by its right name; the text need not hold it.
    """

    names: tuple[str, ...]
    orgs: tuple[str, ...]
    right: Mapping[str, str]


def entities(sentences: Sequence[Sentence], before: str | None = None) -> Entities:
    """The entities of an item. An organisation that is only mentioned stands among the names, at the end.

    `before`: who the item before it is about, by the right name; "the same company" is that one.
    """
    first, *_ = in_order = [_Read(one.text) for one in sentences]
    place = lead(sentences)
    read = [in_order[place], *in_order[:place], *in_order[place + 1 :]]
    same = [before] if before and _SAME.match(first.sentence) else []
    acting = _longest((*same, *first.taking_turn(), *(org for one in read for org in one.acting())))
    things = [*read[0].announced_first(), *(name for one in read[1:] for name in one.things())]
    others = [name for one in read for name in one.others()]
    names = dict.fromkeys(name for name in (*things, *others) if not any(name in org for org in acting))
    heard = {found.mention.text: found.entry for one in read for found in one.chinese}
    kinds = {name: kind for one in read for name, kind in one.said_kinds()} | dict.fromkeys(acting, _ORG)
    right = {**{heard: term for one in read for heard, term in one.terms.items()}, **_right(tuple(names), kinds, heard)}
    if not any(one.of_field for one in read):
        right = {name: meant for name, meant in right.items() if key(name) == key(meant)}
    return Entities(tuple(names), tuple(acting), right)


class _Read:
    """One sentence with the names that stand in it."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        self.latin = latin_names(sentence)
        self.chinese: list[Heard] = [*heard_chinese(sentence), *heard_small(sentence)]
        self.of_field = speaks_of_field(sentence)
        self.terms = misheard_terms(sentence) if self.of_field else {}

    def things(self) -> list[str]:
        """Latin names, and Chinese ones of systems, in their order."""
        chinese = [one.mention for one in self.chinese if one.entry.kind in ("model", "product")]
        inside = [one for one in self.latin if not any(two.start <= one.start < two.end for two in chinese)]
        return [one.text for one in sorted([*inside, *chinese], key=lambda one: one.start)]

    def others(self) -> list[str]:
        """Organisations, people and tools in Chinese or small letters, and what stands for one by its sound."""
        known = [
            one.mention.text
            for one in self.chinese
            if one.entry.kind in ("org", "person", "tool") and self._is_name(one.mention)
        ]
        return [*known, *(heard for heard, term in self.terms.items() if lexicon().find(term))]

    def _is_name(self, mention: Mention) -> bool:
        """Whether it is a name: 苹果 is one at the beginning of a clause, and a fruit in "桌上的苹果", "苹果、香蕉"."""
        if mention.text not in _ORDINARY:
            return True
        return (
            bool(_OPENING.search(self.sentence[: mention.start])) and self.sentence[mention.end :][:1] not in "、树汁派"
        )

    def said_kinds(self) -> Iterator[tuple[str, Kind]]:
        """The Latin names that say what they are (Luna AI), or of which the words right before them do."""
        for name in self.latin:
            before = self.sentence[: name.start]
            yield from ((name.text, kind) for kind, said in _SAID.items() if said.search(before))
            if _COMPANY.search(name.text):
                yield name.text, _ORG

    def announced_first(self) -> list[str]:
        """The things, those behind the verb of the news before those that stand before it."""
        verb = cues.news_verb(self.sentence)
        place = verb.start() if verb else 0
        things = self.things()
        return sorted(things, key=lambda name: self.sentence.find(name) < place)

    def acting(self) -> Iterator[str]:
        """Organisations of which the sentence says that they do something, or that something is done with them."""
        researchers = [] if _FOUNDERS.search(self.sentence) else actors(self.sentence)
        for who in (*researchers, *institutions(self.sentence)):
            inside = known_chinese(fold(who)) if resolve(who) is None else []
            yield from (who[one.start : one.end] for one in inside) if inside else [who]
        for who in (cues.subject(self.sentence), *_BY.findall(self.sentence)):
            entry = resolve(who) if who else None
            if entry and entry.kind == "org":
                yield who
        yield from (one.text for one in self._organisations() if _acts(self.sentence, one))

    def taking_turn(self) -> Iterator[str]:
        """The organisation to which an item turns: "字节跳动跟着上场", "苹果也加入了", "那么谷歌拿出了什么呢"."""
        for one in self._organisations():
            if _BEFORE_TURN.fullmatch(self.sentence, 0, one.start) and _TURN.match(self.sentence, one.end):
                yield one.text

    def _organisations(self) -> list[Mention]:
        """Known organisations, and a Latin name right before the verb of the news, whose kind is not known."""
        latin = [one for one in self.latin if self._may_be_organisation(one)]
        chinese = [one.mention for one in self.chinese if one.entry.kind == "org"]
        return sorted([*latin, *chinese], key=lambda one: one.start)

    def _may_be_organisation(self, name: Mention) -> bool:
        entry = resolve(name.text, _ORG if _COMPANY.search(name.text) else None)
        begin = len(self.sentence) - len(cues.undated(self.sentence))
        if (entry and entry.kind == "org") or self.sentence[: name.start].endswith(_ACTOR_MARKS[2:]):
            return True
        return entry is None and name.start - begin <= _NEAR and _verb_follows(self.sentence, name.end)


def _right(names: Sequence[str], kinds: Mapping[str, Kind], heard: Mapping[str, Entry]) -> Mapping[str, str]:
    """The right spelling of each name that is known and was spelled otherwise. `kinds`: what names are said to be."""
    every = dict.fromkeys((*(name for name, kind in kinds.items() if kind == _ORG), *names))
    present = frozenset(entry.name for name in every if (entry := lexicon().find(name)))
    sure = [name for name in every if name in names[:1] or not _MEASURE.fullmatch(name)]
    meant = {name: heard.get(name) or resolve(name, kinds.get(name), present) for name in sure}
    spellings = {name: spelled(name, entry) for name, entry in meant.items() if entry}
    return {name: spelling for name, spelling in spellings.items() if spelling != name}


def _longest(names: Iterable[str]) -> list[str]:
    """Each name once, in order, without Chinese ones inside another: 加州大学 beside 加州大学伯克利分校."""
    unique = [name for name in dict.fromkeys(names) if name not in _NOBODY]
    return [
        name
        for name in unique
        if not (CHINESE.search(name) and any(name in other for other in unique if other != name))
    ]


def _acts(sentence: str, org: Mention) -> bool:
    if any(found.start() <= org.start < found.end() for found in _FOUNDERS.finditer(sentence)):
        return False
    before, after = sentence[: org.start], sentence[org.end :]
    if (
        after.startswith(_ACTOR_MARKS)
        or before.endswith("公司")
        or re.match(r".{0,4}合作|(?:和|与|跟)[^,，。]{1,12}合作|.{0,2}达成", after)
    ):
        return True
    joined = re.match(r"(?:和|与|跟|、|以及|联合)", after) or _PARTNER.search(before)
    return _verb_follows(sentence, org.end) or bool(joined and re.search(r"的研究|合作|推出|发布|提出", after[:24]))


def _verb_follows(sentence: str, end: int) -> bool:
    verb = cues.news_verb(sentence, end)
    return verb is not None and verb.start() - end <= _NEAR and not _BREAK.search(sentence[end : verb.start()])

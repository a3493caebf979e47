"""Names as they stand in a text: systems and products in Latin letters, and organisations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index import word_lists
from index.text import CHINESE, spoken_letters

_WORD = r"(?>[A-Za-z0-9][A-Za-z0-9.+·'&/-]*)"
# Hanzi digits right behind Latin letters are part of the name (Figure零一, Cloud三), unless they count something.
COUNTED = "个种款次步年月日号家名位张亿万千百十大项类层条篇组倍天周期点分般直共样方起致旦边体流系零一二三四五六七八九"
_COUNTED_DECIMALS = "个种款次年月日家名位亿万千百倍折元块分秒米%"  # behind 三点五
_HANZI = (
    rf"(?:[一二三四五六七八九]点[零一二三四五六七八九](?![{_COUNTED_DECIMALS}])|[一二三四五]欧(?![洲盟美元])|(?<=[A-Za-z])欧[万一三](?![\u4e00-\u9fff])|[零幺一二三四五六七八九]+(?![{COUNTED}])|(?<=[A-Z])[一二两三四五六七八九]百(?![{COUNTED}])|[乘点](?=\d)|(?<=\d)欧(?![洲盟美元])|"
    r"(?<=[A-Za-z])万(?![亿元张条人家个以一二三四五六七八九]))"
)
_RUN = re.compile(rf"{_WORD}(?:(?:{_HANZI}[ ]?|[ ]){_WORD})*{_HANZI}?")
_UNIT = re.compile(
    r"\d[\d.,]*(?:[xX]\d+)?(?:[kKmMbBgGtTpP]|[GMTK]B|[kMG]?[hH][zZ]|fps|nm|mm|cm|km|kg|th|st|nd|rd|[dD]|px|ms|s)?"
)
_NUMBER_WORDS = {"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "zero"}
_EDITIONS = {
    "mini",
    "nano",
    "pro",
    "large",
    "small",
    "medium",
    "turbo",
    "flash",
    "plus",
    "max",
    "lite",
    "ultra",
    "preview",
}
_JOINING = {"for", "with", "of", "to", "in", "the", "on"}  # inside names: Chat with RTX, Cohere for AI
_NAME_WORD = re.compile(r".*[A-Z].*|.*\d.*[a-z].*|.*[a-z].*\d.*")

_INSTITUTION = "大学|理工学院|研究院|研究所|实验室|科学院"
_ORGANISATION = re.compile(
    rf"(?:[\u4e00-\u9fff]{{2,4}}AI|[\u4e00-\u9fff]{{2,8}}?)(?:{_INSTITUTION})(?!生|城)(?:[\u4e00-\u9fff]{{2,4}}分校)?"
)
_BEFORE_INSTITUTION = re.compile(
    r"^.*(?:[的和与及]|以及|来自|旗下)(?=[\u4e00-\u9fff]{3,})|^.*?[在从由跟到去](?=[\u4e00-\u9fff]{4,})|^[一二两三几多每各某]?[所家座个]"
)
_ACTORS = re.compile(
    r"(?P<who>[^,，。;；:：!！?？]{1,60}?)(?:等(?:机构|公司|高校|团队|单位|大学)?)?的?(?:研究者|研究人员|研究团队|科学家|科研人员|团队|学者)"
)
_ACTOR_SPLIT = re.compile(
    r"[、,，]|(?<=[A-Za-z])(?=[\u4e00-\u9fff]{2,10}(?:大学|学院|研究院|实验室)$)|以及|还有|联合|(?<=[\u4e00-\u9fffA-Za-z])(?:和|与|及|跟)(?=[\u4e00-\u9fffA-Za-z])"
)
_BEFORE_ACTOR = re.compile(
    r"^(?:.*?(?:日|月|年|周|天|此外|另外|最后|同时|由|来自|其中|现在|近日|最近|随后|接着|然后|下面|首先|还有|是)[,，]?)(?=[\u4e00-\u9fffA-Za-z]{2,})"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """`text` stands at [start, end)."""

    start: int
    end: int
    text: str


def common_latin() -> frozenset[str]:
    """Latin words, lower-case, that name no single system."""
    return word_lists.load("common_latin")


def latin_names(text: str) -> list[Mention]:
    """Names in Latin letters, version numbers included, in their order: "OK Robots", "Cloud3", "Chat with RTS".

    Words without a capital or a digit are no names, except between two that are.
    """
    joining = _JOINING if CHINESE.search(text) else set()
    found = [name for run in _RUN.finditer(spoken_letters(text)) for name in _names_of(run, joining)]
    return [Mention(one.start, one.end, text[one.start : one.end]) for one in found]


def latin_runs(text: str) -> list[Mention]:
    """All runs of Latin words and numbers, names or not."""
    return [Mention(run.start(), run.end(), run[0]) for run in _RUN.finditer(text)]


def is_edition(word: str) -> bool:
    """Whether a word only tells which of a family something is: a version or a size, "mini", "Pro"."""
    return word.casefold() in _EDITIONS or re.fullmatch(r"[a-zA-Z]?\d[\d.]*[a-zA-Z]?", word) is not None


def is_unit(word: str) -> bool:
    """Whether a word is a number, bare or with a unit: 24GB, 7B, 3D, 1,024."""
    return _UNIT.fullmatch(word) is not None


def _names_of(run: re.Match[str], joining: set[str]) -> Iterator[Mention]:
    words = list(re.finditer(r"\S+", run[0]))
    taken: list[re.Match[str]] = []
    for word in [*words, None]:
        if word and (_is_name_word(word[0]) or (taken and _may_follow(word[0], joining))):
            taken.append(word)
            continue
        while taken and taken[-1][0] in joining:
            taken.pop()
        if taken and not _is_common(" ".join(one[0] for one in taken)):
            start, end = run.start() + taken[0].start(), run.start() + taken[-1].end()
            name = run.string[start:end].rstrip(".·'&/-")
            yield Mention(start, start + len(name), name)
        taken = []


def _may_follow(word: str, joining: set[str]) -> bool:
    return word in joining or word in _NUMBER_WORDS or word in _EDITIONS or word[0].isdigit()


def _is_name_word(word: str) -> bool:
    return _NAME_WORD.fullmatch(word) is not None and _UNIT.fullmatch(word) is None


def _is_common(name: str) -> bool:
    words = [word.rstrip("0123456789.") or word for word in name.casefold().split()]
    return len(name) < 2 or all(word in common_latin() or _UNIT.fullmatch(word) for word in words)


def actors(sentence: str) -> list[str]:
    """Who is named as doing the research: "纽约大学和Meta的研究者" gives both."""
    found = _ACTORS.search(sentence)
    if not found:
        return []
    who = _BEFORE_ACTOR.sub("", found["who"])
    return [
        one
        for part in _ACTOR_SPLIT.split(who)
        if 2 <= len(one := part.strip(" 的")) <= 30 and one[-1] not in "名位个同" and one[0] not in "他她它和我"
    ]


def institutions(text: str) -> list[str]:
    """Organisations that say by their last characters what they are: universities, labs, companies."""
    found = (_BEFORE_INSTITUTION.sub("", one[0]) for one in _ORGANISATION.finditer(text))
    return [name for name in found if len(name) > 3]

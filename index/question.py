"""What a question asks: its names, its kind, the period it is limited to, and the words that are left."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from index import period
from index.lexicon import lexicon
from index.mentions import common_latin, institutions, is_unit, latin_runs
from index.names import known_chinese, resolve
from index.text import CHINESE, fold, simplify
from index.thesaurus import stem, thesaurus
from index.tokens import analyse, long_words, stop_words
from index.types import Episode, Language, QuestionKind

Wanted = Literal["number", "date", "who", "what", "names", "how", "yes"]

_CHATTER = re.compile(
    r"请问一?下?|请(?:帮忙|帮我)?(?:查|找|搜)一?下|麻烦(?:你|您)?(?:问一下|帮忙|告诉我)?|(?:谢谢|多谢|感谢)(?:你|您|啦|了|大家)?|我(?:想|要)?(?:知道|了解|问)一?下?|想(?:问|了解|知道)一?下?|"
    r"(?:你|您)?能不能(?:告诉我|说说|讲讲)|(?:可以|能)?(?:告诉我|跟我说说|给我讲讲)|(?:你|您)(?:知不知道|知道|听说过)|有没有人知道|大佬们?|老师|小助手|机器人你好|拜托了?|急[,，]?在线等|在吗|"
    r"\b(?:please|pls|thanks?(?: you)?|hey|hi|hello|can you (?:tell me|explain)|could you (?:tell me|explain)|do you know|i(?:'d| would) like to know|tell me(?: about)?|i want to know)\b",
    re.IGNORECASE,
)
_NOISE = re.compile(r"[\U0001F000-\U0001FAFF\u2600-\u27BF\uFE0F\u200b-\u200f\u2060]+")
_SMALLTALK = re.compile(
    r"(?:你好|您好|哈喽|哈啰|嗨|嘿|早上好|上午好|下午好|晚上好|早安|早|晚安|再见|拜拜|在吗|在不在|谢谢|多谢|感谢|谢啦|谢了|谢|辛苦|辛苦了|好的|好|收到|明白|明白了|知道了|不错|棒|真棒|太棒了|厉害|赞|哈哈+|嗯+|ok|okay|"
    r"hi|hello|hey|yo|good (?:morning|afternoon|evening|night)|bye|goodbye|see you|thanks?|thank you|thx|ty|cool|great|nice|wow|lol|"
    r"你|您|呀|啊|哦|啦|了|吗|的|大家|各位|so much|very much|a lot|there|bot|everyone|你是谁|who are you|how are you|最近好吗|你会什么|你能做什么|what can you do)+"
)
_LIST = re.compile(
    r"哪些|哪几(?:个|款|种|家|篇|项|条)|有(?:什么|啥)(?:新|消息|新闻|动态|进展|研究|成果|论文|模型|产品|工具|工作|内容|发布|动作|项目)|都(?:有|发布|推出|出|讲|做|发表|提到|介绍)|(?:出|发布|推出|做|讲|发表)(?:过|了)(?:些|一些)|盘点|列出|列一下|列举|汇总|总结一?下|所有的?|全部的?|"
    r"\b(?:list|all (?:the )?\w+|what (?:\w+ )?(?:models|papers|tools|projects|systems|robots|products|items|news|research|work|releases)|which (?:\w+ )?(?:models|papers|tools|projects|systems|robots|products|companies|universities|labs|methods|frameworks)|any news|what did \w+ (?:release|publish|announce))\b",
    re.IGNORECASE,
)
_NEWS_OF = re.compile(r"消息|新闻|动态|进展|关于|相关|\bnews\b|\babout\b", re.IGNORECASE)
_OVERVIEW = re.compile(r"(?:讲|说|聊|有|介绍|播|更新|包括)(?:了|到|的是)?(?:些)?(?:什么|啥|哪些)|内容|主要|\bwhat(?:'s| is| was)? (?:in|on|new)\b|\babout\b|\bcover", re.IGNORECASE)
_PRONOUN = re.compile(
    r"^(?:那么?|还有|另外|然后|再)|它|他们|她|这个|那个|这家|那家|该(?:模型|公司|系统|方法|框架|平台|工具)|此(?:模型|方法)|其(?:中|他|它|成功|性能|参数|价格)|另一?个|另外|呢[?？]?$|"
    r"\b(?:it|its|it's|they|their|them|that one|this one|the other|he|she|his|her|that|this|these|those|and)\b",
    re.IGNORECASE,
)
_COMPARED = re.compile(r"和|与|跟|比|vs\.?|versus|than|and|or|compared|against|beat|、|,|，", re.IGNORECASE)
_WANTED: tuple[tuple[Wanted, re.Pattern[str]], ...] = tuple(
    (wanted, re.compile(pattern, re.IGNORECASE))
    for wanted, pattern in (
        ("date", r"什么时候|何时|哪(?:一)?(?:天|年|月|日)|几月|几号|多久(?:前|以前)|时间|日期|\bwhen\b|\bwhat (?:day|date|year|month)\b|\brelease date\b"),
        ("number", r"多少|几(?:个|款|种|步|组|倍|张|家|项|岁|月|名|人|层|条|期|分|秒|天|年|次)?|多大|多长|多快|多高|多久|多宽|多远|多重|百分之|比例|成功率|准确率|正确率|完成率|规模|参数量|尺寸|分数|得分|价格|价钱|费用|售价|成本|估值|"
                   r"\bhow (?:many|much|long|large|big|fast|high|often|old)\b|\bsizes?\b|\brate\b|\baccuracy\b|\bprice\b|\bcost\b|\bscore\b|\bparameters?\b|\bcounts?\b|\bnumber of\b|\bpercent"),
        ("who", r"谁|哪(?:个|家|所|些)?(?:公司|大学|机构|团队|实验室|学校|高校|企业|单位|国家|研究院)|哪家|什么(?:公司|团队|机构|大学)|创始人|作者|团队|国家|\bwho\b|\bwhich (?:company|university|lab|team|institution|country)\b|\bmade by\b|\bfounder\b|\bdeveloped by\b"),
        ("names", r"哪(?:些|几)|哪(?:一)?(?:个|款|种)|叫什么|缩写|全称|型号|模态|语言|\bwhich\b|\bstand for\b|\bcalled\b|\bnames?\b|\babbreviation\b"),
        ("what", r"是什么|是啥|什么是|干什么|做什么|能做|什么(?:模型|系统|工具|东西)|有什么用|介绍|\bwhat (?:is|are|does|was|can)\b|\bexplain\b|\bdescribe\b"),
        ("how", r"怎么|怎样|如何|为什么|为何|原理|方法|靠什么|用(?:的)?什么|\bhow\b|\bwhy\b"),
        ("yes", r"吗|是不是|能不能|可不可以|有没有|会不会|\b(?:is|are|does|do|can|did|will)\b"),
    )
)
_VERSION = re.compile(r"[vV]?\d+(?:\.\d+)*")
_NAMING = ("org", "model", "product", "person")  # kinds of Chinese names that a question can be about
_ASKING = re.compile(r"[哪什几是做谁]")
FOLLOW_UP = 14  # characters; a shorter question without a name goes on with what was asked before


@dataclass(frozen=True, slots=True)
class Asked:
    """A name in a question. `sure`: it is one by its form (capitals, digits, or known), so it must be held."""

    text: str
    place: int
    sure: bool


@dataclass(frozen=True, slots=True)
class Question:
    """A question taken apart. `names` are Latin names, `orgs` Chinese names that the lexicon knows, `words` what is
    asked about them, `tokens` what the engine searches by."""

    text: str
    language: Language
    kind: QuestionKind
    wanted: frozenset[Wanted]
    names: tuple[Asked, ...]
    chinese: tuple[Asked, ...]
    words: tuple[str, ...]
    tokens: tuple[str, ...]
    period: period.Period | None = None
    earlier: tuple[str, ...] = ()

    @property
    def asked(self) -> tuple[Asked, ...]:
        """All names, in their order."""
        return tuple(sorted((*self.names, *self.chinese), key=lambda one: one.place))

    def compares(self, one: Asked, other: Asked) -> bool:
        """Whether the words between two names set them side by side: "X 和 Y", "X than Y"."""
        first, second = sorted((one, other), key=lambda asked: asked.place)
        return _COMPARED.search(self.text[first.place + len(first.text) : second.place]) is not None


def parse(text: str, context: Sequence[str] = (), episodes: Sequence[Episode] = (), now: dt.date | None = None) -> Question:
    """The question, with what it means by "it" taken from the questions before (`context`, oldest first)."""
    question = _parse(text, episodes, now)
    if question.kind == "smalltalk" or not context or not _goes_on(question):
        return question
    before = _last_subject(context, episodes, now)
    if before is None:
        return question
    subject = tuple(replace(one, place=-1) for one in before.names), tuple(replace(one, place=-1) for one in before.chinese)
    names, chinese = (*subject[0], *question.names), (*subject[1], *question.chinese)
    kind: QuestionKind = question.kind if question.kind != "latest" else "fact"
    return replace(question, kind=kind, names=names, chinese=chinese, earlier=before.tokens)


def _parse(text: str, episodes: Sequence[Episode], now: dt.date | None) -> Question:
    plain = clean(text)
    language: Language = "zh" if CHINESE.search(plain) else "en"
    if not plain or _SMALLTALK.fullmatch(re.sub(r"[^\w']+", "" if language == "zh" else " ", fold(plain)).strip()):
        return Question(plain or text, language, "smalltalk", frozenset(), (), (), (), ())
    folded = fold(plain)
    limited = period.find(folded, episodes, now or dt.date.today())  # noqa: DTZ011 - the caller gives the day of its zone
    rest = folded[: limited.start] + " " + folded[limited.end :] if limited else folded
    names = _latin(plain, language)
    chinese = _chinese(folded)
    kind = _kind(plain, names, chinese, limited, rest)
    wanted = frozenset(wanted for wanted, pattern in _WANTED if pattern.search(folded))
    words = tuple(word for word in dict.fromkeys(long_words(_without_frame(rest))) if not word.isdigit() or len(word) > 1)
    tokens = tuple(dict.fromkeys(analyse(_without_frame(rest))))
    return Question(plain, language, kind, wanted, names, chinese, words, tokens, limited)


def clean(text: str) -> str:
    """The question without greetings, thanks and emoji; simplified characters, width folded, case kept."""
    plain = simplify(_NOISE.sub(" ", text))
    without = _CHATTER.sub(" ", plain)
    return " ".join((without if re.search(r"\w", without) else plain).split()).strip(" ,，。!！~、")


def _without_frame(folded: str) -> str:
    """Without the words that only say that something is listed, which would match any item."""
    return _LIST.sub(lambda found: re.sub("哪些|有什么|有啥|都有?|所有的?|全部的?", " ", found[0]), folded)


def _kind(
    text: str, names: Sequence[Asked], chinese: Sequence[Asked], limited: period.Period | None, rest: str
) -> QuestionKind:
    subject = [one for one in names if one.sure and not _is_org(one.text)]
    if limited and not names and not chinese and _OVERVIEW.search(rest) and not _topic_words(rest):
        return "latest"
    if _LIST.search(text) and (not subject or _NEWS_OF.search(text)):
        return "list"
    return "list" if limited and not subject else "fact"


def _topic_words(rest: str) -> list[str]:
    return [word for word in long_words(_OVERVIEW.sub(" ", rest)) if word not in _EMPTY and not word.isdigit()]


_EMPTY = {"期", "节目", "内容", "新闻", "消息", "ai", "一期", "主要", "episod", "news", "show", "latest", "issu", "cover", "new", "what", "周报"}


def _is_org(name: str) -> bool:
    entry = resolve(name)
    return entry is not None and entry.kind == "org"


def _latin(text: str, language: Language) -> tuple[Asked, ...]:
    found = []
    for run in latin_runs(text):
        words = run.text.split()
        chosen = _split(words) if language == "en" else [_stripped(words)]
        for part in filter(None, chosen):
            name = " ".join(part)
            if _may_name(name):
                found.append(Asked(name, text.find(part[0], run.start), _sure(name, language)))
    return tuple(found)


def _split(words: Sequence[str]) -> list[list[str]]:
    """English words cut into names: runs of words that are no ordinary English ones."""
    runs: list[list[str]] = [[]]
    for place, word in enumerate(words):
        if _is_name_word(word, first=place == 0) or (runs[-1] and _VERSION.fullmatch(word)):
            runs[-1].append(word.removesuffix("'s").removesuffix("’s"))
        elif runs[-1]:
            runs.append([])
    return runs


def _is_name_word(word: str, *, first: bool) -> bool:
    plain = word.removesuffix("'s").casefold().strip(".-")
    if not plain or plain in stop_words() or plain in common_latin() or is_unit(plain) or plain.isdigit():
        return False
    ordinary = all(stem(part) in thesaurus().english_words for part in re.findall("[a-z]+", plain))
    marked = re.search(r"[A-Z0-9]", word[1:] if first else word) is not None
    return marked or not ordinary


def _stripped(words: list[str]) -> list[str]:
    """Without small words at both ends: "the Claude 3" within Chinese."""
    while words and words[0] in stop_words():
        words = words[1:]
    while words and words[-1] in stop_words():
        words = words[:-1]
    return words


def _may_name(name: str) -> bool:
    plain = name.casefold()
    if plain in common_latin() or is_unit(plain) or not re.search("[a-z]", plain):
        return False
    return any(word not in common_latin() and not is_unit(word) for word in plain.split())


def _sure(name: str, language: Language) -> bool:
    """A name by its form: with a capital or a digit, known, or Latin within Chinese."""
    return language == "zh" or re.search(r"[A-Z0-9]", name) is not None or lexicon().find(name) is not None


def _chinese(folded: str) -> tuple[Asked, ...]:
    known = [one for one in known_chinese(folded) if one.entry.kind in _NAMING]
    found = [Asked(folded[one.start : one.end], one.start, sure=True) for one in known]
    taken = [one.text for one in found]
    for name in institutions(folded):
        if not _ASKING.search(name) and not any(name in one or one in name for one in taken):
            found.append(Asked(name, folded.find(name), sure=True))
    return tuple(found)


def _goes_on(question: Question) -> bool:
    """Whether a question needs the one before it: it names nothing of its own, or says "it"."""
    if any(one.sure for one in question.names if not _is_place(question, one)):
        return False
    if _PRONOUN.search(question.text):
        return True
    limit = FOLLOW_UP if question.language == "zh" else 3 * FOLLOW_UP
    return len(question.text) <= limit and question.kind == "fact" and not question.chinese


def _is_place(question: Question, name: Asked) -> bool:
    """Whether a name says where something is measured and not what: "CommonsenseQA 上呢", "on MMLU?"."""
    entry = resolve(name.text)
    after = question.text[name.place + len(name.text) :].lstrip()
    return after.startswith(("上", "里", "中", "呢")) or (entry is not None and entry.kind == "benchmark")


def _last_subject(context: Sequence[str], episodes: Sequence[Episode], now: dt.date | None) -> Question | None:
    """The newest earlier question that names something, else the newest with words at all."""
    parsed = [_parse(text, episodes, now) for text in reversed(context)]
    named = (one for one in parsed if one.names or one.chinese)
    return next(named, next((one for one in parsed if one.words), None))

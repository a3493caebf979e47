"""What a question wants, by the words of its frame: a figure, a day, a name, a list, or nothing but a greeting."""

from __future__ import annotations

import re
from typing import Literal

from index.text import fold, simplify
from index.types import Language

Wanted = Literal["count", "length", "size", "money", "percent", "number", "date", "who", "names", "what", "full name", "comparison", "how", "yes"]

_CHATTER = re.compile(
    r"请问一?下?|请(?:帮忙|帮我)?(?:查|找|搜)一?下?|麻烦(?:你|您)?(?:问一下|帮忙|告诉我)?|(?:谢谢|多谢|感谢)(?:你|您|啦|了|大家)?|我(?:想|要)?(?:知道|了解|问)一?下?|想(?:问|了解|知道)一?下?|"
    r"(?:你|您)?能不能(?:告诉我|说说|讲讲)|(?:可以|能)?(?:告诉我|跟我说说|给我讲讲)|(?:你|您)(?:知不知道|知道|听说过)|有没有人知道|大佬们?|老师|小助手|机器人你好|拜托了?|急[,，]?在线等|在吗|"
    r"\b(?:please|pls|thanks?(?: you)?|hey|hi|hello|can you (?:tell me|explain)|could you (?:tell me|explain)|do you know|i(?:'d| would) like to know|tell me(?: about)?|i want to know)\b",
    re.IGNORECASE,
)
_PICTURES = re.compile(r"[\U0001F000-\U0001FAFF\u2600-\u27BF\uFE0F\u200b-\u200f\u2060]+")
_SMALLTALK = re.compile(
    r"(?:你好|您好|哈喽|哈啰|嗨|嘿|早上好|上午好|下午好|晚上好|早安|早|晚安|再见|拜拜|在吗|在不在|谢谢|多谢|感谢|谢啦|谢了|谢|辛苦|辛苦了|好的|好|收到|明白|知道了|不错|棒|真棒|太棒了|厉害|赞|哈哈+|嗯+|"
    r"ok|okay|hi|hello|hey|yo|good (?:morning|afternoon|evening|night)|bye|goodbye|see you|thanks?|thank you|thx|ty|cool|great|nice|wow|lol|"
    r"你|您|呀|啊|哦|啦|了|吗|的|大家|各位|so much|very much|a lot|there|bot|everyone|你是谁|who are you|how are you|最近好吗|你会什么|你能做什么|what can you do| )+"
)
# Asking for a work and not for news: 帮我写一首情诗, "write me a poem".
_REQUEST = re.compile(
    r"^(?:请|请你|麻烦|麻烦你|你)?(?:能不能|可以|可不可以|能)?(?:帮我|给我|替我|帮忙|为我|跟我)?(?:写|画|做|唱|翻译|算|订|买|推荐|讲|编|作|起|生成|放|播放|设|定)(?:一下|个|一?(?:首|篇|个|张|段|份|幅|则|封|句|道|家|部|条|些|点)).{0,8}$|"
    r"^(?:帮我|给我|替我)(?:写|画|做|唱|翻译|算|订|买|推荐|讲|编|起|播放)|"
    r"^(?:can you |could you |please )?(?:write|draw|sing|translate|book|order|buy|recommend|tell|play|set|compose)(?: me| us)? (?:a|an|some|the)\b",
    re.IGNORECASE,
)
_LIST = re.compile(
    r"哪些|哪几(?:个|款|种|家|篇|项|条)|有(?:什么|啥)(?:新|消息|新闻|动态|进展|研究|成果|论文|模型|产品|工具|工作|内容|发布|动作|项目)|都(?:有|发布|推出|出|讲|做|发表|提到|介绍)|"
    r"(?:出|发布|推出|做|讲|发表)(?:过|了)(?:些|一些)|盘点|列出|列一下|列举|汇总|总结一?下|所有的?|全部的?|"
    r"\b(?:list|all (?:the )?\w+|what (?:\w+ ){0,2}(?:models|papers|tools|projects|systems|robots|products|items|news|research|work|releases)|"
    r"which (?:\w+ ){0,2}(?:models|papers|tools|projects|systems|robots|products|companies|universities|labs|methods|frameworks)|any news|what did .{2,30} (?:release|publish|announce)|what has .{2,30} (?:released|published|announced))\b",
    re.IGNORECASE,
)
_NEWS_OF = re.compile(r"消息|新闻|动态|进展|关于|相关|\bnews\b|\babout\b|哪几条|哪些(?:消息|新闻|期|条)", re.IGNORECASE)
_OVERVIEW = re.compile(
    r"(?:讲|说|聊|有|介绍|播|更新|包括)(?:了|到|的是)?(?:些)?(?:什么|啥|哪些)|内容|主要|\bwhat(?:'s| is| was| are)? (?:in|on|new|there)?\b|\babout\b|\bcover(?:s|ed)?\b|节目|新闻|消息|\bnews\b|\bepisode\b|\bshow\b",
    re.IGNORECASE,
)
_PRONOUN = re.compile(
    r"^(?:那么?|还有|另外|然后|再)|它|他们|她|这个|那个|这家|那家|这(?:款|个)?(?:模型|公司|系统)|该(?:模型|公司|系统|方法|框架|平台|工具)|此(?:模型|方法)|其(?:中|他|它|成功|性能|参数|价格)|另一?个|另外|呢[?？]?$|"
    r"\b(?:it|its|it's|they|their|them|that one|this one|the other|he|she|his|her|that|this|these|those)\b|^and\b",
    re.IGNORECASE,
)
_WANTED: tuple[tuple[Wanted, re.Pattern[str]], ...] = tuple(
    (wanted, re.compile(pattern, re.IGNORECASE))
    for wanted, pattern in (
        ("date", r"什么时候|何时|哪(?:一)?(?:天|年|月|日)|几月|几号|多久(?:前|以前)|日期|\bwhen\b|\bwhat (?:day|date|year|month)\b|\brelease date\b"),
        ("money", r"多少钱|价格|价钱|费用|售价|收费|定价|估值|融资|成本是|怎么卖|贵不贵|\bhow much (?:does|do|is|did|money)\b|\bprices?\b|\bpricing\b|\bcosts?\b|\bvaluation\b|\bfunding\b"),
        ("percent", r"百分之|比例|[成准正完]?[功确成]率|得分|分数|多少分|提升了?多少|提高到?多少|占比|\brate\b|\baccuracy\b|\bpercent(?:age)?\b|\bscores?\b"),
        ("length", r"多长|多久|时长|几(?:秒|分钟|小时|天|步)|\bhow long\b|\bduration\b"),
        ("size", r"多大|规模|参数|尺寸|显存|内存|多高|多快|速度|\bsizes?\b|\bparameters?\b|\bhow (?:big|large|fast|high)\b"),
        ("count", r"多少|几(?:个|款|种|步|组|倍|张|家|项|名|人|层|条|期)|\bhow many\b|\bnumber of\b|\bcounts?\b"),
        ("who", r"谁|哪(?:个|家|所|些)?(?:公司|大学|机构|团队|实验室|学校|高校|企业|单位|国家|研究院|院校)|哪家|什么(?:公司|团队|机构|大学)|创始人|作者|哪国|\bwho\b|\bwhose\b|\bwhich (?:company|university|lab|team|institution|country)\b|\bmade by\b|\bfounders?\b|\bdeveloped by\b|\bdeveloper of\b"),
        ("full name", r"缩写|全称|全名|简称|\bstands? for\b|\babbreviat|\bacronym\b|\bfull name\b"),
        ("comparison", r"比(?!例|如|特)|超过|超越|胜过|打败|打赢|更好|更强|谁强|区别|差别|不同|\bbetter\b|\bbeats?\b|\boutperform|\bversus\b|\bvs\b|\bcompared?\b|\bdifferen"),
        ("names", r"哪(?:些|几)|哪(?:一)?(?:个|款|种)|叫什么|名字|型号|模态|语言|\bwhich\b|\bcalled\b|\bnames?\b"),
        ("what", r"是什么|是啥|什么是|干什么|做什么|能做|干嘛|什么(?:模型|系统|工具|东西|来头)|有什么用|介绍|讲讲|\bwhat (?:is|are|does|was|can)\b|\bwhat's\b|\bexplain\b|\bdescribe\b"),
        ("how", r"怎么|怎样|如何|为什么|为何|原理|靠什么|用(?:的)?什么|\bhow (?!many|much|long|large|big|fast|high|often|old)|\bwhy\b"),
        ("yes", r"吗|是不是|能不能|可不可以|有没有|会不会|^(?:is|are|does|do|can|did|will)\b"),
    )
)


def clean(text: str) -> str:
    """The question without greetings, thanks and pictures; simplified characters, width folded, case kept."""
    plain = simplify(_PICTURES.sub(" ", text))
    without = _CHATTER.sub(" ", plain)
    return " ".join((without if re.search(r"\w", without) else plain).split()).strip(" ,，。!！~、")


def is_smalltalk(text: str, language: Language) -> bool:
    """Whether a text is a greeting, thanks or a question to the bot about itself; empty ones are."""
    words = re.sub(r"[^\w']+", "" if language == "zh" else " ", fold(text)).strip()
    return not words or _SMALLTALK.fullmatch(words) is not None


def is_request(text: str) -> bool:
    """Whether a text asks the bot to make something, which it does not do."""
    return _REQUEST.search(text) is not None


def wanted(folded: str) -> frozenset[Wanted]:
    """What kinds of answer would do; several where the words leave it open."""
    return frozenset(kind for kind, pattern in _WANTED if pattern.search(folded))


def asks_list(text: str) -> bool:
    """Whether several items may be asked for."""
    return _LIST.search(text) is not None


def asks_news_of(text: str) -> bool:
    """Whether all that was said of something is asked for."""
    return _NEWS_OF.search(text) is not None


def asks_what_there_is(text: str) -> bool:
    """Whether what there was in some time is asked for, and not one thing of that time ("四月份很火的那个应用")."""
    one = re.search(r"那个|这个|叫(?:啥|什么)|哪个|哪家|谁|多少|几|\bthe (?:one|app|model) that\b|\bwho\b|\bhow\b", text)
    return one is None and re.search(r"什么|哪些|啥|吗|有没有|内容|消息|动静|新闻|都|关于|有关|\bwhat\b|\bwhich\b|\bany\b|\babout\b|\bnews\b", text) is not None


def asks_overview(text: str) -> bool:
    """Whether the text, without the period it names, asks what there is in it, whatever the topic."""
    return _OVERVIEW.search(text) is not None


def without_overview(text: str) -> str:
    """The text without the words that ask what there is."""
    return _OVERVIEW.sub(" ", text)


def says_it(text: str) -> bool:
    """Whether the text points back to what was said before: 它, 那…呢, "its"."""
    return _PRONOUN.search(text) is not None


def asks_other(text: str) -> bool:
    """Whether what is asked for is not what was spoken of but the one beside it: "那另一个模型叫什么"."""
    return re.search(r"另一?个|另外(?:一|那)|其他|别的|\bother\b|\banother\b|\belse\b", text, re.IGNORECASE) is not None

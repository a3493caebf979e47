"""What tells that a sentence opens an item, goes on with one, or belongs to none: patterns with weights."""

from __future__ import annotations

import re
from dataclasses import dataclass

# Filler words that speakers put before what they say; cues are looked for behind them.
_FILLER = re.compile(
    r"^(?:(?:嗯+|呃+|啊|哦|噢|唉|诶|哎|对+|是的|没错|好的?|行|OK|ok|那么?|然后呢?|就是|所以|其实|我们|咱们|的话|这样|来|哈+|嘿)[,，、呢吧]*\s*)+(?=.)"
)

# Sentences that belong to no item: greeting, advertising, housekeeping, farewell.
_FRAME = re.compile(
    r"""(?x)
    (?:大家|各位|听众|观众|朋友们?|听友们?|小伙伴们?)(?:早上|晚上|下午)?好|^(?:哈喽|哈啰|hello|hi)\b|早上好|晚上好
    | 欢迎(?:收听|来到|收看|回到|大家|各位|订阅|关注|加入|留言)|^(?:这里|我)是.{2,30}(?:第.{1,4}期|周报|日报|早报|晚报|播客|节目|主播|主持|[,，。]$)
    | 我是(?:你们的|今天的|本期的?)?(?:主播|主持人|老朋友)|本期(?:节目|内容|播客)?(?:由|的?(?:赞助|冠名|文稿|文字稿|链接))
    | ^今天是.{0,14}(?:期|星期.|周.|[日号])[,，。!！]|^本期(?:节目)?(?:一共|共|将|我们|的主要内容|主要内容)
    | 公众号|点赞|一键三连|转发给|评论区|留言区|听友群|微信群|五星好评|优惠码|折扣码|广告(?:之后|时间|结束)|赞助商?(?:播出|支持|提供)|支持播出
    | (?:感谢|谢谢)(?:大家|各位|您|你)?的?(?:收听|收看|聆听|陪伴|支持|观看)|(?:下期|下周|下次|明天|我们下)再?见|再见[。!！]?$|拜拜
    | (?:节目|内容|新闻|消息|分享|周报)(?:就|先)?(?:到|说到|聊到|讲到)(?:这里|这儿|此)|(?:以上|这些)?就是(?:本|这|今天|本周).{0,4}(?:期|次|周|天)?的?(?:全部|所有|主要)(?:内容|新闻|消息)
    | 我们(?:马上|就|这就|现在就?)?开始吧?[。!！]|废话不多说|话不多说|广告(?:回来|之后|结束)|回到(?:节目|正题)|简介(?:里|区|中)|(?:优惠|折扣|口令)|打[一二三四五六七八九]{1,2}折|[一二三四五六七八九]折
    | 到此(?:结束|为止)|今天(?:就|先)(?:聊|说|讲|到)(?:到)?这
    | \b(?:thanks|thank\ you)\ (?:so\ much\ )?for\ (?:listening|watching|tuning|joining)|\bwelcome\ (?:back\ )?to\b|\bsee\ you\ (?:next|in\ the)
    | \bthis\ (?:episode|show)\ is\ (?:brought|sponsored|supported)|\bthat(?:'s|\ is)\ (?:it|all|everything)\ for\b|\bi'?m\ your\ host\b
    """,
    re.IGNORECASE,
)

RELEASE = re.compile(
    r"""(?x)
    推出|发布|公布|提出|开源|开元了?(?=.{0,12}(?:模型|系列|框架|代码|大))|上线|放出|带来|发表|研发|打造|宣布|揭晓|亮相|面世|问世|更新|升级|开放|预告|展示|介绍了?|构建|设计|
    开发|训练出|收购|融资|起诉|签署|达成|成立|曝光|登陆|搞出|整出|做了|做出|研究(?:能否|了|发现|如何|怎么)|给出的答案|发现|
    \b(?:release|launch|introduc|unveil|announc|publish|propos|present|open[- ]sourc|debut|roll(?:s|ed|ing)?\ out|acquir|rais)\w*
    """,
    re.IGNORECASE,
)
_RESEARCHERS = re.compile(r"的?(?:研究者|研究人员|科学家|研究团队|科研人员)|\bresearchers\b|公司|初创|旗下|实验室|大学|机构")
_AGAIN = re.compile(
    r"(?:又|还|再次|接着|随后|(?:团队|公司|它|他们|平台|研究者|官方)(?:也|同时|并))(?:在.{1,8}?)?"
    r"(?:推出|发布|公布|提出|开源|上线|放出|预告|整理|更新|宣布|开放|带来|展示)"
)
_MEANWHILE = re.compile(r"^(?:现在|如今|目前)[,，]\s*")
_DATED = re.compile(
    r"^(?:(?:就?在)?(?:(?:\d{4}|今|去|前)年)?(?:\d{1,2}月)?(?:\d{1,2}[日号])?[,，]?|另外|此外|与此同时|最后|首先|本周|近日|日前)[,，]?"
)
SUBJECT = 14  # characters; what stands before the verb of the news and is longer is no mere name


@dataclass(frozen=True, slots=True)
class Cue:
    """A pattern looked for at the beginning of a sentence, what it is called in explanations, and its weight."""

    name: str
    weight: float
    pattern: re.Pattern[str]


def _cue(name: str, weight: float, pattern: str) -> Cue:
    return Cue(name, weight, re.compile(rf"(?x)^(?:{pattern})", re.IGNORECASE))


_WHO = "用户|开发者|团队|公司(?!治理)|研究者|研究人员|作者|官方|创始人|论文|报告"
_NOUNS = "平台|系统|模型|方法|工具|框架|产品|结果|实验|测试|数据集?|代码|权重|项目|演示|价格|参数|训练|推理|预训练"
# Positive: an item may begin here. Negative: the item goes on. The sign only tells which; the weights are fitted.
CUES = (
    _cue("section", 1, r"(?:下面|接下来|首先|先|最后|然后|再|接着|另外)?(?:我们|让我们|一起|来|先)*(?:来?看|聊聊?|说说?|讲讲?|关注|进入|转到|回到)一?下?.{0,12}(?:方面|方向|领域|部分|板块|消息|新闻|动态|进展|这边|那边|发布会|圈)|.{1,8}(?:方面|方向|领域|这边|那边|板块)(?:[,，]|(?:本周|这周|也|只|还|有))|(?:下面|接下来|首先|最后)是.{0,14}(?:消息|新闻|方向|方面|部分|动态)"),
    _cue("ordinal", 1, r"(?:第[一二三四五六七八九十百\d]{1,3}(?:条|个|则|件|款|项|篇)(?!.{0,4}(?:阶段|版本|步|部分|模块|任务|参数|场景))|下一?(?:条|个|则|件|款|篇)|再下一|最后一?(?:条|个|则|件|款|篇)|头条|还有一(?:条|则|件|篇)|另一(?:条|则|件|篇)|(?:first|second|third|fourth|fifth|next|finally|last)(?:ly)?(?:\ up|\ item|\ story|\ news)?[,:，])"),
    _cue("connective", 1, r"另外(?!还?有)|此外|与此同时|除此之外|接下来|再来看|再看|再讲|再说|说完|其次|换个话题|下面(?!的)|接着(?:看|说|聊|讲|来)|同一(?:天|周|时间)|meanwhile|elsewhere|in\ other\ news|moving\ on|turning\ to|also\ this\ week"),
    _cue("turn of talk", 1, r"(?:讲|说|聊)(?:讲|说|聊|回|到|完|起)|(?:先|再|来)(?:讲|说|聊|来)|话说|转过头|轮到|来一?个|再来|还有(?:一?个|一?家|一?款|就?是|呢)|(?:他们家|这家(?:公司)?|同一家(?:公司)?|那家)(?:还|也|又|高产)|等等|对了|欸?我(?:对|想|还|最|比较|更)|(?:昨天|昨晚|昨儿|前天|今天|今早)|(?:上次|上回|上期|上周|上个月|之前)(?:讲|说|聊|提|是|我们)|.{0,12}(?:记得吗|记得吧|还记得|你看了吗|看到(?:了|没)|听说(?:了|没)|用过|试了没|聊过|有没有关注|知道吗)|(?:speaking\ of|by\ the\ way|what\ about|how\ about|remember)"),
    _cue("what about", 1, r"那?(?:.{1,6})呢(?:[,，]|[?？]?$)"),
    _cue("joins in", 1, r".{2,10}?(?:也(?!就是|支持|可以|能|是)|跟着|紧跟|同样|这边|那边|呢[,，]|最近|这次|这周|本周|上周|昨天|昨晚|刚刚|终于)"),
    _cue("finally", 1, r"(?:最后|首先)(?![,，]?(?:由|通过|将|把|用|会|让|对|需要|生成|输出|得到|模型|系统|它|再|一步))|at\ last|finally"),
    _cue("date", 1, r"(?:就?在)?(?:\d{4}年)?\d{1,2}月\d{1,2}[日号]|(?:\d{4}年|今年|去年)\d{1,2}月|\d{4}年[,，]|(?:就在)?(?:本周|这周|上周|近日|日前|最近|这一周|周[一二三四五六日])|.{2,8}(?:的)?(?:第二天|当天|同一天)[,，]|(?:last|this)\ (?:week|month)|on\ (?:monday|tuesday|wednesday|thursday|friday|january|february|march|april|may|june|july|august|september|october|november|december)"),
    _cue("earlier episode", 1, r".{0,10}(?:上一?期|前几期|上次|之前|第.{1,3}期|上个月|以前)(?:节目)?(?:我们|里|中|的|就|还)*.{0,8}(?:介绍|提到|讲|聊|说|预告|报道)过?|推出过"),
    _cue("background", 1, r"(?:过去|近年来?|近几年|长期以来|一直以来|众所周知|大家都知道|现在|如今|随着|很多人|不少人|你有没有|有没有想过|想象一下|相信(?:大家|很多)|同样|一般来说|说起|提起|for\ years|until\ now)"),
    _cue("continuation", -1, rf"(?:(?:首先|最后|其次|然后|接着|再)[,，]?(?:由|通过|将|把|用|会|让|对|一步)|它|他(?!们家)|她|其(?!次|他)|该|此(?:外的)?模型|这(?!周|一周)|那(?:么)?(?:个|些|种|它|他)|同校|同时[,，]|并且?|而(?!且听)|但|不过|然而|因此|所以|于是|从而|例如|比如|也就是|换句话|具体|简单来说|其中|除了|尤其|特别是|甚至|即使|虽然|如果|因为|由于|目前|此前|随后|先是|之后|然后(?!我们)|相较|相比|对比|与之|和.{{2,12}}(?:类似|不同|相比)|和他|在.{{1,24}}(?:上|中|下|里|时|方面)[,，]|对于|针对|通过|利用|使用|采用|基于|配合|输入|{_WHO}|(?:{_NOUNS})(?:[是的在也还可能会把将用支采只已和、,，同称表从基给让需提达方为有就都上与完]|目前|方面)|API|创始人|顺带|当然|总之|据|给|将|把|让|从|等于|不需要|支持|能够|可以|包括|另外还有|联合|整个|最终|未来|有了|只|it\b|its\b|this\b|they\b|their\b|the\ (?:model|company|team|researchers|authors|system|paper|tool|framework)\b|but\b|however\b|and\b|according\b|users\b|compared\b|in\ tests\b|for\ example\b)"),
    _cue("reply", -1, r"(?:对|嗯|是|没错|是的|是啊|对啊|哦|噢|哇|哈哈|嚯|不是|没有|好像|应该|确实|真的|可不|当然|差不多|记得|看了|怎么|什么|哪|多少|多大|多久|多便宜|那能|那我|那聪明|为啥|为什么)"),
)
QUESTION = re.compile(r"[?？]\s*$|(?:怎么|怎样|如何|为什么|能不能|有没有|是不是).{2,40}[呢吗][。.]?$|^(?:怎么|怎样|如何|为什么|能不能)(?!办|样)")
CLOSING = re.compile(r"开源|许可|下载|排队|申请|开放|上线|试用|期待|厉害|不错|有意思|值得|好玩|靠谱|慢慢|再说|希望|商用|在线试|有助于|意义|未来|潜力|挺|真(?:的)?(?:快|强|猛|香)")
BACKGROUND = re.compile(r"难题|挑战|痛点|瓶颈|一直是|困扰|越来越|问题是|需求|热门|争议|大家(?:都|一直)")


def news_verb(sentence: str, start: int = 0) -> re.Match[str] | None:
    """The verb of the news from `start` on; "推出过X的Y" tells of an earlier one."""
    return next((found for found in RELEASE.finditer(sentence, start) if sentence[found.end() : found.end() + 1] != "过"), None)


def is_frame(sentence: str) -> bool:
    """Whether a sentence belongs to the show and not to its news: greeting, advertising, farewell."""
    return _FRAME.search(without_filler(sentence)) is not None


def without_filler(sentence: str) -> str:
    """The sentence from its first word that carries meaning: "嗯,对,那我们接下来…" begins with 接下来."""
    return _FILLER.sub("", sentence)


def opening(sentence: str) -> list[Cue]:
    """The cues with which the sentence begins."""
    plain = _MEANWHILE.sub("", without_filler(sentence))
    return [cue for cue in CUES if cue.pattern.match(sentence if cue.name == "reply" else plain)]


def releases(sentence: str) -> float:
    """How much the sentence sounds like the news itself, "X的研究者推出Y": 0 to 1."""
    if _AGAIN.search(sentence):
        return 0.0
    verb = news_verb(sentence)
    if not verb:
        return 0.0
    early = verb.start() <= 45  # the verb of the news stands early; later ones tell details
    return (0.6 if early else 0.3) + (0.4 if _RESEARCHERS.search(sentence[: verb.start()]) else 0.0)


def announces(sentence: str) -> bool:
    """Whether the news stands right at the beginning: "苹果公布…", "DeepSeq VL是深度求锁推出的…"."""
    plain = undated(sentence)
    verb = news_verb(plain)
    return verb is not None and verb.start() <= 34 and not re.search(r"[,，。]", plain[: verb.start()]) and not _AGAIN.search(plain)


def undated(sentence: str) -> str:
    """The sentence without filler, connective and date at its beginning."""
    return _DATED.sub("", without_filler(sentence))


def subject(sentence: str) -> str:
    """Who or what the news is about, where it stands right before the verb; empty where that cannot be told."""
    plain = undated(sentence)
    verb = news_verb(plain)
    before = plain[: verb.start()] if verb else ""
    return before if 2 <= len(before) <= SUBJECT and not re.search(r"[,，。的]", before) else ""

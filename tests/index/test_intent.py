from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import intent
from index.text import fold, is_chinese


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("", ""),
        ("请问一下,机器人会做饭吗?谢谢!", "机器人会做饭吗?"),
        ("機器人會做飯嗎", "机器人会做饭吗"),
        ("ＩｎｋＦｌｏｗ是什么", "InkFlow是什么"),
        ("😀InkFlow😀是什么", "InkFlow 是什么"),
        ("hello, please tell me about InkFlow", "InkFlow"),
        ("谢谢", "谢谢"),
        ("\u200bInkFlow\n\n是什么", "InkFlow 是什么"),
    ],
)
def test_greetings_and_pictures_are_taken_out(text: str, cleaned: str) -> None:
    assert intent.clean(text) == cleaned


@settings(deadline=None, max_examples=120)
@given(st.text(max_size=40) | st.text(st.sampled_from("请问谢谢机器人 ,，。!hi😀"), max_size=20))
def test_a_cleaned_question_is_without_white_space_at_its_ends(text: str) -> None:
    cleaned = intent.clean(text)
    assert cleaned == cleaned.strip()
    assert "\n" not in cleaned
    assert "  " not in cleaned


@pytest.mark.parametrize(
    "text", ["", "?", "😀", "你好", "您好呀", "谢谢!", "hi", "Hello there", "Thank you so much!", "...", "在吗"]
)
def test_small_talk(text: str) -> None:
    assert intent.is_smalltalk(text, "zh" if is_chinese(text) else "en")


@pytest.mark.parametrize("text", ["机器人", "InkFlow", "hi InkFlow", "你好,机器人会做饭吗", "1"])
def test_what_asks_something_is_no_small_talk(text: str) -> None:
    assert not intent.is_smalltalk(text, "zh" if is_chinese(text) else "en")


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("帮我写一首情诗", True),
        ("帮我画一只猫", True),
        ("write me a poem", True),
        ("哪个系统会画画", False),
        ("InkFlow能写诗吗", False),
        ("", False),
    ],
)
def test_requests_for_a_work(text: str, asks: bool) -> None:
    assert intent.is_request(text) is asks


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("InkFlow什么时候发布的", "date"),
        ("when was InkFlow released", "date"),
        ("InkFlow多少钱", "money"),
        ("成功率是多少", "percent"),
        ("视频有多长", "length"),
        ("参数多大", "size"),
        ("有几个版本", "count"),
        ("how many versions are there", "count"),
        ("谁做的", "who"),
        ("which university made it", "who"),
        ("VLM的全称", "full name"),
        ("比GripOne好吗", "comparison"),
        ("它叫什么", "names"),
        ("InkFlow是什么", "what"),
        ("它是怎么画的", "how"),
        ("它能画猫吗", "yes"),
    ],
)
def test_what_kind_of_answer_is_wanted(question: str, kind: str) -> None:
    assert kind in intent.wanted(fold(question))


def test_nothing_is_wanted_by_nothing() -> None:
    assert intent.wanted("") == frozenset()
    assert intent.shows(frozenset(), "成功率达到91%") == 0


@pytest.mark.parametrize(
    ("question", "shows", "shows_not"),
    [
        ("成功率是多少", "成功率达到91%。", "它很成功。"),
        ("什么时候发布", "它在5月6日上线。", "它上线了。"),
        ("多少钱", "每月20美元。", "它很贵重。"),
        ("视频有多长", "生成25秒的视频。", "生成视频。"),
    ],
)
def test_a_sentence_shows_the_answer_that_is_wanted(question: str, shows: str, shows_not: str) -> None:
    wanted = intent.wanted(question)
    assert 1 >= intent.shows(wanted, shows) > intent.shows(wanted, shows_not) >= 0


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("有哪些机器人", True),
        ("列出所有的机器人", True),
        ("which robots can cook", True),
        ("这是什么", False),
        ("", False),
    ],
)
def test_lists(text: str, asks: bool) -> None:
    assert intent.asks_list(text) is asks


def test_the_other_marks_of_a_question() -> None:
    assert intent.asks_news_of("谷歌有什么消息")
    assert intent.asks_overview("讲了什么")
    assert "什么" not in intent.without_overview("讲了什么")
    assert intent.asks_other("那另一个呢")
    assert intent.asks_what_there_is("有什么新闻")
    assert not intent.asks_what_there_is("很火的那个应用是什么")


@pytest.mark.parametrize(
    ("text", "says"), [("它多大", True), ("那价格呢", True), ("Is it free", True), ("机器人多大", False)]
)
def test_what_points_back(text: str, says: bool) -> None:
    assert intent.says_it(text) is says


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("InkFlow是哪家公司做的", True),
        ("谁推出了InkFlow", True),
        ("which university developed InkFlow", True),
        ("InkFlow多少钱", False),
        ("谁在用InkFlow", False),
    ],
)
def test_questions_for_the_maker(text: str, asks: bool) -> None:
    assert intent.asks_maker(text) is asks


@pytest.mark.parametrize(
    ("text", "asks"),
    [("卖多少钱,月费多少", True), ("when did it come out and how much is it", True), ("卖多少钱", False), ("", False)],
)
def test_questions_for_two_things(text: str, asks: bool) -> None:
    assert intent.asks_twice(text) is asks


@pytest.mark.parametrize(
    ("question", "sentence", "alike"),
    [
        ("它是怎么做的", "那它怎么做到的呢?", True),
        ("它是怎么做的", "它是这样做的。", False),
        ("它是怎么做的", "那它多少钱呢?", False),
    ],
)
def test_a_sentence_of_a_talk_that_asks_the_same(question: str, sentence: str, alike: bool) -> None:
    assert intent.asks_alike(question, sentence) is alike


@pytest.mark.parametrize(
    ("kinds", "sentence", "share"),
    [
        (["place"], "它先在日本和巴西上线。", 1.0),
        (["place"], "它先在应用商店上线。", 0.0),
        (["trait"], "它可以离线使用,而且不用登录。", 1.0),
        (["trait"], "它支持中文。", 0.5),
        (["trait"], "它很快。", 0.0),
    ],
)
def test_places_and_what_is_special(kinds: list[intent.Wanted], sentence: str, share: float) -> None:
    assert intent.shows(kinds, sentence) == share

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.answer import LIMIT
from index.documents import index_transcript
from index.query import Query
from index.question import parse
from index.search import HITS, SUGGESTED, Searcher
from index.transcripts import read
from index.types import Answer, Episode, IndexedItem, Transcript

SEED = Path(__file__).parents[2] / "seeds" / "ai-weekly-2024-03-2.txt"
NOW = dt.date(2024, 5, 20)
TEXTS = {
    "2024-05-12": (
        "大家好!东京大学的研究者推出绘画系统InkFlow,速度提升三倍。InkFlow支持离线使用,每月收费20美元。"
        "索尼的研究者推出会做饭的机器人GripOne,能够抓起鸡蛋。实验显示GripOne的成功率达到91%。感谢收听,再见!"
    ),
    "2024-05-05": (
        "大家好!Anthropic推出Cloud3,能够处理很长的文件。它在5月3日上线。"
        "首尔大学的研究者推出机器人BroomBot,能够自己扫地。BroomBot的扫地速度达到每分钟3平方米。感谢收听,再见!"
    ),
}
PARTS = """
InkFlow GripOne Claude&3 GPT-9 谷歌 东京大学 机器人 robots 扫地 哪些 是什么 多少钱 和 或者
它 呢 最近 两期 5月 第二期 999年 0000年3月 第九十九期 2024年13月
周报 the&latest&episode what&is& since&may ? ， ((( [ \\ 😀 \0 ㍿
ﬁ 機 ＡＩ xxxxxxx 你好 帮我写一首诗 请问 -1 7B é 👩‍🚀 &
"""
QUESTIONS = st.lists(st.sampled_from([part.replace("&", " ") for part in PARTS.split()]), max_size=6).map("".join)


@cache
def _library() -> tuple[tuple[Episode, ...], tuple[IndexedItem, ...]]:
    episodes = tuple(
        Episode(id=day, show="画画周报", title=f"画画周报 {day}", date=dt.date.fromisoformat(day)) for day in TEXTS
    )
    items = [one for at in episodes for one in index_transcript(Transcript(episode=at, text=TEXTS[at.id]))]
    return episodes, tuple(items)


@cache
def _searcher(size: int | None = None) -> Searcher:
    episodes, items = _library()
    return Searcher(episodes, items) if size is None else Searcher(episodes[:size], items[:size])


@cache
def _seed() -> Searcher:
    seed = read(SEED)
    return Searcher([seed.episode], index_transcript(seed))


def _ask(question: str, *context: str) -> Answer:
    return _searcher().ask(question, context, NOW)


def _subject(answer: Answer) -> str:
    return answer.hits[0].item.names[0]


def _check(answer: Answer, items: tuple[IndexedItem, ...]) -> None:
    known = [one.item for one in items]
    assert len(answer.text) <= LIMIT
    assert all(hit.item in known and hit.episode.id == hit.item.episode for hit in (*answer.hits, *answer.suggestions))
    assert len(answer.suggestions) <= SUGGESTED
    assert answer.kind != "fact" or len(answer.hits) <= HITS
    if answer.found:
        assert answer.hits
        assert answer.text
    else:
        assert not answer.hits
        assert not answer.text


@settings(deadline=None, max_examples=150)
@given(QUESTIONS | st.text(max_size=30), st.lists(QUESTIONS, max_size=2), st.sampled_from([None, 0, 1]))
def test_any_text_may_be_asked_of_any_library(question: str, context: list[str], size: int | None) -> None:
    searcher = _searcher(size)
    items = _library()[1][:size]
    answer = searcher.ask(question, context, NOW)
    _check(answer, items)
    assert searcher.ask(question, context, NOW) == answer
    assert all(hit.item in [one.item for one in items] for hit in searcher.look_up(question))
    searcher.explain(question, context, NOW)


@pytest.mark.parametrize("unit", ["机器人", "，", "哪些", "1", "😀", "最近", "(", "和", "它", "a b "])
def test_a_message_as_long_as_telegram_allows_may_be_asked(unit: str) -> None:
    _check(_ask(unit * (4096 // len(unit))), _library()[1])


@pytest.mark.parametrize(
    "question",
    [
        "最近999年有什么",
        "0000年3月有什么",
        "第九十九期讲了什么",
        "2024年13月有哪些机器人",
        "最近0期",
        "9999年的机器人",
        "past 999 years",
    ],
)
def test_numbers_of_any_size_may_stand_in_a_question(question: str) -> None:
    for size in (None, 0, 1):
        _check(_searcher(size).ask(question, (), NOW), _library()[1])


@pytest.mark.parametrize("question", ["InkFlow是什么", "机器人", "最新一期讲了什么", "有哪些机器人", "它呢", "周报"])
def test_an_empty_library_knows_nothing(question: str) -> None:
    assert not _searcher(0).ask(question, (), NOW).found
    assert _searcher(0).look_up(question) == ()


@pytest.mark.parametrize(
    ("question", "subject", "says"),
    [
        ("GripOne的成功率是多少", "GripOne", "91%"),
        ("what is the success rate of GripOne?", "GripOne", "91%"),
        ("gripone成功率多少", "GripOne", "91%"),
        ("InkFlow多少钱", "InkFlow", "20美元"),
        ("InkFlow是誰推出的", "InkFlow", "东京大学"),
        ("ＩｎｋＦｌｏｗ多少钱", "InkFlow", "20美元"),
        ("哪个机器人会扫地", "BroomBot", "扫地"),
        ("which robot can cook", "GripOne", "做饭"),
        ("Claude 3什么时候上线", "Cloud3", "5月3日"),
        ("首尔大学推出了什么", "BroomBot", "BroomBot"),
    ],
)
def test_a_question_is_answered_in_the_words_of_its_item(question: str, subject: str, says: str) -> None:
    answer = _ask(question)
    assert answer.found
    assert _subject(answer) == subject
    assert says in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "GPT-9是什么",
        "苏黎世大学推出了什么",
        "壮语翻译",
        "protein folding",
        "帮我写一首情诗",
        "InkFlow 7是什么",
        "天气怎么样",
    ],
)
def test_what_no_item_says_is_not_answered(question: str) -> None:
    answer = _ask(question)
    assert not answer.found
    assert answer.kind == "fact"


@pytest.mark.parametrize(("question", "language"), [("你好", "zh"), ("謝謝", "zh"), ("thanks!", "en")])
def test_small_talk_is_no_question(question: str, language: str) -> None:
    answer = _ask(question)
    assert (answer.found, answer.kind, answer.language, answer.suggestions) == (False, "smalltalk", language, ())


@pytest.mark.parametrize("question", ["有哪些机器人", "有哪些機器人", "which robots are there?"])
def test_a_list_holds_all_that_is_on_the_topic(question: str) -> None:
    answer = _ask(question)
    assert answer.kind == "list"
    assert {hit.item.names[0] for hit in answer.hits} == {"GripOne", "BroomBot"}


def test_a_list_keeps_to_its_period() -> None:
    answer = _ask("最新一期有哪些机器人")
    assert [hit.item.names[0] for hit in answer.hits] == ["GripOne"]


@pytest.mark.parametrize("question", ["最新一期讲了什么", "what's in the latest episode?"])
def test_the_latest_episode_is_told_item_by_item(question: str) -> None:
    answer = _ask(question)
    assert answer.kind == "latest"
    assert [hit.item.names[0] for hit in answer.hits] == ["InkFlow", "GripOne"]
    assert {hit.episode.id for hit in answer.hits} == {"2024-05-12"}


def test_the_latest_is_that_of_the_day() -> None:
    answer = _searcher().ask("最新一期讲了什么", (), dt.date(2024, 5, 6))
    assert {hit.episode.id for hit in answer.hits} == {"2024-05-05"}


@pytest.mark.parametrize("question", ["它的成功率呢", "成功率是多少?", "what is its success rate?"])
def test_a_question_goes_on_with_the_one_before(question: str) -> None:
    answer = _ask(question, "InkFlow是什么", "GripOne是什么")
    assert "91%" in answer.text


def test_right_names_stand_in_the_answer_and_heard_ones_in_the_item() -> None:
    answer = _ask("Claude 3是什么")
    assert "Claude 3" in answer.text
    assert "Cloud3" in answer.hits[0].item.text


def test_names_that_are_held_are_told_and_names_that_are_not_are_missing() -> None:
    searcher = _searcher()
    catalogue, engine = searcher._catalogue, searcher._engine
    held = Query(parse("InkFlow多少钱"), catalogue, engine, 4)
    missing = Query(parse("GPT-9多少钱"), catalogue, engine, 4)
    assert (held.is_missing, missing.is_missing) == (False, True)
    assert held.heard == [("InkFlow",)]
    assert held.named
    assert all(0 < one <= 1 for one in held.named.values())
    assert 0 < held.weight < missing.weight == 1


def test_a_missing_name_that_is_only_compared_with_does_not_matter() -> None:
    searcher = _searcher()
    query = Query(parse("InkFlow和GPT-9谁快"), searcher._catalogue, searcher._engine, 4)
    assert not query.is_missing
    assert _subject(_ask("InkFlow比GPT-9快吗")) == "InkFlow"


def test_an_explanation_tells_names_terms_and_candidates() -> None:
    trace = _searcher().explain("GripOne的成功率是多少", (), NOW)
    assert trace.held["GripOne"].whole
    assert "成功率" in {one.term.word for one in trace.terms}
    (best, candidate), *_ = trace.candidates
    assert best.item.names[0] == "GripOne"
    assert candidate.named > 0
    assert candidate.score == best.score


@pytest.mark.parametrize("text", ["Grip", "GripOne", "机器人", "扫地", "robot"])
def test_items_are_looked_up_while_somebody_is_typing(text: str) -> None:
    found = _searcher().look_up(text)
    assert {hit.item.names[0] for hit in found} <= {"GripOne", "BroomBot"}
    assert found
    assert len(_searcher().look_up(text, 1)) == 1
    assert [hit.score for hit in found] == sorted((hit.score for hit in found), reverse=True)


def _same_in_both() -> Searcher:
    episodes, _ = _library()
    text = "大家好!东京大学的研究者推出绘画系统InkFlow。"
    return Searcher(episodes, [index_transcript(Transcript(episode=at, text=text))[0] for at in episodes])


def test_where_items_fit_alike_the_newer_stands_first() -> None:
    answer = _same_in_both().ask("InkFlow是什么", (), NOW)
    assert [hit.episode.id for hit in answer.hits] == ["2024-05-12", "2024-05-05"]


def test_a_name_is_found_in_the_period_that_is_asked_for() -> None:
    answer = _same_in_both().ask("2024年5月5日那期的InkFlow是什么", (), NOW)
    assert [hit.episode.id for hit in answer.hits] == ["2024-05-05"]


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("OK Robots 在干净整洁的环境里成功率多少", "82.4%"),
        ("LTX Studio什么时候正式发布", "3月27日"),
        ("DIPMT是什么的缩写", "Dictionary-Based Prompting for Machine Translation"),
        ("Keyframer是哪家公司做的", "苹果"),
        ("Claude 3 家族里最快的是哪个", "Haiku"),
        ("who made the cooking assistant Mosaic?", "康奈尔大学"),
    ],
)
def test_the_seed_answers(question: str, says: str) -> None:
    answer = _seed().ask(question, (), dt.date(2024, 3, 12))
    assert answer.found
    assert says in answer.text


@pytest.mark.parametrize("question", ["GPT-5什么时候发布", "Sora是谁推出的", "自动驾驶"])
def test_the_seed_does_not_say_everything(question: str) -> None:
    assert not _seed().ask(question, (), dt.date(2024, 3, 12)).found


@pytest.mark.parametrize("name", ["A" * 101, "b" * 4000, "A-" * 300])
def test_a_name_longer_than_any_name_is_no_error(name: str) -> None:
    assert not Searcher([], []).ask(name).found
    assert not Searcher([], []).ask("它呢", (name,)).found


@pytest.mark.parametrize("question", ["列出所有的机器人", "盘点机器人", "汇总机器人研究", "list all robots"])
def test_an_order_to_list_something_is_a_question_like_any_other(question: str) -> None:
    transcript = read(SEED)
    answer = Searcher([transcript.episode], index_transcript(transcript)).ask(question)
    assert {2, 3, 13} <= {hit.item.n for hit in answer.hits}

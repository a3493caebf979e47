from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import period
from index.text import fold
from index.types import Episode

TODAY = dt.date(2024, 5, 20)


def _episode(day: str, title: str = "", show: str = "画画周报") -> Episode:
    return Episode(id=f"{show}{day}", show=show, title=title or day, date=dt.date.fromisoformat(day))


WEEKLY = (
    _episode("2024-06-02"),
    _episode("2024-05-19", "画画周报 2024年5月第三期"),
    _episode("2024-05-12", "画画周报 2024年5月第二期"),
    _episode("2024-04-28", "画画周报 2024年4月第四期"),
    _episode("2023-12-31"),
    _episode("2023-05-14", "画画周报 2023年5月第二期"),
)
NUMERALS = st.sampled_from(
    ["", "0", "1", "7", "12", "99", "999", "2024", "0000", "一", "两", "十", "十二", "九十九", "３", "²"]
)
LEADS = st.sampled_from(
    ["", "最近", "过去", "第", "前", "去年", "2024年", "9998年", "last ", "since march ", "in may "]
)
UNITS = st.sampled_from(
    ["", "天", "周", "个月", "月", "年", "期", "日那期", "月之前", "月以来", "月第二期", " days", " episodes"]
)
QUESTIONS = st.lists(st.tuples(LEADS, NUMERALS, UNITS).map("".join), max_size=3).map(",".join)


def _days(question: str, episodes: tuple[Episode, ...] = WEEKLY, today: dt.date = TODAY) -> list[str] | None:
    found = period.find(fold(question), episodes, today)
    return None if found is None else sorted(str(one.date) for one in episodes if one.id in found.episodes)


@pytest.mark.parametrize("question", ["", "机器人", "InkFlow 3是什么", "?", "😀", "二十"])
def test_most_questions_name_no_period(question: str) -> None:
    assert _days(question) is None


@pytest.mark.parametrize(
    ("question", "days"),
    [
        ("最新一期讲了什么", ["2024-05-19"]),
        ("the latest episode", ["2024-05-19"]),
        ("上一期讲了什么", ["2024-05-12"]),
        ("最近两期", ["2024-05-12", "2024-05-19"]),
        ("最近２期", ["2024-05-12", "2024-05-19"]),
        ("the last two episodes", ["2024-05-12", "2024-05-19"]),
        ("2024年5月第二期", ["2024-05-12"]),
        ("2023年5月的第二期", ["2023-05-14"]),
        ("5月第二期", ["2024-05-12"]),
        ("五月第2期", ["2024-05-12"]),
        ("去年5月第二期", ["2023-05-14"]),
        ("5月第九期", []),
        ("2024年4月28日那期", ["2024-04-28"]),
        ("2024年4月31日那期", []),
        ("4月有什么", ["2024-04-28"]),
        ("in april", ["2024-04-28"]),
        ("in may 2023", ["2023-05-14"]),
        ("12月", ["2023-12-31"]),
        ("去年有什么", ["2023-05-14", "2023-12-31"]),
        ("last year", ["2023-05-14", "2023-12-31"]),
        ("上个月", ["2024-04-28"]),
        ("本月", ["2024-05-12", "2024-05-19"]),
        ("上周", ["2024-05-19"]),
        ("最近三天", ["2024-05-19"]),
        ("最近一个月", ["2024-04-28", "2024-05-12", "2024-05-19"]),
        ("past 2 weeks", ["2024-05-12", "2024-05-19"]),
        ("4月以来", ["2024-04-28", "2024-05-12", "2024-05-19"]),
        ("since april", ["2024-04-28", "2024-05-12", "2024-05-19"]),
        ("2024年4月之前", ["2023-05-14", "2023-12-31"]),
        ("2023年", ["2023-05-14", "2023-12-31"]),
        ("in 2022", []),
    ],
)
def test_a_period_covers_the_episodes_that_it_names(question: str, days: list[str]) -> None:
    assert _days(question) == days


@pytest.mark.parametrize(
    "question",
    [
        "最近999年",
        "0000年3月",
        "第九十九期",
        "2024年13月",
        "2024年0月",
        "2024年2月30日那期",
        "0000年0月0日那期",
        "最近0期",
        "最近零天",
        "最近九十九期",
        "last 99999999999999999999 episodes",
        "last zillion episodes",
        "past 999 years",
        "9999年",
        "9999年99月",
        "3月第十十期",
        "最近十十天",
        "最近²天",
        "去年2月29日那期",
        "1" * 5000 + "月",
        "最近" + "九" * 5000 + "期",
    ],
)
def test_numbers_of_any_size_may_stand_in_a_question(question: str) -> None:
    for episodes in (WEEKLY, ()):
        days = _days(question, episodes)
        assert days is None or set(days) <= {str(one.date) for one in WEEKLY}


def test_what_came_out_after_today_is_in_no_period() -> None:
    assert "2024-06-02" not in (_days("最近99期") or [])
    assert _days("最新一期", today=dt.date(2024, 6, 2)) == ["2024-06-02"]


def test_an_episode_without_a_date_is_taken_for_out_already() -> None:
    undated = Episode(id="u", show="s", title="t")
    found = period.find("最新一期", [undated], TODAY)
    assert found is not None
    assert found.episodes == {"u"}


def test_no_episodes_are_in_any_period() -> None:
    assert _days("最新一期", ()) == []


@pytest.mark.parametrize("question", ["早报最新一期", "AI早报最新一期", "早報最新一期"])
def test_a_show_is_named_by_its_name_or_the_end_of_it(question: str) -> None:
    both = (*WEEKLY, _episode("2024-05-18", show="AI早报"), _episode("2024-05-17", show="AI早报"))
    assert _days(question, both) == ["2024-05-18"]


def test_a_show_alone_is_all_that_came_out_of_it() -> None:
    both = (*WEEKLY, _episode("2024-05-18", show="AI早报"))
    assert _days("早报里的机器人", both) == ["2024-05-18"]


@pytest.mark.parametrize(
    ("question", "words"), [("请讲最近两期的机器人", "最近两期"), ("robots in may 2023?", "in may 2023")]
)
def test_the_words_of_a_period_are_told(question: str, words: str) -> None:
    found = period.find(question, WEEKLY, TODAY)
    assert found is not None
    assert [question[start:end] for start, end in found.spans] == [words]


@settings(deadline=None, max_examples=200)
@given(QUESTIONS | st.text(max_size=20), st.dates(dt.date(1000, 1, 1), dt.date(9000, 1, 1)))
def test_a_period_lies_in_the_question_and_covers_known_episodes(question: str, today: dt.date) -> None:
    folded = fold(question)
    found = period.find(folded, WEEKLY, today)
    if found:
        assert all(0 <= start < end <= len(folded) for start, end in found.spans)
        assert found.episodes <= {one.id for one in WEEKLY if one.date and one.date <= today}


@pytest.mark.parametrize(
    "question",
    ["9999年12月", "in dec 9999", "最近1十天", "最近三三十天", "3月第十1期", "last 几 episodes", "last ፩ episodes"],
)
def test_a_malformed_number_or_a_day_beyond_the_calendar_is_no_error(question: str) -> None:
    period.find(question, [Episode(id="a", show="周报", title="周报 2024年3月第十1期")], dt.date(2024, 5, 1))

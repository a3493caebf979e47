"""Which episodes a question is about, as it says in words: "最近两期", "3月第二期", "去年", "last month"."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from index.metadata import issue, number
from index.text import fold
from index.types import Episode

_N = r"([一二两三四五六七八九十\d]{1,3})"
_WORDS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "couple": 2, "few": 3}
_MONTHS = [name.lower() for name in calendar.month_name[1:]]
_MONTH = "|".join(f"{name}|{name[:3]}" for name in _MONTHS)
FIRST_YEAR = 1900  # before which no show was
DAYS = {
    "天": 1,
    "日": 1,
    "周": 7,
    "星期": 7,
    "个星期": 7,
    "礼拜": 7,
    "个礼拜": 7,
    "个月": 30,
    "月": 30,
    "年": 365,
    "day": 1,
    "week": 7,
    "month": 30,
    "year": 365,
}


@dataclass(frozen=True, slots=True)
class Period:
    """The places [start, end) of the question whose words name it, and the ids of the episodes it covers."""

    spans: tuple[tuple[int, int], ...]
    episodes: frozenset[str]
    latest: bool = False


Chooser = Callable[[re.Match[str], Sequence[Episode], dt.date], Sequence[Episode]]


def find(question: str, episodes: Sequence[Episode], today: dt.date) -> Period | None:
    """The period that a folded question names, among `episodes`, newest first; None where it names none.

    Episodes that came out after `today` are in none. One without a date is taken for out already.
    """
    of_show, shown = _of_show(question, episodes)
    out = [one for one in of_show if one.date is None or one.date <= today]
    for pattern, choose in _RULES:
        if found := pattern.search(question):
            try:
                chosen = choose(found, out, today)
            except (ValueError, OverflowError):  # no such day, or one beyond the calendar
                continue
            latest = choose in (_newest, _newest_few)
            return Period((*shown, found.span()), frozenset(one.id for one in chosen), latest)
    return Period(shown, frozenset(one.id for one in out)) if shown else None


def _of_show(question: str, episodes: Sequence[Episode]) -> tuple[Sequence[Episode], tuple[tuple[int, int], ...]]:
    """The episodes of the show that a folded question names, by its name or the last words of it, and where.

    Where there is but one show, or the words fit several, it is all episodes.
    """
    shows = {one.show for one in episodes}
    for length in range(3):
        named = {show: part for show in shows if (part := _show_parts(show)[length]) and part in question}
        if len(named) == 1 and len(shows) > 1:
            ((show, part),) = named.items()
            start = question.index(part)
            return [one for one in episodes if one.show == show], ((start, start + len(part)),)
    return episodes, ()


def _show_parts(show: str) -> tuple[str, str, str]:
    """How a show is called: wholly, without the AI before it, by its last two characters (周报)."""
    folded = fold(show)
    short = folded.removeprefix("ai").strip()
    return folded, short if len(short) > 1 else "", short[-2:] if len(short) > 2 and not short.isascii() else ""


def _count(text: str | None) -> int:
    text = (text or "1").replace("两", "二")
    try:
        return _WORDS.get(text) or number(text)
    except ValueError:
        return 3  # "the last several episodes"


def _between(episodes: Sequence[Episode], first: dt.date, last: dt.date) -> Sequence[Episode]:
    return [one for one in episodes if one.date and first <= one.date <= last]


def _newest(_found: re.Match[str], episodes: Sequence[Episode], _today: dt.date) -> Sequence[Episode]:
    return episodes[:1]


def _newest_few(found: re.Match[str], episodes: Sequence[Episode], _today: dt.date) -> Sequence[Episode]:
    return episodes[: _count(found[1])]


def _one_before(_found: re.Match[str], episodes: Sequence[Episode], _today: dt.date) -> Sequence[Episode]:
    return episodes[1:2]


def _issue(found: re.Match[str], episodes: Sequence[Episode], today: dt.date) -> Sequence[Episode]:
    """ "2024年3月第二期"; without a year, the newest such issue."""
    year, month, issue_number = found["year"], number(found["month"]), number(found["issue"])
    numbered = [(one, issue(one.title)) for one in episodes]
    fitting = [one for one, at in numbered if at and at[1:] == (month, issue_number)]
    wanted = int(year) if year and year.isdigit() else today.year - (year == "去年") if year else None
    return [one for one in fitting if wanted is None or (issue(one.title) or (0,))[0] == wanted][:1]


def _since_month(found: re.Match[str], episodes: Sequence[Episode], today: dt.date) -> Sequence[Episode]:
    return _between(episodes, _month(found, today), today)


def _in_month(found: re.Match[str], episodes: Sequence[Episode], today: dt.date) -> Sequence[Episode]:
    first = _month(found, today)
    return _between(episodes, first, (first + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1))


def _month(found: re.Match[str], today: dt.date) -> dt.date:
    """The first day of the month named; without a year, the last such month that has begun."""
    name, year = found["month"], found["year"]
    english = [at for at, one in enumerate(_MONTHS, 1) if one.startswith(name)]
    month = min(max(english[0] if english else number(name), 1), 12)
    if year and year.isdigit():
        return dt.date(max(int(year), FIRST_YEAR), month, 1)
    if year in ("去年", "last year"):
        return dt.date(today.year - 1, month, 1)
    return dt.date(today.year - (month > today.month), month, 1)


def _before_month(found: re.Match[str], episodes: Sequence[Episode], today: dt.date) -> Sequence[Episode]:
    return _between(episodes, dt.date.min, _month(found, today) - dt.timedelta(days=1))


def _days(found: re.Match[str], episodes: Sequence[Episode], today: dt.date) -> Sequence[Episode]:
    # A calendar unit has up to 31 days, and "a month" asked on the 19th means the 19th before.
    length = DAYS[found["unit"]] * _count(found["n"]) + (1 if "月" in found["unit"] or found["unit"] == "month" else 0)
    return _between(episodes, today - dt.timedelta(days=length), today)


def _calendar(found: re.Match[str], episodes: Sequence[Episode], today: dt.date) -> Sequence[Episode]:
    """Last or this week, month or year."""
    back = found[0].startswith(("上", "去", "last", "past", "previous"))
    if "周" in found[0] or "星期" in found[0] or "week" in found[0]:
        first = today - dt.timedelta(days=today.weekday() + 7 * back)
        return _between(episodes, first, first + dt.timedelta(days=6))
    if "年" in found[0] or "year" in found[0]:
        return _between(episodes, dt.date(today.year - back, 1, 1), dt.date(today.year - back, 12, 31))
    first = (today.replace(day=1) - dt.timedelta(days=1)).replace(day=1) if back else today.replace(day=1)
    return _between(episodes, first, (first + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1))


def _in_year(found: re.Match[str], episodes: Sequence[Episode], _today: dt.date) -> Sequence[Episode]:
    year = int(found[1] or found[2])
    return _between(episodes, dt.date(year, 1, 1), dt.date(year, 12, 31))


def _on_day(found: re.Match[str], episodes: Sequence[Episode], today: dt.date) -> Sequence[Episode]:
    try:
        day = dt.date(int(found["year"] or today.year), int(found["month"]), int(found["day"]))
    except ValueError:
        return []
    return [one for one in episodes if one.date == day]


_YEAR = r"(?P<year>\d{4}(?=年)|去年|今年)?年?的?"
_ZH_MONTH = r"(?P<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月份?"
_RULES: tuple[tuple[re.Pattern[str], Chooser], ...] = tuple(
    (re.compile(pattern), choose)
    for pattern, choose in (
        (rf"{_YEAR}{_ZH_MONTH}的?第(?P<issue>[一二三四五六七八九十\d]{{1,2}})期", _issue),
        (rf"(?P<year>\d{{4}})年{_ZH_MONTH}(?P<day>\d{{1,2}})[日号]的?(?:那|这)?一?(?:期|集|节目)", _on_day),
        (rf"(?:最近|最新|近|过去|前|后)的?(?:这|那)?{_N}期", _newest_few),
        (
            (
                r"(?:最新|最近|这|本|当前|新)的?(?:这|那)?一?期|"
                r"(?:the )?(?:latest|newest|most recent|last|current|this) (?:episode|issue|show)"
            ),
            _newest,
        ),
        (r"(?:the )?(?:last|latest|past|recent) (\w+) (?:episodes|issues|shows)", _newest_few),
        (r"上一?期|前一期|the previous (?:episode|issue)", _one_before),
        (rf"{_YEAR}{_ZH_MONTH}(?:之前|以前)", _before_month),
        (rf"(?:自|从)?{_YEAR}{_ZH_MONTH}(?:\d{{1,2}}[日号])?(?:以来|至今|到现在|之后|开始|起)", _since_month),
        (rf"since (?P<month>{_MONTH})\b,? ?(?P<year>\d{{4}})?", _since_month),
        (
            (
                r"(?:最近|近|过去|这|前)的?(?P<n>[一二两三四五六七八九十\d]{0,3})(?P<unit>天|周|个?星期|个?礼拜|个月|年)"
                r"(?!度|前|代|级|后)(?:以?[来内里])?"
            ),
            _days,
        ),
        (
            (
                r"(?:in |over |within |during )?(?:the )?(?:past|last|recent) "
                r"(?P<n>\d{1,3}|a|one|two|three|four|five|six|couple|few) (?:of )?(?P<unit>day|week|month|year)s?"
            ),
            _days,
        ),
        (rf"(?<!\d){_YEAR}{_ZH_MONTH}(?!\d{{1,2}}[日号])(?:里|中|的时候|期间)?", _in_month),
        (rf"\b(?:in|of|from|during) (?P<month>{_MONTH})\b,? ?(?P<year>\d{{4}})?", _in_month),
        (
            (
                r"上个?月|这个月|本月|上周|上个?星期|这周|本周|这个?星期|去年|今年|"
                r"(?:last|this|past|previous) (?:week|month|year)"
            ),
            _calendar,
        ),
        (r"(?<!\d)(20\d\d)年(?!\d)|\bin (20\d\d)\b", _in_year),
    )
)

from __future__ import annotations

import datetime as dt

import pytest

from bot.feeds.dates import parse_date

NOW = dt.datetime(2024, 6, 1, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("Mon, 06 May 2024 08:00:00 +0800", (2024, 5, 6)),
        ("06 May 2024 00:00:00 GMT", (2024, 5, 6)),
        ("2024-05-06T08:00:00+08:00", (2024, 5, 6)),
        ("2024-05-06T00:00:00Z", (2024, 5, 6)),
        (" 2024-05-06\n", (2024, 5, 6)),
        ("2024年5月6日", (2024, 5, 6)),
        ("2024/5/6 早报", (2024, 5, 6)),
        ("AI 早报 2024-05-06", (2024, 5, 6)),
        ("Sat, 01 Jun 2024 09:00:00 +0000", (2024, 6, 1, 9)),
        ("8/1/2026", None),
        ("2024-13-45", None),
        ("1970-01-01", None),
        ("2024-06-03", None),
        ("Mon, 32 May 2024 99:00:00", None),
        ("Mon, 06 May 2024 08:00:00 +9999999", None),
        ("yesterday", None),
        ("2" * 5000, None),
        ("", None),
        (None, None),
    ],
)
def test_dates_are_read_as_feeds_write_them(text: str | None, moment: tuple[int, int, int] | None) -> None:
    assert parse_date(text, NOW) == (dt.datetime(*moment, tzinfo=dt.UTC) if moment else None)

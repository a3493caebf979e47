from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from bot.schedule import Schedule, Timing, mute_end, zone_of

SHANGHAI, BERLIN = ZoneInfo("Asia/Shanghai"), ZoneInfo("Europe/Berlin")


def _utc(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("schedule", "moment", "due"),
    [
        (Schedule(SHANGHAI, "daily", hour=8), "2024-03-10 00:00", "2024-03-11 00:00"),
        (Schedule(SHANGHAI, "daily", hour=8), "2024-03-09 23:59", "2024-03-10 00:00"),
        (Schedule(SHANGHAI, "daily", hour=8), "2024-03-10 12:00", "2024-03-11 00:00"),
        (Schedule(SHANGHAI, "weekly", weekday=0, hour=8), "2024-03-10 12:00", "2024-03-11 00:00"),
        (Schedule(SHANGHAI, "weekly", weekday=0, hour=8), "2024-03-11 00:00", "2024-03-18 00:00"),
        # In winter Berlin is an hour ahead of UTC, in summer two: the digest stays at eight by its clocks.
        (Schedule(BERLIN, "daily", hour=8), "2024-03-30 06:00", "2024-03-30 07:00"),
        (Schedule(BERLIN, "daily", hour=8), "2024-03-31 05:00", "2024-03-31 06:00"),
        (Schedule(BERLIN, "daily", hour=2), "2024-03-30 12:00", "2024-03-31 01:00"),
    ],
)
def test_a_digest_goes_out_at_its_hour_by_the_chats_clock(schedule: Schedule, moment: str, due: str) -> None:
    assert schedule.timing(_utc(moment)) == Timing(_utc(due), _utc(due))


def test_without_a_choice_it_goes_at_once_as_a_message_of_its_own() -> None:
    assert Schedule(SHANGHAI).timing(_utc("2024-03-10 12:00")) == Timing(_utc("2024-03-10 12:00"))


def test_what_comes_while_muted_is_one_message_afterwards() -> None:
    end = _utc("2024-03-12 00:30")
    muted = Schedule(SHANGHAI, muted_until=end)
    assert muted.timing(_utc("2024-03-10 12:00")) == Timing(end, end)
    assert muted.timing(end) == Timing(end)
    digest = Schedule(SHANGHAI, "daily", hour=8, muted_until=end)
    assert digest.timing(_utc("2024-03-10 12:00")).due_at == _utc("2024-03-13 00:00")


def test_time_zones_are_found_however_they_are_written() -> None:
    assert zone_of(" america/new york ") == ZoneInfo("America/New_York")
    assert zone_of("UTC") == ZoneInfo("UTC")
    for name in ("", "Nowhere", "../etc/passwd", "America"):
        assert zone_of(name) is None


def test_a_silence_ends_at_a_full_hour() -> None:
    assert mute_end(8, _utc("2024-03-10 12:34:56")) == _utc("2024-03-10 20:00")
    assert mute_end(0, _utc("2024-03-10 12:34:56")) is None

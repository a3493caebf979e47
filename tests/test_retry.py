from __future__ import annotations

import datetime as dt

import pytest
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.retry import ATTEMPTS, LONGEST_WAIT, SPREAD, Decision, Weather, backoff, decide, is_weather, spread


@pytest.mark.parametrize(
    ("error", "decision"),
    [
        (RetryAfter(dt.timedelta(seconds=7)), Decision("retry", dt.timedelta(seconds=7), counts=False, flood=True)),
        (ChatMigrated(-1005), Decision("move", new_chat_id=-1005)),
        (Forbidden("bot was blocked by the user"), Decision("leave")),
        (BadRequest("Chat not found"), Decision("leave")),
        (BadRequest("Not enough rights to send text messages to the chat"), Decision("leave")),
        (BadRequest("Message thread not found"), Decision("leave_thread")),
        (BadRequest("Topic_closed"), Decision("skip")),
        (BadRequest("Can't parse entities"), Decision("park")),
        (ValueError("a defect"), Decision("retry", dt.timedelta(seconds=2))),
        (TimedOut(), Decision("retry", dt.timedelta(seconds=2))),
        (NetworkError("Bad Gateway"), Decision("retry", dt.timedelta(seconds=2))),
        (TelegramError("unheard of"), Decision("retry", dt.timedelta(seconds=2))),
    ],
)
def test_each_error_has_its_decision(error: Exception, decision: Decision) -> None:
    assert decide(error, 0) == decision


def test_a_network_that_stays_down_parks_the_push_in_the_end() -> None:
    assert decide(NetworkError("down"), ATTEMPTS - 2).action == "retry"
    assert decide(NetworkError("down"), ATTEMPTS - 1) == Decision("park")


def test_waits_double_up_to_the_longest() -> None:
    waits = [backoff(attempts) for attempts in range(20)]
    assert waits == sorted(waits)
    assert waits[1] == 2 * waits[0]
    assert waits[-1] == LONGEST_WAIT
    assert backoff(1_000) == LONGEST_WAIT


def test_waits_are_spread_and_never_longer() -> None:
    waits = {spread(dt.timedelta(seconds=100)) for _ in range(200)}
    assert len(waits) > 100
    assert dt.timedelta(seconds=100 * (1 - SPREAD)) <= min(waits)
    assert max(waits) <= dt.timedelta(seconds=100)


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (TimedOut(), True),
        (NetworkError("Bad Gateway"), True),
        (InvalidToken(), True),
        (BadRequest("no"), False),
        (Forbidden("no"), False),
        (ValueError(), False),
    ],
)
def test_what_may_come_from_the_network(error: Exception, expected: bool) -> None:
    assert is_weather(error) is expected


def test_one_chat_that_fails_is_no_storm_and_chat_after_chat_is() -> None:
    weather = Weather()
    assert not any(weather.failed(1) for _ in range(10))
    assert not weather.failed(2)
    assert weather.failed(3)
    first, second = weather.storm(), weather.storm()
    assert second > first / 2
    weather.succeeded()
    assert not weather.failed(4)


def test_two_chats_that_flood_one_after_the_other_stand_for_all() -> None:
    weather = Weather()
    assert not weather.flooded(1)
    assert not weather.flooded(1)
    assert weather.flooded(2)
    weather.succeeded()
    assert not weather.flooded(3)

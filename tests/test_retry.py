from __future__ import annotations

import datetime as dt

import pytest
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.retry import ATTEMPTS, LONGEST_WAIT, Decision, backoff, decide


@pytest.mark.parametrize(
    ("error", "decision"),
    [
        (RetryAfter(dt.timedelta(seconds=7)), Decision("retry", dt.timedelta(seconds=7), counts=False, flood=True)),
        (ChatMigrated(-1005), Decision("move", new_chat_id=-1005)),
        (Forbidden("bot was blocked by the user"), Decision("leave")),
        (BadRequest("Chat not found"), Decision("leave")),
        (BadRequest("Can't parse entities"), Decision("park")),
        (TimedOut(), Decision("retry", dt.timedelta(seconds=2))),
        (NetworkError("Bad Gateway"), Decision("retry", dt.timedelta(seconds=2))),
        (TelegramError("unheard of"), Decision("retry", dt.timedelta(seconds=2))),
    ],
)
def test_each_error_has_its_decision(error: TelegramError, decision: Decision) -> None:
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

"""What a failed send means: a decision as a value, so that the sender only carries it out."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter, TelegramError

ATTEMPTS = 8  # tries before a delivery is parked; with the waits below, about 25 minutes
FIRST_WAIT = dt.timedelta(seconds=2)
LONGEST_WAIT = dt.timedelta(minutes=10)
ENOUGH_DOUBLINGS = 10  # to reach LONGEST_WAIT; a start waits for Telegram for as long as it takes
# Bad requests after which this chat cannot be written to at all, as api.telegram.org words them.
GONE = ("chat not found", "user is deactivated", "have no rights to send", "not enough rights to send")


@dataclass(frozen=True, slots=True)
class Decision:
    """retry after `wait`; leave the chat; move to `new_chat_id` and retry at once; or park, for a person to see."""

    action: Literal["retry", "leave", "move", "park"]
    wait: dt.timedelta = dt.timedelta(0)
    new_chat_id: int = 0
    counts: bool = True  # whether this try counts towards ATTEMPTS


def decide(error: TelegramError, attempts: int) -> Decision:
    """What to do after the error; `attempts` failed tries went before this one."""
    match error:
        case RetryAfter():
            return Decision("retry", _timedelta(error.retry_after), counts=False)
        case ChatMigrated():
            return Decision("move", new_chat_id=error.new_chat_id)
        case Forbidden():
            return Decision("leave")
        case BadRequest() if any(mark in error.message.lower() for mark in GONE):
            return Decision("leave")
        case BadRequest():
            return Decision("park")  # the same request again gets the same answer
        case NetworkError():
            pass
    return Decision("park") if attempts + 1 >= ATTEMPTS else Decision("retry", backoff(attempts))


def backoff(attempts: int) -> dt.timedelta:
    """FIRST_WAIT, doubled with each failed try, up to LONGEST_WAIT."""
    return min(FIRST_WAIT * (1 << min(attempts, ENOUGH_DOUBLINGS)), LONGEST_WAIT)


def _timedelta(wait: int | dt.timedelta) -> dt.timedelta:
    # A timedelta with PTB_TIMEDELTA, which bot/__init__.py sets; seconds where somebody has unset it.
    return wait if isinstance(wait, dt.timedelta) else dt.timedelta(seconds=wait)

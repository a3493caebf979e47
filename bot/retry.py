"""What a failed send means: a decision as a value, so that the sender only carries it out."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass
from typing import Literal

from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, NetworkError, RetryAfter

ATTEMPTS = 10  # tries before a delivery is parked; with the waits below, about a quarter of an hour
FIRST_WAIT = dt.timedelta(seconds=2)
LONGEST_WAIT = dt.timedelta(minutes=10)
ENOUGH_DOUBLINGS = 10  # to reach LONGEST_WAIT; a start waits for Telegram for as long as it takes
SPREAD = 0.25  # of a wait: what failed at once must not come again at once
# Bad requests after which this chat cannot be written to at all, as api.telegram.org words them.
GONE = (
    "chat not found",
    "user is deactivated",
    "group chat was deactivated",
    "have no rights to send",
    "not enough rights to send",
    "chat_write_forbidden",
    "need administrator rights",
    "peer_id_invalid",
)
THREAD_GONE = "message thread not found"
CLOSED = "topic_closed"  # by an administrator, who may open it again

Action = Literal["retry", "leave", "leave_thread", "move", "skip", "park"]


@dataclass(frozen=True, slots=True)
class Decision:
    """What to do next.

    retry after `wait`; leave the chat, or its thread; move to `new_chat_id` and retry at once; skip this push; or park
    it, for a person to see. `counts`: whether this try counts towards ATTEMPTS; `flood`: Telegram asks to wait.
    """

    action: Action
    wait: dt.timedelta = dt.timedelta(0)
    new_chat_id: int = 0
    counts: bool = True
    flood: bool = False


def decide(error: Exception, attempts: int) -> Decision:
    """What to do after the error; `attempts` failed tries went before this one.

    An error that is none of Telegram's is a defect that one push runs into: it is tried again, and parked.
    """
    match error:
        case RetryAfter():
            return Decision("retry", _timedelta(error.retry_after), counts=False, flood=True)
        case ChatMigrated():
            return Decision("move", new_chat_id=error.new_chat_id)
        case Forbidden():
            return Decision("leave")
        case BadRequest():
            return Decision(_refused(error.message.lower()))
    return Decision("park") if attempts + 1 >= ATTEMPTS else Decision("retry", backoff(attempts))


def _refused(words: str) -> Action:
    """For a bad request: the same one again would get the same answer."""
    if any(mark in words for mark in GONE):
        return "leave"
    if THREAD_GONE in words:
        return "leave_thread"
    return "skip" if CLOSED in words else "park"


def backoff(attempts: int) -> dt.timedelta:
    """FIRST_WAIT, doubled with each failed try, up to LONGEST_WAIT."""
    return min(FIRST_WAIT * (1 << min(attempts, ENOUGH_DOUBLINGS)), LONGEST_WAIT)


def spread(wait: dt.timedelta) -> dt.timedelta:
    """The wait, shorter by up to SPREAD, by chance."""
    return wait * random.uniform(1 - SPREAD, 1)  # noqa: S311 - not for secrets


def is_weather(error: Exception) -> bool:
    """Whether it may come from the network, from Telegram's servers or from the token, and not from the push."""
    return isinstance(error, NetworkError | InvalidToken) and not isinstance(error, BadRequest)


class Weather:
    """Tells one push that fails from a Telegram that is down or floods: chat after chat fails, none gets through."""

    CHATS = 3  # that fail one after another

    def __init__(self) -> None:
        self._failed: set[int] = set()
        self._flooded: set[int] = set()
        self._storms = 0

    def succeeded(self) -> None:
        """A message has got through."""
        self._failed.clear()
        self._flooded.clear()
        self._storms = 0

    def failed(self, chat_id: int) -> bool:
        """After an error of the network: whether so many chats failed that it is none of theirs."""
        self._failed.add(chat_id)
        return len(self._failed) >= self.CHATS

    def storm(self) -> dt.timedelta:
        """How long all should wait now; longer each time, until one gets through."""
        self._storms += 1
        return spread(backoff(self._storms - 1))

    def flooded(self, chat_id: int) -> bool:
        """After a 429: whether it is meant for all, which Telegram shows by refusing one chat after another."""
        self._flooded.add(chat_id)
        return len(self._flooded) > 1


def _timedelta(wait: int | dt.timedelta) -> dt.timedelta:
    # A timedelta with PTB_TIMEDELTA, which bot/__init__.py sets; seconds where somebody has unset it.
    return wait if isinstance(wait, dt.timedelta) else dt.timedelta(seconds=wait)

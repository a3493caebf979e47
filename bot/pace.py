"""How fast pushes may go: over all, and for each chat, so that answers to people always find room.

Own code, for what limiters on offer do not do: tell when a chat's turn comes without queueing up for it, count answers
that never wait, and catch up after a stall of the event loop.
"""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict, deque
from collections.abc import Callable, Collection, Coroutine
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from telegram.ext import BaseRateLimiter

# What pushes and answers may come to together, as a share of the pace of pushes: 28 a second beside 20. Telegram's FAQ,
# https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this, names 30.
TOGETHER = 1.4
LATE = 0.2  # seconds by which a turn may come late and the next ones still be on time
CHATS_REMEMBERED = 5_000  # more than are written to in a minute

Clock = Callable[[], float]
Call = Callable[..., Coroutine[Any, Any, Any]]

pushing: ContextVar[bool] = ContextVar("pushing", default=False)  # set in the task of a push, which has had its turn


@dataclass(frozen=True, slots=True)
class Limits:
    """The set pace of pushes."""

    per_second: float = 20
    per_chat_per_second: float = 1
    per_group_per_minute: int = 20


class Window:
    """At most `count` in any `seconds`, exactly; what does not ask first is counted, too."""

    def __init__(self, count: int, seconds: float) -> None:
        self._seconds = seconds
        self._last: deque[float] = deque(maxlen=count)

    def ready_at(self) -> float:
        """From when one more keeps to it."""
        return self._last[0] + self._seconds if len(self._last) == self._last.maxlen else 0.0

    def count(self, moment: float) -> None:
        """Notes one."""
        self._last.append(moment)


class Pace:
    """Gives out turns; all of it in memory, in the seconds of a clock that only goes forward."""

    def __init__(self, limits: Limits = Limits(), clock: Clock = time.monotonic) -> None:
        self._limits = limits
        self._clock = clock
        self._gap = 1 / limits.per_second
        self._next = 0.0  # the moment for which the next turn is meant
        together = limits.per_second * TOGETHER
        self._together = Window(max(1, int(together)), max(1, int(together)) / together)
        self._chats: OrderedDict[int, tuple[Window, ...]] = OrderedDict()
        self._held: dict[int, float] = {}
        self._all_held = 0.0
        self._queue = asyncio.Lock()  # first come, first served

    def answered(self, chat_id: int) -> None:
        """Counts a message that does not wait for a turn: pushes make room for it."""
        moment = self._clock()
        self._together.count(moment)
        for window in self._windows(chat_id):
            window.count(moment)

    def ready_at(self, chat_id: int) -> float:
        """From when the chat may be sent its next push."""
        windows = self._windows(chat_id)
        return max(self._held.get(chat_id, 0.0), *(window.ready_at() for window in windows))

    def busy(self) -> Collection[int]:
        """The chats whose turn has not come yet."""
        moment = self._clock()
        self._held = {chat_id: until for chat_id, until in self._held.items() if until > moment}
        waiting = {chat_id for chat_id, windows in self._chats.items() if _ready_at(windows) > moment}
        return waiting | self._held.keys()

    def hold(self, chat_id: int, seconds: float) -> None:
        """Nothing more to that chat for so long."""
        self._held[chat_id] = max(self._held.get(chat_id, 0.0), self._clock() + seconds)

    def hold_all(self, seconds: float) -> None:
        """Nothing more to anybody for so long."""
        self._all_held = max(self._all_held, self._clock() + seconds)

    @property
    def held_for(self) -> float:
        """For how many seconds all is held; 0: it is not."""
        return max(0.0, self._all_held - self._clock())

    def now(self) -> float:
        """This moment, on the clock that `turn` goes by."""
        return self._clock()

    async def turn(self, chat_id: int) -> float:
        """Waits until that chat and the whole may have one more; gives the moment for which the turn was meant."""
        while True:
            await self._until(lambda: self.ready_at(chat_id))
            async with self._queue:
                await self._until(self._all_ready_at)
                if self.ready_at(chat_id) <= self._clock():  # else it was answered meanwhile
                    return self._take(chat_id)

    async def _until(self, ready_at: Clock) -> None:
        while (wait := ready_at() - self._clock()) > 0:  # noqa: ASYNC110 - a moment, which may move on
            await asyncio.sleep(wait)

    def _take(self, chat_id: int) -> float:
        meant = max(self._next, self._clock() - LATE)
        self._next = meant + self._gap
        self.answered(chat_id)
        return meant

    def _all_ready_at(self) -> float:
        return max(self._next, self._together.ready_at(), self._all_held)

    def _windows(self, chat_id: int) -> tuple[Window, ...]:
        windows = self._chats.pop(chat_id, None) or self._new(chat_id)
        self._chats[chat_id] = windows
        while len(self._chats) > CHATS_REMEMBERED:
            self._chats.popitem(last=False)
        return windows

    def _new(self, chat_id: int) -> tuple[Window, ...]:
        a_second = max(1, int(self._limits.per_chat_per_second))
        chat = Window(a_second, a_second / self._limits.per_chat_per_second)
        return (chat,) if chat_id > 0 else (chat, Window(self._limits.per_group_per_minute, 60))


def _ready_at(windows: Collection[Window]) -> float:
    return max(window.ready_at() for window in windows)


async def pause(seconds: float, wake: asyncio.Event) -> None:
    """Waits that long, or until woken."""
    try:
        async with asyncio.timeout(seconds):
            await wake.wait()
    except TimeoutError:
        pass
    wake.clear()


class Counted(BaseRateLimiter[None]):
    """Has the pace know of each message that the bot sends or edits; it holds up none."""

    def __init__(self, pace: Pace) -> None:
        self._pace = pace

    async def initialize(self) -> None:
        """Nothing to do."""

    async def shutdown(self) -> None:
        """Nothing to do."""

    async def process_request(
        self,
        callback: Call,
        args: Any,  # noqa: ANN401
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: None,  # noqa: ARG002
    ) -> Any:  # noqa: ANN401
        """Counts the call and makes it."""
        chat_id = data.get("chat_id")
        if isinstance(chat_id, int) and not pushing.get() and _is_message(endpoint):
            self._pace.answered(chat_id)
        return await callback(*args, **kwargs)


def _is_message(endpoint: str) -> bool:
    return endpoint.startswith(("send", "edit")) and endpoint != "sendChatAction"

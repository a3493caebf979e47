from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Any

import pytest
from telegram import Bot
from telegram.ext import ExtBot

from bot.pace import LATE, Counted, Limits, Pace, Window, pushing
from tests.support.far_end import TOKEN, FarEnd

SLACK = 1e-6


@dataclass
class Clock:
    """A clock that goes on only where somebody sleeps."""

    moment: float = 1_000.0
    slept: list[float] = field(default_factory=list)

    def __call__(self) -> float:
        return self.moment

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.moment += seconds


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(asyncio, "sleep", clock.sleep)
    return clock


async def _moments(pace: Pace, clock: Clock, chats: list[int]) -> list[float]:
    moments = []
    for chat in chats:
        await pace.turn(chat)
        moments.append(clock.moment)
    return moments


def _most_within(moments: list[float], seconds: float) -> int:
    return max(sum(0 <= later - first < seconds - SLACK for later in moments) for first in moments)


async def test_the_pace_over_all_holds_and_is_used_up(clock: Clock) -> None:
    moments = await _moments(Pace(clock=clock), clock, list(range(1, 401)))
    assert _most_within(moments, 1) <= 20 * (1 + LATE) + 1
    assert 399 / (moments[-1] - moments[0]) == pytest.approx(20, rel=0.02)


async def test_a_chat_gets_one_a_second(clock: Clock) -> None:
    moments = await _moments(Pace(clock=clock), clock, [5] * 10)
    assert _most_within(moments, 1) == 1


async def test_a_group_gets_twenty_in_any_minute(clock: Clock) -> None:
    moments = await _moments(Pace(clock=clock), clock, [-5] * 90)
    assert _most_within(moments, 60) == 20
    assert _most_within(moments, 1) == 1


async def test_all_three_limits_can_be_set(clock: Clock) -> None:
    pace = Pace(Limits(per_second=4, per_chat_per_second=0.5, per_group_per_minute=3), clock)
    assert _most_within(await _moments(pace, clock, [7] * 4), 2) == 1
    assert _most_within(await _moments(pace, clock, [-7] * 7), 60) == 3
    everybody = await _moments(pace, clock, list(range(100, 150)))
    assert 49 / (everybody[-1] - everybody[0]) == pytest.approx(4, rel=0.05)


async def test_a_stall_is_caught_up_with(clock: Clock) -> None:
    pace = Pace(clock=clock)
    before = await _moments(pace, clock, list(range(1, 50)))
    clock.moment += LATE / 2
    after = await _moments(pace, clock, list(range(50, 100)))
    assert 98 / (after[-1] - before[0]) == pytest.approx(20, rel=0.1)


async def test_pushes_make_room_for_answers(clock: Clock) -> None:
    pace = Pace(clock=clock)
    for chat in range(1, 29):
        pace.answered(chat)
    began = clock.moment
    await pace.turn(100)
    assert clock.moment >= began + 0.9, "the second is used up by answers"
    pace.answered(7)
    assert pace.ready_at(7) == pytest.approx(clock.moment + 1)
    assert 7 in pace.busy()


async def test_a_chat_or_all_can_be_held(clock: Clock) -> None:
    pace = Pace(clock=clock)
    pace.hold(3, 50)
    began = clock.moment
    await pace.turn(4)
    assert clock.moment == began
    assert 3 in pace.busy()
    pace.hold_all(10)
    assert pace.held_for == 10
    await pace.turn(5)
    assert clock.moment >= began + 10
    await pace.turn(3)
    assert clock.moment >= began + 50


async def test_turns_are_given_in_order() -> None:
    pace, order = Pace(Limits(per_second=200)), list[int]()

    async def one(chat: int) -> None:
        await pace.turn(chat)
        order.append(chat)

    await asyncio.gather(*(one(chat) for chat in range(1, 31)))
    assert order == list(range(1, 31))


def test_a_window_counts_what_did_not_ask() -> None:
    window = Window(2, 10)
    assert window.ready_at() == 0
    for moment in (1.0, 2.0, 3.0):
        window.count(moment)
    assert window.ready_at() == 12.0


async def test_messages_of_the_bot_are_counted_and_those_of_pushes_are_not() -> None:
    pace = Pace()
    far_end = FarEnd()
    bot: ExtBot[Any] = ExtBot(TOKEN, request=far_end, get_updates_request=far_end, rate_limiter=Counted(pace))
    assert isinstance(bot, Bot)
    await bot.initialize()
    await bot.send_chat_action(1, "typing")
    assert 1 not in pace.busy()
    await bot.send_message(2, "an answer")
    pushing.set(True)
    await bot.send_message(3, "a push")
    assert pace.busy() == {2}
    await bot.shutdown()

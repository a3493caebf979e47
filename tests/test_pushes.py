"""The whole program as a process of its own, pushing to many chats of a Telegram on loopback that limits floods.

`make endurance` does the same at full size, and measures.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.support.program import Program
from tests.support.telegram_server import TelegramServer, listening

CHATS = [10_000 + number if number % 10 else -10_000 - number for number in range(60)]
WITHIN = 60  # seconds, on a busy machine


@pytest.fixture
def server() -> TelegramServer:
    return TelegramServer()


@pytest.fixture
async def program(server: TelegramServer, tmp_path: Path) -> AsyncIterator[Program]:
    logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)  # dropped connections are meant
    async with listening(server) as address:
        program = Program(server, address, tmp_path)
        await program.subscribe(CHATS)
        await program.start()
        yield program
        await program.stop()
    logging.getLogger("uvicorn.error").setLevel(logging.NOTSET)


async def _told(server: TelegramServer, count: int) -> None:
    async with asyncio.timeout(WITHIN), server.arrived:
        await server.arrived.wait_for(lambda: len(server.pushes()) >= count)


async def _settled(program: Program) -> None:
    async with asyncio.timeout(WITHIN):
        while (await program.stats()).pushes_waiting:  # noqa: ASYNC110 - the database has no event for it
            await asyncio.sleep(0.1)


async def test_everybody_is_told_once_without_a_flood_and_questions_are_answered_meanwhile(
    program: Program, server: TelegramServer
) -> None:
    await program.ingest("one")
    asked = [chat for chat in CHATS[1:60:6] if chat > 0]
    for number, chat in enumerate(asked):
        await _told(server, 3 * number + 1)
        server.write(chat, "OK-Robot 的成功率是多少？")
    await _told(server, len(CHATS))
    await _settled(program)
    answers = [place for place, one in enumerate(server.sent) if not one.is_push]
    last_push = max(place for place, one in enumerate(server.sent) if one.is_push)
    assert {server.sent[place].chat_id for place in answers} == set(asked)
    assert max(answers) < last_push, "nobody waited for the pushes to end"
    assert server.pushes() == dict.fromkeys(CHATS, 1)
    assert not server.refused, "no flood was provoked"
    assert (await program.stats()).pushes_sent == len(CHATS)


async def test_a_push_survives_kills_with_at_most_one_message_repeated_each(
    program: Program, server: TelegramServer
) -> None:
    await program.ingest("one")
    kills = 2
    for number in range(kills):
        await _told(server, 15 * (number + 1))
        await program.kill()
        assert len(server.pushes()) < len(CHATS), "it was killed in the middle"
        await program.start()
    await _told(server, len(CHATS))
    await _settled(program)
    pushes = server.pushes()
    assert set(pushes) == set(CHATS)
    assert sum(pushes.values()) <= len(CHATS) + kills
    assert not server.refused


async def test_trouble_loses_nothing_and_repeats_only_where_the_answer_was_lost(
    program: Program, server: TelegramServer
) -> None:
    server.blocked = {CHATS[5], CHATS[6]}
    server.moved = {CHATS[10]: -1_000_000_010_010}
    server.trouble.extend(
        ["bad gateway", "drop before", "drop after", (429, "Too Many Requests: retry after 1", {"retry_after": 1})]
    )
    await program.ingest("one")
    await _settled(program)
    expected = {server.moved.get(chat, chat) for chat in CHATS} - server.blocked
    pushes = server.pushes()
    assert set(pushes) == expected
    repeated = [chat for chat, count in pushes.items() if count > 1]
    assert set(repeated) <= set(server.unanswered)
    assert sum(pushes.values()) <= len(expected) + len(server.unanswered) == len(expected) + 1
    stats = await program.stats()
    assert (stats.chats_inactive, stats.pushes_parked) == (2, 0)

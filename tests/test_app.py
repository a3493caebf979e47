"""The whole program on its seeds: started as `run` starts it, spoken to as the page speaks, ended by a signal."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from websockets.asyncio.client import ClientConnection, connect

from bot.app import opened, run
from bot.playground.people import BOT_ID, GROUP, YOU
from bot.settings import Settings
from bot.storage.database import Database
from bot.subscriptions import Subscriptions

WITHIN = 30  # seconds for a start with an empty database; the rest takes less


class Visitor:
    """A page in the hands of a newcomer."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self._unread: list[dict[str, Any]] = []

    async def do(self, action: str, **values: object) -> None:
        await self._socket.send(json.dumps({"do": action, **values}))

    async def say(self, text: str, chat: int = YOU) -> dict[str, Any]:
        """Writes, and gives the bot's answer."""
        await self.do("send", chat=chat, person=YOU, text=text)
        return await self.message(chat)

    async def press(self, message: dict[str, Any], data: str) -> None:
        await self.do("press", chat=message["chat"], person=YOU, message=message["id"], data=data, request="r")

    async def message(self, chat: int = YOU) -> dict[str, Any]:
        """The bot's next message in that chat."""
        event = await self._next(lambda e: e["type"] == "message" and _of_bot(e["message"], chat))
        return dict(event["message"])

    async def event(self, kind: str) -> dict[str, Any]:
        """The next event of that kind."""
        return await self._next(lambda event: event["type"] == kind)

    async def _next(self, fits: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        async with asyncio.timeout(WITHIN):
            while (found := next((event for event in self._unread if fits(event)), None)) is None:
                self._unread.append(json.loads(await self._socket.recv()))
        self._unread.remove(found)
        return found


def _of_bot(message: dict[str, Any], chat: int) -> bool:
    return bool(message["chat"] == chat and message["from"] == BOT_ID)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


async def _arrive(address: str) -> ClientConnection:
    async with asyncio.timeout(WITHIN):
        while True:
            try:
                return await connect(f"ws://{address}/events", origin=f"http://{address}", proxy=None)  # type: ignore[arg-type]
            except OSError:
                await asyncio.sleep(0.05)


@asynccontextmanager
async def _started(settings: Settings) -> AsyncIterator[Visitor]:
    """The program while it runs, with an open page; SIGTERM ends it."""
    port = _free_port()
    program = asyncio.create_task(run(settings.model_copy(update={"http_port": port})))
    try:
        async with await _arrive(f"127.0.0.1:{port}") as page:
            yield Visitor(page)
    finally:
        began = time.monotonic()
        if not program.done():
            os.kill(os.getpid(), signal.SIGTERM)
        await program
        assert time.monotonic() - began < 5


@pytest.fixture
async def visitor(settings: Settings) -> AsyncIterator[Visitor]:
    async with _started(settings) as visitor:
        yield visitor


def _buttons(message: dict[str, Any]) -> list[str]:
    return [button["callback_data"] for row in message["keyboard"] for button in row if "callback_data" in button]


async def test_a_newcomer_asks_browses_subscribes_and_gets_a_push(visitor: Visitor, settings: Settings) -> None:
    state = await visitor.event("state")
    assert len(state["questions"]) == 3
    answer = await visitor.say("OK-Robot 的成功率是多少？")
    assert "58.5%" in answer["text"]
    await visitor.press(answer, _buttons(answer)[0])
    assert "82.4%" in (await visitor.message())["text"]
    await visitor.say("/subscribe")
    await visitor.do("publish")
    push = await visitor.message()
    assert "AI大模型周报 2024年3月第三期" in push["text"]
    assert (await visitor.event("published"))["outcome"] == "created"
    latest = await visitor.say("/latest", GROUP)
    assert "第三期" in latest["text"]


async def test_every_example_question_has_an_answer(visitor: Visitor) -> None:
    state = await visitor.event("state")
    for question in state["questions"]:
        answer = await visitor.say(question)
        assert "没有讲到" not in answer["text"], question


async def test_the_pages_language_is_the_bots(visitor: Visitor) -> None:
    assert "Anthropic" in (await visitor.say("/latest"))["text"]
    await visitor.do("speak", language="en")
    await visitor.event("state")
    assert "Which language" in (await visitor.say("/language"))["text"]
    await visitor.do("speak", language="zh")
    await visitor.event("state")
    assert "哪种语言" in (await visitor.say("/language"))["text"]


async def test_the_next_start_takes_out_what_the_playground_left(settings: Settings, database: Database) -> None:
    async with _started(settings) as visitor:
        await visitor.say("/subscribe")
        await visitor.do("publish")
        await visitor.event("published")
    assert len(await Subscriptions(database).of(YOU, 0)) == 1
    async with opened(settings) as core:
        assert [episode.id for episode in core.services.library.snapshot.episodes] == ["ai-weekly-2024-03-2"]
    assert await Subscriptions(database).of(YOU, 0) == ()


async def test_every_item_of_the_seed_is_found_by_its_name_as_it_was_heard(settings: Settings) -> None:
    async with opened(settings) as core:
        library = core.services.library
        items = library.snapshot.items("ai-weekly-2024-03-2")
        assert [item.n for item in items] == list(range(1, 16))
        for item in items:
            assert item.names[0] in item.text
            answer = await library.ask(f"{item.names[0]} 是什么？")
            assert [hit.item.n for hit in answer.hits][:1] == [item.n], item.names[0]

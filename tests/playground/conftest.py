from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
from telegram import Bot

from bot.playground.people import YOU
from bot.playground.transport import PlaygroundRequest
from bot.playground.world import World
from tests.playground.tiny_bot import running


@pytest.fixture
def world() -> World:
    return World("zh")


@pytest.fixture
async def bot(world: World) -> AsyncIterator[Bot]:
    """A real Bot on the playground's transport, without handlers; you have written to it."""
    world.send(YOU, YOU, "你好")
    async with Bot(world.token, request=PlaygroundRequest(world), get_updates_request=PlaygroundRequest(world)) as bot:
        yield bot


@pytest.fixture
def go() -> asyncio.Event:
    """What the slow answers of the tiny bot wait for."""
    return asyncio.Event()


@pytest.fixture
async def tiny(world: World, go: asyncio.Event) -> AsyncIterator[World]:
    """The world while the tiny bot polls it."""
    async with running(world, go):
        yield world

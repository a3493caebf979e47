from __future__ import annotations

import asyncio

import pytest

from bot.playground.errors import ApiError
from bot.playground.updates import UpdateQueue


@pytest.fixture
def queue() -> UpdateQueue:
    return UpdateQueue()


async def test_updates_stay_until_an_offset_confirms_them(queue: UpdateQueue) -> None:
    queue.put("message", {"text": "a"})
    queue.put("message", {"text": "b"})
    first = await queue.get()
    assert [one["message"]["text"] for one in first] == ["a", "b"]
    assert await queue.get() == first
    assert await queue.get(offset=first[0]["update_id"] + 1) == first[1:]
    assert await queue.get(offset=first[1]["update_id"] + 1) == []


async def test_a_negative_offset_counts_from_the_end(queue: UpdateQueue) -> None:
    for text in "abc":
        queue.put("message", {"text": text})
    assert [one["message"]["text"] for one in await queue.get(offset=-1)] == ["c"]


async def test_a_reader_waits_for_the_next_update(queue: UpdateQueue) -> None:
    reader = asyncio.create_task(queue.get(seconds=30))
    await asyncio.sleep(0)
    queue.put("message", {"text": "a"})
    async with asyncio.timeout(1):
        assert len(await reader) == 1


async def test_waiting_ends_with_its_time(queue: UpdateQueue) -> None:
    async with asyncio.timeout(1):
        assert await queue.get(seconds=0.01) == []


async def test_a_second_reader_ends_the_first(queue: UpdateQueue) -> None:
    first = asyncio.create_task(queue.get(seconds=30))
    await asyncio.sleep(0)
    second = asyncio.create_task(queue.get(seconds=30))
    with pytest.raises(ApiError, match="Conflict") as caught:
        await first
    assert caught.value.code == 409
    second.cancel()


async def test_a_cancelled_reader_leaves_no_trace(queue: UpdateQueue) -> None:
    reader = asyncio.create_task(queue.get(seconds=30))
    await asyncio.sleep(0)
    reader.cancel()
    with pytest.raises(asyncio.CancelledError):
        await reader
    queue.put("message", {"text": "a"})
    assert len(await queue.get()) == 1


async def test_kinds_that_were_not_asked_for_are_not_queued(queue: UpdateQueue) -> None:
    await queue.get(allowed=["message"])
    queue.put("inline_query", {})
    queue.put("message", {})
    assert [set(one) - {"update_id"} for one in await queue.get()] == [{"message"}]
    await queue.get(allowed=[])
    queue.put("inline_query", {})
    assert len(queue) == 2

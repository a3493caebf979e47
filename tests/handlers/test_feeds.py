from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from bot.feeds.fetch import Fetcher
from bot.feeds.service import Feeds
from bot.services import Services
from bot.storage.database import Database
from tests.support.feed_server import FeedServer, entry
from tests.support.people import ANN, BOB, GROUP, People, talking_to
from tests.support.recording import Telegram, failure


@pytest.fixture
async def server() -> AsyncIterator[FeedServer]:
    async with FeedServer().running() as server:
        yield server


@pytest.fixture
async def people(services: Services, telegram: Telegram, database: Database) -> AsyncIterator[People]:
    """Ann is an admin, and feeds may be on loopback."""
    settings = services.settings.model_copy(update={"admin_ids": frozenset({ANN["id"]})})
    async with Fetcher(private=True, seconds=2) as fetcher:
        own = replace(services, settings=settings, feeds=Feeds(settings, database, fetcher))
        async with talking_to(own, telegram) as people:
            yield people


async def test_an_admin_adds_a_feed_and_sees_how_far_it_is(
    people: People, server: FeedServer, telegram: Telegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("handlers.progress.SECONDS", 0.0)
    url = server.feed(entry(2), entry(1))
    before = len(telegram.calls)
    await people.say(f"/addfeed {url}")
    first, *edits = (call for call in telegram.calls[before:] if call.method != "sendChatAction")
    assert (first.method, first.shown) == ("sendMessage", "📡 正在载入：0 / 2 条")
    assert [call.method for call in edits] == ["editMessageText"] * 3
    assert "测试早报" in edits[-1].shown
    assert "载入 2 期" in edits[-1].shown
    assert "新增 0 期，更正 0 期" in (await people.ask(f"/addfeed {url}")).shown
    assert "测试早报：2 条" in (await people.ask("/status")).shown


async def test_what_is_no_feed_is_refused_with_the_reason(people: People, server: FeedServer) -> None:
    assert "/addfeed https://" in (await people.ask("/addfeed")).shown
    assert "“nonsense”不是网址" in (await people.ask("/addfeed nonsense")).shown
    page = server.put("/page", "<html><body>hello</body></html>")
    assert "is a web page and no feed" in (await people.ask(f"/addfeed {page}")).shown
    assert "HTTP 404" in (await people.ask(f"/addfeed {server.address}/missing?key=secret")).shown
    assert "secret" not in (await people.ask(f"/addfeed {server.address}/missing?key=secret")).shown
    assert "没有订阅源" in (await people.ask("/status")).shown


async def test_a_feed_that_cannot_be_read_now_is_kept(people: People, server: FeedServer) -> None:
    down = server.put("/down.xml", b"", status=503)
    assert "稍后会再试" in (await people.ask(f"/addfeed {down}")).shown
    assert "HTTP 503" in (await people.ask("/status")).shown


async def test_a_message_that_was_deleted_meanwhile_is_sent_anew(
    people: People, server: FeedServer, telegram: Telegram
) -> None:
    url = server.feed(entry(1))
    telegram.faults["editMessageText"].append(failure(400, "Bad Request: message to edit not found"))
    *_, last = await people.say(f"/addfeed {url}")
    assert "已添加订阅源" in last.shown


async def test_nobody_else_may(people: People, server: FeedServer) -> None:
    url = server.feed(entry(1))
    assert (await people.ask(f"/addfeed {url}", BOB)).shown.startswith("There is no such command")
    assert await people.say(f"/addfeed {url}", ANN, GROUP) == []
    assert server.requests == {}

"""The page over a real server on a free port of loopback."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
import websockets
from websockets.asyncio.client import ClientConnection, connect

from bot.i18n import LANGUAGES, messages
from bot.playground.people import FRIEND, GROUP, YOU
from bot.playground.session import Stage
from bot.playground.web import FOLDER, create_app
from bot.playground.world import World
from bot.web.server import serving
from tests.playground.tiny_bot import no_choice

QUESTIONS = ["谁发布了 Devin？"]


class Site:
    """The address, and what the publish button does."""

    def __init__(self) -> None:
        self.address = ""
        self.published = 0
        self.failure: Exception | None = None

    async def publish(self) -> str:
        if self.failure:
            raise self.failure
        self.published += 1
        return "created"

    @property
    def events(self) -> str:
        return f"ws://{urlsplit(self.address).netloc}/events"

    @asynccontextmanager
    async def open(self) -> AsyncIterator[ClientConnection]:
        async with connect(self.events, origin=self.address, proxy=None) as socket:  # type: ignore[arg-type]
            yield socket


@pytest.fixture
async def site(world: World) -> AsyncIterator[Site]:
    site = Site()
    async with serving(create_app(Stage(world, site.publish, lambda: QUESTIONS, no_choice)), "127.0.0.1", 0) as address:
        site.address = address
        yield site


@pytest.fixture
async def client(site: Site) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=site.address, trust_env=False) as client:
        yield client


async def _next(socket: ClientConnection, kind: str) -> dict[str, Any]:
    async with asyncio.timeout(15):
        while True:
            event: dict[str, Any] = json.loads(await socket.recv())
            if event["type"] == kind:
                return event


async def test_the_page_and_its_files_are_served(client: httpx.AsyncClient) -> None:
    page = await client.get("/")
    assert (page.status_code, '<html lang="zh">' in page.text) == (200, True)
    assert "default-src 'none'" in page.headers["content-security-policy"]
    for path in sorted((FOLDER / "static").rglob("*.*")):
        answer = await client.get(f"/static/{path.relative_to(FOLDER / 'static')}")
        assert (path.name, answer.status_code) == (path.name, 200)
        assert "http://" not in answer.text.replace("http://www.w3.org/", "")


async def test_the_page_remembers_its_language(client: httpx.AsyncClient) -> None:
    assert '<html lang="en">' in (await client.get("/", headers={"cookie": "playground_language=en"})).text
    assert '<html lang="zh">' in (await client.get("/", headers={"cookie": "playground_language=xx"})).text


async def test_every_text_of_the_page_is_there_in_both_languages(client: httpx.AsyncClient) -> None:
    keys = {language: set(messages(language, "playground-")) for language in LANGUAGES}
    assert keys["zh"] == keys["en"]
    assert keys["zh"]


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8080", "10.0.0.1", "127.0.0.1.evil.example", "", "["])
async def test_a_foreign_host_is_refused(client: httpx.AsyncClient, host: str) -> None:
    answer = await client.get("/", headers={"host": host})
    assert answer.status_code in (400, 403)
    assert "<html" not in answer.text


@pytest.mark.parametrize("host", ["localhost:8080", "127.0.0.1", "[::1]:8080"])
async def test_loopback_by_any_name_is_welcome(client: httpx.AsyncClient, host: str) -> None:
    assert (await client.get("/", headers={"host": host})).status_code == 200


async def test_a_foreign_origin_is_refused(site: Site, client: httpx.AsyncClient) -> None:
    assert (await client.get("/", headers={"origin": "https://evil.example"})).status_code == 403
    assert (await client.post("/", headers={"origin": site.address})).status_code == 405
    for origin in ("https://evil.example", "null", "http://127.0.0.1:1", None):
        with pytest.raises(websockets.InvalidStatus):
            async with connect(site.events, origin=origin, proxy=None):  # type: ignore[arg-type]
                pass


async def test_a_reload_restores_the_history(site: Site) -> None:
    async with site.open() as socket:
        await socket.send(json.dumps({"do": "send", "chat": YOU, "person": YOU, "text": "量化"}))
        assert (await _next(socket, "message"))["message"]["text"] == "量化"
    async with site.open() as socket:
        state = await _next(socket, "state")
    assert [one["text"] for one in state["chats"][0]["messages"]] == ["量化"]
    assert (state["questions"], state["texts"]["send"]) == (QUESTIONS, "发送")


async def test_all_open_pages_see_the_same(site: Site) -> None:
    async with site.open() as one, site.open() as other:
        await one.send(json.dumps({"do": "speak", "language": "en"}))
        await one.send(json.dumps({"do": "send", "chat": GROUP, "person": FRIEND, "text": "hi"}))
        for socket in (one, other):
            await _next(socket, "state")
            assert (await _next(socket, "message"))["message"]["from"] == FRIEND
    async with site.open() as socket:
        assert (await _next(socket, "state"))["language"] == "en"


@pytest.mark.parametrize(
    ("sent", "reason"),
    [
        ("{", "malformed"),
        ("[" * 50_000, "malformed"),
        ('{"do": "fly"}', "malformed"),
        ('{"do": "send", "chat": "x", "person": 1, "text": "a"}', "malformed"),
        ('{"do": "clear", "chat": 1, "more": 2}', "malformed"),
        ('{"do": "clear", "chat": 1}', "chat"),
        (b"\x00\xff", "malformed"),
        ("x" * 100_001, "long"),
        (json.dumps({"do": "send", "chat": YOU, "person": YOU, "text": "a" * 4097}), "long"),
        (json.dumps({"do": "send", "chat": YOU, "person": YOU, "text": "\ud800"}), "malformed"),
    ],
)
async def test_bad_actions_get_an_error_and_the_page_lives_on(site: Site, sent: str | bytes, reason: str) -> None:
    async with site.open() as socket:
        state = await _next(socket, "state")
        await socket.send(sent)
        assert (await _next(socket, "error"))["reason"] == reason
        assert f"error-{reason}" in state["texts"]
        await socket.send(json.dumps({"do": "send", "chat": YOU, "person": YOU, "text": "还在"}))
        await _next(socket, "message")


async def test_the_sample_is_published_and_a_failure_is_told(site: Site) -> None:
    async with site.open() as socket:
        await socket.send('{"do": "publish"}')
        assert (await _next(socket, "published"))["outcome"] == "created"
        assert site.published == 1
        site.failure = OSError("disk full")
        await socket.send('{"do": "publish"}')
        assert (await _next(socket, "error"))["reason"] == "publish"


async def test_open_pages_do_not_hold_up_the_end(world: World) -> None:
    site = Site()
    async with AsyncExitStack() as pages:
        async with serving(create_app(Stage(world, site.publish, list, no_choice)), "127.0.0.1", 0) as site.address:
            socket = await pages.enter_async_context(site.open())
            await _next(socket, "state")
            ending = time.monotonic()
        assert time.monotonic() - ending < 0.9
        with pytest.raises(websockets.ConnectionClosed) as caught:
            await _next(socket, "message")
    assert caught.value.rcvd
    assert caught.value.rcvd.code == 1012
    assert not world.hub._feeds


async def test_a_page_that_falls_behind_is_told_to_come_again(
    site: Site, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with site.open() as socket:
        await _next(socket, "state")
        monkeypatch.setattr("bot.playground.hub.BACKLOG", 2)
        for _ in range(5):
            world.send(YOU, YOU, "量化")
        with pytest.raises(websockets.ConnectionClosed) as caught:
            await _next(socket, "state")
    assert caught.value.rcvd
    assert caught.value.rcvd.code == 1013

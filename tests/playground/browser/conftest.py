"""A headless Chromium, and the page in it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from bot.playground.people import YOU
from bot.playground.session import Stage
from bot.playground.web import create_app
from bot.playground.world import World
from bot.web.server import serving
from tests.playground.browser.steps import QUESTIONS
from tests.playground.tiny_bot import no_choice, running
from tests.support.chromium import chromium

expect.set_options(timeout=15_000)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as browser:
        yield browser


@pytest_asyncio.fixture(loop_scope="module")
async def address(world: World, go: asyncio.Event) -> AsyncIterator[str]:
    async def publish() -> str:
        await application.bot.send_message(YOU, "<b>新一期</b>", parse_mode="HTML")
        return "created"

    page = create_app(Stage(world, publish, lambda: QUESTIONS, no_choice))
    async with running(world, go) as application, serving(page, "127.0.0.1", 0) as address:
        yield address


@pytest_asyncio.fixture(loop_scope="module")
async def page(browser: Browser, address: str) -> AsyncIterator[Page]:
    """The page as a newcomer sees it; a script error or a request to another host fails the test."""
    context = await browser.new_context(viewport={"width": 1200, "height": 800}, locale="zh-CN")
    page = await context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.on("request", lambda request: None if request.url.startswith(address) else wrong.append(request.url))
    await page.goto(address)
    await expect(page.locator("#chats button")).to_have_count(3)
    yield page
    await context.close()
    assert wrong == []

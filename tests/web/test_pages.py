"""The pages of episodes over real HTTP, and in a real browser."""

from __future__ import annotations

import io
import wave
from collections.abc import AsyncIterator
from datetime import date

import httpx
import pytest
from playwright.async_api import expect
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.ingest import Ingestor
from bot.library import Library
from bot.render.links import Links
from bot.storage.database import Database
from bot.web import pages
from bot.web.app import create_web_app
from bot.web.server import serving
from index.types import Episode, Mark, Section, Transcript
from tests.support.chromium import chromium

TEXT = "Alpha Arm 机器人发布\n它的成功率达到71.5%。\nBeta <Voice>\n它支持12种语言。"
SECOND = TEXT.index("Beta")


def _silence(seconds: int) -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(1)
        sound.setframerate(8000)
        sound.writeframes(b"\x80" * 8000 * seconds)
    return file.getvalue()


async def _sound(request: Request) -> Response:
    """A recording of two minutes; players ask for parts of it."""
    data = _silence(120)
    first = int(request.headers.get("range", "bytes=0-").removeprefix("bytes=").partition("-")[0])
    headers = {"accept-ranges": "bytes", "content-range": f"bytes {first}-{len(data) - 1}/{len(data)}"}
    return Response(data[first:], 206 if "range" in request.headers else 200, headers, "audio/wav")


@pytest.fixture
def episode() -> Episode:
    return Episode(id="show-1", show="测试周报", title="测试周报 <第1期>", date=date(2024, 5, 6))


@pytest.fixture
async def address(database: Database, episode: Episode) -> AsyncIterator[str]:
    library = Library(database)
    routes = pages.routes(library, lambda: Links("weekly_bot", "https://bot.example.org"), "zh")
    app = create_web_app([*routes, Route("/sound.wav", _sound)])
    async with serving(app, "127.0.0.1", 0) as address:
        whole = Transcript(
            episode=episode.model_copy(update={"audio_url": f"{address}/sound.wav", "url": "https://example.org/1"}),
            text=TEXT,
            sections=(
                Section(start=0, end=SECOND, title="Alpha Arm 机器人发布"),
                Section(start=SECOND, end=len(TEXT), title="Beta <Voice>", url="https://example.com/beta"),
            ),
            marks=(Mark(0, 5.0), Mark(SECOND, 75.0)),
        )
        await Ingestor(database).ingest(whole)
        await library.refresh()
        yield address


async def test_the_page_plays_from_the_item_and_links_its_source(address: str, episode: Episode) -> None:
    async with httpx.AsyncClient(base_url=address) as client:
        page = await client.get(f"/e/{episode.key}?n=2")
        assert page.status_code == 200
        assert "/sound.wav#t=75" in page.text
        assert "Beta &lt;Voice&gt;" in page.text
        assert "<Voice>" not in page.text
        assert 'href="https://example.com/beta"' in page.text
        assert f"https://t.me/weekly_bot?start=i_{episode.key}_2" in page.text
        assert "从 1:15 开始播放" in page.text
        assert "script-src 'self'" in page.headers["content-security-policy"]
        assert (await client.get("/pages/episode.css")).status_code == 200


async def test_the_page_speaks_the_browsers_language(address: str, episode: Episode) -> None:
    async with httpx.AsyncClient(base_url=address) as client:
        for asked, words in (
            ("en-GB,zh;q=0.5", "Play from 1:15"),
            ("zh-TW", "从 1:15 开始播放"),
            ("*", "从 1:15 开始播放"),
        ):
            page = await client.get(f"/e/{episode.key}", headers={"accept-language": asked})
            assert words in page.text
            assert "#t=" not in page.text


async def test_what_is_not_there_is_said(address: str, episode: Episode) -> None:
    async with httpx.AsyncClient(base_url=address) as client:
        missing = await client.get("/e/0123456789ab")
        assert (missing.status_code, missing.text) == (404, "这期节目已经不在了。")
        assert (await client.get(f"/e/{episode.key}?n=99")).status_code == 200
        assert (await client.get(f"/e/{episode.key}?n=x")).status_code == 200
        assert (await client.get("/pages/../pages.py")).status_code == 404
        assert (await client.get("/health")).text == "ok"


@pytest.mark.browser
async def test_a_browser_starts_at_the_second_and_goes_to_another(address: str, episode: Episode) -> None:
    async with chromium() as browser:
        page = await (await browser.new_context(viewport={"width": 390, "height": 700})).new_page()
        wrong: list[str] = []
        page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
        await page.goto(f"{address}/e/{episode.key}?n=2")
        player = "() => document.querySelector('audio')"
        await page.wait_for_function(f"({player})().currentTime === 75")
        await expect(page.locator("li[aria-current]")).to_contain_text("Beta <Voice>")
        await page.locator("li").first.get_by_text("▶").click()
        await page.wait_for_function(f"({player})().currentTime >= 5 && ({player})().currentTime < 60")
        await expect(page.locator("li[aria-current]")).to_contain_text("Alpha Arm")
        assert page.url.endswith("?n=1")
        assert await page.evaluate("document.documentElement.scrollWidth") <= 390
        assert wrong == []

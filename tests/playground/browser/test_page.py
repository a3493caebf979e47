"""The page around the chat: languages, pushes, widths, safety, trouble."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import Browser, Page, expect

from bot.playground.formatted import Entity, Formatted
from bot.playground.people import BOT_ID, FRIEND, GROUP, YOU
from bot.playground.session import Stage
from bot.playground.web import create_app
from bot.playground.world import World
from bot.web.server import serving
from tests.playground.browser.steps import QUESTIONS, bubbles, chat_entry, expect_no_overflow, write
from tests.playground.tiny_bot import no_choice, until

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]


ATTACKS = [
    '<img src=x onerror="document.title=1">',
    "<script>document.title=1</script>",
    '"><svg onload=document.title=1>',
    "[x](javascript:document.title=1)",
]


async def test_the_language_switches_at_once_and_is_remembered(page: Page, world: World) -> None:
    await page.get_by_role("button", name="EN").click()
    await expect(page.locator("html")).to_have_attribute("lang", "en")
    await expect(page.locator("#words")).to_have_attribute("placeholder", "Write a message…")
    await expect(chat_entry(page, FRIEND)).to_contain_text("Friend")
    await expect(page.get_by_role("button", name="Publish a sample episode")).to_be_visible()
    words = (await page.locator("aside").inner_text()).replace("中文", "")
    assert not re.search("[\u4e00-\u9fff]", words), words
    world.speak("zh")
    await page.reload()
    await expect(page.locator("html")).to_have_attribute("lang", "en")
    await until(lambda: world.language == "en")


async def test_the_example_questions_are_asked_by_a_click(page: Page, world: World) -> None:
    chips = page.locator(".chip")
    await expect(chips).to_have_text(QUESTIONS)
    await chips.first.click()
    await expect(bubbles(page).nth(1)).to_have_text(f"听到: {QUESTIONS[0]}")
    await expect(chips).to_have_text(QUESTIONS[1:])
    await chat_entry(page, GROUP).click()
    await chips.first.click()
    await expect(bubbles(page).first).to_have_text(f"/ask@{world.username} {QUESTIONS[0]}")


async def test_the_sample_is_published_after_subscribing(page: Page, world: World) -> None:
    await expect(page.locator(".card")).to_contain_text("示例节目是为测试而写的")
    await chat_entry(page, GROUP).click()
    await page.get_by_role("button", name="订阅", exact=True).click()
    await expect(bubbles(page)).to_have_text(["/subscribe", "听到: /subscribe"])
    await expect(page.get_by_role("button", name="已发送 /subscribe")).to_be_visible()
    await chat_entry(page, FRIEND).click()
    await page.get_by_role("button", name="发布示例节目").click()
    await expect(page.locator(".toast")).to_contain_text("已发布")
    await expect(chat_entry(page, YOU).locator(".badge")).to_contain_text("1")
    assert await page.title() == "(1) AI Weekly 试玩"


async def test_a_chat_is_cleared_only_after_a_yes(page: Page) -> None:
    await write(page, "量化")
    await expect(bubbles(page)).to_have_count(2)
    clear = page.locator("#clear")
    await clear.click()
    await page.get_by_role("dialog").get_by_role("button", name="取消").click()
    await expect(bubbles(page)).to_have_count(2)
    await clear.click()
    await page.get_by_role("dialog").get_by_role("button", name="清空聊天").click()
    await expect(bubbles(page)).to_have_count(0)
    await expect(page.locator("#welcome")).to_be_visible()


@pytest.mark.parametrize("attack", ATTACKS)
async def test_what_people_type_stays_text(page: Page, attack: str) -> None:
    title = await page.title()
    await write(page, attack)
    await expect(bubbles(page)).to_have_text([attack, f"听到: {attack}"])
    await expect(page.locator(".log :is(img, script, svg[onload], a)")).to_have_count(0)
    assert await page.title() == title


async def test_a_script_address_never_becomes_a_link(page: Page, world: World) -> None:
    forged = Formatted("点我", (Entity("text_link", 0, 2, url="javascript:document.title=1"),))
    button = {"text": "按我", "url": "javascript:document.title=1"}
    world.announce("message", world.history.add(YOU, BOT_ID, forged, ((button,),)))
    await expect(bubbles(page)).to_have_text(["点我"])
    await expect(page.locator(".log a")).to_have_count(0)
    title = await page.title()
    await page.get_by_role("button", name="按我").click()
    assert await page.title() == title


@pytest.mark.parametrize("width", [360, 768, 1200])
async def test_no_width_scrolls_sideways(page: Page, width: int) -> None:
    await page.set_viewport_size({"width": width, "height": 740})
    await write(page, "/start " + "x" * 300)
    await write(page, "长" * 200 + " https://example.com/" + "y" * 300)
    await expect(bubbles(page)).to_have_count(4)
    await expect(page.locator("#words")).to_be_in_viewport(ratio=1)
    await expect_no_overflow(page, "html, .scroll, .sidebar, .conversation")
    if width < 760:
        await page.get_by_role("button", name="返回聊天列表").click()
        await expect(chat_entry(page, YOU)).to_be_visible()
        await expect_no_overflow(page, "html, .sidebar, .chats, .card")


async def test_errors_of_the_world_are_said_in_words(page: Page) -> None:
    await page.fill("#words", "长" * 4097)
    await page.press("#words", "Enter")
    await expect(page.locator(".toast")).to_contain_text("4096")


async def test_a_lost_connection_is_said_and_made_again(browser: Browser, world: World) -> None:
    async def publish() -> str:
        return "unchanged"

    app = create_app(Stage(world, publish, lambda: QUESTIONS, no_choice))
    page = await browser.new_page()
    async with serving(app, "127.0.0.1", 0) as address:
        await page.goto(address)
        await expect(page.locator("#chats button")).to_have_count(3)
        await page.get_by_role("button", name="发布示例节目").click()
        await expect(page.locator(".toast")).to_contain_text("已经发布过")
        await expect(page.locator("#banner")).to_be_hidden()
    await expect(page.locator("#banner")).to_contain_text("连接断了")
    await page.fill("#words", "还没发出去")
    await page.press("#words", "Enter")
    await expect(page.locator("#words")).to_have_value("还没发出去")
    async with serving(app, "127.0.0.1", int(address.rpartition(":")[2])):
        await expect(page.locator("#banner")).to_be_hidden(timeout=10_000)
        await page.press("#words", "Enter")
        await expect(bubbles(page)).to_have_text(["还没发出去"])
        await page.close()

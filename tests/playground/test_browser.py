"""The page in a headless Chromium, with the tiny bot behind it."""

from __future__ import annotations

import asyncio
import os
import re
import shutil
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Locator, Page, async_playwright, expect

from bot.playground.formatted import Entity, Formatted
from bot.playground.people import BOT_ID, FRIEND, GROUP, YOU
from bot.playground.session import Stage
from bot.playground.web import create_app
from bot.playground.world import World
from bot.web.server import serving
from tests.playground.tiny_bot import no_choice, running, until

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
MISSING = "no Chromium: install it with `apt-get install chromium`"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
IN_CI = os.environ.get("CI") == "true"
QUESTIONS = ["谁发布了 Devin？", "有什么开源模型？", "最新一期讲了什么？"]

expect.set_options(timeout=15_000)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.skipif(CHROMIUM is None and not IN_CI, reason=MISSING),
]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    if CHROMIUM is None:
        pytest.fail(MISSING)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        await browser.close()


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


async def _type(page: Page, text: str) -> None:
    await page.fill("#words", text)
    await page.press("#words", "Enter")


def _bubbles(page: Page) -> Locator:
    return page.locator(".bubble .words")


def _chat(page: Page, chat: int) -> Locator:
    return page.locator(f'#chats [data-chat="{chat}"]')


async def test_a_private_question_is_answered(page: Page) -> None:
    await expect(page.locator("#welcome")).to_contain_text("这个机器人能做什么")
    await _type(page, "量化")
    await expect(_bubbles(page)).to_have_text(["量化", "听到: 量化"])
    await expect(page.locator(".message.own")).to_have_count(1)
    await expect(page.locator(".quoted")).to_contain_text("量化")
    await expect(page.locator("#welcome")).to_be_hidden()
    await expect(page.locator("#words")).to_have_value("")


async def test_a_reload_restores_the_chat(page: Page) -> None:
    await _type(page, "量化")
    await expect(_bubbles(page)).to_have_count(2)
    await page.reload()
    await expect(_bubbles(page)).to_have_text(["量化", "听到: 量化"])


async def test_the_start_button_brings_formatted_text(page: Page) -> None:
    await page.get_by_role("button", name="开始", exact=True).click()
    words = _bubbles(page).nth(1)
    await expect(words.locator("b")).to_have_text("你好")
    link = words.get_by_role("link", name="网页")
    await expect(link).to_have_attribute("href", "https://example.com/a?b=1")
    await expect(link).to_have_attribute("rel", re.compile("noopener"))
    quote = words.locator("blockquote")
    folded = await _height(quote)
    await quote.get_by_role("button", name="展开").click()
    assert await _height(quote) > folded + 20
    spoiler = words.locator(".spoiler")
    await spoiler.focus()
    await page.keyboard.press("Enter")
    await expect(spoiler).to_have_class("spoiler shown")


async def _height(found: Locator) -> float:
    box = await found.bounding_box()
    assert box
    return box["height"]


async def test_a_button_spins_until_the_message_is_edited(page: Page, go: asyncio.Event) -> None:
    await _type(page, "/start")
    button = page.get_by_role("button", name="改", exact=True)
    await button.click()
    await expect(button).to_have_attribute("aria-busy", "true")
    go.set()
    await expect(_bubbles(page).nth(1)).to_have_text("改过了")
    await expect(page.locator(".message.other .meta")).to_contain_text("已编辑")
    await expect(page.locator(".keyboard")).to_have_count(0)


async def test_callback_answers_are_toasts_or_alerts(page: Page) -> None:
    await _type(page, "/start")
    await page.get_by_role("button", name="提示", exact=True).click()
    await expect(page.locator(".toast")).to_have_text("答复 toast")
    await page.get_by_role("button", name="警告", exact=True).click()
    await expect(page.get_by_role("dialog")).to_contain_text("答复 alert")
    await page.get_by_role("button", name="好", exact=True).click()
    await expect(page.get_by_role("dialog")).to_be_hidden()


async def test_typing_is_shown_until_the_answer(page: Page, go: asyncio.Event) -> None:
    await _type(page, "/slow")
    await expect(page.locator("#typing")).to_be_visible()
    await expect(page.locator("#head-status")).to_have_text("正在输入…")
    go.set()
    await expect(_bubbles(page).nth(1)).to_have_text("想好了")
    await expect(page.locator("#typing")).to_be_hidden()


async def test_two_people_speak_in_the_group(page: Page, world: World) -> None:
    await _chat(page, GROUP).click()
    await _type(page, "大家好")
    await page.get_by_role("radio", name="朋友").click()
    await _type(page, f"@{world.username} 量化")
    await expect(_bubbles(page)).to_have_count(3)
    await expect(page.locator(".message.own")).to_have_count(1)
    await expect(page.locator(".message.other .sender")).to_have_text(["朋友", "AI Weekly"])
    assert [one.sender for one in world.history.of(GROUP)] == [YOU, FRIEND, BOT_ID]


async def test_the_speaker_is_chosen_with_the_arrow_keys(page: Page) -> None:
    await _chat(page, GROUP).click()
    await page.get_by_role("radio", name="你", exact=True).focus()
    await page.keyboard.press("ArrowRight")
    await expect(page.get_by_role("radio", name="朋友")).to_be_focused()
    await expect(page.get_by_role("radio", name="朋友")).to_be_checked()


async def test_a_message_can_be_replied_to_and_edited(page: Page, world: World) -> None:
    await _type(page, "量化")
    await expect(_bubbles(page)).to_have_count(2)
    await page.locator(".message.other").hover()
    await page.locator(".message.other").get_by_role("button", name="回复").click()
    await _type(page, "为什么")
    await expect(_bubbles(page)).to_have_count(4)
    assert world.history.of(YOU)[2].reply_to == world.history.of(YOU)[1].id
    await page.press("#words", "ArrowUp")
    await expect(page.locator("#words")).to_have_value("为什么")
    await _type(page, "为何")
    await expect(_bubbles(page).nth(2)).to_have_text("为何")


async def test_commands_are_offered_at_the_slash(page: Page) -> None:
    await page.fill("#words", "/")
    await expect(page.get_by_role("option")).to_have_count(2)
    await page.fill("#words", "/sl")
    await expect(page.get_by_role("option")).to_have_text([re.compile("/slow.*慢慢想")])
    await page.press("#words", "Enter")
    await expect(_bubbles(page).first).to_have_text("/slow")
    await page.get_by_role("button", name="命令菜单").click()
    await expect(page.get_by_role("option")).to_have_count(2)
    await page.press("#words", "Escape")
    await expect(page.locator("#popup")).to_be_hidden()


async def test_a_look_up_pops_up_while_typing_and_is_sent(page: Page, world: World) -> None:
    await _chat(page, GROUP).click()
    await page.locator("#words").press_sequentially(f"@{world.username} 量化", delay=5)
    await expect(page.get_by_role("option")).to_have_text([re.compile("量化 1.*说明"), re.compile("量化 2.*说明")])
    await page.press("#words", "ArrowDown")
    await page.press("#words", "ArrowDown")
    await page.press("#words", "Enter")
    await expect(_bubbles(page).first).to_have_text("选了 2")
    await expect(page.locator(".via")).to_have_text(f"通过 @{world.username}")
    await expect(page.locator("#words")).to_have_value("")


async def test_a_look_up_without_results_says_so_and_a_keyboard_can_start_one(page: Page, world: World) -> None:
    await page.fill("#words", f"@{world.username} 没有")
    await expect(page.locator("#popup-note")).to_have_text("没有找到")
    await _type(page, "/start")
    await page.get_by_role("button", name="查找", exact=True).click()
    await expect(page.locator("#words")).to_have_value(f"@{world.username} 量化")
    await expect(page.get_by_role("option")).to_have_count(2)


async def test_a_deep_link_opens_the_private_chat_of_who_clicks(page: Page, world: World) -> None:
    world.people.started.add(FRIEND)
    await _chat(page, GROUP).click()
    await page.get_by_role("radio", name="朋友").click()
    await _type(page, f"/start@{world.username}")
    await page.get_by_role("button", name="链接", exact=True).click()
    await expect(_chat(page, FRIEND)).to_have_attribute("aria-current", "true")
    await expect(_bubbles(page).first).to_have_text("/start deep_1")
    await expect(_bubbles(page).nth(1)).to_contain_text("deep_1")


async def test_the_language_switches_at_once_and_is_remembered(page: Page, world: World) -> None:
    await page.get_by_role("button", name="EN").click()
    await expect(page.locator("html")).to_have_attribute("lang", "en")
    await expect(page.locator("#words")).to_have_attribute("placeholder", "Write a message…")
    await expect(_chat(page, FRIEND)).to_contain_text("Friend")
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
    await expect(_bubbles(page).nth(1)).to_have_text(f"听到: {QUESTIONS[0]}")
    await expect(chips).to_have_text(QUESTIONS[1:])
    await _chat(page, GROUP).click()
    await chips.first.click()
    await expect(_bubbles(page).first).to_have_text(f"/ask@{world.username} {QUESTIONS[0]}")


async def test_the_sample_is_published_after_subscribing(page: Page, world: World) -> None:
    await expect(page.locator(".card")).to_contain_text("示例节目是为测试而写的")
    await _chat(page, GROUP).click()
    await page.get_by_role("button", name="订阅", exact=True).click()
    await expect(_bubbles(page)).to_have_text(["/subscribe", "听到: /subscribe"])
    await expect(page.get_by_role("button", name="已发送 /subscribe")).to_be_visible()
    await _chat(page, FRIEND).click()
    await page.get_by_role("button", name="发布示例节目").click()
    await expect(page.locator(".toast")).to_contain_text("已发布")
    await expect(_chat(page, YOU).locator(".badge")).to_contain_text("1")
    assert await page.title() == "(1) AI Weekly 试玩"


async def test_a_chat_is_cleared_only_after_a_yes(page: Page) -> None:
    await _type(page, "量化")
    await expect(_bubbles(page)).to_have_count(2)
    clear = page.locator("#clear")
    await clear.click()
    await page.get_by_role("dialog").get_by_role("button", name="取消").click()
    await expect(_bubbles(page)).to_have_count(2)
    await clear.click()
    await page.get_by_role("dialog").get_by_role("button", name="清空聊天").click()
    await expect(_bubbles(page)).to_have_count(0)
    await expect(page.locator("#welcome")).to_be_visible()


ATTACKS = [
    '<img src=x onerror="document.title=1">',
    "<script>document.title=1</script>",
    '"><svg onload=document.title=1>',
    "[x](javascript:document.title=1)",
]


@pytest.mark.parametrize("attack", ATTACKS)
async def test_what_people_type_stays_text(page: Page, attack: str) -> None:
    title = await page.title()
    await _type(page, attack)
    await expect(_bubbles(page)).to_have_text([attack, f"听到: {attack}"])
    await expect(page.locator(".log :is(img, script, svg[onload], a)")).to_have_count(0)
    assert await page.title() == title


async def test_a_script_address_never_becomes_a_link(page: Page, world: World) -> None:
    forged = Formatted("点我", (Entity("text_link", 0, 2, url="javascript:document.title=1"),))
    button = {"text": "按我", "url": "javascript:document.title=1"}
    world.announce("message", world.history.add(YOU, BOT_ID, forged, ((button,),)))
    await expect(_bubbles(page)).to_have_text(["点我"])
    await expect(page.locator(".log a")).to_have_count(0)
    title = await page.title()
    await page.get_by_role("button", name="按我").click()
    assert await page.title() == title


@pytest.mark.parametrize("width", [360, 768, 1200])
async def test_no_width_scrolls_sideways(page: Page, width: int) -> None:
    await page.set_viewport_size({"width": width, "height": 740})
    await _type(page, "/start " + "x" * 300)
    await _type(page, "长" * 200 + " https://example.com/" + "y" * 300)
    await expect(_bubbles(page)).to_have_count(4)
    await expect(page.locator("#words")).to_be_in_viewport(ratio=1)
    await _expect_no_overflow(page, "html, .scroll, .sidebar, .conversation")
    if width < 760:
        await page.get_by_role("button", name="返回聊天列表").click()
        await expect(_chat(page, YOU)).to_be_visible()
        await _expect_no_overflow(page, "html, .sidebar, .chats, .card")


async def _expect_no_overflow(page: Page, selector: str) -> None:
    script = (
        "(all) => all.filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.className || one.tagName)"
    )
    assert await page.locator(selector).evaluate_all(script) == []


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
        await expect(_bubbles(page)).to_have_text(["还没发出去"])
        await page.close()

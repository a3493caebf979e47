"""Talking on the page: messages, buttons, look-ups, two people."""

from __future__ import annotations

import asyncio
import re

import pytest
from playwright.async_api import Page, expect

from bot.playground.people import BOT_ID, FRIEND, GROUP, YOU
from bot.playground.world import World
from tests.playground.browser.steps import bubbles, chat_entry, height, write

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]


async def test_a_private_question_is_answered(page: Page) -> None:
    await expect(page.locator("#welcome")).to_contain_text("这个机器人能做什么")
    await write(page, "量化")
    await expect(bubbles(page)).to_have_text(["量化", "听到: 量化"])
    await expect(page.locator(".message.own")).to_have_count(1)
    await expect(page.locator(".quoted")).to_contain_text("量化")
    await expect(page.locator("#welcome")).to_be_hidden()
    await expect(page.locator("#words")).to_have_value("")


async def test_a_reload_restores_thechat_entry(page: Page) -> None:
    await write(page, "量化")
    await expect(bubbles(page)).to_have_count(2)
    await page.reload()
    await expect(bubbles(page)).to_have_text(["量化", "听到: 量化"])


async def test_the_start_button_brings_formatted_text(page: Page) -> None:
    await page.get_by_role("button", name="开始", exact=True).click()
    words = bubbles(page).nth(1)
    await expect(words.locator("b")).to_have_text("你好")
    link = words.get_by_role("link", name="网页")
    await expect(link).to_have_attribute("href", "https://example.com/a?b=1")
    await expect(link).to_have_attribute("rel", re.compile("noopener"))
    quote = words.locator("blockquote")
    folded = await height(quote)
    await quote.get_by_role("button", name="展开").click()
    assert await height(quote) > folded + 20
    spoiler = words.locator(".spoiler")
    await spoiler.focus()
    await page.keyboard.press("Enter")
    await expect(spoiler).to_have_class("spoiler shown")


async def test_a_button_spins_until_the_message_is_edited(page: Page, go: asyncio.Event) -> None:
    await write(page, "/start")
    button = page.get_by_role("button", name="改", exact=True)
    await button.click()
    await expect(button).to_have_attribute("aria-busy", "true")
    go.set()
    await expect(bubbles(page).nth(1)).to_have_text("改过了")
    await expect(page.locator(".message.other .meta")).to_contain_text("已编辑")
    await expect(page.locator(".keyboard")).to_have_count(0)


async def test_callback_answers_are_toasts_or_alerts(page: Page) -> None:
    await write(page, "/start")
    await page.get_by_role("button", name="提示", exact=True).click()
    await expect(page.locator(".toast")).to_have_text("答复 toast")
    await page.get_by_role("button", name="警告", exact=True).click()
    await expect(page.get_by_role("dialog")).to_contain_text("答复 alert")
    await page.get_by_role("button", name="好", exact=True).click()
    await expect(page.get_by_role("dialog")).to_be_hidden()


async def test_typing_is_shown_until_the_answer(page: Page, go: asyncio.Event) -> None:
    await write(page, "/slow")
    await expect(page.locator("#typing")).to_be_visible()
    await expect(page.locator("#head-status")).to_have_text("正在输入…")
    go.set()
    await expect(bubbles(page).nth(1)).to_have_text("想好了")
    await expect(page.locator("#typing")).to_be_hidden()


async def test_two_people_speak_in_the_group(page: Page, world: World) -> None:
    await chat_entry(page, GROUP).click()
    await write(page, "大家好")
    await page.get_by_role("radio", name="朋友").click()
    await write(page, f"@{world.username} 量化")
    await expect(bubbles(page)).to_have_count(3)
    await expect(page.locator(".message.own")).to_have_count(1)
    await expect(page.locator(".message.other .sender")).to_have_text(["朋友", "AI Weekly"])
    assert [one.sender for one in world.history.of(GROUP)] == [YOU, FRIEND, BOT_ID]


async def test_the_speaker_is_chosen_with_the_arrow_keys(page: Page) -> None:
    await chat_entry(page, GROUP).click()
    await page.get_by_role("radio", name="你", exact=True).focus()
    await page.keyboard.press("ArrowRight")
    await expect(page.get_by_role("radio", name="朋友")).to_be_focused()
    await expect(page.get_by_role("radio", name="朋友")).to_be_checked()


async def test_a_message_can_be_replied_to_and_edited(page: Page, world: World) -> None:
    await write(page, "量化")
    await expect(bubbles(page)).to_have_count(2)
    await page.locator(".message.other").hover()
    await page.locator(".message.other").get_by_role("button", name="回复").click()
    await write(page, "为什么")
    await expect(bubbles(page)).to_have_count(4)
    assert world.history.of(YOU)[2].reply_to == world.history.of(YOU)[1].id
    await page.press("#words", "ArrowUp")
    await expect(page.locator("#words")).to_have_value("为什么")
    await write(page, "为何")
    await expect(bubbles(page).nth(2)).to_have_text("为何")


async def test_commands_are_offered_at_the_slash(page: Page) -> None:
    await page.fill("#words", "/")
    await expect(page.get_by_role("option")).to_have_count(2)
    await page.fill("#words", "/sl")
    await expect(page.get_by_role("option")).to_have_text([re.compile("/slow.*慢慢想")])
    await page.press("#words", "Enter")
    await expect(bubbles(page).first).to_have_text("/slow")
    await page.get_by_role("button", name="命令菜单").click()
    await expect(page.get_by_role("option")).to_have_count(2)
    await page.press("#words", "Escape")
    await expect(page.locator("#popup")).to_be_hidden()


async def test_a_look_up_pops_up_while_typing_and_is_sent(page: Page, world: World) -> None:
    await chat_entry(page, GROUP).click()
    await page.locator("#words").press_sequentially(f"@{world.username} 量化", delay=5)
    await expect(page.get_by_role("option")).to_have_text([re.compile("量化 1.*说明"), re.compile("量化 2.*说明")])
    await page.press("#words", "ArrowDown")
    await page.press("#words", "ArrowDown")
    await page.press("#words", "Enter")
    await expect(bubbles(page).first).to_have_text("选了 2")
    await expect(page.locator(".via")).to_have_text(f"通过 @{world.username}")
    await expect(page.locator("#words")).to_have_value("")


async def test_a_look_up_without_results_says_so_and_a_keyboard_can_start_one(page: Page, world: World) -> None:
    await page.fill("#words", f"@{world.username} 没有")
    await expect(page.locator("#popup-note")).to_have_text("没有找到")
    await write(page, "/start")
    await page.get_by_role("button", name="查找", exact=True).click()
    await expect(page.locator("#words")).to_have_value(f"@{world.username} 量化")
    await expect(page.get_by_role("option")).to_have_count(2)


async def test_a_deep_link_opens_the_private_chat_of_who_clicks(page: Page, world: World) -> None:
    world.people.started.add(FRIEND)
    await chat_entry(page, GROUP).click()
    await page.get_by_role("radio", name="朋友").click()
    await write(page, f"/start@{world.username}")
    await page.get_by_role("button", name="链接", exact=True).click()
    await expect(chat_entry(page, FRIEND)).to_have_attribute("aria-current", "true")
    await expect(bubbles(page).first).to_have_text("/start deep_1")
    await expect(bubbles(page).nth(1)).to_contain_text("deep_1")

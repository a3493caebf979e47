"""What people do on the page, and what is looked at."""

from __future__ import annotations

from playwright.async_api import Locator, Page

QUESTIONS = ["谁发布了 Devin？", "有什么开源模型？", "最新一期讲了什么？"]


async def write(page: Page, text: str) -> None:
    await page.fill("#words", text)
    await page.press("#words", "Enter")


def bubbles(page: Page) -> Locator:
    return page.locator(".bubble .words")


def chat_entry(page: Page, chat: int) -> Locator:
    return page.locator(f'#chats [data-chat="{chat}"]')


async def height(found: Locator) -> float:
    box = await found.bounding_box()
    assert box
    return box["height"]


async def expect_no_overflow(page: Page, selector: str) -> None:
    script = (
        "(all) => all.filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.className || one.tagName)"
    )
    assert await page.locator(selector).evaluate_all(script) == []

"""A few handlers of python-telegram-bot, to see the playground's Telegram from the bot's side."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from html import escape
from typing import Any

from telegram import (
    BotCommand,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputTextMessageContent,
    Message,
    Update,
)
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    InlineQueryHandler,
    MessageHandler,
    filters,
)

from bot.playground.transport import PlaygroundRequest
from bot.playground.world import World
from index.types import Language

AnyApplication = Application[Any, Any, Any, Any, Any, Any]
Context = ContextTypes.DEFAULT_TYPE
LONG_QUOTE = "\n".join(f"第{n}行" for n in range(1, 9))


def _message(update: Update) -> Message:
    assert update.effective_message
    return update.effective_message


def keyboard(world: World) -> InlineKeyboardMarkup:
    """One button of each kind that the page knows."""
    again = f"https://t.me/{world.username}?start=deep_1"
    return InlineKeyboardMarkup(
        [
            [InlineKeyboardButton("改", callback_data="edit"), InlineKeyboardButton("提示", callback_data="toast")],
            [InlineKeyboardButton("警告", callback_data="alert"), InlineKeyboardButton("链接", url=again)],
            [InlineKeyboardButton("查找", switch_inline_query_current_chat="量化")],
        ]
    )


async def _start(update: Update, context: Context) -> None:
    world = context.bot_data["world"]
    words = (
        f"<b>你好</b> <i>{escape(' '.join(context.args or []))}</i>, 见 <a href='https://example.com/a?b=1'>网页</a>"
    )
    quote = f"<blockquote expandable>{LONG_QUOTE}</blockquote><code>x</code> <tg-spoiler>秘密</tg-spoiler>"
    await _message(update).reply_html(f"{words}\n{quote}", reply_markup=keyboard(world))


async def _slow(update: Update, context: Context) -> None:
    await _message(update).reply_chat_action("typing")
    await context.bot_data["go"].wait()
    await _message(update).reply_html("<b>想好了</b>")


async def _echo(update: Update, _context: Context) -> None:
    await _message(update).reply_text(f"听到: {_message(update).text}", do_quote=True)


async def _pressed(update: Update, context: Context) -> None:
    query = update.callback_query
    assert query
    if query.data == "edit":
        await context.bot_data["go"].wait()
        await query.answer()
        await query.edit_message_text("改过了")
    else:
        await query.answer(f"答复 {query.data}", show_alert=query.data == "alert")


async def _look_up(update: Update, _context: Context) -> None:
    query = update.inline_query
    assert query
    results = [
        InlineQueryResultArticle(
            f"r{n}", f"{query.query} {n}", InputTextMessageContent(f"选了 {n}"), description="说明"
        )
        for n in (1, 2)
        if query.query != "没有"
    ]
    await query.answer(results)


def build(world: World, go: asyncio.Event) -> AnyApplication:
    """The application, on the playground's transport; slow answers wait for `go`."""
    builder = ApplicationBuilder().token(world.token).concurrent_updates(True).job_queue(None)
    application: AnyApplication = (
        builder.request(PlaygroundRequest(world)).get_updates_request(PlaygroundRequest(world)).build()
    )
    application.bot_data.update(world=world, go=go)
    application.add_handler(CommandHandler("start", _start))
    application.add_handler(CommandHandler("slow", _slow))
    application.add_handler(MessageHandler(filters.TEXT, _echo))
    application.add_handler(CallbackQueryHandler(_pressed))
    application.add_handler(InlineQueryHandler(_look_up))
    return application


@asynccontextmanager
async def running(world: World, go: asyncio.Event) -> AsyncIterator[AnyApplication]:
    """The application while it polls."""
    application = build(world, go)
    async with application:
        await application.bot.set_my_commands([BotCommand("start", "开始"), BotCommand("slow", "慢慢想")])
        await application.start()
        assert application.updater
        await application.updater.start_polling()
        try:
            yield application
        finally:
            go.set()  # or the end would wait for a slow answer
            await application.updater.stop()
            await application.stop()


async def no_choice(_language: Language) -> None:
    """The tiny bot speaks Chinese whatever the page is switched to."""


async def until(true: Callable[[], object], seconds: float = 15) -> None:
    """Waits until the condition holds."""
    async with asyncio.timeout(seconds):
        while not true():  # noqa: ASYNC110 - any condition, without an event of its own
            await asyncio.sleep(0.01)

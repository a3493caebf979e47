"""Checks of an installation, each with what to mend."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Literal

from sqlalchemy.exc import SQLAlchemyError
from telegram import Bot, User
from telegram.error import InvalidToken, TelegramError

from bot.lifecycle import WRONG_TOKEN
from bot.settings import Settings
from bot.stats import collect
from bot.storage.database import Database
from bot.storage.errors import StorageError, explain


@dataclass(frozen=True, slots=True)
class Finding:
    """One check: "bad" must be mended, "note" is worth knowing."""

    subject: str
    verdict: Literal["ok", "note", "bad"]
    text: str


async def examine(settings: Settings) -> list[Finding]:
    """All findings; the settings are right already, or they would not have loaded."""
    return [Finding("settings", "ok", "all values are valid"), *[one async for one in _checks(settings)]]


async def _checks(settings: Settings) -> AsyncIterator[Finding]:
    async for finding in _database(settings):
        yield finding
    if settings.token is None:
        yield Finding("token", "note", "TELEGRAM_BOT_TOKEN is not set: `run` opens the playground")
        return
    async for finding in _telegram(settings, settings.token):
        yield finding


async def _database(settings: Settings) -> AsyncIterator[Finding]:
    try:
        database = Database(settings.database_url.get_secret_value())
    except StorageError as error:
        yield Finding("database", "bad", str(error))
        return
    try:
        await database.prepare()
        stats = await collect(database)
        yield Finding("database", "ok", f"{database.name} answers, {stats.episodes} episodes, {stats.items} items")
        if stats.pushes_parked:
            yield Finding("pushes", "note", f"{stats.pushes_parked} are parked: Telegram refused them for good")
    except SQLAlchemyError as error:
        yield Finding("database", "bad", explain(error, database.name))
    except StorageError as error:
        yield Finding("database", "bad", str(error))
    finally:
        await database.close()


async def _telegram(settings: Settings, token: str) -> AsyncIterator[Finding]:
    bot = Bot(token, base_url=f"{settings.telegram_api_base_url}/bot")
    try:
        async with bot:
            yield _identity(bot.bot)
            yield _privacy(bot.bot)
            yield _webhook(settings, (await bot.get_webhook_info()).url)
    except InvalidToken:
        yield Finding("token", "bad", WRONG_TOKEN)
    except TelegramError as error:
        where = settings.telegram_api_base_url
        yield Finding("telegram", "bad", f"{where} cannot be reached ({error.message}): check the network")


def _identity(me: User) -> Finding:
    if not me.supports_inline_queries:
        return Finding("token", "note", f"@{me.username}; inline look-ups are off: /setinline at @BotFather")
    return Finding("token", "ok", f"@{me.username}, inline look-ups are on")


def _privacy(me: User) -> Finding:
    if me.can_read_all_group_messages:
        return Finding("privacy", "note", "off: the bot sees all group messages; it answers only those meant for it")
    return Finding(
        "privacy", "ok", "on: in groups /ask, replies and inline look-ups work, plain mentions may not arrive"
    )


def _webhook(settings: Settings, at_telegram: str) -> Finding:
    if at_telegram == (settings.webhook_url or ""):
        return Finding("webhook", "ok", at_telegram or "none: updates are polled")
    return Finding("webhook", "note", f"Telegram has {at_telegram or 'none'}; the next start of `run` mends that")

"""Checks of an installation, each with what to mend."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Literal

import httpx
from sqlalchemy.exc import SQLAlchemyError
from telegram import Bot, User
from telegram.error import InvalidToken, TelegramError

from bot.feeds.service import listed
from bot.feeds.types import Feed
from bot.feeds.urls import shown
from bot.lifecycle import WRONG_TOKEN
from bot.settings import Settings
from bot.stats import collect
from bot.storage.database import Database
from bot.storage.errors import StorageError, explain

PATIENCE = 10.0  # seconds


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
    if settings.public_url is not None:
        yield await _page(str(settings.public_url))
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
        async with database.reading() as connection:
            for feed in await listed(connection):
                yield _feed(feed)
    except SQLAlchemyError as error:
        yield Finding("database", "bad", explain(error, database.name))
    except StorageError as error:
        yield Finding("database", "bad", str(error))
    finally:
        await database.close()


def _feed(feed: Feed) -> Finding:
    name = feed.title or shown(feed.url)
    if feed.gone:
        return Finding(
            "feed", "bad", f"{name} is gone ({feed.last_error}): `feeds remove {feed.id}`, add its new address"
        )
    if feed.failures:
        return Finding("feed", "note", f"{name} failed {feed.failures} times in a row: {feed.last_error}")
    if feed.last_error:
        return Finding("feed", "note", f"{name}: {feed.last_error}")
    return Finding("feed", "ok", f"{name}, {feed.entries} entries" if feed.polled_at else f"{name} is not read yet")


async def _page(address: str) -> Finding:
    """Whether the bot's own web server answers under PUBLIC_URL; it does only while `run` is at work."""
    url = f"{address.rstrip('/')}/health"
    try:
        async with httpx.AsyncClient(timeout=PATIENCE, follow_redirects=True) as client:
            answer = await client.get(url)
    except httpx.HTTPError as error:
        reason = str(error) or type(error).__name__
        return Finding(
            "page", "note", f"{address} does not answer ({reason}): start `run`, or check the proxy before it"
        )
    if answer.status_code == httpx.codes.OK and answer.text == "ok":
        return Finding("page", "ok", f"{address} leads to this bot's web server")
    return Finding("page", "bad", f"{address} leads elsewhere ({answer.status_code} at /health): mend PUBLIC_URL")


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

"""From start to stop: connecting, receiving updates, the background work, and a clean end on a signal."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import AsyncIterator, Awaitable, Coroutine, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

import structlog
from starlette.routing import BaseRoute
from telegram.error import InvalidToken, NetworkError, TelegramError
from telegram.ext import Application

from bot.errors import RunError
from bot.retry import backoff
from bot.settings import Settings
from bot.web.app import create_web_app
from bot.web.server import serving
from bot.web.webhook import webhook_route, webhook_secret

AnyApplication = Application[Any, Any, Any, Any, Any, Any]

log = structlog.get_logger(__name__)

# For each step of the end: a system gives a program few seconds, and some answers wait half a minute for Telegram.
GRACE_SECONDS = 1.0
WRONG_TOKEN = "TELEGRAM_BOT_TOKEN: Telegram refuses this token: copy it anew from @BotFather"  # noqa: S105


def stop_on_signals() -> asyncio.Event:
    """An event that SIGTERM or SIGINT sets; a second signal ends the process at once, as usual."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()

    def on_signal() -> None:
        stop.set()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.remove_signal_handler(number)

    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, on_signal)
    return stop


async def connect(application: AnyApplication, stop: asyncio.Event) -> bool:
    """Gets through to Telegram, however long that takes; False where `stop` came first. RunError: wrong token."""
    attempts = 0
    while not stop.is_set():
        try:
            await application.initialize()
        except InvalidToken:
            raise RunError(WRONG_TOKEN) from None
        except NetworkError as error:
            wait = backoff(attempts).total_seconds()
            log.warning("Telegram cannot be reached, trying again", reason=error.message, seconds=wait)
            await wait_for(stop, wait)
            attempts += 1
        else:
            return True
    return False


async def wait_for(event: asyncio.Event, seconds: float) -> None:
    """Waits for the event, at most that long."""
    try:
        async with asyncio.timeout(seconds):
            await event.wait()
    except TimeoutError:
        pass


@asynccontextmanager
async def polling(
    application: AnyApplication, allowed: Sequence[str], settings: Settings, pages: Sequence[BaseRoute] = ()
) -> AsyncIterator[None]:
    """Receives updates by long polling while the block runs; serves the pages, if there are any."""
    if not pages:
        async with _polled(application, allowed):
            yield
        return
    async with serving(create_web_app(pages), settings.http_host, settings.http_port), _polled(application, allowed):
        yield


@asynccontextmanager
async def _polled(application: AnyApplication, allowed: Sequence[str]) -> AsyncIterator[None]:
    updater = application.updater
    if updater is None:
        raise TypeError("polling needs an Application with an Updater")
    await updater.start_polling(allowed_updates=allowed, bootstrap_retries=-1, error_callback=_polling_failed)
    try:
        yield
    finally:
        await _in_time(updater.stop(), "ended before Telegram confirmed the last updates: they may come again")


def _polling_failed(error: TelegramError) -> None:
    log.warning("no updates from Telegram, trying again", reason=error.message)


@asynccontextmanager
async def webhook(
    application: AnyApplication, allowed: Sequence[str], settings: Settings, pages: Sequence[BaseRoute] = ()
) -> AsyncIterator[None]:
    """Receives updates by webhook while the block runs, and serves the pages."""
    app = create_web_app([*pages, webhook_route(application, settings)])
    async with serving(app, settings.http_host, settings.http_port) as address:
        await application.bot.set_webhook(
            settings.webhook_url or "", secret_token=webhook_secret(settings), allowed_updates=allowed
        )
        log.info("webhook set", listening=address)
        yield


async def serve(
    application: AnyApplication,
    updates: AbstractAsyncContextManager[None],
    work: Sequence[Coroutine[Any, Any, None]],
    greet: Awaitable[None],
    stop: asyncio.Event,
) -> None:
    """Runs a connected application, with its background work, until `stop`; then ends all in order."""
    await application.start()
    tasks = [asyncio.create_task(one) for one in work]
    try:
        async with updates:
            await greet
            await _stopped_or_failed(stop, tasks)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await _end(application)


async def _end(application: AnyApplication) -> None:
    await _in_time(application.stop(), "ended with answers under way")
    await application.shutdown()


async def _in_time(work: Awaitable[None], otherwise: str) -> None:
    """Ends `work` after GRACE_SECONDS and says so."""
    try:
        async with asyncio.timeout(GRACE_SECONDS):
            await work
    except TimeoutError:
        log.warning(otherwise)


async def _stopped_or_failed(stop: asyncio.Event, tasks: Sequence[asyncio.Task[None]]) -> None:
    waiting = asyncio.create_task(stop.wait())
    done, _ = await asyncio.wait([waiting, *tasks], return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    for task in done - {waiting}:
        task.result()  # background work never ends by itself: raise what ended it

"""Where all is put together: settings, database, services, the Telegram application, pushes, the playground."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Coroutine, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, cast

import structlog
from starlette.routing import BaseRoute
from telegram.error import TelegramError
from telegram.ext import Application, ApplicationBuilder, ContextTypes
from telegram.request import BaseRequest

import handlers
from bot.alerts import Alerts
from bot.delivery import Sender
from bot.errors import RunError
from bot.feeds.poller import Poller
from bot.ingest import Ingestor
from bot.lifecycle import AnyApplication, connect, polling, serve, stop_on_signals, webhook
from bot.pace import Counted
from bot.playground import publishing
from bot.playground.guard import is_loopback
from bot.playground.people import CHAT_IDS
from bot.playground.session import Stage
from bot.playground.transport import PlaygroundRequest
from bot.playground.web import create_app
from bot.playground.world import World
from bot.render.links import Links
from bot.seeds import load_seeds
from bot.services import Services, build_services
from bot.settings import Settings
from bot.storage.database import Database
from bot.web import pages
from bot.web.server import serving
from handlers.commands import publish
from handlers.context import Context
from handlers.examples import example_questions
from index.search import warm_up
from index.types import Language

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Core:
    """A loaded installation: its database is open, its library filled."""

    settings: Settings
    database: Database
    services: Services


@asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[Core]:
    """Opens the database, loads the seeds into an empty one and fills the library."""
    database = Database(settings.database_url.get_secret_value())
    try:
        await database.prepare()
        await asyncio.to_thread(warm_up)
        await load_seeds(database)
        await publishing.clear(database, CHAT_IDS)
        await Ingestor(database).renew()
        services = build_services(settings, database)
        await services.feeds.want(settings.feeds)
        await services.library.refresh()
        try:
            yield Core(settings, database, services)
        finally:
            await services.feeds.close()
    finally:
        await database.close()


def build_application(
    settings: Settings,
    services: Services,
    token: str,
    request: BaseRequest | None = None,
    updates: BaseRequest | None = None,
) -> AnyApplication:
    """The Telegram application with all handlers; `request` and `updates` replace the network where given."""
    builder = (
        ApplicationBuilder()
        .token(token)
        .base_url(f"{settings.telegram_api_base_url}/bot")
        .base_file_url(f"{settings.telegram_api_base_url}/file/bot")
        .context_types(ContextTypes(context=Context, bot_data=cast("type[Services]", lambda: services)))
        .concurrent_updates(True)
        .rate_limiter(Counted(services.pace))
        .job_queue(None)
    )
    if request and updates:
        builder = builder.request(request).get_updates_request(updates)
    else:
        builder = builder.connection_pool_size(64).pool_timeout(10)
    application: AnyApplication = builder.build()
    handlers.register(application)
    return application


async def run(settings: Settings) -> None:
    """Runs the bot until a signal: on Telegram with a token, else in the playground. Raises RunError."""
    stop = stop_on_signals()
    async with opened(settings) as core:
        await (run_telegram(core, settings.token, stop) if settings.token else run_playground(core, stop))


async def run_telegram(core: Core, token: str, stop: asyncio.Event) -> None:
    """The bot on Telegram: by webhook where WEBHOOK_URL is set, else by polling."""
    settings = core.settings
    application = build_application(settings, core.services, token)
    if not await connect(application, stop):
        return
    receive = webhook if settings.webhook_url else polling
    updates = receive(application, handlers.ALLOWED_UPDATES, settings, _pages(core, application))
    sender, alerts = _sender(core, application)
    work = [*_background(core, sender, alerts), _publish_commands(application)]
    await serve(application, updates, work, _greet_operator(application), stop)


def _pages(core: Core, application: AnyApplication) -> list[BaseRoute]:
    """The pages of the episodes, where PUBLIC_URL says that others can reach them."""
    settings = core.settings
    if not settings.pages_url:
        return []
    return pages.routes(
        core.services.library, lambda: Links(application.bot.username, settings.pages_url), settings.default_language
    )


async def _publish_commands(application: AnyApplication) -> None:
    """Sets the command menus; a failure is no reason not to answer, the next start tries again."""
    try:
        await publish(application.bot)
    except TelegramError as error:
        log.warning("command menus not set", reason=error.message)
    await asyncio.Event().wait()


async def _greet_operator(application: AnyApplication) -> None:
    log.info("the bot answers", at=f"https://t.me/{application.bot.username}")


def _background(core: Core, sender: Sender, alerts: Alerts) -> list[Coroutine[Any, Any, None]]:
    """What goes on beside the answers, as long as the bot runs."""
    poller = Poller(core.database, core.services.feeds.poll)
    return [core.services.library.watch(), sender.run(), alerts.run(), poller.run()]


def _sender(core: Core, application: AnyApplication) -> tuple[Sender, Alerts]:
    settings, services = core.settings, core.services
    alerts = Alerts(core.database, application.bot, settings.admin_ids, settings.default_language)
    sender = Sender(
        core.database,
        services.library,
        application.bot,
        settings.default_language,
        services.pace,
        alerts,
        settings.pages_url,
    )
    return sender, alerts


async def run_playground(core: Core, stop: asyncio.Event) -> None:
    """The same bot on an in-process Telegram, and a page to chat with it."""
    settings = core.settings
    if not is_loopback(settings.http_host):
        raise RunError("HTTP_HOST: the playground listens on this machine only: set 127.0.0.1")
    world = World(settings.default_language)
    application = build_application(
        settings, core.services, world.token, PlaygroundRequest(world), PlaygroundRequest(world)
    )
    await connect(application, stop)
    sender, alerts = _sender(core, application)
    stage = _stage(core, world, sender)
    async with serving(create_app(stage), settings.http_host, settings.http_port) as address:
        work = [*_background(core, sender, alerts), _publish_commands(application)]
        greeting = _greet_newcomer(address, stage.questions())
        await serve(application, polling(application, handlers.ALLOWED_UPDATES, settings), work, greeting, stop)


def _stage(core: Core, world: World, sender: Sender) -> Stage:
    """What the page may have the program do."""

    async def publish_sample() -> str:
        result = await publishing.publish(core.database)
        await core.services.library.refresh()
        sender.wake.set()
        return result.outcome

    def questions() -> list[str]:
        return example_questions(core.services.library.snapshot, world.language)

    async def choose_language(language: Language) -> None:
        for chat_id in CHAT_IDS:
            await core.services.chats.set_language(chat_id, language)

    return Stage(world, publish_sample, questions, choose_language)


async def _greet_newcomer(address: str, questions: Sequence[str]) -> None:
    tries = "\n".join(f"    {question}" for question in questions)
    print(f"\nThe playground is open: {address}\nQuestions to try:\n{tries}\nCtrl+C ends it.\n", flush=True)  # noqa: T201


__all__ = ["Application", "Core", "build_application", "opened", "run", "run_playground", "run_telegram"]

"""A real Application with the real services; only Telegram's end of the wire is ours."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import cast

import pytest
from telegram.ext import ApplicationBuilder, ContextTypes

import handlers
from bot.services import Services
from handlers.context import Context
from tests.support.people import People
from tests.support.recording import TOKEN, Telegram


@pytest.fixture
def telegram() -> Telegram:
    return Telegram()


@pytest.fixture
async def people(services: Services, telegram: Telegram) -> AsyncIterator[People]:
    application = (
        ApplicationBuilder()
        .token(TOKEN)
        .request(telegram)
        .get_updates_request(telegram)
        .context_types(ContextTypes(context=Context, bot_data=cast("type[Services]", lambda: services)))
        .job_queue(None)
        .build()
    )
    handlers.register(application)
    await application.initialize()
    telegram.calls.clear()
    yield People(application, telegram)
    await application.shutdown()

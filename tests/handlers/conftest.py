"""A real Application with the real services; only Telegram's end of the wire is ours."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from bot.services import Services
from tests.support.people import ANN, People, talking_to
from tests.support.recording import Telegram


@pytest.fixture
def telegram() -> Telegram:
    return Telegram()


@pytest.fixture
async def people(services: Services, telegram: Telegram) -> AsyncIterator[People]:
    async with talking_to(services, telegram) as found:
        yield found


@pytest.fixture
async def with_admin(services: Services, telegram: Telegram) -> AsyncIterator[People]:
    """As elsewhere, and Ann is an admin."""
    settings = services.settings.model_copy(update={"admin_ids": frozenset({ANN["id"]})})
    async with talking_to(replace(services, settings=settings), telegram) as found:
        yield found

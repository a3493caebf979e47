"""A real Application with the real services; only Telegram's end of the wire is ours."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.services import Services
from tests.support.people import People, talking_to
from tests.support.recording import Telegram


@pytest.fixture
def telegram() -> Telegram:
    return Telegram()


@pytest.fixture
async def people(services: Services, telegram: Telegram) -> AsyncIterator[People]:
    async with talking_to(services, telegram) as found:
        yield found

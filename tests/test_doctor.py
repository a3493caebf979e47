from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.doctor import Finding, examine
from bot.settings import Settings
from bot.storage import feeds as queries
from bot.storage.database import Database
from bot.storage.dialect import now
from bot.storage.schema import feeds
from tests.support.feed_server import FeedServer


@pytest.fixture
async def server() -> AsyncIterator[FeedServer]:
    async with FeedServer().running() as server:
        yield server


async def _findings(
    tmp_path: Path, public_url: str | None = None, feed: Mapping[str, object] | None = None
) -> list[Finding]:
    address = f"sqlite+aiosqlite:///{tmp_path / 'bot.db'}"
    database = Database(address)
    await database.prepare()
    if feed:
        async with database.writing() as connection:
            await queries.add(connection, "https://example.com/feed.xml")
            await connection.execute(sa.update(feeds).values(dict(feed)))
    await database.close()
    settings = Settings.model_validate({"database_url": address, "public_url": public_url})
    return [one for one in await examine(settings) if one.subject in ("feed", "page")]


@pytest.mark.parametrize(
    ("feed", "verdict", "text"),
    [
        ({"title": "Daily"}, "ok", "Daily is not read yet"),
        ({"title": "Daily", "polled_at": now()}, "ok", "Daily, 0 entries"),
        ({"polled_at": now(), "last_error": "no end"}, "note", "no end"),
        ({"failures": 3, "last_error": "answers 500"}, "note", "failed 3 times in a row: answers 500"),
        ({"gone": True, "last_error": "is gone for good"}, "bad", "`feeds remove 1`"),
    ],
)
async def test_feeds_are_told_with_what_to_mend(
    tmp_path: Path, feed: dict[str, object], verdict: str, text: str
) -> None:
    (found,) = await _findings(tmp_path, feed=feed)
    assert found.verdict == verdict
    assert text in found.text


async def test_the_public_address_must_lead_to_the_bot(tmp_path: Path, server: FeedServer) -> None:
    address = server.put("/health", b"ok").removesuffix("/health")
    assert [(one.subject, one.verdict) for one in await _findings(tmp_path, address)] == [("page", "ok")]
    server.put("/health", b"Welcome to nginx!")
    (found,) = await _findings(tmp_path, address)
    assert (found.verdict, "mend PUBLIC_URL" in found.text) == ("bad", True)


async def test_a_public_address_that_does_not_answer_is_told(tmp_path: Path) -> None:
    (found,) = await _findings(tmp_path, "http://127.0.0.1:9/")
    assert (found.verdict, "start `run`" in found.text) == ("note", True)

"""What the commands share: the console, JSON lines, and a prepared database."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Annotated, Any, TypeVar

import typer
from rich.console import Console

from bot.logs import configure
from bot.render.seconds import at_second
from bot.settings import Settings, load_settings
from bot.storage.database import Database
from index.types import Hit

T = TypeVar("T")

JsonOption = Annotated[bool, typer.Option("--json", help="Print machine-readable JSON.")]

out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)


def run_with_database(work: Callable[[Settings, Database], Awaitable[T]]) -> T:
    """Runs `work` on the database that the settings name, brought up to date first."""
    settings = load_settings()
    configure(settings)

    async def main() -> T:
        async with prepared(settings) as database:
            return await work(settings, database)

    return asyncio.run(main())


@asynccontextmanager
async def prepared(settings: Settings) -> AsyncIterator[Database]:
    """The database with its newest schema, closed at the end."""
    database = Database(settings.database_url.get_secret_value())
    try:
        await database.prepare()
        yield database
    finally:
        await database.close()


def print_json(value: Any) -> None:  # noqa: ANN401
    """One object on one line of stdout."""
    typer.echo(json.dumps(value, ensure_ascii=False, default=str))


def hit_json(hit: Hit) -> dict[str, Any]:
    """A hit as the command line's contract has it; `url` is null where the episode has none."""
    item = hit.item
    return {
        "episode": item.episode,
        "n": item.n,
        "title": item.title,
        "summary": item.summary,
        "url": at_second(hit.episode.url, item.seconds) or hit.episode.url,
        "score": round(hit.score, 4),
    }

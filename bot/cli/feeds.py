"""`feeds add`, `list`, `remove`, `check`: where episodes come from by themselves."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict
from typing import Annotated, Any

import typer
from rich.markup import escape
from rich.progress import Progress
from rich.table import Table

from bot.cli.common import JsonOption, err, out, print_json, run_with_database
from bot.errors import RunError
from bot.feeds.document import FeedError
from bot.feeds.fetch import Fetcher, FetchError
from bot.feeds.preview import Preview, preview
from bot.feeds.service import Added, Feeds
from bot.feeds.types import Document, Feed
from bot.feeds.urls import FeedAddressError
from bot.logs import configure
from bot.render.seconds import clock
from bot.settings import Settings, load_settings
from bot.storage.database import Database

SHOWN_ITEMS = 10  # of an entry in a dry run
SOURCES = {"transcript": "transcript", "digest": "digest", "notes": "notes only: it is said that they are no more"}

app = typer.Typer(help="Feeds that new episodes come from.", no_args_is_help=True)


@app.command()
def add(
    urls: Annotated[list[str], typer.Argument(help="Addresses of RSS or Atom feeds.")], as_json: JsonOption = False
) -> None:
    """Add feeds and load what they hold; that is not pushed, what comes later is."""
    added = run_with_database(lambda settings, database: _add(settings, database, urls, as_json))
    if not all(one.kept and not (one.polled and one.polled.error) for one in added):
        raise typer.Exit(1)


@app.command("list")
def list_(as_json: JsonOption = False) -> None:
    """List the feeds with what they brought, when they were read, and what is wrong."""
    feeds = run_with_database(_list)
    if as_json:
        for feed in feeds:
            print_json(asdict(feed))
        return
    if not feeds:
        err.print("No feeds yet: add one with `python -m bot feeds add URL`.")
        return
    table = Table("No.", "Title", "Entries", "Read", "State", box=None)
    table.add_column("Address", overflow="fold")
    for feed in feeds:
        table.add_row(
            str(feed.id), escape(feed.title or ""), str(feed.entries), lag(feed), state(feed), escape(feed.url)
        )
    out.print(table)


@app.command()
def remove(feed: Annotated[str, typer.Argument(help="The feed's number or address.")]) -> None:
    """Take a feed out; its episodes stay."""
    if not run_with_database(lambda settings, database: _remove(settings, database, feed)):
        raise RunError(f"no feed {feed!r}: `python -m bot feeds list` lists what there is")
    out.print("removed; its episodes stay")


@app.command()
def check(
    source: Annotated[str, typer.Argument(help="The address of a feed, or a file that holds one.")],
    limit: Annotated[int, typer.Option(min=1, help="Entries to look at.")] = 3,
    as_json: JsonOption = False,
) -> None:
    """Show what the newest entries of a feed would become. Nothing is stored, nobody is told."""
    settings = load_settings()
    configure(settings)
    try:
        with err.status("Reading the feed and its transcripts …"):
            read, previews = asyncio.run(_check(settings, source, limit))
    except FeedAddressError as error:
        raise RunError(str(error)) from None
    except (FetchError, FeedError) as error:
        raise RunError(f"{source} {error}") from None
    if as_json:
        print_json({"title": read.title, "entries": len(read.entries), "problems": read.problems})
        for one in previews:
            print_json(_preview_json(one))
        return
    _print_document(read)
    for one in previews:
        _print_preview(one)


def lag(feed: Feed) -> str:
    """How long ago the feed was read last."""
    return "never" if feed.lag_seconds is None else f"{dt.timedelta(seconds=feed.lag_seconds)} ago"


def state(feed: Feed) -> str:
    """In one word, and why; with markup."""
    reason = f": {escape(feed.last_error)}" if feed.last_error else ""
    if feed.gone:
        return f"[red]gone[/red]{reason}"
    if feed.failures:
        times = "once" if feed.failures == 1 else f"{feed.failures} times"
        return f"[red]failed {times}[/red]{reason}"
    return f"[yellow]ok[/yellow]{reason}" if reason else "[green]ok[/green]"


async def _add(settings: Settings, database: Database, urls: list[str], as_json: bool) -> list[Added]:
    added = []
    async with _opened(settings, database) as feeds:
        for url in urls:
            with Progress(console=err, transient=True) as bar:
                task = bar.add_task("Loading", total=None)

                async def show(done: int, of: int, bar: Progress = bar, task: Any = task) -> None:  # noqa: ANN401
                    bar.update(task, completed=done, total=of)

                try:
                    added.append(await feeds.add(url, show))
                except FeedAddressError as error:
                    raise RunError(str(error)) from None
            _report(added[-1], as_json)
    return added


def _report(added: Added, as_json: bool) -> None:
    feed, polled = added.feed, added.polled
    if as_json:
        print_json({**asdict(feed), "new": added.new, "kept": added.kept, "polled": polled and asdict(polled)})
    elif not added.kept:
        err.print(f"[red]refused[/red] {escape(feed.url)} {escape(polled.error or '') if polled else ''}")
    elif polled is None:
        out.print(f"feed {feed.id} is there; another process reads it at the moment")
    elif polled.error:
        err.print(f"[yellow]feed {feed.id}[/yellow] {escape(feed.url)} {escape(polled.error)}; it is tried again")
    else:
        out.print(f"feed {feed.id}, {escape(feed.title or feed.url)}: {polled.new} new, {polled.changed} changed")
        for problem in polled.problems:
            err.print(f"  [yellow]note[/yellow] {escape(problem)}")


async def _list(settings: Settings, database: Database) -> list[Feed]:
    async with _opened(settings, database) as feeds:
        return await feeds.all()


async def _remove(settings: Settings, database: Database, words: str) -> bool:
    async with _opened(settings, database) as feeds:
        found = await feeds.find(words)
        return found is not None and await feeds.remove(found.id)


async def _check(settings: Settings, source: str, limit: int) -> tuple[Document, list[Preview]]:
    async with Fetcher(private=settings.feed_private_addresses) as fetcher:
        return await preview(source, limit, fetcher, settings.timezone)


@asynccontextmanager
async def _opened(settings: Settings, database: Database) -> AsyncIterator[Feeds]:
    feeds = Feeds(settings, database)
    try:
        yield feeds
    finally:
        await feeds.close()


def _print_document(read: Document) -> None:
    out.print(f"[bold]{escape(read.title)}[/bold]: {len(read.entries)} entries")
    for problem in read.problems:
        out.print(f"[yellow]note[/yellow] {escape(problem)}")


def _print_preview(one: Preview) -> None:
    episode = one.material.transcript.episode
    origin = f" {escape(one.material.origin)}" if one.material.origin else ""
    out.print(f"\n[bold]{escape(episode.title)}[/bold] {episode.date or ''} [dim]{escape(episode.url or '')}[/dim]")
    out.print(f"  out of its {SOURCES[one.material.source]}{origin}, {len(one.items)} items")
    for problem in one.material.problems:
        out.print(f"  [yellow]note[/yellow] {escape(problem)}")
    for indexed in one.items[:SHOWN_ITEMS]:
        item = indexed.item
        at = "" if item.seconds is None else f" at {clock(item.seconds)}"
        out.print(f"  {item.n:3}  {escape(item.title)}[dim]{at} {escape(item.url or '')}[/dim]")


def _preview_json(one: Preview) -> dict[str, Any]:
    fields = {"n", "title", "summary", "names", "orgs", "url", "seconds"}
    return {
        "episode": one.material.transcript.episode.model_dump(),
        "source": one.material.source,
        "transcript": one.material.origin,
        "problems": one.material.problems,
        "items": [indexed.item.model_dump(include=fields) for indexed in one.items],
    }

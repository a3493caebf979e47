"""`ingest`, `items`, `episodes`: what goes into the library and what is in it."""

from __future__ import annotations

import asyncio
from collections import Counter
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.progress import track
from rich.table import Table

from bot.cli.common import JsonOption, err, out, print_json, run_with_database
from bot.errors import RunError
from bot.ingest import Ingested, Ingestor
from bot.library import Library, Snapshot
from bot.render.seconds import clock
from bot.storage import episodes as queries
from bot.storage.database import Database
from index import transcripts
from index.segment import segment
from index.transcripts import TranscriptError
from index.types import Transcript


def ingest(
    paths: Annotated[list[Path], typer.Argument(help="Transcripts, or folders of them.")],
    push: Annotated[bool, typer.Option(help="Tell the subscribed chats of new episodes.")] = True,
    as_json: JsonOption = False,
) -> None:
    """Take episodes in; what is known already is left as it is."""
    found = transcripts.discover(paths)
    _refuse_twins(found)
    failures = run_with_database(lambda _settings, database: _ingest(database, found, push, as_json))
    if failures:
        raise typer.Exit(1)


async def _ingest(database: Database, paths: list[Path], push: bool, as_json: bool) -> int:
    ingestor = Ingestor(database)
    failures = 0
    for path in track(paths, "Ingesting", console=err, transient=True, disable=len(paths) < 2):
        try:
            transcript = await asyncio.to_thread(transcripts.read, path)
        except TranscriptError as error:
            failures += 1
            err.print(f"[red]refused[/red] {escape(str(error))}")
            continue
        _report(await ingestor.ingest(transcript, push=push), as_json)
    return failures


def _report(result: Ingested, as_json: bool) -> None:
    if as_json:
        print_json(
            {"episode": result.episode_id, "outcome": result.outcome, "items": result.items, "pushes": result.pushes}
        )
    elif result.outcome == "unchanged":
        out.print(f"unchanged {escape(result.episode_id)}")
    else:
        pushes = f", {result.pushes} to be pushed" if result.pushes else ""
        out.print(f"{result.outcome} {escape(result.episode_id)}: {result.items} items{pushes}")


def _refuse_twins(paths: list[Path]) -> None:
    for stem, number in Counter(path.stem for path in paths).items():
        if number > 1:
            raise RunError(f"{number} files are named {stem}, and the name is the episode's id: rename all but one")


def items(
    episode: Annotated[str, typer.Argument(help="The episode's id: its file's name without the ending.")],
    explain: Annotated[bool, typer.Option("--explain", help="Show what spoke for each boundary.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Show the items that an episode was cut into."""
    if explain:
        _explain(run_with_database(lambda _settings, database: _transcript(database, episode)))
        return
    snapshot = run_with_database(lambda _settings, database: _snapshot(database))
    if episode not in snapshot.shelves:
        raise RunError(f"no episode {episode!r}: `python -m bot episodes` lists what there is")
    fields = {"n", "start", "end", "title", "summary", "names", "orgs", "url", "seconds"}
    if as_json:
        shown = [item.model_dump(include=fields, exclude_none=True) for item in snapshot.items(episode)]
        print_json({"episode": episode, "items": shown})
        return
    for item in snapshot.items(episode):
        at = "" if item.seconds is None else f" at {clock(item.seconds)}"
        out.print(f"[bold]{item.n:3}  {escape(item.title)}[/bold]  [dim]{item.start}-{item.end}{at}[/dim]")
        out.print(f"     {escape(item.summary)}")
        if item.url:
            out.print(f"     [dim]{escape(item.url)}[/dim]")


async def _transcript(database: Database, episode_id: str) -> Transcript:
    async with database.reading() as connection:
        found = await queries.transcript(connection, episode_id)
    if found is None:
        raise RunError(f"no episode {episode_id!r}: `python -m bot episodes` lists what there is")
    return found


def _explain(transcript: Transcript) -> None:
    if transcript.sections:
        out.print("The source sets its items apart by headings or list entries: nothing had to be weighed.")
    for n, part in enumerate([] if transcript.sections else segment(transcript.text), 1):
        out.print(f"[bold]{n:3}  {escape(part.sentences[0].text[:60])}[/bold]  [dim]{part.start}-{part.end}[/dim]")
        ranked = sorted(part.evidence.items(), key=lambda one: -abs(one[1]))
        out.print(f"     {'  '.join(f'{name} {weight:+.2f}' for name, weight in ranked) or 'it is the first'}")


def episodes(as_json: JsonOption = False) -> None:
    """List the episodes, newest first."""
    snapshot = run_with_database(lambda _settings, database: _snapshot(database))
    if as_json:
        for one in snapshot.episodes:
            print_json({**one.model_dump(), "items": len(snapshot.items(one.id))})
        return
    if not snapshot.episodes:
        err.print("No episodes yet: load some with `python -m bot ingest PATH`.")
        return
    table = Table("Episode", "Title", "Date", "Items", box=None)
    for one in snapshot.episodes:
        table.add_row(escape(one.id), escape(one.title), str(one.date or ""), str(len(snapshot.items(one.id))))
    out.print(table)


async def _snapshot(database: Database) -> Snapshot:
    library = Library(database)
    await library.refresh()
    return library.snapshot

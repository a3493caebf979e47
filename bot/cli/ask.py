"""`ask`: one question, or a batch of them as JSON lines."""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from pydantic import BaseModel, ConfigDict, ValidationError
from rich.markup import escape

from bot.cli.common import JsonOption, err, hit_json, out, print_json, run_with_database
from bot.errors import RunError
from bot.ingest import Ingestor
from bot.library import Library
from bot.render.seconds import at_second
from bot.render.text import not_found
from bot.settings import Settings
from bot.storage.database import Database
from index.search import Searcher
from index.types import Answer


class Request(BaseModel):
    """One line of a batch. `context` holds earlier questions of the same chat, oldest first."""

    model_config = ConfigDict(extra="ignore")

    id: str | int | None = None
    q: str
    context: tuple[str, ...] = ()
    now: dt.date | None = None


def ask(
    question: Annotated[str | None, typer.Argument(help="What to ask.")] = None,
    batch: Annotated[str | None, typer.Option(help="A file of JSON lines {id, q, context, now}, - for stdin.")] = None,
    now: Annotated[str | None, typer.Option(help="The day on which it is asked, as 2024-03-20.")] = None,
    context: Annotated[list[str] | None, typer.Option(help="An earlier question; may be given repeatedly.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Answer a question out of the episodes."""
    if bool(question and question.strip()) == (batch is not None):
        raise RunError("ask takes either a QUESTION or --batch FILE")
    if batch is not None:
        requests = _read(batch)
    else:
        requests = [Request(q=question or "", context=tuple(context or ()), now=_day(now))]
    run_with_database(lambda settings, database: _answer(database, settings, requests, as_json or batch is not None))


async def _answer(database: Database, settings: Settings, requests: Sequence[Request], as_json: bool) -> None:
    await Ingestor(database).renew()
    library = Library(database)
    await library.refresh()
    searcher = library.snapshot.searcher
    if not library.snapshot.episodes:
        err.print("No episodes yet: load some with `python -m bot ingest PATH`.")
    today = dt.datetime.now(settings.timezone).date()
    for request in requests:
        _print(request, _ask(searcher, request, today), as_json)


def _ask(searcher: Searcher, request: Request, today: dt.date) -> Answer:
    return searcher.ask(request.q, request.context, request.now or today)


def _print(request: Request, answer: Answer, as_json: bool) -> None:
    text = answer.text if answer.found else not_found(answer.language)
    if as_json:
        print_json(_json(request, answer, text))
        return
    out.print(f"[bold]{escape(text)}[/bold]" if answer.found else escape(text))
    for hit in answer.hits or answer.suggestions:
        out.print(f"\n{escape(hit.item.title)}  [dim]{escape(hit.episode.title)} #{hit.item.n}[/dim]")
        out.print(escape(hit.item.summary))
        if url := at_second(hit.episode.url, hit.item.seconds) or hit.episode.url:
            out.print(f"[dim]{escape(url)}[/dim]")


def _json(request: Request, answer: Answer, text: str) -> dict[str, Any]:
    return {
        "id": request.id,
        "found": answer.found,
        "answer": text,
        "items": [hit_json(hit) for hit in answer.hits],
        "suggestions": [hit_json(hit) for hit in answer.suggestions],
    }


def _day(text: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        raise RunError(f"--now takes a day as 2024-03-20 (got {text!r})") from None


def _read(name: str) -> Sequence[Request]:
    try:
        text = sys.stdin.read() if name == "-" else Path(name).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise RunError(f"{name}: cannot be read ({getattr(error, 'strerror', None) or 'not UTF-8'})") from None
    return [_parse(line, number) for number, line in enumerate(text.split("\n"), 1) if line.strip()]


def _parse(line: str, number: int) -> Request:
    try:
        return Request.model_validate(json.loads(line))
    except (ValueError, ValidationError):
        raise RunError(
            f'line {number} of the batch: takes {{"id": …, "q": "…", "context": ["…"], "now": "2024-03-20"}}'
        ) from None

"""`run`, `stats`, `doctor`: keeping a bot going."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import asdict

import typer
from rich.markup import escape
from rich.table import Table

from bot import doctor as checks
from bot.cli.common import JsonOption, out, print_json, run_with_database
from bot.cli.feeds import lag, state
from bot.feeds.types import Feed
from bot.feeds.urls import shown
from bot.logs import configure
from bot.settings import load_settings
from bot.stats import Failure, collect


def run() -> None:
    """Start the bot: on Telegram with a token, else in the playground."""
    from bot import app  # with all of handlers, web and playground, which other commands need not wait for

    settings = load_settings()
    configure(settings)
    asyncio.run(app.run(settings))


def stats(as_json: JsonOption = False) -> None:
    """Show what is stored, how the pushes stand and how the feeds do."""
    found = run_with_database(lambda _settings, database: collect(database))
    figures = asdict(found)
    if as_json:
        print_json(figures)
        return
    del figures["failures"], figures["feeds"]
    table = Table(box=None, show_header=False)
    for name, number in figures.items():
        table.add_row(name.replace("_", " "), str(number))
    out.print(table)
    _print_failures(found.failures)
    _print_feeds(found.feeds)


def _print_failures(failures: Sequence[Failure]) -> None:
    for one in failures:
        what = "[red]parked[/red] " if one.parked else "[yellow]failing[/yellow]"
        out.print(f"{what} chat {one.chat_id}, {escape(one.episode)}: {escape(one.reason)}")


def _print_feeds(feeds: Sequence[Feed]) -> None:
    for one in feeds:
        name = escape(one.title or shown(one.url))
        out.print(f"feed {name}, {one.entries} entries, read {lag(one)}, {state(one)}")


def doctor(as_json: JsonOption = False) -> None:
    """Check settings, database, token, webhook and privacy mode, and say what to mend."""
    settings = load_settings()
    configure(settings)
    findings = asyncio.run(checks.examine(settings))
    for finding in findings:
        if as_json:
            print_json(asdict(finding))
        else:
            mark = {"ok": "[green]ok  [/green]", "note": "[yellow]note[/yellow]", "bad": "[red]bad [/red]"}[
                finding.verdict
            ]
            out.print(f"{mark} {escape(finding.subject)}: {escape(finding.text)}")
    if any(finding.verdict == "bad" for finding in findings):
        raise typer.Exit(1)

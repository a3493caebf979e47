"""The command line: `python -m bot COMMAND`."""

from __future__ import annotations

import sys
from collections.abc import Callable

import typer
from sqlalchemy.exc import SQLAlchemyError

from bot.cli import ask, episodes, feeds, operate, quality
from bot.errors import RunError
from bot.logs import Redactor
from bot.settings import SettingsError, load_settings
from bot.storage.database import parse_url
from bot.storage.errors import StorageError, explain
from index.transcripts import TranscriptError

app = typer.Typer(
    help="AI Weekly Bot: answers questions about AI releases out of the episodes of AI-news shows.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
COMMANDS: tuple[Callable[..., None], ...] = (
    operate.run,
    episodes.ingest,
    episodes.items,
    ask.ask,
    episodes.episodes,
    quality.evaluate,
    operate.stats,
    operate.doctor,
)
for command in COMMANDS:
    app.command()(command)
app.add_typer(feeds.app, name="feeds")


def main() -> None:
    """Runs a command; what people can mend ends with one line on stderr and exit code 1."""
    try:
        app()
    except (RunError, SettingsError, StorageError, TranscriptError) as error:
        _fail(str(error))
    except SQLAlchemyError as error:
        _fail(explain(error, _database_name()))


def _database_name() -> str:
    url = parse_url(load_settings().database_url.get_secret_value())
    return url.database or "" if url.get_backend_name() == "sqlite" else url.render_as_string(hide_password=True)


def _fail(text: str) -> None:
    sys.stderr.write(f"{Redactor(_secrets())(text)}\n")
    sys.exit(1)


def _secrets() -> tuple[str, ...]:
    try:
        return load_settings().secrets
    except SettingsError:
        return ()

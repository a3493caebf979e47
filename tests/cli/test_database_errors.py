from __future__ import annotations

import os
import socket
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.storage import database as database_module
from tests.cli.conftest import Cli, Done

SEEDS = Path(__file__).parents[2] / "seeds"


def _one_line(done: Done, text: str) -> None:
    assert done.code == 1
    assert text in done.err
    assert len(done.err.strip().splitlines()) == 1
    assert "Traceback" not in done.err


def test_a_locked_database_is_said_in_one_line(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database_module, "BUSY_SECONDS", 0.2)
    assert cli("stats").code == 0
    holder = sqlite3.connect(tmp_path / "cli.db", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    try:
        _one_line(cli("ingest", SEEDS), "is locked by another program")
    finally:
        holder.close()
    assert cli("stats", "--json").json[0]["episodes"] == 0
    assert cli("ingest", SEEDS).code == 0


@pytest.fixture
def read_only(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A database opened read-only by SQLite itself: file modes would not stop a test that runs as root."""
    assert cli("stats").code == 0
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///file:{tmp_path}/cli.db?mode=ro&uri=true")
    yield
    os.environ.pop("DATABASE_URL", None)


@pytest.mark.usefixtures("read_only")
def test_a_read_only_database_is_said_in_one_line(cli: Cli) -> None:
    _one_line(cli("ingest", SEEDS), "is read-only")


def test_a_file_that_is_no_database_is_said_in_one_line(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "cli.db").write_text("This is no database, whatever its name says. " * 40, "utf-8")
    _one_line(cli("stats"), "is no SQLite database")


def test_a_server_that_does_not_answer_is_said_in_one_line(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://bot:hunter2@127.0.0.1:1/bot")
    done = cli("stats")
    _one_line(done, "start the server")
    assert "hunter2" not in done.err


def test_a_folder_that_cannot_be_made_is_said_in_one_line(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/file/bot.db")
    _one_line(cli("stats"), "cannot be made")


def test_a_folder_in_place_of_the_file_is_said_in_one_line(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}")
    _one_line(cli("stats"), "cannot be opened")


def test_a_wrong_setting_is_said_in_one_line(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PORT", "eighty")
    _one_line(cli("stats"), "HTTP_PORT: takes")


def test_a_busy_port_is_said_in_one_line(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        monkeypatch.setenv("HTTP_PORT", str(taken.getsockname()[1]))
        monkeypatch.setenv("LOG_LEVEL", "ERROR")
        _one_line(cli("run"), "is taken")


def test_a_playground_for_others_is_refused_in_one_line(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_HOST", "0.0.0.0")  # noqa: S104
    monkeypatch.setenv("LOG_LEVEL", "ERROR")
    _one_line(cli("run"), "HTTP_HOST: the playground")

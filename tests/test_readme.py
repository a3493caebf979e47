"""What README.md says of commands, settings, libraries and files is so."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from bot.cli import COMMANDS, app
from bot.settings import SECRETS, Settings
from handlers.commands import COMMANDS as CHAT_COMMANDS

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")


def _section(heading: str) -> str:
    start = README.index(f"# {heading}\n")
    end = re.compile(r"^#", re.MULTILINE).search(README, start + len(heading) + 2)
    return README[start : end.start() if end else None]


def _rows(heading: str) -> list[list[str]]:
    lines = [line for line in _section(heading).splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def test_every_setting_is_in_the_table_with_its_default() -> None:
    shown: dict[str, str] = {}
    for names, defaults, _ in _rows("Settings"):
        values = re.findall(r"`([^`]+)`", defaults)
        for number, name in enumerate(re.findall(r"`([A-Z_]+)`", names)):
            shown[name.lower()] = values[number] if number < len(values) else ""
    assert set(shown) == set(Settings.model_fields)
    for name, field in Settings.model_fields.items():
        default = field.default.get_secret_value() if name == "database_url" else field.default
        if default:
            assert shown[name] == str(default), name


def test_the_secrets_that_files_may_hold_are_named() -> None:
    sentence = next(line for line in README.splitlines() if "`NAME_FILE` names" in line)
    assert set(re.findall(r"`([A-Z_]+)`", sentence)) - {"NAME_FILE"} == {name.upper() for name in SECRETS}


def test_every_command_is_in_the_table() -> None:
    shown = {word for cells in _rows("Commands") for word in re.findall(r"`([a-z]+)", cells[0])}
    groups = {group.name for group in app.registered_groups}
    assert shown == {command.__name__ for command in COMMANDS} | groups


def test_every_library_has_its_reason() -> None:
    dependencies = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    names = [re.split(r"[\[>=<]", line)[0] for line in dependencies]
    table = " ".join(cells[0] for cells in _rows("Libraries, and why")).lower()
    assert [name for name in names if name.lower() not in table] == []


@pytest.mark.parametrize("target", re.findall(r"\]\(([^)#:]+)\)", README))
def test_what_is_linked_is_there(target: str) -> None:
    assert (ROOT / target).is_file()


def test_the_targets_of_make_and_the_chat_commands_exist() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"\bmake ([a-z]+)\b", README)) - {"nothing"}
    assert [name for name in targets if f"\n{name}:" not in makefile] == []
    elsewhere = {"health", "newbot", "setinline"}  # of the web server and of BotFather
    for_admins = {"status", "addfeed"}  # in no menu
    assert set(re.findall(r"`/([a-z]+)", README)) - elsewhere - for_admins <= set(CHAT_COMMANDS)

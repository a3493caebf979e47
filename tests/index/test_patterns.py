from __future__ import annotations

import tomllib
from importlib import resources

import pytest

from index.patterns import load

TABLES = [
    (file, table)
    for file in ("cues", "intent")
    for table in tomllib.loads(resources.files("index").joinpath(f"data/{file}.toml").read_text("utf-8"))
]


@pytest.mark.parametrize(("file", "table"), TABLES)
def test_every_shipped_table_loads(file: str, table: str) -> None:
    assert load(file, table)


@pytest.mark.parametrize(("file", "table"), TABLES)
def test_no_shipped_pattern_matches_nothing_everywhere(file: str, table: str) -> None:
    """A slip such as "a||b" in a pattern would fit any text."""
    assert [name for name, pattern in load(file, table).items() if pattern.fullmatch("") and name != "dated"] == []


def test_case_does_not_matter() -> None:
    assert load("intent", "wanted")["who"].search("WHO made it")


def test_an_unknown_table_is_refused() -> None:
    with pytest.raises(KeyError):
        load("cues", "nowhere")

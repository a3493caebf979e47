"""Loads the patterns that are kept as data, where people who know the languages can read and change them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

Patterns = Mapping[str, re.Pattern[str]]


@cache
def load(file: str, table: str) -> Patterns:
    """The patterns of one table of `index/data/<file>.toml`, by name: verbose, whatever the case.

    Raises KeyError: no such table; re.error: a broken pattern.
    """
    text = resources.files("index").joinpath(f"data/{file}.toml").read_text("utf-8")
    return {name: re.compile(source, re.VERBOSE | re.IGNORECASE) for name, source in tomllib.loads(text)[table].items()}

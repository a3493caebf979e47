"""Loads the lists of words that are kept as data: words between white space, lines that begin with # left out."""

from __future__ import annotations

from functools import cache
from importlib import resources


@cache
def load(name: str) -> frozenset[str]:
    """The words of `index/data/<name>.txt`. Raises FileNotFoundError: no such list."""
    text = resources.files("index").joinpath(f"data/{name}.txt").read_text("utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())

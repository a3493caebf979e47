"""Ranking: BM25 over postings in plain arrays, which can be added to, taken from, saved and mapped into memory."""

from __future__ import annotations

from index.engine.bm25 import Bm25, from_tokens, load
from index.engine.snapshot import Ranked, Snapshot
from index.engine.store import UnusableIndexError

__all__ = ["Bm25", "Ranked", "Snapshot", "UnusableIndexError", "from_tokens", "load"]

"""Engines that are measured beside each other, each as its documentation has it used, all asked with tokens."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

import bm25s
import numpy as np
import tantivy
from rank_bm25 import BM25Plus

from index.engine import Bm25, from_tokens

TokenLists = Sequence[Sequence[str]]


class Engine(Protocol):
    """Documents that were given by their tokens."""

    def top(self, tokens: Sequence[str], k: int) -> Sequence[int]:
        """The numbers of the best k documents, best first."""


class Own:
    """This project's engine."""

    def __init__(self, token_lists: TokenLists) -> None:
        """Builds the index."""
        self.index: Bm25 = from_tokens(token_lists)

    def top(self, tokens: Sequence[str], k: int) -> Sequence[int]:
        """As `Engine` has it."""
        return [number for number, _ in self.index.top_k(tokens, k)]


class RankBm25:
    """rank_bm25's BM25Plus, whose scores this project's engine gives."""

    def __init__(self, token_lists: TokenLists) -> None:
        """Builds the index."""
        self.index = BM25Plus(token_lists)
        self._numbers = range(len(token_lists))

    def top(self, tokens: Sequence[str], k: int) -> Sequence[int]:
        """As `Engine` has it."""
        return list(self.index.get_top_n(list(tokens), self._numbers, k))


class Bm25s:
    """bm25s, with NumPy alone or compiled by numba."""

    def __init__(self, token_lists: TokenLists, backend: str = "numpy") -> None:
        """Builds the index."""
        self.index = bm25s.BM25(method="bm25+", backend=backend)
        self.index.index([list(tokens) for tokens in token_lists], show_progress=False)

    def top(self, tokens: Sequence[str], k: int) -> Sequence[int]:
        """As `Engine` has it."""
        found, _ = self.index.retrieve([list(tokens)], k=k, show_progress=False)
        return [int(number) for number in np.asarray(found)[0]]


class Bm25sNumba(Bm25s):
    """bm25s, compiled by numba."""

    def __init__(self, token_lists: TokenLists) -> None:
        """Builds the index."""
        super().__init__(token_lists, "numba")


class Tantivy:
    """tantivy, the search library in Rust, in memory, with words split at blanks."""

    def __init__(self, token_lists: TokenLists) -> None:
        """Builds the index."""
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("body", stored=False, tokenizer_name="whitespace", index_option="freq")
        self._schema = builder.build()
        self.index = tantivy.Index(self._schema)
        writer = self.index.writer(512 << 20, 1)
        for tokens in token_lists:
            writer.add_document(tantivy.Document(body=" ".join(tokens)))
        writer.commit()
        writer.wait_merging_threads()
        self.index.reload()
        self._searcher = self.index.searcher()

    def top(self, tokens: Sequence[str], k: int) -> Sequence[int]:
        """As `Engine` has it; numbers of one segment are the documents' own."""
        terms = [
            (tantivy.Occur.Should, tantivy.Query.term_query(self._schema, "body", token, "freq")) for token in tokens
        ]
        query = tantivy.Query.boolean_query(terms)
        return [address.doc for _, address in self._searcher.search(query, k, count=False).hits]


class Fts5:
    """SQLite's full-text index, in memory."""

    def __init__(self, token_lists: TokenLists) -> None:
        """Builds the index."""
        self._database = sqlite3.connect(":memory:")
        self._database.execute("CREATE VIRTUAL TABLE documents USING fts5(body, content='', detail='none')")
        rows = ((number, " ".join(tokens)) for number, tokens in enumerate(token_lists))
        self._database.executemany("INSERT INTO documents(rowid, body) VALUES (?, ?)", rows)
        self._database.execute("INSERT INTO documents(documents) VALUES ('optimize')")

    def top(self, tokens: Sequence[str], k: int) -> Sequence[int]:
        """As `Engine` has it."""
        query = " OR ".join(f'"{token}"' for token in tokens)
        found = self._database.execute(
            "SELECT rowid FROM documents WHERE documents MATCH ? ORDER BY rank LIMIT ?", (query, k)
        )
        return [number for (number,) in found]


ENGINES: Mapping[str, Callable[[TokenLists], Engine]] = {
    "this engine": Own,
    "rank_bm25": RankBm25,
    "bm25s": Bm25s,
    "bm25s, numba": Bm25sNumba,
    "tantivy": Tantivy,
    "SQLite FTS5": Fts5,
}

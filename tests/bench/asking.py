"""A whole `ask` beside the bare search of rank_bm25 on the same items, asked in turn, and what it is spent on."""

from __future__ import annotations

import random
import re
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from rank_bm25 import BM25Plus

from index.catalogue import Catalogue
from index.engine import Snapshot
from index.query import Query
from index.question import parse
from index.search import DEPTH, Searcher
from index.tokens import analyse
from index.types import IndexedItem
from tests.bench.corpus import corpus, made_up_name

QUESTIONS = 60


@dataclass(frozen=True)
class Asking:
    """Seconds over the items of one size: to build the Searcher, medians of an ask and of rank_bm25's bare search; and
    of what an ask is spent on."""

    size: int
    build: float
    ask: float
    p95: float
    peer: float
    parts: dict[str, float]


def asking(size: int) -> Asking:
    """Questions in turn of a Searcher, of its parts, and of rank_bm25."""
    episodes, items = corpus(size)
    began = time.perf_counter()
    searcher = Searcher(episodes, items)
    built = time.perf_counter() - began
    engine, catalogue = Snapshot().added([one.tokens for one in items]), Catalogue([one.item for one in items])
    peer = BM25Plus([list(one.tokens) for one in items])
    taken: dict[str, list[float]] = {name: [] for name in ("ask", "peer", "analysing", "names", "searching")}
    asked = _questions([one.item.text for one in items])
    searcher.ask(asked[3])  # what is made when it is first asked
    catalogue.find(made_up_name(random.Random(2)))  # noqa: S311 - not for secrets
    for question in asked:
        taken["ask"].append(_time(partial(searcher.ask, question)))
        taken["peer"].append(_time(partial(_peer_search, peer, question, items)))
        taken["analysing"].append(_time(partial(parse, question, (), episodes)))
        parsed = parse(question, (), episodes)
        taken["names"].append(_time(partial(Query, parsed, catalogue, engine, len(items))))
        taken["searching"].append(_time(partial(engine.top_k, parsed.tokens, DEPTH)))
    middle = {name: statistics.median(seconds) for name, seconds in taken.items()}
    parts = {name: middle[name] for name in ("analysing", "names", "searching")}
    parts["answering"] = max(0.0, middle["ask"] - sum(parts.values()))
    p95 = sorted(taken["ask"])[int(0.95 * len(asked))]
    return Asking(size, built, middle["ask"], p95, middle["peer"], parts)


def _peer_search(peer: BM25Plus, question: str, items: Sequence[IndexedItem]) -> object:
    return peer.get_top_n(analyse(question), items, 5)


def _questions(texts: list[str]) -> list[str]:
    """In turn words of an item, a name that is held, words again, and a name that is most likely in no item."""
    chance = random.Random(11)  # noqa: S311 - not for secrets
    asked = []
    for number, text in enumerate(chance.choices(texts, k=QUESTIONS)):
        start = chance.randrange(len(text) - 12)
        held = re.findall(r"[A-Z][a-z]+", text)
        words = text[start : start + 12]
        name = chance.choice(held) if held else words
        asked.append((words, name, words, made_up_name(chance))[number % 4] + " 是什么？")
    return asked


def _time(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began

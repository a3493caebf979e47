"""`make bench`: a whole `ask` beside the bare search of rank_bm25 on the same items, asked in turn."""

from __future__ import annotations

import random
import re
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial

from rank_bm25 import BM25Okapi
from rich.console import Console
from rich.table import Table

from index.search import Searcher, warm_up
from index.tokens import analyse
from tests.bench.corpus import corpus, made_up_name

SIZES = (150, 1_500, 6_000)
QUESTIONS = 40


def main() -> int:
    """Prints a row a size: medians in milliseconds, and their ratio."""
    console = Console()
    warm_up()
    table = Table(
        "items", "build Searcher, s", "ask, ms (median)", "rank_bm25, ms (median)", "ask / rank_bm25", box=None
    )
    for size in SIZES:
        with console.status(f"{size} items"):
            table.add_row(*_measure(size))
    console.print(table)
    return 0


def _measure(size: int) -> tuple[str, ...]:
    episodes, items = corpus(size)
    began = time.perf_counter()
    searcher = Searcher(episodes, items)
    built = time.perf_counter() - began
    peer = BM25Okapi([list(one.tokens) for one in items])
    asked, searched = [], []
    for question in _questions([one.item.text for one in items]):
        asked.append(_time(partial(searcher.ask, question)))
        searched.append(_time(partial(_peer_search, peer, question, items)))
    ask, search = statistics.median(asked) * 1e3, statistics.median(searched) * 1e3
    return str(size), f"{built:.2f}", f"{ask:.2f}", f"{search:.2f}", f"{ask / search:.2f}"


def _peer_search(peer: BM25Okapi, question: str, items: Sequence[object]) -> object:
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


if __name__ == "__main__":
    sys.exit(main())

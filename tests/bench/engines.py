"""Engines side by side: questions asked of each in turn, so that whatever else the machine does meets them alike."""

from __future__ import annotations

import ctypes
import gc
import os
import pickle
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from rank_bm25 import BM25Plus

from index.engine import from_tokens, load
from tests.bench.peers import ENGINES, Engine, RankBm25, TokenLists
from tests.bench.zipf import documents, questions

OWN = "this engine"
TOP = 5
QUESTIONS, WARMING = 400, 50
PATIENCE = 20.0  # seconds for the questions to one engine
EPISODE = 20  # items of one that is added
CHECKED, CHANGES = 2_000, 40  # questions whose best five are compared with rank_bm25's, and adds and removals meanwhile


@dataclass(frozen=True)
class Timing:
    """One engine at one size: seconds to build, of a question in the middle and at the 95th percentile; bytes."""

    engine: str
    size: int
    build: float
    p50: float
    p95: float
    memory: int


@dataclass(frozen=True)
class Keeping:
    """This engine at one size: seconds to add an episode so that it is found, to load; to unpickle rank_bm25."""

    size: int
    add: float
    load: float
    unpickle: float


def side_by_side(size: int, told: Callable[[str], None]) -> list[Timing]:
    """All engines over the same documents. `told` is called with what is being done."""
    given = list(documents(size))
    built: dict[str, tuple[Engine, float]] = {}
    for name, make in ENGINES.items():
        told(f"{size:,} documents: building {name}")
        began = time.perf_counter()
        built[name] = make(given), time.perf_counter() - began
    told(f"{size:,} documents: asking")
    taken = _in_turn({name: engine for name, (engine, _) in built.items()}, questions(given, QUESTIONS))
    seconds = {name: build for name, (_, build) in built.items()}
    del built, given
    gc.collect()
    return [_timing(name, size, seconds[name], taken[name], told) for name in ENGINES]


def _timing(name: str, size: int, build: float, taken: Sequence[float], told: Callable[[str], None]) -> Timing:
    told(f"{size:,} documents: memory of {name}")
    p95 = sorted(taken)[int(0.95 * len(taken))]
    return Timing(name, size, build, statistics.median(taken), p95, memory_of(name, size))


def _in_turn(engines: dict[str, Engine], asked: Sequence[Sequence[str]]) -> dict[str, list[float]]:
    """Seconds of each question, by engine; a slow one is asked fewer."""
    taken: dict[str, list[float]] = {name: [] for name in engines}
    for number, tokens in enumerate([*asked[:WARMING], *asked]):
        for name, engine in engines.items():
            if sum(taken[name]) > PATIENCE or (number < WARMING and isinstance(engine, RankBm25)):
                continue
            began = time.perf_counter()
            engine.top(tokens, TOP)
            if number >= WARMING:
                taken[name].append(time.perf_counter() - began)
    return taken


def memory_of(name: str, size: int) -> int:
    """Bytes that a process of its own keeps for an engine over that many documents (Linux)."""
    command = [sys.executable, "-m", "tests.bench.engines", name, str(size)]
    return int(subprocess.run(command, capture_output=True, check=True, text=True).stdout)


def keeping(size: int) -> Keeping:
    """Adding and loading."""
    given = list(documents(size + EPISODE))
    index = from_tokens(given[:size])
    asked = questions(given[size:], WARMING)
    for tokens in asked:
        index.top_k(tokens, TOP)
    began = time.perf_counter()
    index.add(given[size:])
    index.top_k(asked[-1], TOP)
    added = time.perf_counter() - began
    assert any(number >= size for tokens in asked for number, _ in index.top_k(tokens, TOP))
    with TemporaryDirectory() as folder:
        path = Path(folder) / "index"
        index.save(path)
        began = time.perf_counter()
        load(path).top_k(given[0], TOP)
        loaded = time.perf_counter() - began
    pickled = pickle.dumps(BM25Plus(given))
    began = time.perf_counter()
    pickle.loads(pickled)  # noqa: S301 - made right before
    return Keeping(size, added, loaded, time.perf_counter() - began)


def compared() -> tuple[float, int]:
    """The largest difference to rank_bm25's scores, and how often the best five were others, while it changes."""
    given = list(documents(1_000 + CHANGES, seed=11))
    index, alive = from_tokens(given[:1_000]), list(range(1_000))
    worst, wrong = 0.0, 0
    for change in range(CHANGES):
        index.add([given[1_000 + change]])
        alive.append(1_000 + change)
        index.remove([alive.pop(change * 7 % len(alive))])
        peer = BM25Plus([given[number] for number in alive])
        for tokens in questions(given, CHECKED // CHANGES, seed=change):
            scores = peer.get_scores(tokens)
            worst = max(worst, float(np.abs(index.get_scores(tokens)[alive] - scores).max()))
            found = index.top_k(tokens, TOP)
            wrong += not _is_top(found, dict(zip(alive, scores.tolist(), strict=True)))
    return worst, wrong


def _is_top(found: Sequence[tuple[int, float]], scores: dict[int, float]) -> bool:
    """Whether they are the best by these scores; equal ones may stand for each other."""
    best = sorted(scores.values(), reverse=True)[: len(found)]
    return np.allclose([scores[number] for number, _ in found], best, rtol=0, atol=1e-9)


def _resident() -> int:
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def _main(name: str, size: int) -> None:
    """Prints the bytes that this process keeps for an engine, its documents let go."""
    given: TokenLists = list(documents(10))
    ENGINES[name](given).top(given[0], TOP)
    before = _resident()
    given = list(documents(size))
    engine = ENGINES[name](given)
    asked = questions(given, QUESTIONS // 10)
    del given
    for tokens in asked if size <= 30_000 or name != "rank_bm25" else asked[:1]:
        engine.top(tokens, TOP)
    gc.collect()
    ctypes.CDLL(None).malloc_trim(0)  # what building took and gave back is not kept
    print(_resident() - before)  # noqa: T201


if __name__ == "__main__":
    _main(sys.argv[1], int(sys.argv[2]))

"""`make bench`: this engine beside its peers, and a whole `ask`; with `SIZES=1000` the engines at that size only."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from index.search import warm_up
from tests.bench.asking import asking
from tests.bench.chart import drawn
from tests.bench.engines import OWN, Keeping, Timing, compared, keeping, side_by_side

SIZES = (1_000, 30_000, 300_000)
ITEMS = (1_500, 30_000)  # of a whole ask
CHART = Path(__file__).parents[2] / "docs" / "engines.svg"


def main(arguments: Sequence[str]) -> int:
    """Prints tables; of all sizes, it also writes the chart that the README shows."""
    console = Console()
    sizes = tuple(map(int, arguments)) or SIZES
    timings: list[Timing] = []
    with console.status("") as status:
        worst, wrong = compared()
        console.print(f"difference to rank_bm25's scores {worst:.1e}; best five wrong in 2,000 questions: {wrong}")
        for size in sizes:
            timings += side_by_side(size, status.update)
            console.print(_engines([one for one in timings if one.size == size]))
            status.update(f"{size:,} documents: adding, saving, loading")
            console.print(_kept(keeping(size)))
    if sizes == SIZES:
        CHART.write_text(drawn(timings), encoding="utf-8")
    console.print(_asking(console))
    return 0


def _engines(timings: Sequence[Timing]) -> Table:
    own = next(one for one in timings if one.engine == OWN)
    table = Table(
        f"{own.size:,} documents", "build, s", "p50, ms", "p95, ms", "p50 of this one", "memory, MB", box=None
    )
    for one in timings:
        table.add_row(
            one.engine, f"{one.build:.2f}", f"{one.p50 * 1e3:.3f}", f"{one.p95 * 1e3:.3f}", f"{own.p50 / one.p50:.4f}",
            f"{one.memory / 1e6:.0f}",
        )  # fmt: skip
    return table


def _kept(one: Keeping) -> str:
    loading = f"load {one.load * 1e3:.1f} ms, unpickle rank_bm25 {one.unpickle:.2f} s: {one.load / one.unpickle:.4f}"
    return f"add 20 documents {one.add * 1e3:.1f} ms; {loading}"


def _asking(console: Console) -> Table:
    table = Table(
        "items",
        "build, s",
        "ask, ms",
        "p95",
        "analysing",
        "names",
        "searching",
        "answering",
        "ask / rank_bm25",
        box=None,
    )
    warm_up()
    for size in ITEMS:
        with console.status(f"asking, {size:,} items"):
            one = asking(size)
        times = (f"{seconds * 1e3:.2f}" for seconds in (one.ask, one.p95, *one.parts.values()))
        table.add_row(f"{size:,}", f"{one.build:.2f}", *times, f"{one.ask / one.peer:.3f}")
    return table


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

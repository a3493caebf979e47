"""`python -m tests.fuzz [--minutes 10]`: looks for inputs that a reader fails on, or takes too long for.

Prints figures at the end; exit code 1, with the input, where something was found. A megabyte may take SECONDS.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from rich.console import Console

from tests.fuzz import inputs, readers

SECONDS = 2.0  # of processor time
MANY, FEW = 500, 10  # inputs of one kind that are tried before the next
console = Console(highlight=False, soft_wrap=True)


@dataclass
class Kind:
    """One kind of inputs and what reads them; how many were read or refused, and how long the longest took."""

    name: str
    inputs: st.SearchStrategy[Any]
    read: Callable[[Any], bool]
    examples: int
    done: Counter[bool] = field(default_factory=Counter)
    longest: float = 0.0
    failed: dict[str, None] = field(default_factory=dict)

    def round(self) -> None:
        """Tries so many. What fails is noted with the smallest input that does."""
        small = self.examples > FEW
        tried = settings(
            max_examples=self.examples,
            deadline=None,
            database=None,
            phases=[Phase.generate, Phase.shrink] if small else [Phase.generate],
            suppress_health_check=list(HealthCheck),
        )(given(self.inputs)(self.one))
        try:
            tried()
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what was looked for
            notes = "".join(getattr(error, "__notes__", ()))
            self.failed[f"{type(error).__name__}: {error}\n{notes[:3000]}"] = None

    def one(self, content: object) -> None:
        """One input. AssertionError: it took too long."""
        began = time.process_time()
        read = self.read(content)
        took = time.process_time() - began
        self.longest = max(self.longest, took)
        self.done[read] += 1
        assert took < SECONDS, f"took {took:.1f} s"


def kinds() -> list[Kind]:
    """All kinds."""
    hinted, large = (st.tuples(one, inputs.hints) for one in (inputs.transcripts, inputs.large_transcripts))
    return [
        Kind("transcripts", hinted, lambda one: readers.transcript(*one), MANY),
        Kind("JSON", inputs.records, lambda one: readers.transcript(one, "json"), MANY),
        Kind("feeds", inputs.feeds, readers.feed, MANY),
        Kind("transcripts of a megabyte", large, lambda one: readers.transcript(one[0].text, one[1]), FEW),
        Kind("feeds of a megabyte", inputs.large_feeds, lambda one: readers.feed(one.feed), FEW),
    ]


def main() -> None:
    """Rounds of all kinds in turn until the time is over."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    end = time.monotonic() + parser.parse_args().minutes * 60
    tried = kinds()
    while time.monotonic() < end:
        for kind in tried:
            kind.round()
    for kind in tried:
        read, refused = kind.done[True], kind.done[False]
        console.print(f"{kind.name}: {read:,} read, {refused:,} refused, longest {kind.longest:.2f} s")
        for failure in kind.failed:
            console.print(f"BAD  {failure}", markup=False)
    raise SystemExit(any(kind.failed for kind in tried))


if __name__ == "__main__":
    main()

"""A chart of the engines' times, as SVG: a row an engine, a mark a size, on a logarithmic scale."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from math import floor, log10

from tests.bench.engines import OWN, Timing

WIDTH, ROW, LEFT, RIGHT, TOP, BOTTOM = 760, 34, 130, 40, 46, 34
COLOURS = ("#9ecae1", "#4292c6", "#08519c")  # of the sizes, the smallest first


def drawn(timings: Sequence[Timing]) -> str:
    """The chart; times are medians."""
    names = list(dict.fromkeys(one.engine for one in timings))
    sizes = sorted({one.size for one in timings})
    least = floor(log10(min(one.p50 for one in timings) * 1e3))
    most = floor(log10(max(one.p50 for one in timings) * 1e3)) + 1
    height = TOP + ROW * len(names) + BOTTOM

    def x(milliseconds: float) -> float:
        return LEFT + (log10(milliseconds) - least) / (most - least) * (WIDTH - LEFT - RIGHT)

    label = "Milliseconds of a question, by engine and number of documents"
    box = f'viewBox="0 0 {WIDTH} {height}" font-family="sans-serif" font-size="13"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {box} role="img" aria-label="{label}">',
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>',
    ]
    for power in range(least, most + 1):
        place = x(10.0**power)
        parts.append(f'<path d="M{place:.1f} {TOP - 8}V{height - BOTTOM}" stroke="#dddddd"/>')
        parts.append(_text(place, height - BOTTOM + 18, f"{10.0**power:g} ms", anchor="middle"))
    for place, size in enumerate(sizes):
        parts.append(f'<circle cx="{LEFT + 8 + place * 170}" cy="18" r="6" fill="{COLOURS[place % 3]}"/>')
        parts.append(_text(LEFT + 20 + place * 170, 23, f"{size:,} documents"))
    for row, name in enumerate(names):
        middle = TOP + ROW * row + ROW / 2
        parts.append(_text(LEFT - 12, middle + 5, name, anchor="end", bold=name == OWN))
        for one in (one for one in timings if one.engine == name):
            colour = COLOURS[sizes.index(one.size) % 3]
            parts.append(f'<circle cx="{x(one.p50 * 1e3):.1f}" cy="{middle:.1f}" r="7" fill="{colour}"/>')
    return "\n".join([*parts, "</svg>", ""])


def _text(x: float, y: float, text: str, anchor: str = "start", *, bold: bool = False) -> str:
    weight = ' font-weight="bold"' if bold else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="#222222"{weight}>{escape(text)}</text>'

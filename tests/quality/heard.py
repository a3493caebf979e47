"""How many misheard names are found by their right form, and put right in what is shown.

`python -m tests.quality.heard [PAIRS.tsv] [-v]`: each heard form stands in sentences, as one item among DISTRACTORS
others that do not hold the right form, and the right form is asked for. A pair without sentences gets FRAMES.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from index.documents import index_transcript
from index.lexicon import lexicon
from index.search import Searcher
from index.types import Episode, IndexedItem, Transcript
from tests.quality.names import plain

HERE = Path(__file__).parent
DISTRACTORS = 500
FRAMES = (
    "我们来看{}的消息,这周它的团队放出了一个新的版本,在人工智能圈子里讨论得很热闹。",
    "研究者把{}和几个大模型放在一起做了对比,实验显示差距比去年小了很多。",
    "昨天有开发者在社区里演示了用{}搭的智能体,从安装到跑起来只用了几分钟。",
)
QUESTIONS = ("{}是什么", "{}有什么新消息", "关于{}说了什么")


class Pair(NamedTuple):
    """What was heard, what was meant, and sentences that hold what was heard."""

    heard: str
    right: str
    sentences: tuple[str, ...]


class Found(NamedTuple):
    """What became of one pair: in how many of its sentences the name was found first, and shown right."""

    pair: Pair
    found: int
    shown: int


def pairs(path: Path) -> list[Pair]:
    """The pairs of a file with a line of headings: heard, right, class, and a sentence where there is one."""
    rows = [line.split("\t") for line in path.read_text("utf-8").splitlines()[1:] if line]
    return [
        Pair(row[0], row[1], (row[3],) if len(row) > 3 else tuple(f.format(row[0]) for f in FRAMES)) for row in rows
    ]


def measure(pair: Pair) -> Found:
    """Asks for the right form of one pair, a question for each of its sentences."""
    target = [_item(sentence, "target") for sentence in pair.sentences]
    others = [one for one in _distractors() if not any(form in plain(one.item.text) for form in _forms(pair.right))]
    found = sum(
        _is_first([one, *others], QUESTIONS[place % len(QUESTIONS)].format(pair.right))
        for place, one in enumerate(target)
    )
    shown = sum(plain(pair.right) in plain(one.item.title + one.item.summary) for one in target)
    return Found(pair, found, shown)


def _forms(right: str) -> list[str]:
    """The ways of writing a name: "杨立昆 (Yann LeCun)" gives both, and those that the lexicon knows."""
    parts = re.findall(r"[^()]+", right)
    entries = [entry for part in parts if (entry := lexicon().find(part))]
    return [plain(form) for form in (*parts, *(form for entry in entries for form in entry.all_forms))]


def _is_first(items: Sequence[IndexedItem], question: str) -> bool:
    hits = Searcher([_episode(one.item.episode) for one in items], items).ask(question).hits
    return bool(hits) and hits[0].item.episode == "target"


@cache
def _distractors() -> list[IndexedItem]:
    lines = [line for line in (HERE / "clean.txt").read_text("utf-8").splitlines() if line]
    return [_item(line, f"other-{place}") for place, line in enumerate(lines[:DISTRACTORS])]


def _item(sentence: str, episode: str) -> IndexedItem:
    return index_transcript(Transcript(episode=_episode(episode), text=sentence))[0]


def _episode(name: str) -> Episode:
    return Episode(id=name, show="Show", title=name)


def main(path: Path, *, verbose: bool) -> None:
    """Prints the shares, and with `verbose` each pair that falls short."""
    results = [measure(pair) for pair in pairs(path)]
    total = sum(len(one.pair.sentences) for one in results)
    _say(f"found first {sum(one.found for one in results) / total:.3f}")
    _say(f"shown right {sum(one.shown for one in results) / total:.3f}  of {total}")
    for one in results if verbose else ():
        _say(f"{one.found} {one.shown}  {one.pair.heard} -> {one.pair.right}")


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    named = [word for word in sys.argv[1:] if word != "-v"]
    main(Path(named[0]) if named else HERE / "heard.tsv", verbose="-v" in sys.argv)

"""How many misheard names are put right in what is shown, and how many sentences that are right get changed.

`heard.tsv`: what was heard, what was meant, how it came about, and a sentence of it. `clean.txt`: sentences with right
names, and with ordinary words that sound like names. All are made up for this purpose.
"""

from __future__ import annotations

from pathlib import Path

from index.documents import index_transcript
from index.types import DigestItem, Episode, Transcript
from tests.quality.names import plain

HERE = Path(__file__).parent
CORRECTED = 0.42  # of the misheard names, at least
CHANGED = 3  # of the clean sentences, at most


def _item(text: str) -> DigestItem:
    episode = Episode(id="one", show="Show", title="One")
    return index_transcript(Transcript(episode=episode, text=text))[0].item


def test_misheard_names_are_put_right_in_what_is_shown() -> None:
    rows = [line.split("\t") for line in (HERE / "heard.tsv").read_text("utf-8").splitlines()[1:]]
    shown = [(_item(row[3]), row[1]) for row in rows]
    right = [item for item, meant in shown if plain(meant) in plain(item.title + item.summary)]
    assert len(right) >= CORRECTED * len(rows)


def test_sentences_that_are_right_stay_as_they_are() -> None:
    sentences = [line for line in (HERE / "clean.txt").read_text("utf-8").splitlines() if line]
    changed = {
        sentence: wrong
        for sentence in sentences
        if (wrong := {a: b for a, b in _item(sentence).right.items() if plain(a) != plain(b)})
    }
    assert len(sentences) == 600
    assert len(changed) <= CHANGED, changed

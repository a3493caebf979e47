"""Items made by a seeded generator, with word frequencies as in real text (Zipf)."""

from __future__ import annotations

import datetime as dt
import random

from index.types import DigestItem, Episode, IndexedItem

VOCABULARY = 20_000
ITEMS_AN_EPISODE = 15


def corpus(items: int, seed: int = 7) -> tuple[list[Episode], list[IndexedItem]]:
    """That many items of 60 to 140 words, 15 an episode; the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311 - not for secrets
    words = [f"词{number}" if number % 3 else f"Name{number}" for number in range(VOCABULARY)]
    weights = [1 / rank for rank in range(1, VOCABULARY + 1)]
    episodes, indexed = [], []
    for number in range(items):
        episode_id = f"bench-{number // ITEMS_AN_EPISODE:05}"
        if number % ITEMS_AN_EPISODE == 0:
            day = dt.date(2020, 1, 1) + dt.timedelta(days=number // ITEMS_AN_EPISODE)
            episodes.append(Episode(id=episode_id, show="Bench", title=episode_id, date=day))
        picked = chance.choices(words, weights, k=chance.randint(60, 140))
        indexed.append(_item(episode_id, number % ITEMS_AN_EPISODE + 1, picked))
    return episodes, indexed


def _item(episode_id: str, n: int, words: list[str]) -> IndexedItem:
    text = "".join(words) + "。"
    names = tuple(dict.fromkeys(word for word in words if word.startswith("Name")))[:3]
    item = DigestItem(
        episode=episode_id, n=n, start=0, end=len(text), title=text[:20], summary=text[:60], text=text, names=names
    )
    return IndexedItem(item=item, tokens=tuple(word.lower() for word in words))

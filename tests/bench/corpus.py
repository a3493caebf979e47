"""Items from a seeded generator, of real Chinese words and made-up Latin names, with frequencies as in text (Zipf)."""

from __future__ import annotations

import datetime as dt
import logging
import random

import jieba

from index.text import CHINESE
from index.types import DigestItem, Episode, IndexedItem

VOCABULARY = 20_000
ITEMS_AN_EPISODE = 15
WORDS_A_SENTENCE = 20


def corpus(items: int, seed: int = 7) -> tuple[list[Episode], list[IndexedItem]]:
    """That many items of 60 to 140 words, 15 an episode; the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311 - not for secrets
    words = _vocabulary(chance)
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


def made_up_name(chance: random.Random) -> str:
    """Two or three syllables in Latin letters, every third one with a version: "Koravi", "Tumesa 3"."""
    syllables = (chance.choice("bdfgklmnprstvz") + chance.choice("aeiou") for _ in range(chance.randint(2, 3)))
    version = f" {chance.randint(1, 9)}" if chance.random() < 1 / 3 else ""
    return "".join(syllables).capitalize() + version


def _vocabulary(chance: random.Random) -> list[str]:
    """Two Chinese words, then a name, and so on; the commonest words of jieba's dictionary first."""
    jieba.setLogLevel(logging.WARNING)
    jieba.initialize()
    known = sorted((word for word in jieba.dt.FREQ if len(word) > 1 and CHINESE.fullmatch(word)), key=_by_use)
    chinese = iter(known[:VOCABULARY])
    return [next(chinese) if number % 3 else made_up_name(chance) for number in range(VOCABULARY)]


def _by_use(word: str) -> tuple[int, str]:
    return -jieba.dt.FREQ[word], word


def _item(episode_id: str, n: int, words: list[str]) -> IndexedItem:
    text = "".join(
        "".join(words[start : start + WORDS_A_SENTENCE]) + "。" for start in range(0, len(words), WORDS_A_SENTENCE)
    )
    names = tuple(dict.fromkeys(word for word in words if word.isascii()))[:3]
    item = DigestItem(
        episode=episode_id, n=n, start=0, end=len(text), title=text[:20], summary=text[:60], text=text, names=names
    )
    return IndexedItem(item=item, tokens=tuple(word.lower() for word in words))

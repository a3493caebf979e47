"""Plain words that several places share."""

from __future__ import annotations

import datetime as dt

from bot.i18n import translate
from index.types import Episode, Language

UNITS = (("duration-days", 86_400), ("duration-hours", 3600), ("duration-minutes", 60), ("duration-seconds", 1))


def not_found(language: Language) -> str:
    """What is said where no episode holds an answer; plain text."""
    return translate(language, "not-found")


def day(language: Language, date: dt.date) -> str:
    """The date as people write it: 2024年3月10日, March 10, 2024."""
    return translate(language, "date", date=date)


def lasting(language: Language, seconds: int) -> str:
    """How long something takes, in the largest unit of which there is one: 7 seconds, 3 hours; plain text."""
    key, size = next((one for one in UNITS if seconds >= one[1]), UNITS[-1])
    return translate(language, key, count=seconds // size)


def episode_name(episode: Episode) -> str:
    """Show and issue in one: the title, with the show before it where the title does not name it; plain text."""
    return episode.title if episode.show in episode.title else f"{episode.show} · {episode.title}"

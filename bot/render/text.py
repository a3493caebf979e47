"""Plain words that several places share."""

from __future__ import annotations

import datetime as dt

from bot.i18n import translate
from index.types import Episode, Language


def not_found(language: Language) -> str:
    """What is said where no episode holds an answer; plain text."""
    return translate(language, "not-found")


def day(language: Language, date: dt.date) -> str:
    """The date as people write it: 2024年3月10日, March 10, 2024."""
    return translate(language, "date", date=date)


def episode_name(episode: Episode) -> str:
    """Show and issue in one: the title, with the show before it where the title does not name it; plain text."""
    return episode.title if episode.show in episode.title else f"{episode.show} · {episode.title}"

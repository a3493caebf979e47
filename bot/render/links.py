"""Links to episodes and items: the episode's own page, else into the bot."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.types import Episode

# What Telegram takes as the URL of a button: http or https, and a host with a dot in it.
_PUBLIC = re.compile(r"https?://[^/\s.?#]+(\.[^/\s.?#]+)+([/?#]\S*)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Links:
    """Links for one bot; `bot_username` without @."""

    bot_username: str

    def episode(self, episode: Episode) -> str:
        """The page of the episode where it has one that others can open, else the deep link."""
        return public(episode.url) or self.deep_episode(episode)

    def item(self, episode: Episode, n: int) -> str:
        """Where item `n` can be heard or read: the episode's page, else the deep link to the item."""
        return public(episode.url) or self.deep_item(episode, n)

    def deep_episode(self, episode: Episode) -> str:
        """Opens the episode in a private chat with the bot."""
        return self.start(f"e_{episode.key}")

    def deep_item(self, episode: Episode, n: int) -> str:
        """Opens item `n` in a private chat with the bot."""
        return self.start(f"i_{episode.key}_{n}")

    def start(self, payload: str) -> str:
        """The link that sends /start with that payload (at most 64 characters of A-Z, a-z, 0-9, _ and -)."""
        return f"https://t.me/{self.bot_username}?start={payload}"


def public(url: str | None) -> str | None:
    """The URL if Telegram takes it on a button, else None: one bad URL would have the whole message refused."""
    return url if url and _PUBLIC.fullmatch(url) else None

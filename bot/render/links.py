"""Links to episodes and items: to the second where there is a way, to the episode's page, else into the bot."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.render.seconds import at_second
from index.types import Episode, Hit

# What Telegram takes as the URL of a button: http or https, and a host with a dot in it.
_PUBLIC = re.compile(r"https?://[^/\s.?#]+(\.[^/\s.?#]+)+([/?#]\S*)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Links:
    """Links for one bot; `bot_username` without @, `pages_url` where our own web server shows episodes, if it does."""

    bot_username: str
    pages_url: str | None = None

    def episode(self, episode: Episode) -> str:
        """The page of the episode where it has one that others can open, else our own with its player, else the deep
        link."""
        return public(episode.url) or self._page(episode) or self.deep_episode(episode)

    def item(self, hit: Hit) -> str:
        """Where the item can be heard or read: the recording from its second on, else the page of the episode, else
        the deep link to the item."""
        episode, seconds = hit.episode, hit.item.seconds
        page = self._page(episode, hit.item.n)
        heard = public(at_second(episode.url, seconds)) or (page if seconds is not None else None)
        return heard or public(episode.url) or page or self.deep_item(episode, hit.item.n)

    def deep_episode(self, episode: Episode) -> str:
        """Opens the episode in a private chat with the bot."""
        return self.start(f"e_{episode.key}")

    def deep_item(self, episode: Episode, n: int) -> str:
        """Opens item `n` in a private chat with the bot."""
        return self.start(f"i_{episode.key}_{n}")

    def _page(self, episode: Episode, n: int | None = None) -> str | None:
        """Our own page of an episode that has a recording to play; from item `n` on."""
        if not (self.pages_url and episode.audio_url):
            return None
        return public(f"{self.pages_url}/e/{episode.key}" + (f"?n={n}" if n is not None else ""))

    def start(self, payload: str) -> str:
        """The link that sends /start with that payload (at most 64 characters of A-Z, a-z, 0-9, _ and -)."""
        return f"https://t.me/{self.bot_username}?start={payload}"


def public(url: str | None) -> str | None:
    """The URL if Telegram takes it on a button, else None: one bad URL would have the whole message refused."""
    return url if url and _PUBLIC.fullmatch(url) else None

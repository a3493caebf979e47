"""The list of episodes, and one episode's items, page by page."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bot.i18n import translate
from bot.render.actions import Verb, pack
from bot.render.buttons import Row, button, keyboard, numbered, opening, turning
from bot.render.html import clip, escape, say
from bot.render.item import TITLE, gist
from bot.render.links import Links
from bot.render.split import pages
from bot.render.text import day, episode_name
from bot.render.types import Message
from index.types import DigestItem, Episode, Language

ITEMS = 10  # on one page
EPISODES = 8


def episode_page(
    episode: Episode, items: Sequence[DigestItem], language: Language, page: int = 0, *, subscribe: bool = True
) -> Message:
    """One page of an episode's items; a page that is not there (any more) gives the nearest."""
    last = pages(len(items), ITEMS) - 1
    page = min(max(page, 0), last)
    shown = items[page * ITEMS : (page + 1) * ITEMS]
    lines = [
        say(language, "episode-head", name=clip(episode_name(episode), TITLE)),
        facts(episode, len(items), language),
    ]
    lines += [f"\n<b>{item.n}. {escape(clip(item.title, TITLE))}</b>\n{gist(item)}".rstrip() for item in shown]
    lines += [f"\n{_page_of(language, page, last)}"] if last else []
    rows: list[Row] = [
        *numbered([(str(item.n), pack(Verb.WHOLE, episode.key, item.n)) for item in shown]),
        turning(language, page, last + 1, Verb.PAGE, episode.key),
        opening(episode, language),
        [button(translate(language, "button-show"), Verb.SHOW, episode.key)] if subscribe else [],
    ]
    return Message("\n".join(lines), keyboard(rows))


def episode_list(
    episodes: Sequence[Episode], count: Callable[[Episode], int], language: Language, links: Links, page: int = 0
) -> Message:
    """One page of all episodes, newest first; `count` gives how many items one has, asked for those shown."""
    if not episodes:
        return Message(say(language, "library-empty"))
    last = pages(len(episodes), EPISODES) - 1
    page = min(max(page, 0), last)
    first = page * EPISODES
    shown = list(enumerate(episodes[first : first + EPISODES], first + 1))
    lines = [say(language, "episodes-head", count=len(episodes)), ""]
    lines += [f"{number}. {_entry(one, count(one), language, links)}" for number, one in shown]
    lines += [f"\n{_page_of(language, page, last)}"] if last else []
    targets = [(str(number), pack(Verb.EPISODE, episode.key)) for number, episode in shown]
    return Message("\n".join(lines), keyboard([*numbered(targets), turning(language, page, last + 1, Verb.EPISODES)]))


def facts(episode: Episode, count: int, language: Language) -> str:
    """The day it came out, where that is known, the number of items, and whether it is notes only; plain text."""
    parts = [day(language, episode.date)] if episode.date else []
    parts += [translate(language, "episode-count", count=count)]
    parts += [translate(language, "episode-notes")] if episode.notes_only else []
    return " · ".join(parts)


def _page_of(language: Language, page: int, last: int) -> str:
    return say(language, "page-of", page=page + 1, pages=last + 1)


def _entry(episode: Episode, count: int, language: Language, links: Links) -> str:
    name = f'<a href="{escape(links.episode(episode))}">{escape(clip(episode_name(episode), TITLE))}</a>'
    return f"{name} · {escape(facts(episode, count, language))}"

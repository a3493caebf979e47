"""Looking through what is there: /latest, /episodes, an episode's items, one item."""

from __future__ import annotations

from telegram import Update

from bot.render import item
from bot.render.episodes import episode_list, episode_page
from bot.render.types import Message
from handlers.context import Context
from handlers.place import place_of
from handlers.presses import Notice, Press, StaleError
from handlers.sending import edit, send
from index.types import Language


async def latest(update: Update, context: Context) -> None:
    """The newest episode's items."""
    place = await place_of(update, context)
    episodes = context.snapshot.episodes
    shown = _page(context, episodes[0].key, place.language) if episodes else _list(context, place.language)
    await send(context, place, [shown])


async def episodes(update: Update, context: Context) -> None:
    """All episodes, newest first."""
    place = await place_of(update, context)
    await send(context, place, [_list(context, place.language)])


async def turned_list(press: Press, context: Context) -> Notice | None:
    """Turns the list of episodes to another page."""
    await edit(context, press.place, press.query, _list(context, press.place.language, press.number(0)))
    return None


async def opened_episode(press: Press, context: Context) -> Notice | None:
    """Sends an episode's items."""
    await send(context, press.place, [_page(context, press.text(0), press.place.language)])
    return None


async def turned_page(press: Press, context: Context) -> Notice | None:
    """Turns an episode's items to another page."""
    page = _page(context, press.text(0), press.place.language, press.number(1))
    await edit(context, press.place, press.query, page)
    return None


async def opened_hit(press: Press, context: Context) -> Notice | None:
    """Sends an item's card."""
    hit = press.hit(context.snapshot)
    await send(context, press.place, [item.message(hit, press.place.language, context.links)])
    return None


async def opened_whole(press: Press, context: Context) -> Notice | None:
    """Sends an item's full text."""
    hit = press.hit(context.snapshot)
    await send(context, press.place, item.whole(hit, press.place.language, context.links))
    return None


def _page(context: Context, key: str, language: Language, page: int = 0) -> Message:
    episode = context.snapshot.episode(key)
    if episode is None:
        raise StaleError
    return episode_page(episode, context.snapshot.items(episode.id), language, page)


def _list(context: Context, language: Language, page: int = 0) -> Message:
    snapshot = context.snapshot
    return episode_list(
        snapshot.episodes, lambda episode: len(snapshot.items(episode.id)), language, context.links, page
    )

"""Inline look-ups: `@bot words` in any chat."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Iterable, Sequence
from itertools import chain, islice

from telegram import InlineQuery, InlineQueryResultsButton, Update

from bot.i18n import pick, translate
from bot.library import Snapshot
from bot.render.inline import result
from handlers.context import Context
from handlers.questions import clean
from index.types import Hit, Language

PAGE = 20  # results in one answer; Telegram takes 50
DEPTH = 100  # results that can be scrolled to
CACHE = 60  # seconds that Telegram may repeat an answer; a new episode shows after that


async def inline(update: Update, context: Context) -> None:
    """Answers with items: those that fit the words, or the newest while nothing is written."""
    query = update.inline_query
    if query is None:
        return
    offset = int(query.offset) if query.offset.isdecimal() else 0
    text = clean(query.query)
    quote, hits = await _search(context, text) if text else ("", newest(context.snapshot))
    await _answer(context, query, offset, quote, hits)


async def _answer(context: Context, query: InlineQuery, offset: int, quote: str, hits: Sequence[Hit]) -> None:
    language = await _language(context, query)
    shown = hits[offset : offset + PAGE]
    quotes = [quote if offset == 0 and i == 0 else "" for i in range(len(shown))]
    nothing = InlineQueryResultsButton(translate(language, "inline-nothing"), start_parameter="ask")
    await query.answer(
        [result(hit, language, context.links, words) for hit, words in zip(shown, quotes, strict=True)],
        cache_time=CACHE,
        is_personal=True,  # the language differs from person to person
        next_offset=str(offset + PAGE) if len(hits) > offset + PAGE else "",
        button=None if hits else nothing,
    )


async def _search(context: Context, text: str) -> tuple[str, Sequence[Hit]]:
    """The direct answer to the words, where they are a question that has one, and all items that fit, best first."""
    library = context.services.library
    today = dt.datetime.now(context.services.settings.timezone).date()
    answer, found = await asyncio.gather(library.ask(text, (), today), library.look_up(text, DEPTH))
    quote = answer.text if answer.kind == "fact" else ""
    return quote, _unique(chain(answer.hits, found))


def newest(snapshot: Snapshot) -> Sequence[Hit]:
    """The items of the newest episodes, in their order."""
    hits = (Hit(episode=one, item=item) for one in snapshot.episodes for item in snapshot.items(one.id))
    return tuple(islice(hits, DEPTH))


def _unique(hits: Iterable[Hit]) -> Sequence[Hit]:
    return tuple({(hit.episode.id, hit.item.n): hit for hit in reversed(tuple(hits))}.values())[::-1]


async def _language(context: Context, query: InlineQuery) -> Language:
    """What the person chose in the private chat, whose id is the person's, else the language of their Telegram."""
    chosen = await context.services.chats.language(query.from_user.id)
    return chosen or pick(query.from_user.language_code, context.services.settings.default_language)

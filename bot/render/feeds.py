"""What operators are told of the feeds that they add."""

from __future__ import annotations

from bot.feeds.service import Added
from bot.feeds.urls import shown
from bot.render.html import clip, say
from bot.render.types import Message
from index.types import Language

REASON = 300  # UTF-16 units
PROBLEMS = 5


def how_to_add(language: Language) -> Message:
    """How the command is used."""
    return Message(say(language, "addfeed-how"))


def no_address(address: str, language: Language) -> Message:
    """What was given is no address."""
    return Message(say(language, "addfeed-address", address=clip(address, REASON)))


def loading(done: int, of: int, language: Language) -> Message:
    """How far the loading is."""
    return Message(say(language, "addfeed-loading", done=done, of=of))


def added(added: Added, language: Language) -> Message:
    """What came of it, with what was wrong with parts of the feed."""
    polled = added.polled
    name = clip(added.feed.title or shown(added.feed.url), REASON)
    if polled is None:
        return Message(say(language, "addfeed-busy", name=name))
    if polled.error:
        key = "addfeed-later" if added.kept else "addfeed-refused"
        return Message(say(language, key, name=name, kind=polled.kind or "passing", reason=clip(polled.error, REASON)))
    key = "addfeed-new" if added.new else "addfeed-known"
    lines = [say(language, key, name=name, new=polled.new, changed=polled.changed)]
    lines += [say(language, "addfeed-problem", problem=clip(one, REASON)) for one in polled.problems[:PROBLEMS]]
    return Message("\n".join(lines))

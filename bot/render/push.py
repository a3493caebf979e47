"""What subscribers are told of new episodes."""

from __future__ import annotations

from collections.abc import Sequence

from bot.i18n import translate
from bot.render.actions import Verb
from bot.render.buttons import Row, button, keyboard, opening
from bot.render.episodes import facts
from bot.render.html import clip, escape, say
from bot.render.item import TITLE, line
from bot.render.links import Links
from bot.render.split import pack
from bot.render.text import episode_name
from bot.render.types import Message
from index.types import DigestItem, Episode, Hit, Language

Told = tuple[Episode, Sequence[DigestItem]]

BUTTONS = 10  # of a digest, one an episode


def push(episode: Episode, items: Sequence[DigestItem], language: Language, links: Links) -> tuple[Message, ...]:
    """The episode with those of its items that the chat asked for, one a line; cut between items where it is long."""
    return _messages(_lines(episode, items, language, links), _rows(episode, language))


def digest(told: Sequence[Told], language: Language, links: Links) -> tuple[Message, ...]:
    """Several episodes in one, each as in a push of its own."""
    items = translate(language, "episode-count", count=sum(len(items) for _, items in told))
    blocks = [f"{say(language, 'digest-head', count=len(told), items=items)}\n"]
    for episode, items_of_it in told:
        first, *rest = _lines(episode, items_of_it, language, links)
        blocks += [first if len(blocks) == 1 else f"\n{first}", *rest]
    rows = [[button(f"📋 {episode_name(episode)}", Verb.EPISODE, episode.key)] for episode, _ in told[:BUTTONS]]
    return _messages(blocks, rows)


def preview(episode: Episode, items: Sequence[DigestItem], language: Language, links: Links) -> tuple[Message, ...]:
    """What would have been pushed of an episode, under a line that says so."""
    if not items:
        return (Message(say(language, "preview-nothing", name=clip(episode_name(episode), TITLE))),)
    head = f"{say(language, 'preview-head')}\n"
    return _messages([head, *_lines(episode, items, language, links)], _rows(episode, language))


def _lines(episode: Episode, items: Sequence[DigestItem], language: Language, links: Links) -> list[str]:
    head = say(language, "push-head", url=links.episode(episode), name=clip(episode_name(episode), TITLE))
    hits = [Hit(episode=episode, item=item) for item in items]
    lines = [line(hit, links.item(hit), hit.item.n) for hit in hits]
    return [f"{head}\n{escape(facts(episode, len(items), language))}\n", *lines]


def _rows(episode: Episode, language: Language) -> list[Row]:
    all_items = button(translate(language, "button-items"), Verb.EPISODE, episode.key)
    return [[all_items], opening(episode, language)]


def _messages(blocks: Sequence[str], rows: Sequence[Row]) -> tuple[Message, ...]:
    texts = pack(blocks)
    return (*(Message(text) for text in texts[:-1]), Message(texts[-1], keyboard(rows)))

"""What subscribers are told of a new episode."""

from __future__ import annotations

from collections.abc import Sequence

from bot.i18n import translate
from bot.render.actions import Verb
from bot.render.buttons import button, keyboard, opening
from bot.render.episodes import facts
from bot.render.html import clip, escape, say
from bot.render.item import TITLE, line
from bot.render.links import Links
from bot.render.split import pack
from bot.render.text import episode_name
from bot.render.types import Message
from index.types import DigestItem, Episode, Hit, Language


def push(episode: Episode, items: Sequence[DigestItem], language: Language, links: Links) -> tuple[Message, ...]:
    """The episode with those of its items that the chat asked for, one a line; cut between items where it is long."""
    name = clip(episode_name(episode), TITLE)
    head = say(language, "push-head", url=links.episode(episode), name=name)
    lines = [line(Hit(episode=episode, item=item), links.item(episode, item.n), item.n) for item in items]
    texts = pack([f"{head}\n{escape(facts(episode, len(items), language))}\n", *lines])
    all_items = button(translate(language, "button-items"), Verb.EPISODE, episode.key)
    markup = keyboard([[all_items], opening(episode, language)])
    return (*(Message(text) for text in texts[:-1]), Message(texts[-1], markup))

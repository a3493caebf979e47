"""The first words to a person or a group, help, and how to ask."""

from __future__ import annotations

from collections.abc import Sequence

from bot.i18n import translate
from bot.render.actions import Verb
from bot.render.buttons import Row, button, keyboard, questions
from bot.render.html import clip, say
from bot.render.item import TITLE
from bot.render.text import episode_name
from bot.render.types import Example, Message
from index.types import Episode, Language


def welcome(episodes: Sequence[Episode], language: Language, examples: Sequence[Example]) -> Message:
    """To somebody who has just come: what this is, what is there, three questions to press."""
    subscribe: Row = [button(translate(language, "button-all"), Verb.ALL)]
    if not episodes:
        return Message(say(language, "welcome-empty"), keyboard([subscribe]))
    latest = clip(episode_name(episodes[0]), TITLE)
    text = say(language, "welcome", episodes=len(episodes), latest=latest)
    return Message(text, keyboard([*questions(examples), subscribe]))


def welcome_group(language: Language, bot: str) -> Message:
    """To a group that has just taken the bot in; `bot` is the username without @."""
    return Message(say(language, "welcome-group", bot=bot))


def help_text(language: Language, bot: str) -> Message:
    """All that the bot can do."""
    return Message(say(language, "help", bot=bot))


def how_to_ask(language: Language, bot: str, examples: Sequence[Example], *, private: bool) -> Message:
    """For /ask without a question."""
    text = say(language, "how-to-ask-private") if private else say(language, "how-to-ask", bot=bot)
    return Message(text, keyboard(questions(examples)))


def hint(language: Language, key: str, examples: Sequence[Example] = ()) -> Message:
    """A text without variables, over example questions."""
    return Message(say(language, key), keyboard(questions(examples)))

"""Short replies to greetings and thanks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.render.buttons import keyboard, questions
from bot.render.html import say
from bot.render.types import Example, Message
from index.types import Language

_REPLIES = (
    ("smalltalk-thanks", re.compile(r"谢|辛苦|\bth(anks?|x)\b|\bty\b", re.IGNORECASE)),
    ("smalltalk-bye", re.compile(r"再见|拜拜|晚安|\b(good)?bye\b|\bgood ?night\b", re.IGNORECASE)),
)


def smalltalk(text: str, language: Language, examples: Sequence[Example]) -> Message:
    """A reply in kind; a greeting gets examples of what to ask."""
    for key, words in _REPLIES:
        if words.search(text):
            return Message(say(language, key))
    return Message(say(language, "smalltalk-hello"), keyboard(questions(examples)))

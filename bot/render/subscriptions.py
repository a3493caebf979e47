"""Subscriptions in words and buttons."""

from __future__ import annotations

from collections.abc import Sequence

from bot.i18n import translate
from bot.render.actions import Verb
from bot.render.buttons import button, keyboard
from bot.render.html import clip, say
from bot.render.types import Message
from index.types import Language

VALUE = 64  # UTF-16 units of a topic or show in a message

Wish = tuple[int, str, str]  # id, kind ("all", "show" or "topic"), value


def name_of(kind: str, value: str, language: Language) -> str:
    """What a subscription is for; plain text."""
    if kind == "all":
        return translate(language, "subscription-all")
    key = "subscription-show" if kind == "show" else "subscription-topic"
    return translate(language, key, value=clip(value, VALUE))


def subscribed(kind: str, value: str, language: Language, *, new: bool) -> Message:
    """Confirms a subscription, or says that it was there already."""
    name = name_of(kind, value, language)
    if not new:
        return Message(say(language, "subscribed-already", name=name))
    hints = [say(language, "subscribed-topics")] if kind == "all" else []
    hints.append(say(language, "subscribed-stop"))
    return Message("\n".join([f"{say(language, 'subscribed', name=name)}\n", *hints]))


def subscription_list(wishes: Sequence[Wish], language: Language) -> Message:
    """All subscriptions of a chat, each with a button that ends it."""
    if not wishes:
        return Message(say(language, "subscriptions-none"))
    rows = [
        [button(translate(language, "button-unsubscribe", name=name_of(kind, value, language)), Verb.UNSUBSCRIBE, i)]
        for i, kind, value in wishes
    ]
    if len(wishes) > 1:
        rows.append([button(translate(language, "button-unsubscribe-all"), Verb.UNSUBSCRIBE_ALL)])
    return Message(say(language, "subscriptions", count=len(wishes)), keyboard(rows))

"""Subscriptions in words and buttons."""

from __future__ import annotations

from collections.abc import Sequence

from telegram import InlineKeyboardButton

from bot.i18n import translate
from bot.render.actions import Verb
from bot.render.buttons import Row, button, keyboard
from bot.render.html import clip, say
from bot.render.schedules import muted_line, time_line
from bot.render.types import Message
from bot.schedule import Schedule
from bot.storage.subscriptions import Subscription
from index.types import Language

VALUE = 64  # UTF-16 units of a topic or show in a message


def name_of(kind: str, value: str, language: Language) -> str:
    """What a subscription is for; plain text."""
    if kind == "all":
        return translate(language, "subscription-all")
    key = "subscription-show" if kind == "show" else "subscription-topic"
    return translate(language, key, value=clip(value, VALUE))


def subscribed(held: Subscription, language: Language, schedule: Schedule, *, new: bool) -> Message:
    """Confirms a subscription, or says that it was there already."""
    name = name_of(held.kind, held.value, language)
    key = "subscribed" if new else "subscribed-already"
    lines = [f"{say(language, key, name=name)}", time_line(schedule, language)]
    lines += [muted] if (muted := muted_line(schedule, language)) else []
    lines += [f"\n{say(language, 'subscribed-topics')}"] if new and held.kind == "all" else []
    preview = button(translate(language, "button-preview"), Verb.PREVIEW, held.id)
    change = button(translate(language, "button-subscriptions"), Verb.SUBSCRIPTIONS)
    return Message("\n".join(lines), keyboard([[preview, change]]))


def subscription_list(held: Sequence[Subscription], language: Language) -> Message:
    """All subscriptions of a chat, each with a button that ends it."""
    if not held:
        return Message(say(language, "subscriptions-none"))
    rows: list[Row] = [[_ending(one, language)] for one in held]
    if len(held) > 1:
        rows.append([button(translate(language, "button-unsubscribe-all"), Verb.UNSUBSCRIBE_ALL)])
    return Message(say(language, "subscriptions", count=len(held)), keyboard(rows))


def overview(held: Sequence[Subscription], language: Language, schedule: Schedule) -> Message:
    """All subscriptions of a chat, each with a button that opens it, and when they are told."""
    if not held:
        return Message(say(language, "subscriptions-none"))
    lines = [f"{say(language, 'overview', count=len(held))}\n", time_line(schedule, language)]
    lines += [muted] if (muted := muted_line(schedule, language)) else []
    rows: list[Row] = [[button(_marked(one, language), Verb.SUBSCRIPTION, one.id)] for one in held]
    rows.append(
        [
            button(translate(language, "button-time"), Verb.TIME),
            button(translate(language, "button-mute"), Verb.MUTE),
        ]
    )
    rows.append([button(translate(language, "button-preview"), Verb.PREVIEW)])
    return Message("\n".join(lines), keyboard(rows))


def subscription_page(held: Subscription, language: Language) -> Message:
    """One subscription: to be paused, tried out or ended."""
    name = name_of(held.kind, held.value, language)
    text = say(language, "page-paused" if held.paused else "page-active", name=name)
    pausing = "button-resume" if held.paused else "button-pause"
    rows: list[Row] = [
        [
            button(translate(language, pausing), Verb.PAUSE, held.id, 0 if held.paused else 1),
            button(translate(language, "button-preview"), Verb.PREVIEW, held.id),
        ],
        [button(translate(language, "button-end"), Verb.UNSUBSCRIBE, held.id, Verb.SUBSCRIPTIONS)],
        [button(translate(language, "button-back"), Verb.SUBSCRIPTIONS)],
    ]
    return Message(text, keyboard(rows))


def _marked(one: Subscription, language: Language) -> str:
    name = name_of(one.kind, one.value, language)
    return f"⏸ {name}" if one.paused else f"🔔 {name}"


def _ending(one: Subscription, language: Language) -> InlineKeyboardButton:
    name = name_of(one.kind, one.value, language)
    return button(translate(language, "button-unsubscribe", name=name), Verb.UNSUBSCRIBE, one.id)

"""When pushes come, in words and buttons: the time, the time zone, and for how long there are none."""

from __future__ import annotations

from collections.abc import Sequence

from telegram import InlineKeyboardButton

from bot.i18n import translate
from bot.render.actions import Verb, pack
from bot.render.buttons import Row, button, keyboard
from bot.render.html import say
from bot.render.text import day
from bot.render.types import Message
from bot.schedule import Schedule
from bot.storage.dialect import now
from index.types import Language

HOURS_A_ROW = 6
WEEKDAYS = 7
MUTES = {8: "mute-night", 24: "mute-day", 168: "mute-week", 720: "mute-month"}  # hours
# One zone for many people each; any other can be written after /timezone.
ZONES = (
    "Asia/Shanghai",
    "Asia/Taipei",
    "Asia/Tokyo",
    "Asia/Singapore",
    "Asia/Kolkata",
    "Asia/Dubai",
    "Europe/Moscow",
    "Europe/Berlin",
    "Europe/London",
    "America/New_York",
    "America/Chicago",
    "America/Los_Angeles",
    "Australia/Sydney",
    "UTC",
)
WAYS = {"button-instant": "i", "button-daily": "d", "button-weekly": "w"}


def time_line(schedule: Schedule, language: Language) -> str:
    """When pushes come, as HTML."""
    hour, zone = _hour(schedule.hour), schedule.zone.key
    match schedule.frequency:
        case "daily":
            return say(language, "time-daily", hour=hour, zone=zone)
        case "weekly":
            return say(language, "time-weekly", weekday=weekday(schedule.weekday, language), hour=hour, zone=zone)
    return say(language, "time-instant")


def muted_line(schedule: Schedule, language: Language) -> str | None:
    """Until when there are none, as HTML; None where they come."""
    if schedule.muted_until is None or not schedule.muted(now()):
        return None
    until = schedule.muted_until.astimezone(schedule.zone)
    return say(language, "muted", date=day(language, until.date()), hour=f"{until:%H:%M}")


def time_page(schedule: Schedule, language: Language) -> Message:
    """At once, daily or weekly, and the time zone."""
    ways: list[Row] = [
        [_choice(translate(language, key), schedule.frequency.startswith(value), Verb.TIME, value)]
        for key, value in WAYS.items()
    ]
    zone = button(translate(language, "button-zone", zone=schedule.zone.key), Verb.ZONE)
    text = f"{say(language, 'time-ask')}\n\n{time_line(schedule, language)}"
    return Message(text, keyboard([*ways, [zone], [_back(language)]]))


def weekday_page(schedule: Schedule, language: Language) -> Message:
    """The days of the week."""
    chosen = schedule.weekday if schedule.frequency == "weekly" else None
    days = [_choice(weekday(number, language), number == chosen, Verb.TIME, "w", number) for number in range(WEEKDAYS)]
    rows = [days[:4], days[4:], [button(translate(language, "button-back"), Verb.TIME)]]
    return Message(say(language, "time-ask-weekday"), keyboard(rows))


def hour_page(schedule: Schedule, language: Language, *values: str | int) -> Message:
    """The hours of a day; `values`: what stands before the hour in the callback data, "d", or "w" and a weekday."""
    hours = [InlineKeyboardButton(_hour(hour), callback_data=pack(Verb.TIME, *values, hour)) for hour in range(24)]
    rows: list[Row] = [hours[start : start + HOURS_A_ROW] for start in range(0, 24, HOURS_A_ROW)]
    back = button(translate(language, "button-back"), Verb.TIME)
    return Message(say(language, "time-ask-hour", zone=schedule.zone.key), keyboard([*rows, [back]]))


def zone_page(schedule: Schedule, language: Language) -> Message:
    """Some time zones, and how to set any other."""
    names = [schedule.zone.key, *(name for name in ZONES if name != schedule.zone.key)]
    buttons = [_choice(name, name == schedule.zone.key, Verb.ZONE, name) for name in names]
    back = button(translate(language, "button-back"), Verb.TIME)
    clock = f"{now().astimezone(schedule.zone):%H:%M}"
    return Message(say(language, "zone-ask", zone=schedule.zone.key, hour=clock), keyboard([*_by_two(buttons), [back]]))


def mute_page(schedule: Schedule, language: Language) -> Message:
    """For how long."""
    buttons = [button(translate(language, key), Verb.MUTE, hours) for hours, key in MUTES.items()]
    muted = muted_line(schedule, language)
    ending: list[Row] = [[button(translate(language, "button-unmute"), Verb.MUTE, 0)]] if muted else []
    text = "\n\n".join([say(language, "mute-ask"), *([muted] if muted else [])])
    return Message(text, keyboard([*_by_two(buttons), *ending, [_back(language)]]))


def weekday(number: int, language: Language) -> str:
    """The name of the day; Monday is 0."""
    return translate(language, "weekday", number=number)


def _choice(text: str, chosen: bool, verb: Verb, *values: str | int) -> InlineKeyboardButton:
    return button(f"✓ {text}" if chosen else text, verb, *values)


def _back(language: Language) -> InlineKeyboardButton:
    return button(translate(language, "button-back"), Verb.SUBSCRIPTIONS)


def _by_two(buttons: Sequence[InlineKeyboardButton]) -> list[Row]:
    return [buttons[start : start + 2] for start in range(0, len(buttons), 2)]


def _hour(hour: int) -> str:
    return f"{hour:02}:00"

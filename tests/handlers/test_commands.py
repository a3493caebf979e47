from __future__ import annotations

from telegram.ext import CommandHandler

from handlers import ALLOWED_UPDATES, registrations
from handlers.commands import COMMANDS, menu, publish
from tests.support.people import People
from tests.support.recording import Telegram


async def test_menus_and_texts_are_set_for_every_place_and_language(people: People, telegram: Telegram) -> None:
    await publish(people.application.bot)
    places = {key for key in telegram.settings if key.startswith("commands")}
    assert places == {
        f"commands {scope} {code}" for scope in ("all_private_chats", "all_group_chats") for code in ("", "zh")
    }
    english = telegram.settings["commands all_private_chats "]
    assert {one["command"]: one["description"] for one in english}["latest"] == "The latest episode"
    assert telegram.settings["commands all_group_chats zh"][1]["description"] == "最新一期"
    assert len(telegram.settings["short default "]) <= 120
    assert len(telegram.settings["description default zh"]) <= 512


async def test_what_is_set_already_is_not_set_again(people: People, telegram: Telegram) -> None:
    await publish(people.application.bot)
    telegram.calls.clear()
    await publish(people.application.bot)
    assert not [call.method for call in telegram.calls if call.method.startswith("set")]


def test_every_command_in_the_menu_has_a_handler() -> None:
    handled = set[str]().union(*(one.commands for one in registrations() if isinstance(one, CommandHandler)))
    assert handled == {*COMMANDS, "start", "status", "addfeed"}
    assert [one.command for one in menu("zh")] == list(COMMANDS)
    assert all(3 <= len(one.description) <= 256 for one in (*menu("zh"), *menu("en")))


def test_only_updates_that_have_a_handler_are_asked_for() -> None:
    assert set(ALLOWED_UPDATES) == {"message", "callback_query", "inline_query", "my_chat_member", "guest_message"}

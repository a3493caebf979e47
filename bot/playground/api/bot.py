"""The bot itself, its updates, its menus, and what it may ask about chats."""

from __future__ import annotations

import re
from typing import Any

from bot.playground import views
from bot.playground.api.parameters import Parameters
from bot.playground.api.places import chat_of
from bot.playground.errors import bad_request
from bot.playground.people import BOT_ID, Chat
from bot.playground.world import World

MAX_COMMANDS = 100  # https://core.telegram.org/bots/api#setmycommands
MAX_TEXT = {"description": 512, "short_description": 120, "name": 64}
COLOURS = 7  # accent colours of Telegram's own palette


def get_me(world: World, _given: Parameters) -> dict[str, Any]:
    """The method getMe."""
    rights = {"can_join_groups": True, "can_read_all_group_messages": False, "supports_inline_queries": True}
    return world.people.bot.json() | rights


async def get_updates(world: World, given: Parameters) -> list[dict[str, Any]]:
    """The method getUpdates: waits for an update, at most `timeout` seconds."""
    allowed = [str(one) for one in given.rows("allowed_updates")] if "allowed_updates" in given else None
    limits = {"offset": given.integer("offset"), "limit": given.integer("limit", 100)}
    return await world.updates.get(**limits, seconds=given.number("timeout"), allowed=allowed)


def delete_webhook(world: World, given: Parameters) -> bool:
    """The method deleteWebhook: there is none, but waiting updates can be dropped."""
    if given.flag("drop_pending_updates"):
        world.updates.drop()
    return True


def get_webhook_info(world: World, _given: Parameters) -> dict[str, Any]:
    """The method getWebhookInfo."""
    return {"url": "", "has_custom_certificate": False, "pending_update_count": len(world.updates)}


def set_my_commands(world: World, given: Parameters) -> bool:
    """The method setMyCommands: the page shows them in its menu."""
    commands = [_command(one) for one in given.rows("commands")]
    if len(commands) > MAX_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    world.profile.set_commands(given.table("scope"), given.text("language_code"), commands)
    _announce(world)
    return True


def _command(command: dict[str, Any]) -> dict[str, str]:
    name, description = str(command.get("command", "")).lstrip("/"), str(command.get("description", ""))
    if not re.fullmatch(r"[a-z0-9_]{1,32}", name):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= len(description) <= 256:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name, "description": description}


def get_my_commands(world: World, given: Parameters) -> list[dict[str, str]]:
    """The method getMyCommands."""
    return world.profile.commands(given.table("scope"), given.text("language_code"))


def delete_my_commands(world: World, given: Parameters) -> bool:
    """The method deleteMyCommands."""
    world.profile.set_commands(given.table("scope"), given.text("language_code"), [])
    _announce(world)
    return True


def set_my_text(field: str, world: World, given: Parameters) -> bool:
    """The methods setMyDescription, setMyShortDescription and setMyName."""
    if len(given.text(field)) > MAX_TEXT[field]:
        raise bad_request(f"BOT_{field.upper()}_TOO_LONG")
    world.profile.set_text(field, given.text("language_code"), given.text(field))
    _announce(world)
    return True


def get_my_text(field: str, world: World, given: Parameters) -> dict[str, str]:
    """The methods getMyDescription, getMyShortDescription and getMyName."""
    own = world.people.bot.name if field == "name" else ""
    return {field: world.profile.text(field, given.text("language_code")) or own}


def _announce(world: World) -> None:
    world.hub.publish("bot", bot=views.bot(world.people, world.profile))


def get_chat(world: World, given: Parameters) -> dict[str, Any]:
    """The method getChat."""
    chat = chat_of(world, given)
    gifts = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")
    return chat.json() | {
        "accent_color_id": abs(chat.id) % COLOURS,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(gifts, False),
    }


def get_chat_member(world: World, given: Parameters) -> dict[str, Any]:
    """The method getChatMember."""
    return _member(world, chat_of(world, given), given.integer("user_id"))


def get_chat_administrators(world: World, given: Parameters) -> list[dict[str, Any]]:
    """The method getChatAdministrators."""
    chat = chat_of(world, given)
    if chat.kind == "private":
        raise bad_request("there are no administrators in the private chat")
    members = [_member(world, chat, one) for one in chat.people]
    return [one for one in members if one["status"] in ("creator", "administrator")]


def get_chat_member_count(world: World, given: Parameters) -> int:
    """The method getChatMemberCount."""
    return len({*chat_of(world, given).people, BOT_ID})


def _member(world: World, chat: Chat, user_id: int) -> dict[str, Any]:
    person = world.people.persons.get(user_id)
    if person is None:
        raise bad_request("invalid user_id specified")
    status = world.people.status(chat, user_id)
    owner = {"is_anonymous": False} if status == "creator" else {}
    return {"status": status, "user": person.json(), **owner}

"""Where a call goes: the chat, the message, the text it carries; raises ApiError as Telegram does."""

from __future__ import annotations

import re

from bot.playground.api.parameters import Parameters
from bot.playground.errors import ApiError, bad_request
from bot.playground.formatted import MAX_UNITS, Entity, Formatted, completed, units
from bot.playground.history import Message
from bot.playground.html_mode import MarkupError, parse_html
from bot.playground.people import Chat
from bot.playground.world import World

_ENTITY_FIELDS = ("url", "language")


def chat_of(world: World, given: Parameters, *, write: bool = False) -> Chat:
    """The chat of `chat_id`; with `write`, one that the bot may write to."""
    if not given.text("chat_id"):
        raise bad_request("chat_id is empty")
    is_number = re.fullmatch(r"-?\d+", given.text("chat_id"))
    chat = world.people.chats.get(given.integer("chat_id")) if is_number else None
    if chat is None:
        raise bad_request("chat not found")
    if write and chat.kind == "private" and chat.id not in world.people.started:
        raise ApiError(403, "Forbidden: bot can't initiate conversation with a user")
    if write and given.integer("message_thread_id"):
        raise bad_request("message thread not found")
    return chat


def message_of(world: World, given: Parameters, verb: str) -> Message:
    """The message of `inline_message_id` or `message_id`; `verb` as in "message to edit not found"."""
    if "inline_message_id" in given:
        found = world.history.inline(given.text("inline_message_id"))
        if found is None:
            raise bad_request("MESSAGE_ID_INVALID")
        return found
    chat = chat_of(world, given)
    if "message_id" not in given:
        raise bad_request("message identifier is not specified")
    message = world.history.get(chat.id, given.integer("message_id"))
    if message is None:
        raise bad_request(f"message to {verb} not found")
    return message


def formatted(given: Parameters, name: str = "text") -> Formatted:
    """The text of a call, parsed and checked for its length after parsing."""
    raw = given.text(name)
    if not raw:
        raise bad_request("message text is empty")
    content = completed(*_parsed(raw, given))
    if not content.text:
        raise bad_request("text must be non-empty")
    if units(content.text) > MAX_UNITS:
        raise bad_request("message is too long")
    return content


def _parsed(raw: str, given: Parameters) -> tuple[str, list[Entity]]:
    mode = given.text("parse_mode").lower()
    if mode not in ("", "html"):
        raise bad_request("unsupported parse_mode")
    if not mode:
        return raw, [_entity(Parameters(one)) for one in given.rows("entities")]
    try:
        return parse_html(raw)
    except MarkupError as error:
        raise bad_request(f"can't parse entities: {error}") from None


def _entity(given: Parameters) -> Entity:
    more = {name: given.text(name) for name in _ENTITY_FIELDS}
    return Entity(given.text("type"), given.integer("offset"), given.integer("length"), **more)

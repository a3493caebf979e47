"""Messages of the bot: sending, editing, deleting, reacting, being seen to type."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any

from bot.playground import keyboards
from bot.playground.api.parameters import Parameters
from bot.playground.api.places import chat_of, formatted, message_of
from bot.playground.errors import bad_request
from bot.playground.formatted import Formatted
from bot.playground.history import Message
from bot.playground.keyboards import Keyboard
from bot.playground.people import Chat
from bot.playground.world import World

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current content "
    "and reply markup of the message"
)
ACTIONS = frozenset(
    {
        "choose_sticker",
        "find_location",
        "record_video",
        "record_video_note",
        "record_voice",
        "typing",
        "upload_document",
        "upload_photo",
        "upload_video",
        "upload_video_note",
        "upload_voice",
    }
)


def send_message(world: World, given: Parameters) -> dict[str, Any]:
    """sendMessage."""
    chat = chat_of(world, given, write=True)
    content = formatted(given)
    keyboard = keyboards.checked(given.table("reply_markup"))
    reply_to = _answered(world, chat, Parameters(given.table("reply_parameters")))
    message = world.history.add(chat.id, world.people.bot.id, content, keyboard=keyboard, reply_to=reply_to)
    world.announce("message", message)
    return world.json(message)


def _answered(world: World, chat: Chat, reply: Parameters) -> int | None:
    if "message_id" not in reply:
        return None
    message_id = reply.integer("message_id")
    if world.history.get(chat.id, message_id):
        return message_id
    if not reply.flag("allow_sending_without_reply"):
        raise bad_request("message to be replied not found")
    return None


def edit_message_text(world: World, given: Parameters) -> dict[str, Any] | bool:
    """editMessageText."""
    message = _editable(world, given)
    return _edit(world, message, formatted(given), keyboards.checked(given.table("reply_markup")))


def edit_message_reply_markup(world: World, given: Parameters) -> dict[str, Any] | bool:
    """editMessageReplyMarkup."""
    message = _editable(world, given)
    return _edit(world, message, message.content, keyboards.checked(given.table("reply_markup")))


def _editable(world: World, given: Parameters) -> Message:
    message = message_of(world, given, "edit")
    if message.sender != world.people.bot.id and not message.inline_id:
        raise bad_request("message can't be edited")
    return message


def _edit(world: World, message: Message, content: Formatted, keyboard: Keyboard) -> dict[str, Any] | bool:
    if (content, keyboard) == (message.content, message.keyboard):
        raise bad_request(NOT_MODIFIED)
    # A client marks a message as edited when its words change, not when its buttons do.
    edited = message.edited if content == message.content else int(time.time())
    changed = world.history.change(replace(message, content=content, keyboard=keyboard, edited=edited))
    world.announce("edit", changed)
    return True if message.inline_id else world.json(changed)


def delete_message(world: World, given: Parameters) -> bool:
    """deleteMessage."""
    message = message_of(world, given, "delete")
    if message.sender != world.people.bot.id and world.people.chats[message.chat].kind != "private":
        raise bad_request("message can't be deleted")
    world.history.remove(message)
    world.hub.publish("delete", chat=message.chat, message=message.id)
    return True


def set_message_reaction(world: World, given: Parameters) -> bool:
    """setMessageReaction; one emoji, as for any bot."""
    message = message_of(world, given, "react")
    reactions = [one for one in given.rows("reaction") if isinstance(one, dict)]
    emoji = str(reactions[0].get("emoji", "")) if reactions else ""
    world.announce("edit", world.history.change(replace(message, reaction=emoji)))
    return True


def send_chat_action(world: World, given: Parameters) -> bool:
    """sendChatAction."""
    chat = chat_of(world, given, write=True)
    if given.text("action") not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    world.hub.publish("typing", chat=chat.id)
    return True

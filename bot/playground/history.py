"""The messages of all chats, and those that live outside of them for the bot (sent through an inline look-up)."""

from __future__ import annotations

import itertools
import time
from collections import OrderedDict
from dataclasses import dataclass
from typing import Any

from bot.playground.formatted import Formatted
from bot.playground.keyboards import Keyboard
from bot.playground.keyboards import json as keyboard_json
from bot.playground.people import People

KEPT = 500  # messages a chat


@dataclass(frozen=True, slots=True)
class Message:
    """One message; `sender` and `reply_to` are ids, `inline_id` is set where the bot knows it by that alone."""

    id: int
    chat: int
    sender: int
    date: int
    content: Formatted
    keyboard: Keyboard = ()
    reply_to: int | None = None
    edited: int | None = None
    via_bot: bool = False
    inline_id: str | None = None
    reaction: str = ""


class History:
    """Messages by chat and id; the oldest of a chat go when there are more than `KEPT`."""

    def __init__(self) -> None:
        self._chats: dict[int, OrderedDict[int, Message]] = {}
        self._inline: dict[str, tuple[int, int]] = {}
        self._ids = itertools.count(1)

    def add(
        self, chat: int, sender: int, content: Formatted, keyboard: Keyboard = (), reply_to: int | None = None
    ) -> Message:
        """A new message with the next id and the time of now."""
        return self._put(Message(next(self._ids), chat, sender, int(time.time()), content, keyboard, reply_to))

    def add_chosen(self, chat: int, sender: int, content: Formatted, keyboard: Keyboard) -> Message:
        """A message sent through an inline look-up; with a keyboard the bot can change it, by its `inline_id`."""
        message_id = next(self._ids)
        inline_id = f"inline-{message_id}" if keyboard else None
        now = int(time.time())
        return self._put(Message(message_id, chat, sender, now, content, keyboard, via_bot=True, inline_id=inline_id))

    def _put(self, message: Message) -> Message:
        chat = message.chat
        kept = self._chats.setdefault(chat, OrderedDict())
        kept[message.id] = message
        if message.inline_id:
            self._inline[message.inline_id] = (chat, message.id)
        if len(kept) > KEPT:
            self.remove(next(iter(kept.values())))
        return message

    def get(self, chat: int, message_id: int | None) -> Message | None:
        """The message, if it is still there."""
        messages = self._chats.get(chat)
        return messages.get(message_id) if messages and message_id is not None else None

    def inline(self, inline_id: str) -> Message | None:
        """The message that was sent through an inline look-up under that id."""
        return self.get(*self._inline[inline_id]) if inline_id in self._inline else None

    def of(self, chat: int) -> list[Message]:
        """All messages of a chat, oldest first."""
        return list(self._chats.get(chat, OrderedDict()).values())

    def change(self, changed: Message) -> Message:
        """Puts a changed message into its place."""
        self._chats[changed.chat][changed.id] = changed
        return changed

    def remove(self, message: Message) -> None:
        """Takes a message out."""
        self._chats[message.chat].pop(message.id, None)
        self._inline.pop(message.inline_id or "", None)

    def clear(self, chat: int) -> None:
        """Takes all messages of a chat out."""
        for message in self.of(chat):
            self.remove(message)


def bot_api(message: Message, people: People, history: History, *, with_reply: bool = True) -> dict[str, Any]:
    """The message as the Bot API writes it."""
    found: dict[str, Any] = {
        "message_id": message.id,
        "from": people.persons[message.sender].json(),
        "chat": people.chats[message.chat].json(),
        "date": message.date,
        "text": message.content.text,
    }
    if message.content.entities:
        found["entities"] = [one.json() for one in message.content.entities]
    if message.keyboard:
        found["reply_markup"] = keyboard_json(message.keyboard)
    if message.edited:
        found["edit_date"] = message.edited
    if message.via_bot:
        found["via_bot"] = people.bot.json()
    answered = history.get(message.chat, message.reply_to) if with_reply else None
    if answered:
        found["reply_to_message"] = bot_api(answered, people, history, with_reply=False)
    return found

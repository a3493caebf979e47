"""What the page gets to see. Only data: the page builds its elements itself, so no text can become markup."""

from __future__ import annotations

from typing import Any

from bot.playground.history import History, Message
from bot.playground.people import People
from bot.playground.profile import Profile

QUOTED = 160  # characters of a message shown above its reply


def message(one: Message, people: People, history: History) -> dict[str, Any]:
    """A message as the page shows it."""
    return {
        "id": one.id,
        "chat": one.chat,
        "from": one.sender,
        "date": one.date,
        "text": one.content.text,
        "entities": [entity.json() for entity in one.content.entities],
        "keyboard": [list(row) for row in one.keyboard],
        "edited": bool(one.edited),
        "via": people.bot.username if one.via_bot else "",
        "reaction": one.reaction,
        "reply": _quoted(history.get(one.chat, one.reply_to)),
    }


def _quoted(answered: Message | None) -> dict[str, Any] | None:
    if answered is None:
        return None
    return {"id": answered.id, "from": answered.sender, "text": answered.content.text[:QUOTED]}


def chats(people: People, history: History) -> list[dict[str, Any]]:
    """All chats with their messages."""
    return [
        {
            "id": chat.id,
            "kind": chat.kind,
            "title": chat.title,
            "people": list(chat.people),
            "messages": [message(one, people, history) for one in history.of(chat.id)],
        }
        for chat in people.chats.values()
    ]


def names(people: People) -> dict[str, str]:
    """The names of all by id."""
    return {str(one.id): one.name for one in people.persons.values()}


def bot(people: People, profile: Profile) -> dict[str, Any]:
    """The bot: its name, what it says of itself, its menus by chat id."""
    return {
        "id": people.bot.id,
        "name": people.bot.name,
        "username": people.bot.username,
        "description": profile.text("description", people.language),
        "about": profile.text("short_description", people.language),
        "commands": {str(chat.id): profile.menu(chat, people.language) for chat in people.chats.values()},
    }

"""What the bot says of itself: command menus by scope and language, descriptions by language."""

from __future__ import annotations

from typing import Any

from bot.playground.people import YOU, Chat

Commands = list[dict[str, str]]
_Key = tuple[str, int, int, str]  # scope, chat, user, language


class Profile:
    """Command menus and descriptions, as the bot set them."""

    def __init__(self) -> None:
        self._commands: dict[_Key, Commands] = {}
        self._texts: dict[tuple[str, str], str] = {}

    def set_commands(self, scope: dict[str, Any], language: str, commands: Commands) -> None:
        """Sets a menu; an empty one takes it away."""
        key = _key(scope, language)
        self._commands.pop(key, None)
        if commands:
            self._commands[key] = commands

    def commands(self, scope: dict[str, Any], language: str) -> Commands:
        """The menu of exactly that scope and language."""
        return self._commands.get(_key(scope, language), [])

    def menu(self, chat: Chat, language: str) -> Commands:
        """What a client shows in a chat: https://core.telegram.org/bots/api#determining-list-of-commands."""
        for scope in _scopes(chat):
            for code in (language, ""):
                if found := self._commands.get((*scope, code)):
                    return found
        return []

    def set_text(self, field: str, language: str, text: str) -> None:
        """Sets a description; an empty one takes it away."""
        self._texts[field, language] = text

    def text(self, field: str, language: str) -> str:
        """A description in that language, else the one for all languages, else nothing."""
        return self._texts.get((field, language)) or self._texts.get((field, ""), "")


def _key(scope: dict[str, Any], language: str) -> _Key:
    return (str(scope.get("type", "default")), int(scope.get("chat_id", 0)), int(scope.get("user_id", 0)), language)


def _scopes(chat: Chat) -> list[tuple[str, int, int]]:
    if chat.kind == "private":
        return [("chat", chat.id, 0), ("all_private_chats", 0, 0), ("default", 0, 0)]
    mine = [("chat_member", chat.id, YOU), ("chat_administrators", chat.id, 0)]
    return [
        *mine,
        ("chat", chat.id, 0),
        ("all_chat_administrators", 0, 0),
        ("all_group_chats", 0, 0),
        ("default", 0, 0),
    ]

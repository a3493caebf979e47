"""An in-memory Telegram for one bot: what its people do, turned into updates for the bot and events for the page."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from typing import Any

from bot.playground import people as cast
from bot.playground import views
from bot.playground.errors import ActionError
from bot.playground.formatted import MAX_UNITS, Formatted, completed, units
from bot.playground.history import History, Message, bot_api
from bot.playground.hub import Hub
from bot.playground.keyboards import holds
from bot.playground.people import CHAT_IDS, Chat, People, Person
from bot.playground.profile import Profile
from bot.playground.queries import CALLBACK_SECONDS, INLINE_SECONDS, Queries, Query
from bot.playground.updates import UpdateQueue
from index.types import Language

__all__ = ["CHAT_IDS", "World"]

MAX_QUERY = 256  # characters of an inline look-up
_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{0,64}")


class World:
    """Two people, a bot, a private chat for each and a group; all in memory, for the time the program runs.

    The people's actions raise ActionError where Telegram's apps would not let them happen.
    """

    token = cast.TOKEN
    username = cast.USERNAME

    def __init__(self, language: Language) -> None:
        self.people = People(language)
        self.history = History()
        self.profile = Profile()
        self.queries = Queries()
        self.updates = UpdateQueue()
        self.hub = Hub()

    @property
    def language(self) -> Language:
        """The language of the page and of its people."""
        return self.people.language

    def speak(self, language: Language) -> None:
        """Switches the language; the next updates carry it as language_code."""
        self.people.speak(language)

    def send(self, chat_id: int, person_id: int, text: str, reply_to: int | None = None) -> Message:
        """A person writes; the bot is told, unless it is a group and privacy mode keeps it from the bot."""
        speaker = self.people.speaker(chat_id, person_id)
        content = _typed(text)
        answered = self.history.get(chat_id, reply_to)
        message = self.history.add(chat_id, speaker.id, content, reply_to=answered.id if answered else None)
        self._meet(chat_id)
        self.announce("message", message)
        if self._bot_sees(message):
            self.updates.put("message", self.json(message))
        return message

    def edit(self, chat_id: int, person_id: int, message_id: int, text: str) -> None:
        """A person edits a message of their own."""
        speaker = self.people.speaker(chat_id, person_id)
        message = self.history.get(chat_id, message_id)
        if message is None or message.sender != speaker.id or message.via_bot:
            raise ActionError("message")
        content = _typed(text)
        if content == message.content:
            return
        message = self.history.change(replace(message, content=content, edited=int(time.time())))
        self.announce("edit", message)
        if self._bot_sees(message):
            self.updates.put("edited_message", self.json(message))

    def start(self, chat_id: int, person_id: int, payload: str = "") -> None:
        """A person opens the bot in this chat, by its start button or a deep link."""
        if not _PAYLOAD.fullmatch(payload):
            raise ActionError("payload")
        name = "/start" if self.people.chat(chat_id).kind == "private" else f"/start@{self.username}"
        self.send(chat_id, person_id, f"{name} {payload}".strip())

    def press(self, chat_id: int, person_id: int, message_id: int, data: str, request: str) -> None:
        """A person presses a button; the answer comes as an event "answer" with the same `request`."""
        speaker = self.people.speaker(chat_id, person_id)
        message = self.history.get(chat_id, message_id)
        if message is None or not holds(message.keyboard, data):
            raise ActionError("message")
        query = self.queries.open("callback", request, speaker.id, data, CALLBACK_SECONDS)
        place = {"inline_message_id": message.inline_id} if message.inline_id else {"message": self.json(message)}
        said = {"id": query.id, "from": speaker.json(), "chat_instance": str(chat_id), "data": data}
        self.updates.put("callback_query", said | place)

    def look_up(self, chat_id: int, person_id: int, text: str, offset: str, request: str) -> None:
        """A person types `@bot text`; the answer comes as an event "inline" with the same `request`."""
        speaker = self.people.speaker(chat_id, person_id)
        query = self.queries.open("inline", request, speaker.id, text[:MAX_QUERY], INLINE_SECONDS)
        kind = "sender" if chat_id == speaker.id else self.people.chat(chat_id).kind
        said = {"id": query.id, "from": speaker.json(), "query": query.text, "offset": offset, "chat_type": kind}
        self.updates.put("inline_query", said)

    def choose(self, chat_id: int, person_id: int, query_id: str, result_id: str) -> None:
        """A person sends a result of an inline look-up into the chat."""
        speaker = self.people.speaker(chat_id, person_id)
        found = self.queries.answered(query_id, result_id)
        if found is None:
            raise ActionError("result")
        query, result = found
        message = self.history.add_chosen(chat_id, speaker.id, result.content, result.keyboard)
        self._meet(chat_id)
        self.announce("message", message)
        self.updates.put("message", self.json(message))
        self._tell_chosen(speaker, query, result.id, message.inline_id)

    def _tell_chosen(self, speaker: Person, query: Query, result_id: str, inline_id: str | None) -> None:
        said = {"result_id": result_id, "from": speaker.json(), "query": query.text}
        self.updates.put("chosen_inline_result", said | ({"inline_message_id": inline_id} if inline_id else {}))

    def clear(self, chat_id: int) -> None:
        """Empties a chat."""
        self.history.clear(self.people.chat(chat_id).id)
        self.hub.publish("clear", chat=chat_id)

    def state(self) -> dict[str, Any]:
        """All that a page needs to show the world."""
        return {
            "language": self.language,
            "bot": views.bot(self.people, self.profile),
            "names": views.names(self.people),
            "chats": views.chats(self.people, self.history),
        }

    def json(self, message: Message) -> dict[str, Any]:
        """A message as the Bot API writes it."""
        return bot_api(message, self.people, self.history)

    def announce(self, kind: str, message: Message) -> None:
        """Shows a new or changed message on the page."""
        self.hub.publish(kind, message=views.message(message, self.people, self.history))

    def _meet(self, chat_id: int) -> None:
        if self.people.chat(chat_id).kind == "private":
            self.people.started.add(chat_id)

    def _bot_sees(self, message: Message) -> bool:
        """Privacy mode: in a group the bot gets commands, mentions of it and replies to it."""
        chat: Chat = self.people.chats[message.chat]
        if chat.kind == "private":
            return True
        answered = self.history.get(message.chat, message.reply_to)
        if answered and answered.sender == self.people.bot.id:
            return True
        text = message.content.text.lower()
        if text.startswith("/"):
            command = text.split(maxsplit=1)[0]
            return "@" not in command or command.endswith(f"@{self.username}")
        return re.search(rf"@{self.username}(?!\w)", text) is not None


def _typed(text: str) -> Formatted:
    content = completed(text)
    if not content.text:
        raise ActionError("empty")
    if units(content.text) > MAX_UNITS:
        raise ActionError("long")
    return content

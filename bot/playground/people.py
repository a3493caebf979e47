"""Who is there: two people, the bot, a private chat for each person and one group of all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from bot.i18n import translate
from bot.playground.errors import ActionError
from index.types import Language

USERNAME = "ai_weekly_playground_bot"
BOT_ID = 1_000_000_000
TOKEN = f"{BOT_ID}:playground-playground-playground-ok"  # of a valid form, and of no bot

# Far above the ids that Telegram has given out, yet inside its 52 bits: a real chat never shares one of them.
YOU = 4_000_000_000_000_001
FRIEND = 4_000_000_000_000_002
GROUP = -1_900_000_000_001
CHAT_IDS: frozenset[int] = frozenset({YOU, FRIEND, GROUP})

Status = Literal["creator", "administrator", "member", "left"]


@dataclass(frozen=True, slots=True)
class Person:
    """A user of Telegram; the bot is one, too. `language` is empty for the bot."""

    id: int
    name: str
    username: str
    language: str = ""
    is_bot: bool = False

    def json(self) -> dict[str, Any]:
        """As Telegram writes it."""
        brief = {"id": self.id, "is_bot": self.is_bot, "first_name": self.name, "username": self.username}
        return brief | ({"language_code": self.language} if self.language else {})


@dataclass(frozen=True, slots=True)
class Chat:
    """A private chat has the id of its person, as on Telegram."""

    id: int
    kind: Literal["private", "supergroup"]
    title: str
    people: tuple[int, ...]

    def json(self) -> dict[str, Any]:
        """As Telegram writes it."""
        name = "first_name" if self.kind == "private" else "title"
        return {"id": self.id, "type": self.kind, name: self.title}


class People:
    """All people and chats, with names in the language of the page."""

    def __init__(self, language: Language) -> None:
        self.started: set[int] = set()  # who has written to the bot in private: only they may be written to
        self.speak(language)

    def speak(self, language: Language) -> None:
        """Gives everybody the names and the language code of this language."""
        self.language: Language = language
        self.bot = Person(BOT_ID, translate(language, "playground-bot-name"), USERNAME, is_bot=True)
        self.persons = {
            YOU: Person(YOU, translate(language, "playground-you"), "playground_you", language),
            FRIEND: Person(FRIEND, translate(language, "playground-friend"), "playground_friend", language),
            BOT_ID: self.bot,
        }
        private = {one: Chat(one, "private", self.persons[one].name, (one,)) for one in (YOU, FRIEND)}
        group = Chat(GROUP, "supergroup", translate(language, "playground-group"), (YOU, FRIEND))
        self.chats: dict[int, Chat] = {YOU: private[YOU], GROUP: group, FRIEND: private[FRIEND]}

    def chat(self, chat_id: int) -> Chat:
        """The chat; ActionError where there is none."""
        if chat_id not in self.chats:
            raise ActionError("chat")
        return self.chats[chat_id]

    def speaker(self, chat_id: int, person_id: int) -> Person:
        """The person, if they are in that chat; else ActionError."""
        if person_id not in self.chat(chat_id).people:
            raise ActionError("speaker")
        return self.persons[person_id]

    def status(self, chat: Chat, person_id: int) -> Status:
        """What a person is in a chat: the group is yours."""
        if chat.kind == "supergroup" and person_id == YOU:
            return "creator"
        return "member" if person_id in (*chat.people, BOT_ID) else "left"

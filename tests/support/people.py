"""What people do to the bot, as the updates that Telegram would send."""

from __future__ import annotations

import itertools
import re
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, cast

from telegram import Update
from telegram.ext import Application, ApplicationBuilder, ContextTypes

import handlers
from bot.services import Services
from handlers.context import Context
from tests.support.recording import ME, TOKEN, USERNAME, Call, Parameters, Telegram, member

ANN: Parameters = {"id": 7, "is_bot": False, "first_name": "Ann", "language_code": "zh-hans"}
BOB: Parameters = {"id": 8, "is_bot": False, "first_name": "Bob", "language_code": "en"}
GROUP: Parameters = {"id": -100500, "type": "supergroup", "title": "AI friends"}
_ENTITY = re.compile(r"(?P<bot_command>(?<!\S)/\w+(@\w+)?)|(?P<mention>(?<!\w)@\w+)", re.ASCII)


def private(user: Parameters) -> Parameters:
    return {"id": user["id"], "type": "private", "first_name": user["first_name"]}


def entities(text: str) -> list[Parameters]:
    """What Telegram marks in a text; offsets in UTF-16 units."""
    found = []
    for match in _ENTITY.finditer(text):
        before = len(text[: match.start()].encode("utf-16-le")) // 2
        found.append({"type": match.lastgroup, "offset": before, "length": len(match[0])})
    return found


@asynccontextmanager
async def talking_to(services: Services, telegram: Telegram) -> AsyncIterator[People]:
    """People in front of a real Application with these services; only Telegram's end of the wire is ours."""
    application = (
        ApplicationBuilder()
        .token(TOKEN)
        .request(telegram)
        .get_updates_request(telegram)
        .context_types(ContextTypes(context=Context, bot_data=cast("type[Services]", lambda: services)))
        .job_queue(None)
        .build()
    )
    handlers.register(application)
    await application.initialize()
    telegram.calls.clear()
    yield People(application, telegram)
    await application.shutdown()


@dataclass
class People:
    """Sends updates into the application and gives the calls that the bot made upon each."""

    application: Application[Any, Any, Any, Any, Any, Any]
    telegram: Telegram
    _ids: itertools.count[int] = field(default_factory=lambda: itertools.count(1))

    async def update(self, kind: str, payload: Parameters) -> list[Call]:
        """One update of any kind."""
        before = len(self.telegram.calls)
        raw = {"update_id": next(self._ids), kind: payload}
        update = Update.de_json(raw, self.application.bot)
        await self.application.process_update(update)
        return self.telegram.calls[before:]

    async def say(
        self, text: str | None, user: Parameters = ANN, chat: Parameters | None = None, **more: object
    ) -> list[Call]:
        """A new message; gives the messages sent upon it."""
        message = {"message_id": next(self._ids), "date": 1, "from": user, "chat": chat or private(user), **more}
        if text is not None:
            message |= {"text": text, "entities": entities(text)}
        return [call for call in await self.update("message", message) if call.method == "sendMessage"]

    async def ask(
        self, text: str | None, user: Parameters = ANN, chat: Parameters | None = None, **more: object
    ) -> Call:
        """A new message that is to get just one message in reply."""
        (reply,) = await self.say(text, user, chat, **more)
        return reply

    async def press(
        self, data: str | Parameters, user: Parameters = ANN, chat: Parameters | None = None, **more: object
    ) -> tuple[Call, list[Call]]:
        """A press of a button under a message of the bot; gives the answer to the press and all other calls."""
        pressed = data if isinstance(data, str) else data["callback_data"]
        message = {"message_id": 900, "date": 1, "from": ME, "chat": chat or private(user), "text": "…", **more}
        query = {"id": str(next(self._ids)), "from": user, "chat_instance": "1", "data": pressed, "message": message}
        calls = await self.update("callback_query", query)
        answers = [call for call in calls if call.method == "answerCallbackQuery"]
        assert len(answers) == 1, "every press is answered, once"
        return answers[0], [call for call in calls if call.method != "answerCallbackQuery"]

    async def inline(self, query: str = "", offset: str = "", user: Parameters = ANN) -> Call:
        """An inline query; gives the answer to it."""
        payload = {"id": str(next(self._ids)), "from": user, "query": query, "offset": offset}
        (answer,) = await self.update("inline_query", payload)
        assert answer.method == "answerInlineQuery"
        return answer

    async def guest(self, text: str, user: Parameters = BOB) -> Parameters:
        """A mention in a chat that the bot is not in; gives the result it answered with."""
        chat = {"id": -900, "type": "group", "title": "Elsewhere"}
        message = {"message_id": 5, "date": 1, "from": user, "chat": chat, "text": text, "entities": entities(text)}
        (answer,) = await self.update("guest_message", message | {"guest_query_id": "g1"})
        assert answer.method == "answerGuestQuery"
        result: Parameters = answer.parameters["result"]
        return result

    async def member(self, old: str, new: str, chat: Parameters, user: Parameters = ANN) -> Sequence[Call]:
        """The bot's own membership changes."""
        members = {"old_chat_member": member(old, ME), "new_chat_member": member(new, ME)}
        return await self.update("my_chat_member", {"chat": chat, "from": user, "date": 1} | members)


__all__ = ["ANN", "BOB", "GROUP", "ME", "USERNAME", "People", "entities", "private"]

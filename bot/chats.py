"""The chats that the bot is in: who may be written to, and in which language."""

from __future__ import annotations

from typing import Literal

import sqlalchemy as sa

from bot.storage import chats as queries
from bot.storage.database import Database
from index.types import Language

ChatKind = Literal["private", "group", "supergroup", "channel"]


class Chats:
    """Knows each chat that has spoken to the bot. An inactive chat (bot blocked or removed) gets no pushes."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def remember(self, chat_id: int, kind: ChatKind, title: str) -> None:
        """Stores the chat, or its new title, and marks it active; writes nothing where nothing changed."""
        async with self._database.reading() as connection:
            known = await queries.find(connection, chat_id)
        if known and (known.kind, known.title, known.active) == (kind, title, True):
            return
        async with self._database.writing() as connection:
            await queries.upsert(connection, chat_id, kind, title)

    async def language(self, chat_id: int) -> Language | None:
        """The language chosen with /language, or None."""
        async with self._database.reading() as connection:
            chat = await queries.find(connection, chat_id)
        return chat.language if chat else None

    async def set_language(self, chat_id: int, language: Language) -> None:
        """Keeps the choice of a chat that is known."""
        async with self._database.writing() as connection:
            await queries.update(connection, chat_id, {"language": language})

    async def deactivate(self, chat_id: int) -> None:
        """No more pushes there, until the chat speaks to the bot again; subscriptions are kept."""
        async with self._database.writing() as connection:
            await queries.update(connection, chat_id, {"active": False})

    async def migrate(self, old_id: int, new_id: int) -> None:
        """Follows a group that became a supergroup: subscriptions and waiting deliveries move with it."""
        async with self._database.writing() as connection:
            await queries.migrate(connection, old_id, new_id)

    async def count(self) -> int:
        """How many chats are active."""
        async with self._database.reading() as connection:
            return await connection.scalar(sa.select(queries.active_count())) or 0

"""What a person asked just before, so that "它的成功率呢？" has a subject."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa

from bot.storage.database import Database
from bot.storage.dialect import now
from bot.storage.schema import conversations

MEMORY = dt.timedelta(minutes=30)  # after half an hour of silence a new subject is likelier than a follow-up
TURNS = 5  # questions kept for one person in one chat


class Conversations:
    """The last questions of each person in each chat."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def earlier(self, chat_id: int, user_id: int) -> tuple[str, ...]:
        """Unexpired questions, oldest first, at most TURNS."""
        statement = (
            sa.select(conversations.c.question)
            .filter_by(chat_id=chat_id, user_id=user_id)
            .where(conversations.c.asked_at > now() - MEMORY)
            .order_by(conversations.c.id.desc())
            .limit(TURNS)
        )
        async with self._database.reading() as connection:
            return tuple(reversed((await connection.scalars(statement)).all()))

    async def add(self, chat_id: int, user_id: int, question: str) -> None:
        """Keeps the question; drops what has expired, of everybody."""
        row = {"chat_id": chat_id, "user_id": user_id, "question": question, "asked_at": now()}
        async with self._database.writing() as connection:
            await connection.execute(sa.insert(conversations).values(**row))
            await connection.execute(sa.delete(conversations).where(conversations.c.asked_at <= now() - MEMORY))

    async def forget(self, chat_id: int, user_id: int) -> None:
        """Starts that person's conversation anew."""
        async with self._database.writing() as connection:
            await connection.execute(sa.delete(conversations).filter_by(chat_id=chat_id, user_id=user_id))

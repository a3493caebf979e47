"""The sample episode of the playground: published by its button, and gone again with the playground."""

from __future__ import annotations

import asyncio
from pathlib import Path

import sqlalchemy as sa

from bot.ingest import Ingested, Ingestor
from bot.storage import episodes
from bot.storage.database import Database
from bot.storage.schema import chats
from index import transcripts
from index.types import Transcript

FOLDER = Path(__file__).with_name("sample")
SAMPLE_ID = "playground-sample"  # no file's stem: a real episode of the same week must not be replaced by it


async def publish(database: Database) -> Ingested:
    """Ingests the sample as a new episode, also the second time, so that the push is seen again."""
    transcript = await asyncio.to_thread(_read)
    ingestor = Ingestor(database)
    await ingestor.remove(SAMPLE_ID)
    return await ingestor.ingest(transcript)


async def clear(database: Database, chat_ids: frozenset[int]) -> None:
    """Takes out what an earlier playground left: the sample and its own chats, with their subscriptions."""
    async with database.writing() as connection:
        await episodes.remove(connection, SAMPLE_ID)
        await connection.execute(sa.delete(chats).where(chats.c.id.in_(chat_ids)))


def _read() -> Transcript:
    (path,) = transcripts.discover([FOLDER])
    transcript = transcripts.read(path)
    return Transcript(episode=transcript.episode.model_copy(update={"id": SAMPLE_ID}), text=transcript.text)

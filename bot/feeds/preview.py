"""The dry run: what the newest entries of a feed would become; nothing is stored."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.feeds import document as documents
from bot.feeds.fetch import LARGEST, Fetcher
from bot.feeds.identity import episode_id, match
from bot.feeds.material import Maker, Material
from bot.feeds.poll import charset
from bot.feeds.types import Document
from bot.feeds.urls import normal
from index.documents import index_transcript
from index.types import IndexedItem

NOWHERE = ""  # where a file came from: relative links in it lead nowhere


@dataclass(frozen=True, slots=True)
class Preview:
    """What one entry would become."""

    material: Material
    items: tuple[IndexedItem, ...]


async def preview(source: str, limit: int, fetcher: Fetcher, timezone: ZoneInfo) -> tuple[Document, list[Preview]]:
    """The feed at an address or in a file, and its first `limit` entries. Transcripts are fetched.

    Raises FeedAddressError, FetchError, FeedError.
    """
    read, url = await _read(source, fetcher)
    maker = Maker(fetcher, read, url, timezone)
    previews = []
    for found in match(read, ())[:limit]:
        material = await maker.make(found.entry, episode_id(url, found), patient=False)
        previews.append(Preview(material, await asyncio.to_thread(index_transcript, material.transcript)))
    return read, previews


async def _read(source: str, fetcher: Fetcher) -> tuple[Document, str]:
    data = None if "://" in source else await asyncio.to_thread(_content, source)
    if data is not None:
        return await asyncio.to_thread(documents.parse, data, NOWHERE), NOWHERE
    url = normal(source)
    got = await fetcher.get(url)
    return await asyncio.to_thread(documents.parse, got.data or b"", got.url, charset(got)), url


def _content(name: str) -> bytes | None:
    """The file's beginning, or None where there is no such file."""
    try:
        with Path(name).open("rb") as file:
            return file.read(LARGEST)
    except (OSError, ValueError):
        return None

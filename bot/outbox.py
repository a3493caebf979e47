"""The outbox: deliveries written with the episode, in its transaction; one a chat, thread and episode."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.dialect import insert, now
from bot.storage.schema import chats, deliveries, subscriptions
from index.topics import matches
from index.types import Episode, IndexedItem

Target = tuple[int, int]  # chat id, thread id


async def enqueue(connection: AsyncConnection, episode: Episode, indexed: Sequence[IndexedItem]) -> int:
    """Writes a delivery for each active chat with a fitting subscription; gives how many were new."""
    wanted = (
        sa.select(subscriptions)
        .join(chats, chats.c.id == subscriptions.c.chat_id)
        .where(chats.c.active)
        .order_by(subscriptions.c.id)
    )
    rows = (await connection.execute(wanted)).all()
    chosen = await asyncio.to_thread(choose, rows, episode, indexed)
    if not chosen:
        return 0
    made = now()
    values = [
        {
            "chat_id": chat_id,
            "thread_id": thread_id,
            "episode_id": episode.id,
            "numbers": numbers,
            "state": "pending",
            "parts_sent": 0,
            "attempts": 0,
            "due_at": made,
            "created_at": made,
        }
        for (chat_id, thread_id), numbers in chosen.items()
    ]
    statement = insert(connection, deliveries).on_conflict_do_nothing()
    await connection.execute(statement, values)
    return len(values)


def choose(
    wishes: Iterable[sa.Row[Any]], episode: Episode, indexed: Sequence[IndexedItem]
) -> Mapping[Target, list[int]]:
    """Which items each target is told: all for the whole show, else those on its topics; none: no target."""
    on_topic: dict[str, set[int]] = {}
    chosen: defaultdict[Target, set[int]] = defaultdict(set)
    everything = {one.item.n for one in indexed}
    for wish in wishes:
        target = (wish.chat_id, wish.thread_id)
        if wish.kind == "all" or (wish.kind == "show" and wish.value == episode.show):
            chosen[target] |= everything
        elif wish.kind == "topic":
            if wish.value not in on_topic:
                on_topic[wish.value] = {one.item.n for one in indexed if matches(wish.value, one)}
            chosen[target] |= on_topic[wish.value]
    return {target: sorted(numbers) for target, numbers in chosen.items() if numbers}

"""The outbox: deliveries written with the episode, in its transaction; one a chat, thread and episode."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.schedule import Timing
from bot.storage import deliveries, schedules, subscriptions
from bot.storage.database import Database
from bot.storage.deliveries import New
from bot.storage.dialect import now
from bot.storage.schedules import Place
from bot.storage.subscriptions import Subscription
from index.topics import Topics
from index.types import Episode, IndexedItem


class Matches:
    """Which items of one episode are on which topic; each topic is looked up once.

    A look-up takes about a millisecond, so `prepare` makes them in a thread, before a transaction holds the lock.
    """

    def __init__(self, indexed: Sequence[IndexedItem]) -> None:
        self.everything = frozenset(one.item.n for one in indexed)
        self._topics = Topics(indexed)
        self._found: dict[str, frozenset[int]] = {}

    def on(self, topic: str) -> frozenset[int]:
        """The numbers of the items on that topic."""
        if topic not in self._found:
            self._found[topic] = self._topics.on(topic)
        return self._found[topic]

    async def look_up(self, topics: Iterable[str]) -> None:
        """Finds the items on those topics, in a thread."""
        new = [topic for topic in topics if topic not in self._found]
        if new:
            await asyncio.to_thread(lambda: [self.on(topic) for topic in new])


async def prepare(database: Database, indexed: Sequence[IndexedItem]) -> Matches:
    """What the subscribed topics find in those items; for `enqueue`."""
    matches = Matches(indexed)
    async with database.reading() as connection:
        wishes = await subscriptions.in_force(connection)
    await matches.look_up(_topics(wishes))
    return matches


async def enqueue(connection: AsyncConnection, episode: Episode, matches: Matches) -> int:
    """Writes a delivery for each active chat with a fitting subscription; gives how many there were."""
    wishes = await subscriptions.in_force(connection)
    await matches.look_up(_topics(wishes))  # what was subscribed to since `prepare`
    chosen = choose(wishes, episode, matches)
    moment = now()
    at_once, times = Timing(moment), await schedules.every(connection)
    new = [
        New(place, numbers, times[place].timing(moment) if place in times else at_once)
        for place, numbers in chosen.items()
    ]
    await deliveries.add(connection, episode.id, new, moment)
    return len(new)


def choose(wishes: Iterable[Subscription], episode: Episode, matches: Matches) -> Mapping[Place, list[int]]:
    """Which items each place is told: all for the whole show, else those on its topics; none: no place."""
    chosen: defaultdict[Place, frozenset[int]] = defaultdict(frozenset)
    for wish in wishes:
        if wish.paused:
            continue
        if wish.kind == "all" or (wish.kind == "show" and wish.value == episode.show):
            chosen[wish.chat_id, wish.thread_id] |= matches.everything
        elif wish.kind == "topic":
            chosen[wish.chat_id, wish.thread_id] |= matches.on(wish.value)
    return {place: sorted(numbers) for place, numbers in chosen.items() if numbers}


def _topics(wishes: Iterable[Subscription]) -> set[str]:
    return {wish.value for wish in wishes if wish.kind == "topic"}

"""What a push says: its messages, out of the deliveries that go out together and of what the library holds now."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from typing import Generic, TypeVar

from bot.library import Library, Shelf
from bot.outbox import Matches, choose
from bot.render.links import Links
from bot.render.push import digest, push
from bot.render.types import Message
from bot.storage import subscriptions
from bot.storage.database import Database
from bot.storage.deliveries import Delivery
from index.types import DigestItem, Language

T = TypeVar("T")

KEPT = 100  # an episode goes to many chats in the same words


class Content:
    """Renders pushes; the same push to many chats is rendered once."""

    def __init__(self, database: Database, library: Library, language: Language) -> None:
        self._database = database
        self._library = library
        self._language = language
        self._rendered = _Recent[tuple[Message, ...]]()
        self._matches = _Recent[Matches]()

    async def messages(self, bundle: Sequence[Delivery], links: Links) -> tuple[Message, ...]:
        """The messages that tell all of the bundle, oldest episode first; none where nothing is left to tell."""
        chosen = [part for delivery in bundle if (part := await self._part(delivery)) is not None]
        if not chosen:
            return ()
        language = bundle[0].language or self._language
        key = (links, language, *((shelf.episode.id, shelf.revision, numbers) for shelf, numbers in chosen))
        return self._rendered.get(key, lambda: _render(chosen, language, links))

    async def _part(self, delivery: Delivery) -> tuple[Shelf, tuple[int, ...]] | None:
        shelf = await self._shelf(delivery.episode_id)
        if shelf is None:
            return None
        if delivery.slot is None:
            return shelf, delivery.numbers
        wanted = await self._still_wanted(delivery, shelf)
        return (shelf, wanted) if wanted else None

    async def _shelf(self, episode_id: str) -> Shelf | None:
        if episode_id not in self._library.snapshot.shelves:
            await self._library.refresh()
        return self._library.snapshot.shelves.get(episode_id)

    async def _still_wanted(self, delivery: Delivery, shelf: Shelf) -> tuple[int, ...]:
        """A digest waits for days, and subscriptions end meanwhile; those made since ask for nothing older."""
        async with self._database.reading() as connection:
            wishes = await subscriptions.of(connection, delivery.chat_id, delivery.thread_id)
        older = [wish for wish in wishes if wish.created_at <= delivery.created_at]
        matches = self._matches.get((shelf.episode.id, shelf.revision), lambda: Matches(shelf.items))
        await matches.look_up(wish.value for wish in older if wish.kind == "topic")
        wanted = choose(older, shelf.episode, matches).get((delivery.chat_id, delivery.thread_id), ())
        return tuple(number for number in delivery.numbers if number in wanted)


def _render(chosen: Sequence[tuple[Shelf, tuple[int, ...]]], language: Language, links: Links) -> tuple[Message, ...]:
    told = [(shelf.episode, _items(shelf, numbers)) for shelf, numbers in chosen]
    return push(*told[0], language, links) if len(told) == 1 else digest(told, language, links)


def _items(shelf: Shelf, numbers: tuple[int, ...]) -> Sequence[DigestItem]:
    return [indexed.item for indexed in shelf.items if indexed.item.n in numbers]


class _Recent(Generic[T]):
    """What was made last, by what it was made of."""

    def __init__(self) -> None:
        self._made: OrderedDict[Hashable, T] = OrderedDict()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        made = self._made[key] = self._made.pop(key) if key in self._made else make()
        while len(self._made) > KEPT:
            self._made.popitem(last=False)
        return made

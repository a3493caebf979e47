from __future__ import annotations

import asyncio

import pytest
import sqlalchemy as sa

from bot import ingest as ingest_module
from bot.chats import Chats
from bot.ingest import Ingestor
from bot.library import Library
from bot.storage import episodes as queries
from bot.storage.database import Database
from bot.storage.schema import deliveries, episodes, items
from bot.subscriptions import Subscriptions
from index.documents import index_transcript
from index.types import IndexedItem, Transcript
from tests.support.samples import TEXT, indexed, transcript


async def _counts(database: Database) -> tuple[int, int, int]:
    async with database.reading() as connection:
        tables = (episodes, items, deliveries)
        counts = [await connection.scalar(sa.select(sa.func.count()).select_from(table)) or 0 for table in tables]
    return counts[0], counts[1], counts[2]


async def _subscribe(database: Database, chat_id: int, kind: str, value: str = "") -> None:
    await Chats(database).remember(chat_id, "private", str(chat_id))
    await Subscriptions(database).add(chat_id, 0, kind, value)  # type: ignore[arg-type]


async def test_the_same_again_changes_nothing(either_database: Database) -> None:
    ingestor = Ingestor(either_database)
    first = await ingestor.ingest(transcript())
    assert (first.outcome, first.items) == ("created", 2)
    before = await _counts(either_database)
    assert (await ingestor.ingest(transcript())).outcome == "unchanged"
    assert await _counts(either_database) == before


async def test_changed_content_replaces_the_items_and_is_not_pushed_again(either_database: Database) -> None:
    await _subscribe(either_database, 1, "all")
    ingestor = Ingestor(either_database)
    await ingestor.ingest(transcript())
    shorter = TEXT.split("某公司")[0]
    replaced = await ingestor.ingest(transcript(text=shorter))
    assert (replaced.outcome, replaced.items, replaced.pushes) == ("replaced", 1, 0)
    assert await _counts(either_database) == (1, 1, 1)


async def test_two_at_once_store_and_push_once(either_database: Database) -> None:
    await _subscribe(either_database, 1, "all")
    results = await asyncio.gather(*(Ingestor(either_database).ingest(transcript()) for _ in range(3)))
    assert sorted(result.outcome for result in results) == ["created", "unchanged", "unchanged"]
    assert (await _counts(either_database))[2] == 1


async def test_a_failure_leaves_no_half_episode(either_database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    async def fail(*_: object) -> int:
        raise RuntimeError("the outbox fails")

    monkeypatch.setattr("bot.outbox.enqueue", fail)
    with pytest.raises(RuntimeError, match="the outbox fails"):
        await Ingestor(either_database).ingest(transcript())
    assert await _counts(either_database) == (0, 0, 0)


async def test_each_subscription_gets_what_it_asked_for(either_database: Database) -> None:
    await _subscribe(either_database, 1, "all")
    await _subscribe(either_database, 2, "show", "测试周报")
    await _subscribe(either_database, 3, "show", "另一个节目")
    await _subscribe(either_database, 4, "topic", "机器人")
    await _subscribe(either_database, 5, "topic", "量子计算")
    await _subscribe(either_database, 6, "all")
    await Chats(either_database).deactivate(6)
    result = await Ingestor(either_database).ingest(transcript())
    assert result.pushes == 3
    async with either_database.reading() as connection:
        rows = await connection.execute(sa.select(deliveries.c.chat_id, deliveries.c.numbers))
        assert {row.chat_id: row.numbers for row in rows} == {1: [1, 2], 2: [1, 2], 4: [1]}


async def test_an_episode_without_push_is_told_to_nobody(either_database: Database) -> None:
    await _subscribe(either_database, 1, "all")
    assert (await Ingestor(either_database).ingest(transcript(), push=False)).pushes == 0
    assert (await _counts(either_database))[2] == 0


async def test_the_library_follows_the_database(either_database: Database) -> None:
    library, ingestor = Library(either_database), Ingestor(either_database)
    await library.refresh()
    assert not library.snapshot.shelves
    await ingestor.ingest(transcript("first"))
    assert await library.refresh()
    kept = library.snapshot.shelves["first"]
    await ingestor.ingest(transcript("second"))
    assert await library.refresh()
    assert library.snapshot.shelves["first"] is kept, "an unchanged episode is not loaded again"
    assert await library.refresh() is False
    assert await ingestor.remove("first")
    await library.refresh()
    assert [source.id for source in library.snapshot.episodes] == ["second"]
    assert not await ingestor.remove("first")


async def test_stored_items_come_back_as_they_were(either_database: Database) -> None:
    source = transcript()
    await Ingestor(either_database).ingest(source)
    library = Library(either_database)
    await library.refresh()
    first, second = library.snapshot.items(source.episode.id)
    made = index_transcript(source)
    assert (first, second) == tuple(one.item for one in made)
    assert [one.tokens for one in library.snapshot.shelves[source.episode.id].items] == [one.tokens for one in made]
    assert source.text[first.start : first.end] == first.text
    assert first.end <= second.start
    hit = library.snapshot.hit(source.episode.key, 2)
    assert hit is not None
    assert hit.item == second
    assert library.snapshot.hit(source.episode.key, 3) is None
    assert library.snapshot.episode(source.episode.key) == source.episode
    assert library.snapshot.items("unknown") == ()


async def test_what_a_misheard_name_stands_for_is_kept(
    either_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    right = {"Cloud3": "Claude 3", "零一万物": "01.AI"}
    one = indexed(1, "Cloud3", ("cloud",))
    item = one.item.model_copy(update={"right": right})
    corrected = IndexedItem(item=item, tokens=one.tokens)
    monkeypatch.setattr(ingest_module, "index_transcript", lambda _transcript: (corrected,))
    await Ingestor(either_database).ingest(transcript())
    library = Library(either_database)
    await library.refresh()
    (kept,) = library.snapshot.items("test-2024-05-1")
    assert kept.right == right


async def test_renewing_leaves_an_episode_that_was_replaced_meanwhile(
    either_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    ingestor, other = Ingestor(either_database), Ingestor(either_database)
    await ingestor.ingest(transcript())
    monkeypatch.setattr(ingest_module, "analyser_version", lambda: "another")
    loop = asyncio.get_running_loop()

    def make_slowly(source: Transcript) -> tuple[IndexedItem, ...]:
        monkeypatch.setattr(ingest_module, "index_transcript", index_transcript)
        asyncio.run_coroutine_threadsafe(other.ingest(transcript(text=TEXT.split("某公司")[0])), loop).result()
        return index_transcript(source)

    monkeypatch.setattr(ingest_module, "index_transcript", make_slowly)
    await ingestor.renew()
    assert (await _counts(either_database))[1] == 1


async def test_items_of_an_older_analyser_are_made_anew(
    either_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    ingestor = Ingestor(either_database)
    await ingestor.ingest(transcript())
    assert await ingestor.renew() == 0
    monkeypatch.setattr(ingest_module, "analyser_version", lambda: "another")
    assert await ingestor.renew() == 1
    assert await ingestor.renew() == 0
    async with either_database.reading() as connection:
        assert await queries.stale(connection, "another") == []


@pytest.mark.parametrize("field", ["title", "url"])
async def test_changed_metadata_counts_as_changed(database: Database, field: str) -> None:
    ingestor, source = Ingestor(database), transcript()
    await ingestor.ingest(source)
    changed = source.episode.model_copy(update={field: "https://example.org/changed"})
    result = await ingestor.ingest(Transcript(episode=changed, text=source.text))
    assert result.outcome == "replaced"

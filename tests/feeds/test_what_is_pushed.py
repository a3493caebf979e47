"""A feed server with all that feeds do: what is pushed is exactly what is new."""

from __future__ import annotations

import asyncio
import datetime as dt
import gzip

import pytest
import sqlalchemy as sa

from bot.feeds.intake import PATIENCE
from bot.storage.schema import feed_entries
from index.documents import index_transcript
from index.types import Transcript
from tests.feeds.conftest import World
from tests.support.feed_server import bomb, digest, entry, rss

FIRST = (entry(2), entry(1))  # newest first, as feeds have it


@pytest.fixture
async def url(world: World) -> str:
    """A feed with a backlog of two, loaded."""
    url = world.server.feed(*FIRST)
    assert (await world.poll(url)).new == 2
    return url


async def test_a_backlog_is_loaded_and_not_pushed(world: World, url: str) -> None:
    assert await world.pushed() == []
    assert len(await world.titles()) == 4
    assert (await world.poll(url)).new == 0


async def test_new_entries_are_pushed_once_oldest_first(world: World, url: str) -> None:
    world.server.feed(entry(4), entry(3), *FIRST)
    for _ in range(3):
        await world.poll(url)
    assert await world.pushed() == ["第3期", "第4期"]


async def test_a_feed_that_began_empty_pushes_its_first_entry(world: World) -> None:
    url = world.server.feed()
    await world.poll(url)
    world.server.feed(entry(1))
    await world.poll(url)
    assert await world.pushed() == ["第1期"]


async def test_a_feed_that_began_empty_and_shows_its_past_pushes_the_newest(world: World) -> None:
    url = world.server.feed()
    await world.poll(url)
    world.server.feed(*(entry(n) for n in range(20, 0, -1)))
    assert (await world.poll(url)).new == 20
    assert await world.pushed() == [f"第{n}期" for n in range(13, 21)]


async def test_the_rest_of_a_backlog_that_was_cut_off_is_not_pushed(world: World) -> None:
    whole = rss(FIRST)
    url = world.server.put("/feed.xml", whole[: whole.index("第1期") + 5])
    assert (await world.poll(url)).new == 1
    world.server.feed(*FIRST)
    assert (await world.poll(url)).new == 1
    world.server.feed(entry(3), *FIRST)
    await world.poll(url)
    assert await world.pushed() == ["第3期"]


async def test_a_feed_whose_end_is_always_missing_is_followed(world: World) -> None:
    def cut(*numbers: int) -> str:
        return world.server.put("/feed.xml", rss(map(entry, (*numbers, 0))).removesuffix("</channel></rss>"))

    url = cut(1)
    await world.poll(url)
    await world.poll(url)
    await world.poll(cut(2, 1))
    assert await world.pushed() == ["第2期"]


async def test_a_corrected_entry_replaces_its_items_and_is_not_pushed(world: World, url: str) -> None:
    world.server.feed(entry(2, body=digest(2, "Gamma 应用上线")), entry(1))
    result = await world.poll(url)
    assert (result.new, result.changed) == (0, 1)
    assert "Gamma 应用上线" in await world.titles()
    assert len(await world.titles()) == 5
    assert await world.pushed() == []


@pytest.mark.parametrize(
    "again",
    [
        entry(2, day=9),
        entry(2, guid="another"),
        entry(2, guid="another", day=9),
        entry(2, link="https://example.org/moved"),
        entry(2, title="第2期（更正）", audio="https://example.org/new.mp3", link="https://example.org/x"),
        entry(2, guid=None),
        entry(2, link=None),
        entry(2, guid="another", link="https://example.com/elsewhere"),
    ],
    ids=["date", "guid", "guid and date", "link", "audio", "no guid", "no link", "title and moment"],
)
async def test_what_is_published_again_is_not_pushed_again(world: World, url: str, again: str) -> None:
    for _ in range(2):
        world.server.feed(again, entry(1))
        assert (await world.poll(url)).new == 0
    assert len(await world.titles()) == 4
    world.server.feed(entry(3), again, entry(1))
    await world.poll(url)
    assert await world.pushed() == ["第3期"]


async def test_recording_and_title_tell_an_entry_whose_guid_and_link_are_new(world: World) -> None:
    audio = "https://example.org/1.mp3"
    url = world.server.feed(entry(1, audio=audio))
    await world.poll(url)
    world.server.feed(entry(1, guid="new", link="https://example.com/new", audio=audio, day=9))
    assert (await world.poll(url)).new == 0


async def test_removed_and_reordered_entries_change_nothing(world: World, url: str) -> None:
    for entries in ((entry(2),), (entry(1), entry(2)), (), FIRST):
        world.server.feed(*entries)
        result = await world.poll(url)
        assert (result.new, result.changed) == (0, 0)
    assert len(await world.titles()) == 4
    assert await world.pushed() == []


async def test_a_cut_off_feed_keeps_its_last_entry_for_the_next_time(world: World, url: str) -> None:
    whole = rss([entry(4), entry(3)])
    world.server.put("/feed.xml", whole[: whole.index("第2个", whole.index("第3期"))], headers={"etag": '"cut"'})
    result = await world.poll(url)
    assert "cut off" in result.problems[0]
    assert await world.pushed() == ["第4期"]
    world.server.put("/feed.xml", whole, headers={"etag": '"cut"'})
    await world.poll(url)
    assert await world.pushed() == ["第3期"], "the validators of half a feed are not kept"
    assert len(await world.titles()) == 8


async def test_an_unchanged_feed_is_not_read_again(world: World) -> None:
    url = world.server.feed(*FIRST, headers={"etag": '"1"', "last-modified": "Mon, 06 May 2024 08:00:00 GMT"})
    await world.poll(url)
    assert (await world.poll(url)).entries == 0
    asked = world.server.requests["/feed.xml"][-1]
    assert asked["if-none-match"] == '"1"'
    assert asked["if-modified-since"] == "Mon, 06 May 2024 08:00:00 GMT"
    assert (await world.row()).failures == 0


async def test_gzip_is_unpacked(world: World) -> None:
    url = world.server.put("/feed.xml", gzip.compress(rss(FIRST).encode()), headers={"content-encoding": "gzip"})
    assert (await world.poll(url)).new == 2
    assert world.server.requests["/feed.xml"][0]["accept-encoding"] == "gzip"


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ({"body": b"", "status": 404}, "HTTP 404"),
        ({"body": b"", "status": 500}, "HTTP 500"),
        ({"body": b"<html><body>502 Bad Gateway</body></html>"}, "is a web page and no feed"),
        ({"body": b""}, "is empty"),
        ({"body": b"x" * 1000, "seconds": 0.4, "pieces": 10}, "within 1 seconds"),
        ({"body": b"", "seconds": 2.0}, "within 1 seconds"),
        ({"body": b"x" * 50_000_000}, "larger than 15 MB"),
        ({"body": b"x" * 1_000_000, "pieces": 50}, "larger than 15 MB"),
        ({"body": bomb(100_000_000), "headers": {"content-encoding": "gzip"}}, "larger than 15 MB"),
        ({"body": b"no gzip", "headers": {"content-encoding": "gzip"}}, "damaged"),
        ({"body": bomb(10)[:-9], "headers": {"content-encoding": "gzip"}}, "cut off"),
        ({"body": b"", "headers": {"content-encoding": "br"}}, "packed as br"),
        ({"body": b"", "status": 302, "headers": {"location": "/feed.xml"}}, "in a circle"),
        ({"body": b"", "status": 302, "headers": {"location": "file:///etc/passwd"}}, "no http or https address"),
        ({"body": b"", "status": 302, "headers": {"location": "http://[::1"}}, "no web address"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
async def test_a_feed_that_fails_is_tried_later_and_loses_nothing(
    world: World, url: str, answer: dict[str, object], said: str
) -> None:
    world.server.put("/feed.xml", **answer)  # type: ignore[arg-type]
    for number in (1, 2):
        result = await world.poll(url)
        assert said in (result.error or "")
        row = await world.row()
        assert (row.failures, row.leased_until) == (number, None)
        wait = row.next_poll_at - dt.datetime.now(dt.UTC)
        assert wait > dt.timedelta(seconds=900) * 0.85 * number
    world.server.feed(entry(3), *FIRST)
    assert (await world.poll(url)).error is None
    assert await world.pushed() == ["第3期"]
    assert (await world.row()).failures == 0


async def test_a_feed_that_is_gone_is_not_asked_for_again(world: World, url: str) -> None:
    world.server.put("/feed.xml", b"", status=410)
    assert "gone for good" in ((await world.poll(url)).error or "")
    assert (await world.row()).gone is True


async def test_a_server_that_asks_for_time_gets_it(world: World, url: str) -> None:
    world.server.put("/feed.xml", b"", status=429, headers={"retry-after": "36000"})
    await world.poll(url)
    assert (await world.row()).next_poll_at > dt.datetime.now(dt.UTC) + dt.timedelta(hours=9)


async def test_a_lasting_redirect_is_stored_and_a_passing_one_is_not(world: World, url: str) -> None:
    new = world.server.feed(entry(3), *FIRST, path="/new.xml")
    world.server.put("/feed.xml", b"", status=302, headers={"location": "/new.xml"})
    await world.poll(url)
    assert (await world.row()).moved_to is None
    world.server.put("/feed.xml", b"", status=301, headers={"location": "/new.xml"})
    await world.poll(url)
    assert (await world.row()).moved_to == new
    asked = len(world.server.requests["/feed.xml"])
    await world.poll(url)
    assert len(world.server.requests["/feed.xml"]) == asked
    assert await world.pushed() == ["第3期"], "the entries are known at their new address, too"
    assert (await world.feeds.add(new)).new is False


async def test_entries_that_share_a_guid_or_a_link_are_told_apart_by_what_is_left(world: World) -> None:
    def same(number: int) -> str:
        return entry(number, guid="same", link=f"https://example.org/{number}")

    url = world.server.feed(same(2), same(1))
    assert (await world.poll(url)).new == 2
    world.server.feed(same(3))
    assert (await world.poll(url)).new == 1, "also where it stands alone later"
    world.server.feed(same(4), same(3))
    await world.poll(url)
    assert await world.pushed() == ["第3期", "第4期"]


async def test_entries_that_all_link_to_the_show_are_different(world: World) -> None:
    url = world.server.feed(entry(1, guid=None, link="https://example.org/"))
    await world.poll(url)
    world.server.feed(entry(2, guid=None, link="https://example.org/"))
    await world.poll(url)
    assert await world.pushed() == ["第2期"]


async def test_a_feed_that_shows_more_of_its_past_pushes_none_of_it(world: World) -> None:
    url = world.server.feed(entry(30), entry(29))
    await world.poll(url)
    world.server.feed(entry(31), entry(30), entry(29), entry(28), *(entry(n) for n in range(10, 0, -1)))
    assert (await world.poll(url)).new == 12
    assert await world.pushed() == ["第28期", "第31期"]


async def test_an_entry_that_fails_keeps_no_other_and_is_tried_again(
    world: World, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(transcript: Transcript) -> object:
        if "第3期" in str(transcript):
            raise RuntimeError("cannot be cut")
        return index_transcript(transcript)

    monkeypatch.setattr("bot.ingest.index_transcript", fail)
    world.server.feed(entry(4), entry(3), *FIRST)
    result = await world.poll(url)
    assert (result.new, result.failed) == (1, 1)
    assert await world.pushed() == ["第4期"]
    monkeypatch.setattr("bot.ingest.index_transcript", index_transcript)
    await world.poll(url)
    assert await world.pushed() == ["第3期"]


async def test_a_transcript_that_comes_later_is_waited_for_and_then_the_notes_are_taken(world: World, url: str) -> None:
    def with_transcript(number: int) -> str:
        tag = f'<podcast:transcript url="{world.server.address}/{number}.srt" type="application/srt"/>'
        return entry(number, audio=f"https://example.org/{number}.mp3", body="<p>嘉宾聊机器人。</p>", more=tag)

    world.server.feed(with_transcript(3), with_transcript(4), *FIRST)
    result = await world.poll(url)
    assert (result.new, result.waiting) == (0, 2)
    assert await world.pushed() == []
    world.server.put("/3.srt", "1\n00:00:05,000 --> 00:00:09,000\n某公司推出机器人系统Alpha Arm。\n")
    await world.poll(url)
    assert await world.pushed() == ["第3期"]
    for _ in range(PATIENCE):
        await world.poll(url)
    assert await world.pushed() == ["第4期"], "the notes, after a while"
    async with world.database.reading() as connection:
        rows = (await connection.execute(sa.select(feed_entries).order_by(feed_entries.c.title))).all()
    assert {row.attempts for row in rows} == {0}
    assert "HTTP 404" in rows[-1].problem


async def test_the_episode_and_its_entry_are_stored_together_or_not_at_all(
    world: World, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(*_: object) -> int:
        raise RuntimeError("the disk is full")

    with monkeypatch.context() as patched:
        patched.setattr("bot.outbox.enqueue", fail)
        world.server.feed(entry(3), *FIRST)
        assert (await world.poll(url)).failed == 1
    assert len(await world.titles()) == 4
    await world.poll(url)
    assert await world.pushed() == ["第3期"]


async def test_two_processes_poll_one_feed_once(world: World, url: str) -> None:
    world.server.feed(entry(3), *FIRST, seconds=0.3)
    results = await asyncio.gather(world.poll(url), world.poll(url))
    assert sorted(result.new for result in results) == [0, 1]
    assert any("another process" in (result.error or "") for result in results)
    assert await world.pushed() == ["第3期"]


async def test_a_removed_feed_that_comes_back_pushes_nothing_old(world: World, url: str) -> None:
    (feed,) = await world.feeds.all()
    assert await world.feeds.remove(feed.id)
    assert len(await world.titles()) == 4, "its episodes stay"
    result = await world.poll(url)
    assert (result.new, result.changed) == (0, 0)
    assert await world.pushed() == []

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Cli
from tests.support.feed_server import FeedServer, entry, rss


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[FeedServer]:
    """A feed server in a thread of its own: a command has an event loop of its own, too."""
    monkeypatch.setenv("FEED_PRIVATE_ADDRESSES", "true")
    server, ready, loop = FeedServer(), threading.Event(), asyncio.new_event_loop()
    stop = asyncio.Event()

    async def serve() -> None:
        async with server.running():
            ready.set()
            await stop.wait()

    thread = threading.Thread(target=lambda: loop.run_until_complete(serve()))
    thread.start()
    assert ready.wait(10)
    yield server
    loop.call_soon_threadsafe(stop.set)
    thread.join(10)
    loop.close()


def test_a_feed_is_added_loaded_listed_and_removed(cli: Cli, server: FeedServer) -> None:
    url = server.feed(entry(2), entry(1))
    done = cli("feeds", "add", url)
    assert (done.code, done.out) == (0, "feed 1, 测试早报: 2 new, 0 changed\n")
    assert len(cli("episodes", "--json").json) == 2
    (feed,) = cli("feeds", "list", "--json").json
    assert (feed["url"], feed["entries"], feed["failures"], feed["gone"]) == (url, 2, 0, False)
    assert "测试早报" in cli("feeds", "list").out
    assert "feed 测试早报, 2 entries, read 0:00:0" in cli("stats").out
    assert cli("stats", "--json").json[0]["feeds"][0]["lag_seconds"] < 60
    assert cli("feeds", "remove", "1").code == 0
    assert cli("feeds", "list", "--json").out == ""
    assert len(cli("episodes", "--json").json) == 2, "its episodes stay"
    assert "no feed '1'" in cli("feeds", "remove", "1").err


def test_adding_again_reads_again(cli: Cli, server: FeedServer) -> None:
    url = server.feed(entry(1))
    assert cli("feeds", "add", url, "--json").json[0]["new"] is True
    server.feed(entry(2), entry(1))
    (again,) = cli("feeds", "add", url, "--json").json
    assert (again["new"], again["polled"]["new"]) == (False, 1)


def test_what_cannot_be_read_is_named_with_the_reason(cli: Cli, server: FeedServer) -> None:
    done = cli("feeds", "add", f"{server.address}/missing.xml")
    assert done.code == 1
    assert "missing.xml is not there (HTTP 404)" in done.err
    assert cli("feeds", "list", "--json").out == "", "what a person must mend is not kept"
    down = server.put("/down.xml", b"", status=503)
    assert "it is tried again" in cli("feeds", "add", down).err
    assert "failed once" in cli("feeds", "list").out
    assert "'nonsense' is no web address" in cli("feeds", "add", "nonsense").err


def test_private_addresses_are_refused_unless_allowed(
    cli: Cli, server: FeedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("FEED_PRIVATE_ADDRESSES")
    done = cli("feeds", "add", server.feed(entry(1)))
    assert "private address" in done.err
    assert server.requests == {}


def test_a_dry_run_shows_what_entries_would_become_and_stores_nothing(cli: Cli, server: FeedServer) -> None:
    done = cli("feeds", "check", server.feed(entry(2), entry(1)), "--limit", "1")
    assert "测试早报: 2 entries" in done.out
    assert "第2期 2024-05-02 https://example.org/2" in done.out
    assert "out of its digest, 2 items" in done.out
    assert "Alpha Arm 2 机器人发布 https://example.org/2/1" in done.out
    head, first, _second = cli("feeds", "check", server.feed(entry(2), entry(1)), "--json").json
    assert head == {"title": "测试早报", "entries": 2, "problems": []}
    assert [item["url"] for item in first["items"]] == ["https://example.org/2/1", "https://example.org/2/2"]
    assert cli("episodes", "--json").out == ""


def test_a_file_can_be_looked_at_and_is_refused_by_name(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_text(rss([entry(1)]), "utf-8")
    assert "out of its digest" in cli("feeds", "check", "feed.xml").out
    (tmp_path / "relative.xml").write_text(rss([entry(1, link="/1", body="<h2>A</h2>" + "好" * 30)]), "utf-8")
    (_, first) = cli("feeds", "check", "relative.xml", "--json").json
    assert first["episode"]["url"] == "https://example.org/1", "by the link of the channel, never by an invented one"
    (tmp_path / "page.xml").write_text("<html></html>", "utf-8")
    done = cli("feeds", "check", "page.xml")
    assert (done.code, done.err.partition("\n")[0][:38]) == (1, "page.xml is a web page and no feed: lo")

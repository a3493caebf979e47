from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from bot.feeds.document import MOST, absolute, parse
from bot.feeds.markup import FeedError
from bot.feeds.types import TranscriptLink
from tests.support.feed_server import entry, rss

URL = "https://example.org/feed.xml"
NAMESPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" '
    'xmlns:podcast="https://podcastindex.org/namespace/1.0" xmlns:media="http://search.yahoo.com/mrss/"'
)


def _rss(items: str, channel: str = "<title>Show</title>") -> bytes:
    return f'<?xml version="1.0"?><rss {NAMESPACES}><channel>{channel}{items}</channel></rss>'.encode()


def test_a_podcast_is_read_with_all_its_transcripts() -> None:
    item = """<item><title>One &amp; two</title><guid isPermaLink="false">g1</guid><link>/1</link>
        <pubDate>Mon, 06 May 2024 08:00:00 +0800</pubDate>
        <enclosure url="https://example.org/1.mp3?x=1&amp;y=2" type="audio/mpeg" length="1"/>
        <podcast:transcript url="/1.txt"/><podcast:transcript url="/1.srt" type="application/srt" language="zh"/>
        <podcast:transcript url="javascript:alert(1)" type="text/html"/>
        <itunes:summary>Notes</itunes:summary></item>"""
    read = parse(_rss(item, "<title>Show</title><link>https://example.org/</link><language>zh-cn</language>"), URL)
    (found,) = read.entries
    assert (read.title, read.link, read.language) == ("Show", "https://example.org/", "zh-cn")
    assert (found.title, found.guid, found.link) == ("One & two", "g1", "https://example.org/1")
    assert found.published == dt.datetime(2024, 5, 6, tzinfo=dt.UTC)
    assert found.enclosure == "https://example.org/1.mp3?x=1&y=2"
    assert found.description == "Notes"
    assert found.transcripts == (
        TranscriptLink(url="https://example.org/1.txt"),
        TranscriptLink(url="https://example.org/1.srt", media_type="application/srt", language="zh"),
    )
    assert read.problems == ()


def test_atom_is_read() -> None:
    feed = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title type="html">Show &amp;amp; tell</title>
        <link rel="self" href="/atom.xml"/><link href="https://example.org/"/>
        <entry><id>tag:example.org,2024:1</id><title>One</title><link rel="enclosure" href="1.m4a" type="audio/mp4"/>
        <link rel="alternate" href="one"/><updated>2024-05-07T00:00:00Z</updated><published>2024-05-06T08:00:00+08:00
        </published><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><h2>A &lt; B</h2></div></content>
        </entry></feed>"""
    read = parse(feed.encode(), URL)
    (found,) = read.entries
    assert (read.title, read.link, read.language) == ("Show & tell", "https://example.org/", "en")
    assert (found.guid, found.link, found.enclosure) == (
        "tag:example.org,2024:1", "https://example.org/one", "https://example.org/1.m4a",
    )  # fmt: skip
    assert found.published == dt.datetime(2024, 5, 6, tzinfo=dt.UTC), "when it came out, not when it was touched"
    assert "<h2>A &lt; B</h2>" in found.content


def test_rdf_is_read() -> None:
    feed = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
        xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Show</title></channel>
        <item><title>One</title><link>https://example.org/1</link><dc:date>2024-05-06</dc:date></item></rdf:RDF>"""
    read = parse(feed.encode(), URL)
    assert read.title == "Show"
    assert [(one.title, one.link) for one in read.entries] == [("One", "https://example.org/1")]
    assert read.entries[0].published == dt.datetime(2024, 5, 6, tzinfo=dt.UTC)


WHOLE = rss([entry(2), entry(1)])
BROKEN: dict[str, str | bytes] = {
    "ampersand": WHOLE.replace("第1期", "第1期 & mehr"),
    "entities": WHOLE.replace("第1期", "第1期&nbsp;&hellip;&unknown;"),
    "control characters": WHOLE.replace("第1期", "第1期\x0b\x00"),
    "undeclared namespace": WHOLE.replace("<item>", "<foo:bar>x</foo:bar><item>"),
    "blanks and a mark before it": "\ufeff\n  " + WHOLE,
    "unknown encoding": WHOLE.replace("UTF-8", "klingon"),
    "capitals": WHOLE.replace("<title>", "<TITLE>").replace("</title>", "</TITLE>"),
    "undeclared content": WHOLE.replace("xmlns:content", "xmlns:other"),
    "wrong encoding": WHOLE.encode("gb18030"),
    "declared encoding": WHOLE.replace("UTF-8", "gbk").encode("gbk"),
    "utf-16": WHOLE.encode("utf-16"),
}


@pytest.mark.parametrize("defect", BROKEN)
def test_what_is_broken_is_read_as_far_as_it_goes(defect: str) -> None:
    broken = BROKEN[defect]
    data = broken if isinstance(broken, bytes) else broken.encode()
    read = parse(data, URL)
    assert [one.guid for one in read.entries] == ["guid-2", "guid-1"]
    assert read.entries[1].title.startswith("第1期")
    assert "机器人发布" in read.entries[1].content
    assert read.complete


def test_no_entity_is_resolved_and_no_file_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("TOP SECRET", "utf-8")
    bomb = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 12))
    head = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "{secret.as_uri()}"><!ENTITY l0 "boom">{bomb}]>'
    item = "<item><title>1 &x; &l11;</title><guid>g</guid><description>&x;</description></item>"
    read = parse(head.encode() + _rss(item).partition(b"?>")[2], URL)
    assert "SECRET" not in read.model_dump_json()
    assert len(read.model_dump_json()) < 2000
    assert [one.guid for one in read.entries] == ["g"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b" \n", "is empty: check"),
        (b"hello", "is no XML: give"),
        (b"<html><body>Bad Gateway</body></html>", "is a web page and no feed: look there"),
        (
            b'<!doctype html><html><head><link rel="alternate" type="application/rss+xml" href="/rss?a=1&amp;b=2">',
            "it names this feed: https://example.org/rss?a=1&b=2",
        ),
        (b"<opml><body/></opml>", "is XML, yet no RSS or Atom feed (its root is opml)"),
    ],
)
def test_what_is_no_feed_is_refused_with_what_to_do(data: bytes, said: str) -> None:
    with pytest.raises(FeedError) as raised:
        parse(data, URL)
    assert said in str(raised.value)


def test_defects_are_named() -> None:
    items = [entry(1).replace("01 May 2024", "8/1/2026 or so")]
    assert "a date cannot be read (8/1/2026 or so" in parse(rss(items).encode(), URL).problems[0]
    many = "".join(f"<item><guid>{n}</guid></item>" for n in range(MOST + 1))
    read = parse(_rss(many), URL)
    assert len(read.entries) == MOST
    assert f"the first {MOST}" in read.problems[0]


@pytest.mark.parametrize(
    ("target", "url"),
    [
        ("a", "https://example.org/a"),
        ("//example.com/a", "https://example.com/a"),
        (" https://example.com/a ", "https://example.com/a"),
        ("", None),
        ("javascript:alert(1)", None),
        ("http://[::1", None),
        ("https://example.com/a b", None),
        ("/" + "a" * 3000, None),
    ],
)
def test_links_are_web_addresses_or_none(target: str, url: str | None) -> None:
    assert absolute(target, URL) == url

"""What is put together at random: pieces of all formats, in any order."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from index.transcripts.formats import Format

FORMATS: tuple[Format, ...] = ("text", "markdown", "html", "subtitles", "json")
MEGABYTE = 1_000_000

_SUBTITLES = r"""
WEBVTT¶¶|00:00:01,000 --> 00:00:02,000¶|1:2.3 --> 4¶|00:01 --> 00:02¶|99:99:99.999 --> 0:0¶|NOTE x¶|STYLE¶|<v Ann>|
<c.x>|{\an8}|{\|-->|小林：|Bob: |7¶|¶¶
"""
_PAGES = """
<h1>|<h2>|</h2>|<li>|</li>|<ul>|</ul>|<p>|</p>|<hr>|<br>|<time>0:5</time>|<cite>Ann:</cite>|<a href='//x'>|
<a href='http://[::1'>|<a href="https://example.org/1">|</a>|<img alt=x>|<table><tr><td>|<!--|-->|<script>|</article>|
<article>|<div>|</div>|<title>|&#x110000;|&amp|&nbsp;|<
"""
_MARKDOWN = "# |## |¶- |¶1. |> |[a](b)|![|](|```|***|__|¶---¶|    |\\|<a@b.c>"
_RECORDS = r"""
{"segments":[|{"start":1,"text":"好"}|{"from":1.5,"to":2,"content":"好"}|]}|]|}|"from":|"start":|"offsets":{"from":1}|1e999|-1|null|
{"body":|[|{|\ud800|,|"0:0:1,5"
"""
_FEEDS = """
<?xml version="1.0" encoding="gbk"?>|<rss>|<rss version="2.0" xmlns:podcast="https://podcastindex.org/namespace/1.0">|</rss>|<channel>|
</channel>|<item>|</item>|<feed xmlns="http://www.w3.org/2005/Atom">|</feed>|<entry>|</entry>|<title>|</title>|<guid>|</guid>|<link>|
</link>|<link rel="enclosure" href="a.mp3"/>|<enclosure url="//x/a.mp3" type="audio/mpeg"/>|<pubDate>|</pubDate>|
Mon, 06 May 2024 08:00:00 GMT|2024-05-06|99999-99-99|<content:encoded>|</content:encoded>|<description>|</description>|
<podcast:transcript url="/1.srt" type="application/srt"/>|<![CDATA[|]]>|<!DOCTYPE rss [<!ENTITY x "&x;">]>|&x;|&bogus;|
<foo:bar>|</foo:bar>|<rdf:RDF>
"""
_WORDS = "大家好。|Claude 3|\u200b\u2060\ufeff|\x00|\x1b|\r|\u2028|😀|\ud800|4．5|今天发布了新模型，支持12种语言。| |¶|https://example.org/a?b=c|é"


def _split(*some: str) -> list[str]:
    """Pieces between bars; ¶ stands for the end of a line."""
    return [piece.replace("¶", "\n") for text in some for piece in text.strip("\n").replace("|\n", "|").split("|")]


BEGINNINGS = (  # of what is well-formed up to there
    "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ann>大家好。\n\n",
    "1\n00:00:01,000 --> 00:00:02,000\n大家好。\n\n",
    '{"segments":[{"start":1,"text":"好"},',
    "<html><body><h2>标题</h2><p>今天发布了新模型，支持12种语言，比前一代快了两倍。</p>",
    "# 标题\n\n## 第一条\n\n今天发布了新模型，支持12种语言，比前一代快了两倍。\n\n",
)
TRANSCRIPT_PIECES = _split(_SUBTITLES, _PAGES, _MARKDOWN, _RECORDS, _WORDS)
FEED_PIECES = _split(_FEEDS, _FEEDS, _PAGES, _WORDS)


def _texts(pieces: list[str]) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(pieces) | st.text(max_size=12), min_size=4, max_size=80).map("".join)


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


@dataclass(frozen=True)
class Megabyte:
    """A megabyte of one piece, with others before and behind it: what grows with the square shows itself."""

    before: str
    piece: str
    after: str

    @property
    def text(self) -> str:
        """All of it."""
        return self.before + self.piece * (MEGABYTE // len(_bytes(self.piece))) + self.after

    @property
    def feed(self) -> bytes:
        """All of it, inside of an entry."""
        return b"<rss><channel><item>" + _bytes(self.text)


def _repeated(pieces: list[str]) -> st.SearchStrategy[Megabyte]:
    few = st.lists(st.sampled_from(pieces) | st.text(min_size=1, max_size=8), min_size=1, max_size=4).map("".join)
    return st.builds(Megabyte, _texts(pieces), few.filter(bool), _texts(pieces))


# Texts as they are, for a decoder lets few of them through, and bytes of any kind.
transcripts = st.one_of(
    st.tuples(st.sampled_from(BEGINNINGS), _texts(TRANSCRIPT_PIECES)).map("".join),
    _texts(TRANSCRIPT_PIECES),
    _texts(TRANSCRIPT_PIECES).map(_bytes),
    st.binary(max_size=400),
)
feeds = st.one_of(
    _texts(FEED_PIECES).map(lambda text: _bytes(f"<rss><channel><item>{text}</item></channel></rss>")),
    _texts(FEED_PIECES).map(_bytes),
    st.binary(max_size=400),
)
large_transcripts = _repeated(TRANSCRIPT_PIECES)
large_feeds = _repeated(FEED_PIECES)
hints = st.sampled_from([None, *FORMATS])

_keys = st.sampled_from(
    ["segments", "body", "text", "start", "end", "from", "offsets", "speaker", "startTime", "sentence_info", "result"]
)
_plain = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.just("0:01,5")
_numbers = st.integers(-1, 10**7) | st.floats()
_segment = st.dictionaries(_keys, _plain, max_size=8) | st.fixed_dictionaries(
    {"text": st.text(), "start": _numbers}, optional={"end": _numbers, "speaker": _plain}
)
_segments = st.lists(_segment, min_size=1, max_size=20)
_any: st.SearchStrategy[Any] = st.recursive(
    _plain,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_keys, inner, max_size=4),
    max_leaves=20,
)
records = (_any | _segments | st.builds(lambda key, some: {key: some}, _keys, _segments)).map(
    lambda value: json.dumps(value).encode()
)

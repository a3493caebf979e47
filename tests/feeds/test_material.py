from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from bot.feeds.fetch import Fetcher
from bot.feeds.material import Maker, Material, PostponedError, best
from bot.feeds.types import Document, Entry, TranscriptLink
from tests.support.feed_server import FeedServer, digest

SRT = "1\n00:00:05,000 --> 00:00:09,000\n某公司推出机器人系统Alpha Arm。\n"
AUDIO = "https://example.org/1.mp3"


def _link(url: str, media_type: str | None = None, language: str | None = None) -> TranscriptLink:
    return TranscriptLink(url=url, media_type=media_type, language=language)


@pytest.mark.parametrize(
    ("links", "language", "order"),
    [
        ([_link("a.txt"), _link("b.html"), _link("c.json"), _link("d.vtt")], None, "dcba"),
        ([_link("a"), _link("b", "text/plain"), _link("c", "application/x-subrip")], "zh", "cba"),
        ([_link("a", "application/srt; charset=utf-8"), _link("b", "text/vtt")], "zh", "ab"),
        ([_link("a.srt", language="en"), _link("b.txt", language="zh-Hans")], "zh-cn", "ba"),
        ([_link("a.srt", language="en"), _link("b.srt")], "zh", "ba"),
        ([_link("a.srt", language="en"), _link("b.txt", language="de")], None, "ab"),
        ([_link("a.txt"), _link("b.srt"), _link("a.txt", "application/json")], None, "ba"),
    ],
)
def test_the_best_transcript_comes_first(links: list[TranscriptLink], language: str | None, order: str) -> None:
    assert "".join(link.url[0] for link in best(links, language)) == order


async def _made(entry: Entry, *, patient: bool = False, language: str = "zh") -> Material:
    document = Document(title="测试周报", link="https://example.org/", language=language, entries=(entry,))
    async with Fetcher(private=True, seconds=1) as fetcher:
        maker = Maker(fetcher, document, "https://example.org/feed.xml", ZoneInfo("Asia/Shanghai"))
        return await maker.make(entry, "one", patient=patient)


async def test_a_transcript_comes_before_a_digest_and_a_digest_before_notes(server: FeedServer) -> None:
    url = server.put("/1.srt", SRT)
    whole = Entry(title="第1期", content=digest(1), description="简介", transcripts=(_link(url),), enclosure=AUDIO)
    made = await _made(whole)
    assert (made.source, made.origin) == ("transcript", url)
    assert [mark.seconds for mark in made.transcript.marks] == [5.0]
    assert made.transcript.episode.audio_url == AUDIO
    made = await _made(whole.model_copy(update={"transcripts": ()}))
    assert (made.source, made.origin) == ("digest", None)
    assert [one.url for one in made.transcript.sections] == ["https://example.org/1/1", "https://example.org/1/2"]
    made = await _made(Entry(title="第1期", content="<p>嘉宾聊机器人。</p>", description="简介", enclosure=AUDIO))
    assert (made.source, made.transcript.text) == ("notes", "嘉宾聊机器人。")
    assert made.transcript.episode.notes_only
    made = await _made(Entry(title="第1期", description="嘉宾 &amp; 机器人", enclosure=AUDIO))
    assert (made.source, made.transcript.text) == ("notes", "嘉宾 & 机器人")
    made = await _made(Entry(title="第1期"))
    assert (made.source, made.transcript.text) == ("notes", "第1期")


async def test_the_next_transcript_is_taken_where_the_best_cannot_be_read(server: FeedServer) -> None:
    broken, fine = server.put("/1.srt", "no subtitles at all"), server.put("/1.vtt", f"WEBVTT\n\n{SRT}")
    links = (_link(f"{server.address}/none.srt"), _link(broken, "application/json"), _link(fine, "text/html"))
    made = await _made(Entry(title="第1期", transcripts=links))
    assert (made.source, made.origin) == ("transcript", fine), "told by its content, whatever its type"
    assert [problem.partition(":")[0] for problem in made.problems] == [
        "its transcript is not there (HTTP 404)",
        "its transcript is no JSON (line 1",
    ]


async def test_only_what_may_come_later_is_waited_for(server: FeedServer) -> None:
    missing, closed = _link(f"{server.address}/none.srt"), _link(server.put("/1.srt", b"", status=403))
    with pytest.raises(PostponedError, match="HTTP 404"):
        await _made(Entry(title="第1期", transcripts=(missing, closed)), patient=True)
    assert (await _made(Entry(title="第1期", transcripts=(closed,)), patient=True)).source == "notes"
    assert (await _made(Entry(title="第1期", transcripts=(missing,)))).source == "notes"


async def test_a_transcript_of_more_than_one_episode_is_refused_before_it_is_loaded(server: FeedServer) -> None:
    url = server.put("/1.srt", b"x" * 6_000_000)
    made = await _made(Entry(title="第1期", transcripts=(_link(url),)), patient=True)
    assert made.problems == ("its transcript is larger than 5 MB: it is no feed or transcript of a show",)


async def test_words_without_end_are_left_out(server: FeedServer) -> None:
    endless = "没完没了。" * 70_000
    link = _link(server.put("/1.txt", endless))
    made = await _made(Entry(title="第1期", transcripts=(link,), content=f"<p>{endless}</p>", description="简介"))
    assert (made.source, made.transcript.text) == ("notes", "简介")
    assert made.problems == ("its transcript has 350,000 characters, more than the 300,000 of one episode",)


@pytest.mark.parametrize(
    ("published", "title", "day"),
    [
        (dt.datetime(2024, 5, 6, 20, tzinfo=dt.UTC), "2024-05-01", dt.date(2024, 5, 7)),
        (None, "早报 2024-05-01", dt.date(2024, 5, 1)),
        (None, "早报", None),
    ],
)
async def test_the_day_is_that_of_the_shows_clock(
    published: dt.datetime | None, title: str, day: dt.date | None
) -> None:
    assert (await _made(Entry(title=title, published=published))).transcript.episode.date == day

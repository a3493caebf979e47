from __future__ import annotations

import datetime as dt
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from bot.feeds.identity import Known, episode_id, is_late, match, newest
from bot.feeds.types import Document, Entry

DAY = dt.datetime(2024, 5, 6, tzinfo=dt.UTC)
FEED = "https://www.example.org/feed.xml"
few = st.sampled_from
entries = st.lists(
    st.builds(
        Entry,
        guid=few([None, "a", "b", "c"]),
        link=few([None, "https://example.org/", "https://example.org/1", "https://example.org/2"]),
        title=few(["", "x", "y"]),
        enclosure=few([None, "https://example.org/1.mp3", "https://example.org/2.mp3"]),
        published=few([None, DAY, DAY + dt.timedelta(days=1)]),
        content=few(["1", "2"]),
    ),
    max_size=6,
)


def _document(some: list[Entry]) -> Document:
    return Document(title="Show", link="https://example.org/", language=None, entries=tuple(some))


def _known(document: Document) -> list[Known]:
    """The rows that a first reading leaves."""
    return [
        Known(
            id=i,
            guid=one.entry.guid,
            guid_shared=one.guid_shared,
            link=one.entry.link,
            link_shared=one.link_shared,
            enclosure=one.entry.enclosure,
            title=one.entry.title,
            published_at=one.entry.published,
            fingerprint=one.entry.fingerprint,
            episode_id=episode_id(FEED, one),
            push=False,
            attempts=0,
        )
        for i, one in enumerate(match(document, ()))
    ]


@given(entries, st.randoms())
def test_the_same_feed_in_any_order_makes_the_same_episodes(some: list[Entry], random: Random) -> None:
    known = _known(_document(some))
    shuffled = list(some)
    random.shuffle(shuffled)
    found = match(_document(shuffled), known)
    rows = [one.known.id for one in found if one.known]
    assert len(rows) == len(set(rows)), "no row stands for two entries"
    made = [one.known.episode_id if one.known else episode_id(FEED, one) for one in found]
    assert len(made) == len(known)
    assert set(made) <= {one.episode_id for one in known}


def test_an_episode_has_the_host_and_the_same_id_wherever_it_is_read() -> None:
    (one,) = match(_document([Entry(guid="g", link="https://example.org/1", title="x")]), ())
    assert episode_id(FEED, one) == episode_id(FEED, one)
    assert episode_id(FEED, one).startswith("example.org-")
    assert episode_id("https://example.com/feed.xml", one).startswith("example.com-")
    (other,) = match(_document([Entry(guid="h", link="https://example.org/1", title="x")]), ())
    assert episode_id(FEED, one) != episode_id(FEED, other)


def test_what_came_out_a_week_before_the_newest_is_late() -> None:
    read = _document([Entry(guid="old", published=DAY), Entry(guid="new", published=DAY + dt.timedelta(days=8))])
    assert newest(read, ()) == DAY + dt.timedelta(days=8)
    assert newest(read, _known(_document([Entry(guid="known", published=DAY)]))) == DAY
    assert newest(_document([Entry(guid="undated")]), ()) is None
    old, new = read.entries
    assert is_late(old, newest(read, ()))
    assert not is_late(new, newest(read, ()))
    assert not is_late(old, DAY + dt.timedelta(days=7))
    assert not is_late(old, None)
    assert not is_late(Entry(guid="undated"), DAY)

"""Which entries of a feed are known: by guid, then by link, then by recording and title."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from bot.feeds.types import Document, Entry

LATE = dt.timedelta(days=7)  # an entry older than the newest by more is no news: a feed shows more, or has moved


@dataclass(frozen=True, slots=True)
class Known:
    """An entry as it was when last taken in. A shared guid or link is one that several entries had at once."""

    id: int
    guid: str | None
    guid_shared: bool
    link: str | None
    link_shared: bool
    enclosure: str | None
    title: str
    published_at: dt.datetime | None
    fingerprint: str
    episode_id: str
    push: bool
    attempts: int


@dataclass(frozen=True, slots=True)
class Match:
    """An entry, and the row it is known by; a shared guid or link tells nothing."""

    entry: Entry
    known: Known | None
    guid_shared: bool
    link_shared: bool


def match(document: Document, known: Sequence[Known]) -> list[Match]:
    """Each entry once, in the feed's order, with what it is known by. No row stands for two entries."""
    entries = list(dict.fromkeys(document.entries))
    guids = _shared((one.guid for one in entries), (one.guid for one in known if one.guid_shared))
    links = _shared((one.link for one in entries), (one.link for one in known if one.link_shared))
    links |= {one.link for one in entries if one.link and _is_front_page(one.link, document.link)}
    found: dict[int, Known] = {}
    for key_of in (_by_guid(guids), _by_link(links), _by_recording, _by_date):
        _pair(entries, known, found, key_of)
    return [
        Match(entry, found.get(i), guid_shared=entry.guid in guids, link_shared=entry.link in links)
        for i, entry in enumerate(entries)
        if entry.title or entry.guid or entry.link
    ]


def newest(document: Document, known: Sequence[Known]) -> dt.datetime | None:
    """When the newest entry known came out; of a feed of which nothing is known, the newest that it has."""
    moments = [one.published_at for one in known] if known else [one.published for one in document.entries]
    return max(filter(None, moments), default=None)


def is_late(entry: Entry, newest: dt.datetime | None) -> bool:
    """Whether an entry not known yet came out long before the newest one."""
    return bool(newest and entry.published and entry.published < newest - LATE)


def episode_id(feed_url: str, found: Match) -> str:
    """The id of a new entry's episode: the feed's host, and 12 digits of the feed and what identifies the entry."""
    entry = found.entry
    if entry.guid and not found.guid_shared:
        identity: Sequence[str | None] = ("guid", entry.guid)
    elif entry.link and not found.link_shared:
        identity = ("link", entry.link)
    else:
        identity = ("title", entry.title, entry.enclosure or str(entry.published or ""))
    digest = hashlib.blake2s("\0".join(map(str, (feed_url, *identity))).encode("utf-8", "replace"), digest_size=6)
    host = re.sub(r"[^a-z0-9.-]", "", (urlsplit(feed_url).hostname or "").removeprefix("www."))[:60]
    return f"{host or 'feed'}-{digest.hexdigest()}"


Key = Callable[[Entry | Known], Hashable]


def _pair(entries: Sequence[Entry], known: Sequence[Known], found: dict[int, Known], key_of: Key) -> None:
    """Pairs what has the same key and has no partner yet."""
    taken = {one.id for one in found.values()}
    free: defaultdict[Hashable, list[Known]] = defaultdict(list)
    for row in known:
        if row.id not in taken and (key := key_of(row)):
            free[key].append(row)
    for i, entry in enumerate(entries):
        if i not in found and (key := key_of(entry)) and free.get(key):
            found[i] = free[key].pop(0)


def _by_guid(shared: set[str | None]) -> Key:
    return lambda one: one.guid if one.guid not in shared else None


def _by_link(shared: set[str | None]) -> Key:
    return lambda one: one.link if one.link not in shared else None


def _by_recording(one: Entry | Known) -> Hashable:
    return (one.enclosure, one.title) if one.enclosure else None


def _by_date(one: Entry | Known) -> Hashable:
    """Without a recording, the same title at the same moment."""
    published = one.published if isinstance(one, Entry) else one.published_at
    return (one.title, published) if one.title and (published or not (one.guid or one.link)) else None


def _shared(now: Iterable[str | None], before: Iterable[str | None]) -> set[str | None]:
    counts: Mapping[str | None, int] = Counter(now)
    return {value for value, number in counts.items() if number > 1} | {*before} | {None}


def _is_front_page(link: str, channel: str | None) -> bool:
    """Whether a link leads to the show and not to one of its episodes."""
    parts = urlsplit(link)
    return not (parts.query or parts.path.strip("/")) or link.rstrip("/") == (channel or "").rstrip("/")

"""Reading RSS and Atom, well-formed or not.

By lxml, which recovers from what is broken. feedparser 6.0 keeps only the last `podcast:transcript` of an entry (its
issue 301) and takes 2.6 s for a megabyte of entries, where this takes 0.2; podcastparser 0.6 refuses what is not
well-formed, 5 of 12 feeds with one defect each that are read here.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml import etree

from bot.feeds.dates import parse_date
from bot.feeds.markup import FeedError, name_of, tree
from bot.feeds.types import Document, Entry, TranscriptLink

MOST = 3000  # entries that are looked at; the newest stand first nearly everywhere
LONGEST = 2000  # characters of an address or an identifier
LONGEST_TITLE = 500

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_BLANKS = re.compile(r"\s+")
_AUDIO = re.compile(r"\.(?:mp3|m4a|aac|ogg|opus|wav|flac|mp4|m4v|webm)(?:[?#]|$)", re.IGNORECASE)


def parse(data: bytes, url: str, charset: str | None = None) -> Document:
    """The feed; `url` is where it came from, `charset` what the server said. Raises FeedError."""
    problems: list[str] = []
    root, complete = tree(data, url, charset, problems)
    found = [one for one in root.iter() if name_of(one) in ("item", "entry", "atom:entry")]
    if not complete and found:
        problems.append("it is cut off: the last entry is left for the next time")
        found.pop()
    if len(found) > MOST:
        problems.append(f"it has {len(found)} entries: the first {MOST} are read")
    channel = next((one for one in root if name_of(one) == "channel"), root)
    link = _link(channel, url)
    entries = tuple(_entry(one, link or url, problems) for one in found[:MOST])
    return Document(
        title=_title(channel),
        link=link,
        language=_plain(_child(channel, "language", "dc:language")) or channel.get(_XML_LANG),
        entries=entries,
        problems=tuple(dict.fromkeys(problems)),
        complete=complete,
    )


def _children(element: Any, *names: str) -> Iterator[Any]:  # noqa: ANN401
    for name in names:
        yield from (one for one in element if name_of(one) == name)


def _child(element: Any, *names: str) -> Any:  # noqa: ANN401
    """The first child of the first of these names that has one with content."""
    return next((one for one in _children(element, *names) if _inner(one).strip()), None)


def _inner(element: Any) -> str:  # noqa: ANN401
    """What stands in an element: its text, or its markup where it holds elements."""
    if element is None:
        return ""
    if len(element) and element.get("type") == "xhtml":
        return "".join(etree.tostring(one, encoding="unicode", method="html") for one in element)
    return "".join(element.itertext())


def _plain(element: Any, limit: int = LONGEST) -> str:  # noqa: ANN401
    return _BLANKS.sub(" ", _inner(element)).strip()[:limit]


def _title(element: Any) -> str:  # noqa: ANN401
    text = _plain(_child(element, "title", "atom:title", "itunes:title", "media:title"), LONGEST_TITLE)
    return html.unescape(text) if "&" in text else text


def _link(element: Any, base: str) -> str | None:  # noqa: ANN401
    """The page: RSS has it as text, Atom as the alternate among several."""
    for one in _children(element, "link", "atom:link"):
        target = one.get("href") or _plain(one)
        if target and one.get("rel", "alternate") == "alternate":
            return absolute(target, base)
    return None


def _entry(element: Any, base: str, problems: list[str]) -> Entry:  # noqa: ANN401
    said = _plain(_child(element, "pubdate", "published", "atom:published", "dc:date", "updated", "atom:updated"))
    published = parse_date(said)
    if said and published is None:
        problems.append(f"a date cannot be read ({said[:40]})")
    notes = _child(element, "description", "summary", "atom:summary", "itunes:summary", "media:description")
    return Entry(
        guid=_plain(_child(element, "guid", "id", "atom:id")) or None,
        link=_link(element, base) or _permalink(element),
        title=_title(element),
        published=published,
        enclosure=_enclosure(element, base),
        transcripts=tuple(_transcripts(element, base)),
        content=_inner(_child(element, "content:encoded", "content", "atom:content")).strip(),
        description=_inner(notes).strip(),
    )


def _permalink(element: Any) -> str | None:  # noqa: ANN401
    """The guid of RSS where it is the page's address, which it is unless it says otherwise."""
    guid = _child(element, "guid")
    if guid is None or guid.get("ispermalink", guid.get("isPermaLink")) == "false":
        return None
    text = _plain(guid)
    return text if re.match(r"https?://\S+$", text) else None


def _enclosure(element: Any, base: str) -> str | None:  # noqa: ANN401
    """The recording."""
    links = (one for one in _children(element, "link", "atom:link") if one.get("rel") == "enclosure")
    for one in (*_children(element, "enclosure", "media:content"), *links):
        url = absolute(one.get("url") or one.get("href") or "", base)
        media_type = (one.get("type") or "").lower()
        if url and (media_type.startswith(("audio/", "video/")) or _AUDIO.search(url)):
            return url
    return None


def _transcripts(element: Any, base: str) -> Iterable[TranscriptLink]:  # noqa: ANN401
    for one in _children(element, "podcast:transcript"):
        url = absolute(one.get("url") or "", base)
        if url:
            yield TranscriptLink(url=url, media_type=one.get("type") or None, language=one.get("language") or None)


def absolute(target: str, base: str) -> str | None:
    """A web address out of a link; None where it is none."""
    try:
        url = urljoin(base, target.strip())
        parts = urlsplit(url)
    except ValueError:
        return None
    usable = parts.scheme in ("http", "https") and parts.netloc and len(url) <= LONGEST and not re.search(r"\s", url)
    return url if target.strip() and usable else None


__all__ = ["FeedError", "absolute", "parse"]

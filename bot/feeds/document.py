"""Reading RSS and Atom, well-formed or not.

By lxml, which recovers from what is broken. feedparser keeps only the last `podcast:transcript` of an entry (its issue
301), and podcastparser refuses what is not well-formed. No entity is resolved and nothing is loaded.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml import etree

from bot.feeds.dates import parse_date
from bot.feeds.types import Document, Entry, TranscriptLink
from index.encoding import decode

MOST = 3000  # entries that are looked at; the newest stand first nearly everywhere
LONGEST = 2000  # characters of an address or an identifier
LONGEST_TITLE = 500

# What namespaces are called here, by a part of their address; what is not declared has its prefix in the name.
NAMESPACES = (
    ("podcast-1.0.dtd", "itunes"),
    ("podcastindex.org/namespace", "podcast"),
    ("podcast-namespace", "podcast"),
    ("purl.org/rss/1.0/modules/content", "content"),
    ("w3.org/2005/atom", "atom"),
    ("purl.org/atom", "atom"),
    ("purl.org/dc/", "dc"),
    ("search.yahoo.com/mrss", "media"),
    ("purl.org/rss/1.0", ""),
    ("my.netscape.com", ""),
)
_ROOTS = {"rss", "rdf", "feed", "atom:feed"}
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,300}\?>")
_CDATA = re.compile(r"(<!\[CDATA\[.*?\]\]>)", re.DOTALL)
_AMPERSAND = re.compile(r"&(?!#\d{1,7};|#x[0-9a-fA-F]{1,6};|[A-Za-z][A-Za-z0-9]{0,31};)")
_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]{0,31});")
_XML_ENTITIES = {"amp", "lt", "gt", "quot", "apos"}
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_END = re.compile(r"</(?:[\w.-]+:)?(?:rss|rdf|feed)\s*>", re.IGNORECASE)
_FEED_LINK = re.compile(r"application/(?:rss|atom)\+xml", re.IGNORECASE)
_BLANKS = re.compile(r"\s+")
_AUDIO = re.compile(r"\.(?:mp3|m4a|aac|ogg|opus|wav|flac|mp4|m4v|webm)(?:[?#]|$)", re.IGNORECASE)


class FeedError(ValueError):
    """It is no feed; the text says what it is and what to do, without its address."""


def parse(data: bytes, url: str, charset: str | None = None) -> Document:
    """The feed; `url` is where it came from, `charset` what the server said. Raises FeedError."""
    problems: list[str] = []
    text = _repaired(_text(data, charset), problems)
    root = _root(text, url)
    complete = _END.search(text, max(0, len(text) - 20_000)) is not None
    found = [one for one in root.iter() if isinstance(one.tag, str) and name_of(one) in ("item", "entry", "atom:entry")]
    if not complete and found:
        problems.append("it is cut off: the last entry is left for the next time")
        found.pop()
    if len(found) > MOST:
        problems.append(f"it has {len(found)} entries: the first {MOST} are read")
    channel = next((one for one in root if isinstance(one.tag, str) and name_of(one) == "channel"), root)
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


_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def name_of(element: Any) -> str:  # noqa: ANN401 - lxml has no types
    """The element's name in lower case, as `podcast:transcript`; without a prefix for RSS."""
    tag = str(element.tag)
    if not tag.startswith("{"):
        return tag.lower()
    space, _, local = tag[1:].partition("}")
    prefix = next((name for part, name in NAMESPACES if part in space.lower()), element.prefix or "")
    local = local.lower()
    return f"{prefix}:{local}" if prefix else local


def _text(data: bytes, charset: str | None) -> str:
    if not data.strip():
        raise FeedError("is empty")
    declared = _DECLARED.match(data.removeprefix(b"\xef\xbb\xbf"))
    for encoding in ("utf-8", charset, declared[1].decode() if declared else None):
        try:
            if encoding:
                return data.decode(encoding).removeprefix("\ufeff")
        except (UnicodeDecodeError, LookupError):
            continue
    return decode(data) or data.decode("utf-8", "replace")


def _repaired(text: str, problems: list[str]) -> str:
    """The text without what makes a parser give up or lose words; CDATA holds whatever it holds."""
    text = _DECLARATION.sub("", text.lstrip("\ufeff \t\r\n"))
    clean = _FORBIDDEN.sub("", text)
    if clean != text:
        problems.append("it holds characters that XML forbids: they are left out")
    parts = _CDATA.split(clean)
    parts[::2] = [_ENTITY.sub(_resolved, _AMPERSAND.sub("&amp;", part)) for part in parts[::2]]
    return "".join(parts)


def _resolved(found: re.Match[str]) -> str:
    """An entity of HTML as its character; the five of XML stay, and unknown ones are words."""
    if found[1] in _XML_ENTITIES:
        return found[0]
    character = html.unescape(found[0])
    return f"&amp;{found[1]};" if character == found[0] else character


def _root(text: str, url: str) -> Any:  # noqa: ANN401
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        root = None
    if root is None:
        raise FeedError("is no XML: give the address of an RSS or Atom feed")
    if name_of(root) in _ROOTS or (name_of(root) == "rdf:rdf"):
        return root
    raise FeedError(_other(root, text, url))


def _other(root: Any, text: str, url: str) -> str:  # noqa: ANN401
    if not re.match(r"<(!doctype\s+html|html)\b", text, re.IGNORECASE):
        return f"is XML, yet no RSS or Atom feed (its root is {str(root.tag)[:60]}): give the address of the feed"
    for tag in re.findall(r"<link\b[^>]{0,500}>", text, re.IGNORECASE)[:50]:
        target = re.search(r"""href\s*=\s*["']([^"']{1,500})""", tag)
        if _FEED_LINK.search(tag) and target:
            return f"is a web page and no feed; it names this feed: {urljoin(url, html.unescape(target[1]))}"
    return "is a web page and no feed: look there for a link named RSS, and give that"


def _children(element: Any, *names: str) -> Iterator[Any]:  # noqa: ANN401
    for name in names:
        yield from (one for one in element if isinstance(one.tag, str) and name_of(one) == name)


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
    guid = _child(element, "guid", "id", "atom:id")
    said = _plain(_child(element, "pubdate", "published", "atom:published", "dc:date", "updated", "atom:updated"))
    published = parse_date(said)
    if said and published is None:
        problems.append(f"a date cannot be read ({said[:40]})")
    identifier = _plain(guid) or None
    permalink = (
        guid is not None and name_of(guid) == "guid" and guid.get("ispermalink", guid.get("isPermaLink")) != "false"
    )
    link = _link(element, base) or (identifier if permalink and identifier and _is_web(identifier) else None)
    return Entry(
        guid=identifier,
        link=link,
        title=_title(element),
        published=published,
        enclosure=_enclosure(element, base),
        transcripts=tuple(_transcripts(element, base)),
        content=_inner(_child(element, "content:encoded", "content", "atom:content")).strip(),
        description=_inner(
            _child(element, "description", "summary", "atom:summary", "itunes:summary", "media:description")
        ).strip(),
    )


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


def _is_web(text: str) -> bool:
    return re.match(r"https?://\S+$", text) is not None


def absolute(target: str, base: str) -> str | None:
    """A web address out of a link; None where it is none."""
    try:
        url = urljoin(base, target.strip())
        parts = urlsplit(url)
    except ValueError:
        return None
    usable = parts.scheme in ("http", "https") and parts.netloc and len(url) <= LONGEST and not re.search(r"\s", url)
    return url if target.strip() and usable else None

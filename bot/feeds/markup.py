"""From bytes to a tree of XML, well-formed or not: decoded, repaired, or refused with what it is instead."""

from __future__ import annotations

import html
import re
from typing import Any
from urllib.parse import urljoin

from lxml import etree

from index.encoding import decode

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
_ROOTS = {"rss", "rdf", "rdf:rdf", "feed", "atom:feed"}
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,300}\?>")
_CDATA, _CDATA_END = "<![CDATA[", "]]>"
_AMPERSAND = re.compile(r"&(?!#\d{1,7};|#x[0-9a-fA-F]{1,6};|[A-Za-z][A-Za-z0-9]{0,31};)")
_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]{0,31});")
_XML_ENTITIES = {"amp", "lt", "gt", "quot", "apos"}
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_END = re.compile(r"</(?:[\w.-]{1,40}:)?(?:rss|rdf|feed)\s*>", re.IGNORECASE)
_PAGE = re.compile(r"<(!doctype\s+html|html)\b", re.IGNORECASE)
_LINK = re.compile(r"<link\b[^<>]{0,500}>", re.IGNORECASE)
_TARGET = re.compile(r"""href\s*=\s*["']([^"']{1,500})""")
_FEED_LINK = re.compile(r"application/(?:rss|atom)\+xml", re.IGNORECASE)
END_WITHIN = 20_000  # characters from the end in which the root's end tag is looked for


class FeedError(ValueError):
    """It is no feed; the text says what it is and what to do, without its address."""


def tree(data: bytes, url: str, charset: str | None, problems: list[str]) -> tuple[Any, bool]:
    """The root, and whether its end is there. `charset` is what the server said; `problems` gets what was repaired.

    No entity is resolved and nothing is loaded. Raises FeedError.
    """
    text = _repaired(_text(data, charset), problems)
    return _root(text, url), _END.search(text, max(0, len(text) - END_WITHIN)) is not None


def name_of(element: Any) -> str:  # noqa: ANN401 - lxml has no types
    """The element's name in lower case, as `podcast:transcript`; without a prefix for RSS. Empty for what is none."""
    if not isinstance(element.tag, str):
        return ""
    if not element.tag.startswith("{"):
        return element.tag.lower()
    space, _, local = element.tag[1:].partition("}")
    prefix = next((name for part, name in NAMESPACES if part in space.lower()), element.prefix or "")
    return f"{prefix}:{local}".lower() if prefix else local.lower()


def _text(data: bytes, charset: str | None) -> str:
    if not data.strip():
        raise FeedError("is empty: check the address, or try again later")
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
    first, *rest = clean.split(_CDATA)
    return _without_entities(first) + "".join(map(_after_cdata, rest))


def _after_cdata(text: str) -> str:
    """A CDATA section as it is, and what follows it repaired; a search for pairs would take the square of the time."""
    inside, end, after = text.partition(_CDATA_END)
    return _CDATA + inside + end + _without_entities(after)


def _without_entities(text: str) -> str:
    return _ENTITY.sub(_resolved, _AMPERSAND.sub("&amp;", text))


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
    if root is not None and name_of(root) in _ROOTS:
        return root
    raise FeedError(_other(root, text, url))


def _other(root: Any, text: str, url: str) -> str:  # noqa: ANN401
    if not _PAGE.match(text):
        if root is None:
            return "is no XML: give the address of an RSS or Atom feed"
        return f"is XML, yet no RSS or Atom feed (its root is {str(root.tag)[:60]}): give the address of the feed"
    for tag in _LINK.findall(text)[:50]:
        target = _TARGET.search(tag)
        if _FEED_LINK.search(tag) and target:
            return f"is a web page and no feed; it names this feed: {urljoin(url, html.unescape(target[1]))}"
    return "is a web page and no feed: look there for a link named RSS, and give that"

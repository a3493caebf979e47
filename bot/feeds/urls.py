"""Addresses of feeds: as people write them, as they are stored, and as a log may show them."""

from __future__ import annotations

import httpx

LONGEST = 2000  # characters


class FeedAddressError(ValueError):
    """What was given is no address of a feed; the text says what it takes."""

    def __init__(self, address: str) -> None:
        super().__init__(f"{address[:100]!r} is no web address: give that of an RSS or Atom feed, as https://…")


def normal(url: str) -> str:
    """The address as it is stored: with a scheme, without a fragment. Raises FeedAddressError."""
    text = url.strip().removeprefix("feed:").removeprefix("//")
    if text and "://" not in text and "." in text.partition("/")[0]:
        text = f"https://{text}"
    try:
        parsed = httpx.URL(text)
    except (httpx.InvalidURL, ValueError):
        raise FeedAddressError(url) from None
    if parsed.scheme not in ("http", "https") or not parsed.host or len(text) > LONGEST or any(map(str.isspace, text)):
        raise FeedAddressError(url)
    return text.partition("#")[0]


def shown(url: str) -> str:
    """The address as a log may show it: without passwords and what may be a key."""
    try:
        parts = httpx.URL(url)
    except httpx.InvalidURL:
        return "(no address)"
    query = "?…" if parts.query else ""
    return str(parts.copy_with(userinfo=b"", query=None, fragment=None)) + query

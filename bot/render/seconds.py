"""Addresses that begin at a second, for the sites that have such."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode, urlsplit

_BILIBILI = ("bilibili.com", "www.bilibili.com", "m.bilibili.com")
_YOUTUBE = ("youtube.com", "www.youtube.com", "m.youtube.com")


def at_second(url: str | None, seconds: int | None) -> str | None:
    """The address of a recording from that second on; None where the site has no such addresses.

    Bilibili takes `t=75`, also beside the number of a part; YouTube `t=75s`.
    """
    if not url or seconds is None:
        return None
    parts = urlsplit(url)
    path, value = parts.path.rstrip("/"), _value(parts.hostname or "", parts.path, seconds)
    if value is None or not path:
        return None
    query = [(name, old) for name, old in parse_qsl(parts.query, keep_blank_values=True) if name != "t"]
    return parts._replace(query=urlencode([*query, ("t", value)]), fragment="").geturl()


def clock(seconds: int) -> str:
    """Hours, minutes and seconds as players show them: 1:05, 1:02:03."""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def _value(host: str, path: str, seconds: int) -> str | None:
    if host in _BILIBILI and path.startswith(("/video/", "/bangumi/play/")):
        return str(seconds)
    if host == "youtu.be" or (host in _YOUTUBE and path.startswith(("/watch", "/live/"))):
        return f"{seconds}s"
    return None

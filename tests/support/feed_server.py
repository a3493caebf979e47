"""A feed server on loopback: real HTTP, with what goes wrong out there."""

from __future__ import annotations

import asyncio
import gzip
from collections import defaultdict
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from bot.web.server import serving


@dataclass(frozen=True)
class Answer:
    """What the server says at one path. `seconds` pass before it and before each piece of its body."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    seconds: float = 0.0
    pieces: int = 1


class FeedServer:
    """Paths and what they answer; counts the requests and keeps their headers."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {}
        self.requests: defaultdict[str, list[dict[str, str]]] = defaultdict(list)
        self.address = ""

    def put(self, path: str, body: str | bytes, **more: object) -> str:
        """Sets the answer of a path and gives its address."""
        content = body if isinstance(body, bytes) else body.encode()
        self.answers[path] = Answer(content, **more)  # type: ignore[arg-type]
        return f"{self.address}{path}"

    def feed(self, *entries: str, path: str = "/feed.xml", **more: object) -> str:
        """Sets an RSS feed of these entries."""
        return self.put(path, rss(entries), **more)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[FeedServer]:
        """The server while the block runs."""
        app = Starlette(routes=[Route("/{path:path}", self._answer)])
        async with serving(app, "127.0.0.1", 0) as self.address:
            yield self

    async def _answer(self, request: Request) -> Response:
        path = request.url.path
        self.requests[path].append(dict(request.headers))
        answer = self.answers.get(path, Answer(b"nothing here", 404))
        await asyncio.sleep(answer.seconds)
        etag = answer.headers.get("etag")
        if etag and request.headers.get("if-none-match") == etag:
            return Response(status_code=304)
        if answer.pieces == 1:
            return Response(answer.body, answer.status, answer.headers, "application/xml")
        return StreamingResponse(self._drip(answer), answer.status, answer.headers, "application/xml")

    async def _drip(self, answer: Answer) -> AsyncIterator[bytes]:
        for _ in range(answer.pieces):
            yield answer.body
            await asyncio.sleep(answer.seconds)


def entry(
    number: int,
    title: str | None = None,
    body: str | None = None,
    *,
    guid: str | None = "",
    link: str | None = "",
    day: int | None = None,
    audio: str | None = None,
    more: str = "",
) -> str:
    """One item of RSS; guid, link and title follow the number where they are not given, None leaves one out."""
    parts = [f"<title>{escape(title or f'第{number}期')}</title>"]
    parts += [] if guid is None else [f'<guid isPermaLink="false">{escape(guid or f"guid-{number}")}</guid>']
    parts += [] if link is None else [f"<link>{escape(link or f'https://example.org/{number}')}</link>"]
    parts += [f"<pubDate>{(day or number):02} May 2024 08:00:00 +0000</pubDate>"]
    parts += [f'<enclosure url={quoteattr(audio)} type="audio/mpeg" length="1"/>'] if audio else []
    parts += [f"<content:encoded><![CDATA[{body or digest(number)}]]></content:encoded>", more]
    return f"<item>{''.join(parts)}</item>"


def digest(number: int, *more: str) -> str:
    """A digest of two items, and of one more for each title."""
    titles = (f"Alpha Arm {number} 机器人发布", f"Beta Voice {number} 语音模型开源", *more)
    return "".join(
        f'<h2><a href="https://example.org/{number}/{n}">{escape(title)}</a></h2>'
        f"<p>它在三个基准上超过了前一代，推理速度快了两倍，今天起开放下载，第{n}个。</p>"
        for n, title in enumerate(titles, 1)
    )


def rss(entries: Iterable[str], title: str = "测试早报") -> str:
    """A feed."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:podcast="https://podcastindex.org/namespace/1.0"><channel>'
        f"<title>{title}</title><link>https://example.org/</link><language>zh-CN</language>"
        f"{''.join(entries)}</channel></rss>"
    )


def bomb(size: int) -> bytes:
    """Few bytes of gzip that unpack to that many."""
    return gzip.compress(b"<rss>" + b" " * size + b"</rss>")

"""The web server's application: what it serves beside Telegram's webhook."""

from __future__ import annotations

from collections.abc import Iterable

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route


def create_web_app(routes: Iterable[BaseRoute]) -> Starlette:
    """The given routes; GET /health says that the process lives."""
    return Starlette(routes=[Route("/health", _health), *routes])


async def _health(_request: Request) -> Response:
    return PlainTextResponse("ok")

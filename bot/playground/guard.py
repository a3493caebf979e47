"""Who may talk to the page: this machine's own browser, on the page itself; no other site through it."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.i18n import translate
from bot.playground.world import World

_HEADERS = {
    "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self' ws://{host} wss://{host}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-cache",
}


class LoopbackOnly:
    """ASGI middleware: refuses a Host that is not loopback (DNS rebinding) and the Origin of any other page."""

    def __init__(self, app: ASGIApp, world: World) -> None:
        self._app = app
        self._world = world

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes on what comes from the page itself."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        host, origin = headers.get("host", ""), headers.get("origin")
        if is_loopback(host) and is_same_page(origin, host, needed=scope["type"] == "websocket"):
            await self._app(scope, receive, _with_headers(send, host))
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008, "reason": ""})
        else:
            text = translate(self._world.language, "playground-error-host")
            await PlainTextResponse(text, status_code=403)(scope, receive, send)


def is_loopback(host: str) -> bool:
    """Whether a host, or a Host header with its port, is this machine: localhost or a loopback address."""
    try:
        name = host if host.count(":") > 1 and not host.startswith("[") else urlsplit(f"//{host}").hostname
        return name == "localhost" or ipaddress.ip_address(name or "").is_loopback
    except ValueError:
        return False


def is_same_page(origin: str | None, host: str, *, needed: bool) -> bool:
    """Whether an Origin header is that of the page at `host`; without `needed` it may be missing."""
    if origin is None:
        return not needed
    return origin in (f"http://{host}", f"https://{host}")


def _with_headers(send: Send, host: str) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            own = [(name.encode(), value.format(host=host).encode()) for name, value in _HEADERS.items()]
            message = {**message, "headers": [*message["headers"], *own]}
        await send(message)

    return sending

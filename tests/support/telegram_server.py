"""Telegram as an HTTP server on loopback: flood limits as its FAQ has them, long polling, trouble on demand."""

from __future__ import annotations

import asyncio
import itertools
import json
import re
import time
from collections import Counter, defaultdict, deque
from collections.abc import AsyncIterator, Awaitable, Callable, MutableMapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Literal
from urllib.parse import parse_qsl

from bot.web.server import serving

TOKEN = "123456789:AAExampleExampleExampleExampleExamp"
ME = {"id": 123456789, "is_bot": True, "first_name": "Bot", "username": "weekly_bot", "supports_inline_queries": True}
PUSH = "🆕"

Message = MutableMapping[str, Any]
Parameters = dict[str, Any]
Refusal = tuple[int, str, Parameters]  # code, description, parameters
Trouble = Refusal | Literal["drop before", "drop after", "bad gateway"]


class Bucket:
    """At most `size` at once, refilled at `rate` a second."""

    def __init__(self, rate: float, size: float) -> None:
        self.rate, self.size, self.level, self.last = rate, size, size, 0.0

    def wait(self, moment: float) -> float:
        """The seconds until one fits; 0: now."""
        self.level = min(self.size, self.level + (moment - self.last) * self.rate)
        self.last = moment
        return 0.0 if self.level >= 1 else (1 - self.level) / self.rate


class Floods:
    """30 a second over all, one a second a chat with bursts of three, 20 a minute a group."""

    def __init__(self) -> None:
        self._all = Bucket(30, 30)
        self._chats: dict[int, Bucket] = defaultdict(lambda: Bucket(1, 3))
        self._groups: dict[int, Bucket] = defaultdict(lambda: Bucket(20 / 60, 20))

    def wait(self, chat_id: int) -> int:
        """The retry_after of a message to that chat; 0: it may pass, and counts."""
        moment = time.monotonic()
        buckets = [self._all, self._chats[chat_id], *([self._groups[chat_id]] if chat_id < 0 else [])]
        seconds = max(bucket.wait(moment) for bucket in buckets)
        if seconds > 0:
            return int(seconds) + 1
        for bucket in buckets:
            bucket.level -= 1
        return 0


@dataclass(frozen=True)
class Sent:
    """A message as it arrived."""

    moment: float
    chat_id: int
    text: str

    @property
    def is_push(self) -> bool:
        """Of a new episode."""
        return self.text.startswith(PUSH)


@dataclass
class TelegramServer:
    """What arrived, in order, and what was refused. `trouble`: what is to happen to the next messages."""

    floods: Floods | None = field(default_factory=Floods)
    sent: list[Sent] = field(default_factory=list)
    refused: Counter[int] = field(default_factory=Counter)
    unanswered: list[int] = field(default_factory=list)  # chats whose message arrived, and whose answer was lost
    trouble: deque[Trouble] = field(default_factory=deque)
    moved: dict[int, int] = field(default_factory=dict)  # groups that are supergroups now
    blocked: set[int] = field(default_factory=set)
    delay: float = 0.0  # seconds that an answer takes
    _updates: deque[Parameters] = field(default_factory=deque)
    _ids: itertools.count[int] = field(default_factory=lambda: itertools.count(1))
    _news: asyncio.Event = field(default_factory=asyncio.Event)
    polled: asyncio.Event = field(default_factory=asyncio.Event)
    arrived: asyncio.Condition = field(default_factory=asyncio.Condition)

    def write(self, chat_id: int, text: str) -> None:
        """A person writes to the bot in private."""
        chat = {"id": chat_id, "type": "private", "first_name": "Someone"}
        person = {"id": chat_id, "is_bot": False, "first_name": "Someone", "language_code": "zh"}
        message = {"message_id": next(self._ids), "date": int(time.time()), "chat": chat, "from": person, "text": text}
        if text.startswith("/"):
            message["entities"] = [{"type": "bot_command", "offset": 0, "length": len(text.split()[0])}]
        self._updates.append({"update_id": next(self._ids), "message": message})
        self._news.set()

    def pushes(self) -> Counter[int]:
        """How many pushes each chat got."""
        return Counter(one.chat_id for one in self.sent if one.is_push)

    async def __call__(self, scope: Message, receive: Callable[[], Awaitable[Message]], send: Send) -> None:
        """The ASGI application."""
        if scope["type"] != "http":
            return
        body = b""
        while True:
            part = await receive()
            body += part.get("body", b"")
            if not part.get("more_body"):
                break
        parameters = {name: _decoded(value) for name, value in parse_qsl(body.decode(), keep_blank_values=True)}
        await self._answer(scope["path"].rpartition("/")[2], parameters, send)

    async def _answer(self, method: str, parameters: Parameters, send: Send) -> None:
        if method == "getUpdates":
            await _reply(send, 200, {"ok": True, "result": await self._poll(parameters)})
            return
        if method != "sendMessage":
            await _reply(send, 200, {"ok": True, "result": _RESULTS.get(method, True)})
            return
        chat_id = parameters["chat_id"]
        trouble = self._gone(chat_id) or (self.trouble.popleft() if self.trouble else self._flood(chat_id))
        if trouble == "drop before":
            await _drop(send)
        elif trouble == "bad gateway":
            await _reply(send, 502, None)
        elif isinstance(trouble, tuple):
            await self._refuse(trouble, send)
        else:
            await self._take(parameters, send, lost=trouble == "drop after")

    def _gone(self, chat_id: int) -> Trouble | None:
        if chat_id in self.blocked:
            return 403, "Forbidden: bot was blocked by the user", {}
        if chat_id in self.moved:
            more = {"migrate_to_chat_id": self.moved[chat_id]}
            return 400, "Bad Request: group chat was upgraded to a supergroup chat", more
        return None

    def _flood(self, chat_id: int) -> Trouble | None:
        wait = self.floods.wait(chat_id) if self.floods else 0
        return (429, f"Too Many Requests: retry after {wait}", {"retry_after": wait}) if wait else None

    async def _refuse(self, refusal: Refusal, send: Send) -> None:
        code, description, more = refusal
        self.refused[code] += 1
        await _reply(send, code, {"ok": False, "error_code": code, "description": description, "parameters": more})

    async def _take(self, parameters: Parameters, send: Send, *, lost: bool) -> None:
        chat_id = parameters["chat_id"]
        self.sent.append(Sent(time.monotonic(), chat_id, str(parameters["text"])))
        async with self.arrived:
            self.arrived.notify_all()
        if lost:
            self.unanswered.append(chat_id)
            await _drop(send)
            return
        if self.delay:
            await asyncio.sleep(self.delay)
        chat = {"id": chat_id, "type": "private" if chat_id > 0 else "supergroup"}
        result = {"message_id": next(self._ids), "date": int(time.time()), "chat": chat, "text": "…"}
        await _reply(send, 200, {"ok": True, "result": result})

    async def _poll(self, parameters: Parameters) -> list[Parameters]:
        self.polled.set()
        while self._updates and self._updates[0]["update_id"] < parameters.get("offset", 0):
            self._updates.popleft()
        if not self._updates:
            self._news.clear()
            try:
                async with asyncio.timeout(min(parameters.get("timeout", 0), 10)):
                    await self._news.wait()
            except TimeoutError:
                pass
        return list(self._updates)


Send = Callable[[Message], Awaitable[None]]
_TEXTS = {"description": "", "short_description": ""}
_RESULTS: dict[str, object] = {
    "getMe": ME,
    "getMyCommands": [],
    "getMyDescription": _TEXTS,
    "getMyShortDescription": _TEXTS,
}


@asynccontextmanager
async def listening(server: TelegramServer) -> AsyncIterator[str]:
    """The server while it runs; gives its URL."""
    async with serving(server, "127.0.0.1", 0) as address:
        yield address


class _DroppedError(Exception):
    """Ends a connection in the middle of an answer."""


async def _drop(send: Send) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"100")]})
    raise _DroppedError


async def _reply(send: Send, status: int, body: object) -> None:
    raw = json.dumps(body).encode() if body is not None else b"<html><h1>Bad Gateway</h1></html>"
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(raw)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": raw})


def _decoded(value: str) -> object:
    return int(value) if re.fullmatch(r"-?\d{1,18}", value) else value

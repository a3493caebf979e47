"""One open page: its WebSocket, what it asks for and what it is told."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from dataclasses import dataclass
from typing import Any

import structlog
from pydantic import ValidationError
from starlette.websockets import WebSocket

from bot.i18n import messages
from bot.playground.actions import PARSER, Publish, Speak, carry_out
from bot.playground.errors import ActionError
from bot.playground.hub import Feed
from bot.playground.world import World
from index.types import Language

MAX_ACTION = 100_000  # characters of one action
PREFIX = "playground-"
TRY_AGAIN_LATER = 1013

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Stage:
    """What all open pages share, and what they let the program do."""

    world: World
    publish: Callable[[], Awaitable[str]]
    questions: Callable[[], Sequence[str]]
    choose_language: Callable[[Language], Awaitable[None]]

    def texts(self) -> dict[str, str]:
        """The page's texts in the language of the world, by key without its prefix."""
        return {key.removeprefix(PREFIX): text for key, text in messages(self.world.language, PREFIX).items()}

    def state(self) -> dict[str, Any]:
        """What a page starts with."""
        return {**self.world.state(), "texts": self.texts(), "questions": list(self.questions())}


class Session:
    """Talks to one page until it goes or the server ends."""

    def __init__(self, stage: Stage, socket: WebSocket) -> None:
        self._stage = stage
        self._socket = socket
        self._under_way: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        """Sends the state, then events; carries actions out as they come."""
        await self._socket.accept()
        with self._stage.world.hub.feed() as feed:
            feed.put({"type": "state", **self._stage.state()})
            sending = asyncio.create_task(self._send(feed))
            try:
                while (message := await self._socket.receive())["type"] == "websocket.receive":
                    self._receive(message.get("text") or "", feed)
            finally:
                sending.cancel()
                await asyncio.gather(sending, *self._under_way, return_exceptions=True)

    async def _send(self, feed: Feed) -> None:
        while (event := await feed.next()) is not None:
            await self._socket.send_json(event)
        await self._socket.close(TRY_AGAIN_LATER)

    def _receive(self, text: str, feed: Feed) -> None:
        try:
            self._act(_short_enough(text), feed)
        except ActionError as error:
            feed.put({"type": "error", "reason": error.reason})
        except ValidationError as error:
            details = error.errors(include_url=False, include_context=False, include_input=False)
            feed.put({"type": "error", "reason": "malformed", "detail": details[0]["msg"]})

    def _act(self, text: str, feed: Feed) -> None:
        match PARSER.validate_json(text):
            case Publish():
                self._begin(self._publish(feed))
            case Speak(language=language):
                self._begin(self._speak(language))
            case action:
                carry_out(action, self._stage.world)

    def _begin(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    async def _speak(self, language: Language) -> None:
        self._stage.world.speak(language)
        try:
            await self._stage.choose_language(language)
        finally:
            self._stage.world.hub.publish("state", **self._stage.state())

    async def _publish(self, feed: Feed) -> None:
        try:
            feed.put({"type": "published", "outcome": await self._stage.publish()})
        except Exception:
            log.exception("the sample episode cannot be published")
            feed.put({"type": "error", "reason": "publish"})


def _short_enough(text: str) -> str:
    if len(text) > MAX_ACTION:
        raise ActionError("long")
    return text

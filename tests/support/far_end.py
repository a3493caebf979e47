"""The far end of the network, scripted: what Telegram would answer to the sender's calls."""

from __future__ import annotations

import asyncio
import json
from collections import deque
from typing import Any

from telegram import Bot
from telegram.error import NetworkError
from telegram.request import BaseRequest, RequestData

TOKEN = "123456789:AAExampleExampleExampleExampleExamp"
ME = {"id": 123456789, "is_bot": True, "first_name": "Bot", "username": "weekly_bot"}


def failure(code: int, description: str, **parameters: int) -> tuple[int, dict[str, Any]]:
    """An answer as Telegram words its refusals."""
    return code, {"ok": False, "error_code": code, "description": description, "parameters": parameters}


class FarEnd(BaseRequest):
    """Records each call; `script` holds the next answers to sendMessage, a None for a lost connection."""

    def __init__(self) -> None:
        self.sent: list[dict[str, Any]] = []
        self.script: deque[tuple[int, dict[str, Any]] | None] = deque()
        self.answers = asyncio.Event()  # cleared, messages arrive there and their answers wait
        self.answers.set()
        self.down = False  # no call gets through

    @property
    def read_timeout(self) -> float | None:
        return 5

    async def initialize(self) -> None:
        pass

    async def shutdown(self) -> None:
        pass

    async def do_request(
        self,
        url: str,
        method: str,  # noqa: ARG002
        request_data: RequestData | None = None,
        read_timeout: object = None,  # noqa: ARG002
        write_timeout: object = None,  # noqa: ARG002
        connect_timeout: object = None,  # noqa: ARG002
        pool_timeout: object = None,  # noqa: ARG002
    ) -> tuple[int, bytes]:
        called = url.rpartition("/")[2]
        parameters = request_data.parameters if request_data else {}
        status, answer = self._answer(called, parameters)
        await self.answers.wait()
        return status, json.dumps(answer).encode()

    def _answer(self, called: str, parameters: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        if self.down:
            raise NetworkError("the network is down")
        if called != "sendMessage":
            return 200, {"ok": True, "result": ME if called == "getMe" else True}
        scripted = self.script.popleft() if self.script else (200, {})
        if scripted is None:
            raise NetworkError("the connection was lost")
        if scripted[0] != 200:
            return scripted
        self.sent.append(parameters)
        chat = {"id": parameters["chat_id"], "type": "private"}
        return 200, {"ok": True, "result": {"message_id": len(self.sent), "date": 0, "chat": chat}}


async def connected_bot(far_end: FarEnd) -> Bot:
    """A real Bot that talks to that far end."""
    bot = Bot(TOKEN, request=far_end, get_updates_request=far_end)
    await bot.initialize()
    return bot

"""The bot's way to the playground's Telegram: a request class of python-telegram-bot that never leaves the process."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from functools import partial
from inspect import isawaitable
from typing import Any

from telegram.request import BaseRequest, RequestData

from bot.playground.api import answers, bot, messages
from bot.playground.api.parameters import Parameters
from bot.playground.errors import ApiError
from bot.playground.world import World

Method = Callable[[World, Parameters], Any | Awaitable[Any]]

METHODS: dict[str, Method] = {
    "answerCallbackQuery": answers.answer_callback_query,
    "answerInlineQuery": answers.answer_inline_query,
    "deleteMessage": messages.delete_message,
    "deleteMyCommands": bot.delete_my_commands,
    "deleteWebhook": bot.delete_webhook,
    "editMessageReplyMarkup": messages.edit_message_reply_markup,
    "editMessageText": messages.edit_message_text,
    "getChat": bot.get_chat,
    "getChatAdministrators": bot.get_chat_administrators,
    "getChatMember": bot.get_chat_member,
    "getChatMemberCount": bot.get_chat_member_count,
    "getMe": bot.get_me,
    "getMyCommands": bot.get_my_commands,
    "getMyDescription": partial(bot.get_my_text, "description"),
    "getMyName": partial(bot.get_my_text, "name"),
    "getMyShortDescription": partial(bot.get_my_text, "short_description"),
    "getUpdates": bot.get_updates,
    "getWebhookInfo": bot.get_webhook_info,
    "sendChatAction": messages.send_chat_action,
    "sendMessage": messages.send_message,
    "setMessageReaction": messages.set_message_reaction,
    "setMyCommands": bot.set_my_commands,
    "setMyDescription": partial(bot.set_my_text, "description"),
    "setMyName": partial(bot.set_my_text, "name"),
    "setMyShortDescription": partial(bot.set_my_text, "short_description"),
}
_BY_LOWER_CASE = {name.lower(): method for name, method in METHODS.items()}  # Telegram takes any case


class PlaygroundRequest(BaseRequest):
    """Carries the calls of a `telegram.Bot` to a World, and its answers and errors back in Telegram's form."""

    def __init__(self, world: World) -> None:
        self._world = world

    @property
    def read_timeout(self) -> float | None:
        """None: nothing here can hang."""
        return None

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close: a waiting getUpdates ends with the task that waits for it."""

    async def do_request(
        self,
        url: str,
        method: str,  # noqa: ARG002 - Telegram takes GET and POST alike
        request_data: RequestData | None = None,
        read_timeout: object = None,  # noqa: ARG002 - nothing here can hang
        write_timeout: object = None,  # noqa: ARG002
        connect_timeout: object = None,  # noqa: ARG002
        pool_timeout: object = None,  # noqa: ARG002
    ) -> tuple[int, bytes]:
        """One call, named by the end of the URL: the HTTP status and Telegram's JSON."""
        token, _, name = url.rpartition("/bot")[2].partition("/")
        given = Parameters(request_data.parameters if request_data else {})
        try:
            result = self._method(token, name)(self._world, given)
            return _answer(200, {"ok": True, "result": await result if isawaitable(result) else result})
        except ApiError as error:
            return _answer(error.code, {"ok": False, "error_code": error.code, "description": error.description})

    def _method(self, token: str, name: str) -> Method:
        if token != self._world.token:
            raise ApiError(401, "Unauthorized")
        if name.lower() not in _BY_LOWER_CASE:
            raise ApiError(404, "Not Found")
        return _BY_LOWER_CASE[name.lower()]


def _answer(status: int, body: dict[str, Any]) -> tuple[int, bytes]:
    return status, json.dumps(body).encode()

"""Answers to pressed buttons and to inline look-ups."""

from __future__ import annotations

import re
from typing import Any

from bot.playground import keyboards
from bot.playground.api.parameters import Parameters
from bot.playground.api.places import formatted
from bot.playground.errors import bad_request
from bot.playground.queries import InlineResult
from bot.playground.world import World

MAX_RESULTS = 50  # https://core.telegram.org/bots/api#answerinlinequery
MAX_ANSWER = 200  # characters, https://core.telegram.org/bots/api#answercallbackquery
MAX_BYTES = 64


def answer_callback_query(world: World, given: Parameters) -> bool:
    """answerCallbackQuery: the page shows the text as a toast or an alert."""
    if len(given.text("text")) > MAX_ANSWER:
        raise bad_request("MESSAGE_TOO_LONG")
    query = world.queries.close("callback", given.text("callback_query_id"))
    shown = {"text": given.text("text"), "alert": given.flag("show_alert"), "url": given.text("url")}
    world.hub.publish("answer", request=query.request, **shown)
    return True


def answer_inline_query(world: World, given: Parameters) -> bool:
    """answerInlineQuery; nothing is cached, so that a new episode is found at once."""
    results = [_result(Parameters(one)) for one in given.rows("results")]
    if len(results) > MAX_RESULTS:
        raise bad_request("too many inline query results specified")
    if len({one.id for one in results}) < len(results):
        raise bad_request("RESULT_ID_DUPLICATE")
    if len(given.text("next_offset").encode()) > MAX_BYTES:
        raise bad_request("NEXT_OFFSET_INVALID")
    button = _button(Parameters(given.table("button")))
    query = world.queries.close("inline", given.text("inline_query_id"))
    world.queries.keep(query, results)
    found = [one.page() for one in results]
    more = {"button": button, "next_offset": given.text("next_offset")}
    world.hub.publish("inline", request=query.request, query=query.id, results=found, **more)
    return True


def _result(given: Parameters) -> InlineResult:
    result_id = given.text("id")
    if not 1 <= len(result_id.encode()) <= MAX_BYTES:
        raise bad_request("RESULT_ID_INVALID")
    if given.text("type") != "article":
        raise bad_request("can't parse inline query result: the playground knows articles only")
    if not given.text("title"):
        raise bad_request("can't parse inline query result: title must be non-empty")
    content = formatted(Parameters(given.table("input_message_content")), "message_text")
    keyboard = keyboards.checked(given.table("reply_markup"))
    title, description, url = (given.text(name) for name in ("title", "description", "url"))
    return InlineResult(result_id, title, description, url, content, keyboard)


def _button(given: Parameters) -> dict[str, Any] | None:
    if "text" not in given:
        return None
    payload = given.text("start_parameter")
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,64}", payload):
        raise bad_request("START_PARAM_INVALID")
    return {"text": given.text("text"), "payload": payload}

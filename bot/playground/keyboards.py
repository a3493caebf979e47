"""Inline keyboards: what Telegram takes for a button, checked before it reaches a message."""

from __future__ import annotations

import re
from typing import Any

from bot.playground.errors import bad_request

Keyboard = tuple[tuple[dict[str, Any], ...], ...]

MAX_DATA_BYTES = 64  # https://core.telegram.org/bots/api#inlinekeyboardbutton
MAX_BUTTONS = 100
MAX_BUTTONS_A_ROW = 8
_ACTIONS = (
    "url",
    "callback_data",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
)
_URL = re.compile(
    r"(?:https?://)?[^/\s.]+(?:\.[^/\s.]+)+(?:[/?#:]\S*)?|https?://(?:localhost|127\.0\.0\.1)\S*|tg://\S+"
)


def checked(markup: object) -> Keyboard:
    """The rows of a `reply_markup`; empty where it holds no inline keyboard. Raises ApiError."""
    if not isinstance(markup, dict) or "inline_keyboard" not in markup:
        return ()
    rows = markup["inline_keyboard"]
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request('field "inline_keyboard" of the InlineKeyboardMarkup should be an Array of Arrays')
    if sum(map(len, rows)) > MAX_BUTTONS or any(len(row) > MAX_BUTTONS_A_ROW for row in rows):
        raise bad_request("reply markup is too long")
    return tuple(tuple(_button(one) for one in row) for row in rows if row)


def _button(button: object) -> dict[str, Any]:
    if not isinstance(button, dict) or not str(button.get("text", "")).strip():
        raise bad_request("inline keyboard button text must be non-empty")
    action = next((name for name in _ACTIONS if name in button), None)
    if action is None and len(button) > 1:
        raise bad_request("BUTTON_TYPE_INVALID")
    if action is None or (action in ("url", "callback_data") and not button[action]):
        raise bad_request("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if action == "callback_data" and len(str(button[action]).encode()) > MAX_DATA_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")
    if action == "url" and not _URL.fullmatch(str(button[action])):
        raise bad_request(f"inline keyboard button URL '{button[action]}' is invalid: Wrong HTTP URL")
    if action == "copy_text" and not 1 <= len(str(button[action].get("text", ""))) <= 256:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")
    return {"text": str(button["text"]), action: button[action]}


def json(keyboard: Keyboard) -> dict[str, Any]:
    """As Telegram writes it."""
    return {"inline_keyboard": [list(row) for row in keyboard]}


def holds(keyboard: Keyboard, data: str) -> bool:
    """Whether one of its buttons carries this callback data."""
    return any(button.get("callback_data") == data for row in keyboard for button in row)

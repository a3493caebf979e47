"""What rendering gives: messages ready to be sent."""

from __future__ import annotations

from dataclasses import dataclass

from telegram import InlineKeyboardMarkup


@dataclass(frozen=True, slots=True)
class Message:
    """One chat message: `text` in Telegram's HTML, at most 4096 UTF-16 units once parsed."""

    text: str
    markup: InlineKeyboardMarkup | None = None


@dataclass(frozen=True, slots=True)
class Example:
    """A question that the loaded episodes answer, and the callback data of the button that asks it."""

    question: str
    data: str

"""The parameters of one call, read with Telegram's own complaints."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.playground.errors import bad_request


class Parameters:
    """Named values; a wrong or missing one raises ApiError 400."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self._values = values

    def __contains__(self, name: str) -> bool:
        return self._values.get(name) is not None

    def text(self, name: str) -> str:
        """A string, empty where it was left out."""
        value = self._values.get(name, "")
        return value if isinstance(value, str) else str(value)

    def integer(self, name: str, otherwise: int = 0) -> int:
        """A whole number."""
        value = self._values.get(name, otherwise)
        try:
            return int(value)
        except (TypeError, ValueError):
            raise bad_request(f'parameter "{name}" must be an Integer') from None

    def number(self, name: str) -> float:
        """A number, 0 where it was left out."""
        value = self._values.get(name, 0)
        try:
            return float(value)
        except (TypeError, ValueError):
            raise bad_request(f'parameter "{name}" must be a Number') from None

    def flag(self, name: str) -> bool:
        """True or false."""
        return self._values.get(name) in (True, "true", "True", "1")

    def table(self, name: str) -> dict[str, Any]:
        """An object, empty where it was left out."""
        value = self._values.get(name) or {}
        if not isinstance(value, dict):
            raise bad_request(f"object expected as {name}")
        return value

    def rows(self, name: str) -> list[Any]:
        """An array, empty where it was left out."""
        value = self._values.get(name) or []
        if not isinstance(value, list):
            raise bad_request(f"array expected as {name}")
        return value

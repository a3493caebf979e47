"""What the playground's Telegram refuses: calls of the bot, and actions of the people."""

from __future__ import annotations


class ApiError(Exception):
    """A refused Bot API call: the HTTP status and Telegram's description of it."""

    def __init__(self, code: int, description: str) -> None:
        super().__init__(description)
        self.code = code
        self.description = description


def bad_request(reason: str) -> ApiError:
    """The error 400 as Telegram words it."""
    return ApiError(400, f"Bad Request: {reason}")


class ActionError(Exception):
    """A refused action of a person; `reason` is the end of a text key, `playground-error-<reason>`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason

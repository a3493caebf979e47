"""Telegram's webhook: updates arrive by POST, proved by the secret that was set with the webhook."""

from __future__ import annotations

import hashlib
import hmac
import json
from typing import Any
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from telegram import Update
from telegram.ext import Application

from bot.settings import Settings

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the header's name
LARGEST_UPDATE = 1_000_000  # bytes; Telegram's updates are some kilobytes


def webhook_secret(settings: Settings) -> str:
    """The secret that Telegram repeats with each update: the one set, else one derived from the token."""
    if settings.webhook_secret:
        return settings.webhook_secret.get_secret_value()
    # Derived, not random: several processes behind one webhook agree on it.
    return hmac.new((settings.token or "").encode(), b"webhook secret", hashlib.sha256).hexdigest()


def webhook_route(application: Application[Any, Any, Any, Any, Any, Any], settings: Settings) -> Route:
    """POST to the path of WEBHOOK_URL queues an update."""
    secret = webhook_secret(settings)

    async def receive(request: Request) -> Response:
        if not hmac.compare_digest(request.headers.get(SECRET_HEADER, ""), secret):
            return PlainTextResponse("wrong secret", 403)
        if int(request.headers.get("content-length") or LARGEST_UPDATE + 1) > LARGEST_UPDATE:
            return PlainTextResponse("too large", 413)
        try:
            update = Update.de_json(json.loads(await request.body()), application.bot)
        except (ValueError, KeyError, TypeError, AttributeError):
            return PlainTextResponse("not an update", 400)
        await application.update_queue.put(update)
        return Response()

    return Route(urlsplit(settings.webhook_url or "").path or "/", receive, methods=["POST"])

"""Updates that Telegram delivers twice: after a webhook that answered late, or a poll whose confirmation was lost."""

from __future__ import annotations

from collections import OrderedDict
from typing import Any

from telegram import Update
from telegram.ext import ApplicationHandlerStop, TypeHandler

from handlers.context import Context

KEPT = 1_000  # ids; repeats come within seconds


def repeats() -> TypeHandler[Update, Context, Any]:
    """The handler that stops an update which came before; it belongs in front of all others."""
    seen: OrderedDict[int, None] = OrderedDict()

    async def stop(update: Update, _context: Context) -> None:
        if update.update_id in seen:
            raise ApplicationHandlerStop
        seen[update.update_id] = None
        if len(seen) > KEPT:
            seen.popitem(last=False)

    return TypeHandler(Update, stop)

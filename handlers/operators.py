"""Who runs the bot: ADMIN_IDS, each in the private chat with it."""

from __future__ import annotations

from handlers.context import Context
from handlers.place import Place


def is_operator(place: Place, context: Context) -> bool:
    """Whether an operator speaks, where nobody else reads the answer."""
    return place.private and place.user_id in context.services.settings.admin_ids

"""/addfeed: a feed is added and loaded, for ADMIN_IDS in their private chats; to others there is no such command."""

from __future__ import annotations

from telegram import Update

from bot.feeds.urls import FeedAddressError
from bot.render import feeds as rendered
from handlers import other
from handlers.context import Context
from handlers.operators import is_operator
from handlers.place import place_of
from handlers.progress import Progress
from handlers.sending import send


async def add(update: Update, context: Context) -> None:
    """Adds the feed at the address that was written, shows how far its loading is and what came of it."""
    place = await place_of(update, context)
    if not is_operator(place, context):
        await other.unknown_command(update, context)
        return
    address = " ".join(context.args or ())
    if not address:
        await send(context, place, [rendered.how_to_add(place.language)])
        return
    progress = Progress(context, place, lambda done, of: rendered.loading(done, of, place.language))
    try:
        added = await context.services.feeds.add(address, progress.show)
    except FeedAddressError:
        await send(context, place, [rendered.no_address(address, place.language)])
        return
    await progress.end(rendered.added(added, place.language))

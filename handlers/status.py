"""/status: how the bot does, for ADMIN_IDS in their private chats; to anybody else it is a command unheard of."""

from __future__ import annotations

from telegram import Update

from bot.i18n import translate
from bot.render.status import status as rendered
from bot.stats import collect
from bot.storage import deliveries
from handlers import other
from handlers.context import Context
from handlers.operators import is_operator
from handlers.place import place_of
from handlers.presses import Notice, Press, StaleError
from handlers.sending import edit, send


async def status(update: Update, context: Context) -> None:
    """Shows the figures and what fails."""
    place = await place_of(update, context)
    if not is_operator(place, context):
        await other.unknown_command(update, context)
        return
    await send(context, place, [rendered(await collect(context.services.database), place.language)])


async def pressed_refresh(press: Press, context: Context) -> Notice | None:
    """Shows them as of now."""
    await _refresh(press, context)
    return Notice(translate(press.place.language, "status-refreshed"))


async def pressed_parked(press: Press, context: Context) -> Notice | None:
    """Has what was parked tried again, or gives it up."""
    if not is_operator(press.place, context):
        raise StaleError
    again = press.text(0) == "again"
    async with context.services.database.writing() as connection:
        count = await (deliveries.revive(connection) if again else deliveries.give_up(connection))
    await _refresh(press, context)
    return Notice(translate(press.place.language, "parked-again" if again else "parked-dropped", count=count))


async def _refresh(press: Press, context: Context) -> None:
    if not is_operator(press.place, context):
        raise StaleError
    await edit(
        context, press.place, press.query, rendered(await collect(context.services.database), press.place.language)
    )

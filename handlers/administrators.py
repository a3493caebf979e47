"""Who may change what concerns a whole group."""

from __future__ import annotations

from telegram import Message as TelegramMessage
from telegram.constants import ChatMemberStatus
from telegram.error import BadRequest

from bot.i18n import translate
from bot.render.greeting import hint
from handlers.context import Context
from handlers.place import Place
from handlers.presses import Notice, Press
from handlers.sending import send

_ADMINISTRATORS = (ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR)


async def may_change(context: Context, place: Place, message: TelegramMessage | None = None) -> bool:
    """Whether the person may change settings of that chat: in private always, in groups its administrators."""
    if place.private:
        return True
    if message and message.sender_chat and message.sender_chat.id == place.chat_id:
        return True  # an administrator who stays anonymous
    try:
        member = await context.bot.get_chat_member(place.chat_id, place.user_id)
    except BadRequest:  # the members are hidden from bots; the administrators never are
        administrators = await context.bot.get_chat_administrators(place.chat_id)
        return any(one.user.id == place.user_id for one in administrators)
    return member.status in _ADMINISTRATORS


async def allowed(context: Context, place: Place, message: TelegramMessage | None) -> bool:
    """`may_change`, and who may not is told so."""
    if await may_change(context, place, message):
        return True
    await send(context, place, [hint(place.language, "only-administrators")])
    return False


async def refusal(context: Context, press: Press) -> Notice | None:
    """The alert for a presser who may not change that; None for one who may."""
    if await may_change(context, press.place):
        return None
    return Notice(translate(press.place.language, "only-administrators"), alert=True)

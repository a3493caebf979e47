"""Coming into chats, leaving them, and groups that become supergroups."""

from __future__ import annotations

from telegram import ChatMember, ChatMemberRestricted, Update
from telegram.constants import ChatMemberStatus, ChatType

from bot.render.greeting import welcome_group
from handlers.context import Context
from handlers.place import place_of, remember
from handlers.sending import send


async def changed(update: Update, context: Context) -> None:
    """The bot's own membership: greets a group it joins, stops writing where it is blocked or removed."""
    change = update.my_chat_member
    if change is None or change.chat.type == ChatType.CHANNEL:
        return
    if not _present(change.new_chat_member):
        await context.services.chats.deactivate(change.chat.id)
        return
    await remember(change.chat, context)
    if change.chat.type != ChatType.PRIVATE and not _present(change.old_chat_member):
        place = await place_of(update, context)
        await send(context, place, [welcome_group(place.language, context.bot.username)])


async def migrated(update: Update, context: Context) -> None:
    """A group became a supergroup: its settings and subscriptions go with it. Both chats get such a message."""
    message = update.effective_message
    if message is None:
        return
    if message.migrate_to_chat_id:
        await context.services.chats.migrate(message.chat_id, message.migrate_to_chat_id)
    elif message.migrate_from_chat_id:
        await context.services.chats.migrate(message.migrate_from_chat_id, message.chat_id)


def _present(member: ChatMember) -> bool:
    if isinstance(member, ChatMemberRestricted):
        return member.is_member
    return member.status not in (ChatMemberStatus.LEFT, ChatMemberStatus.BANNED)

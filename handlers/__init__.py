"""The abilities that people use, one a module. Here is the single ordered list of them."""

from __future__ import annotations

from typing import Any

from telegram import Message, Update
from telegram.ext import (
    Application,
    BaseHandler,
    ChatMemberHandler,
    CommandHandler,
    InlineQueryHandler,
    MessageHandler,
    filters,
)

from bot import i18n
from bot.render.actions import Verb
from handlers import (
    ask,
    browse,
    feeds,
    guest,
    inline,
    language,
    membership,
    other,
    schedule,
    start,
    status,
    subscribe,
    subscriptions,
    unsubscribe,
)
from handlers.context import Context
from handlers.errors import failed
from handlers.presses import any_other, on
from handlers.questions import addressed
from handlers.repeats import repeats

ALLOWED_UPDATES = [
    Update.MESSAGE,
    Update.CALLBACK_QUERY,
    Update.INLINE_QUERY,
    Update.MY_CHAT_MEMBER,
    Update.GUEST_MESSAGE,
]


class _Addressed(filters.MessageFilter):
    def filter(self, message: Message) -> bool:
        return addressed(message)


class _ViaThisBot(filters.MessageFilter):
    def filter(self, message: Message) -> bool:
        return message.via_bot is not None and message.via_bot.id == message.get_bot().id


# New messages only: an edit must not be answered twice, channel posts ask nothing, and what the bot itself gave as an
# inline result is no question.
_NEW = filters.UpdateType.MESSAGE & ~_ViaThisBot()
_PRIVATE = _NEW & filters.ChatType.PRIVATE
_GROUP = _NEW & filters.ChatType.GROUPS


def registrations() -> list[BaseHandler[Any, Context, Any]]:
    """All handlers; the first that fits an update takes it."""
    return [
        CommandHandler("start", start.start, _NEW),
        CommandHandler("help", start.help_, _NEW),
        CommandHandler("ask", ask.ask, _NEW),
        CommandHandler("latest", browse.latest, _NEW),
        CommandHandler("episodes", browse.episodes, _NEW),
        CommandHandler("subscribe", subscribe.subscribe, _NEW),
        CommandHandler("unsubscribe", unsubscribe.unsubscribe, _NEW),
        CommandHandler("subscriptions", subscriptions.subscriptions, _NEW),
        CommandHandler("timezone", schedule.timezone, _NEW),
        CommandHandler("language", language.language, _NEW),
        CommandHandler("status", status.status, _PRIVATE),
        CommandHandler("addfeed", feeds.add, _PRIVATE),
        on(Verb.HIT, browse.opened_hit),
        on(Verb.WHOLE, browse.opened_whole),
        on(Verb.EPISODE, browse.opened_episode),
        on(Verb.PAGE, browse.turned_page),
        on(Verb.EPISODES, browse.turned_list),
        on(Verb.ASK, ask.pressed_example),
        on(Verb.TOPIC, subscribe.pressed_topic),
        on(Verb.SHOW, subscribe.pressed_show),
        on(Verb.ALL, subscribe.pressed_all),
        on(Verb.UNSUBSCRIBE, unsubscribe.pressed_one),
        on(Verb.UNSUBSCRIBE_ALL, unsubscribe.pressed_all),
        on(Verb.SUBSCRIPTIONS, subscriptions.pressed_overview),
        on(Verb.SUBSCRIPTION, subscriptions.pressed_one),
        on(Verb.PAUSE, subscriptions.pressed_pause),
        on(Verb.PREVIEW, subscriptions.pressed_preview),
        on(Verb.TIME, schedule.pressed_time),
        on(Verb.ZONE, schedule.pressed_zone),
        on(Verb.MUTE, schedule.pressed_mute),
        on(Verb.LANGUAGE, language.pressed),
        on(Verb.STATUS, status.pressed_refresh),
        on(Verb.PARKED, status.pressed_parked),
        any_other(),
        InlineQueryHandler(inline.inline),
        ChatMemberHandler(membership.changed, ChatMemberHandler.MY_CHAT_MEMBER),
        MessageHandler(filters.UpdateType.MESSAGE & filters.StatusUpdate.MIGRATE, membership.migrated),
        MessageHandler(_PRIVATE & filters.COMMAND, other.unknown_command),
        MessageHandler(_PRIVATE & filters.TEXT, ask.ask),
        MessageHandler(_GROUP & filters.TEXT & ~filters.COMMAND & _Addressed(), ask.ask),
        MessageHandler(_PRIVATE & ~filters.StatusUpdate.ALL, other.not_text),
        MessageHandler(filters.UpdateType.GUEST_MESSAGE, guest.guest),
    ]


def register(application: Application[Any, Context, Any, Any, Any, Any]) -> None:
    """Adds all handlers, the one against repeated updates before them, and the one for errors."""
    i18n.load()
    application.add_handler(repeats(), group=-1)
    application.add_handlers(registrations())
    application.add_error_handler(failed)


__all__ = ["ALLOWED_UPDATES", "Context", "register", "registrations"]

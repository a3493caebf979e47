"""/subscribe: to every episode, to a show or to a topic; by command and by buttons."""

from __future__ import annotations

from telegram import Update

from bot.i18n import translate
from bot.library import Snapshot
from bot.render.buttons import topic_of
from bot.render.html import one_line, say
from bot.render.subscriptions import name_of, subscribed
from bot.render.types import Message
from bot.subscriptions import Subscription, SubscriptionKind
from handlers.administrators import allowed, refusal
from handlers.context import Context
from handlers.place import Place, place_of
from handlers.presses import Notice, Press, StaleError
from handlers.sending import send

LONGEST = 64  # characters of a topic
MOST = 30  # subscriptions of one chat and thread: each is a button in /unsubscribe

Wish = tuple[SubscriptionKind, str]


async def subscribe(update: Update, context: Context) -> None:
    """Subscribes the chat to what stands after the command, or to all."""
    place = await place_of(update, context)
    if not await allowed(context, place, update.effective_message):
        return
    kind, value = wish_of(" ".join(context.args or ()), context.snapshot)
    await send(context, place, [await _subscribe(context, place, kind, value)])


async def pressed_topic(press: Press, context: Context) -> Notice | None:
    """Subscribes the chat to an item's subject."""
    return await _pressed(press, context, "topic", topic_of(press.hit(context.snapshot).item)[:LONGEST])


async def pressed_show(press: Press, context: Context) -> Notice | None:
    """Subscribes the chat to an episode's show."""
    episode = context.snapshot.episode(press.text(0))
    if episode is None:
        raise StaleError
    return await _pressed(press, context, "show", episode.show)


async def pressed_all(press: Press, context: Context) -> Notice | None:
    """Subscribes the chat to every episode."""
    return await _pressed(press, context, "all", "")


def wish_of(words: str, snapshot: Snapshot) -> Wish:
    """What the words after /subscribe mean: nothing is all, a show's name is the show, the rest is a topic."""
    value = one_line(words).strip("「」『』“”\"'#<>《》 ")
    if not value:
        return "all", ""
    for show in {episode.show for episode in snapshot.episodes}:
        if _same(show, value):
            return "show", show
    return "topic", value


async def _subscribe(context: Context, place: Place, kind: SubscriptionKind, value: str) -> Message:
    if len(value) > LONGEST and kind == "topic":
        return Message(say(place.language, "subscription-too-long", limit=LONGEST))
    added = await _add(context, place, kind, value)
    if added is None:
        return Message(say(place.language, "subscription-too-many", limit=MOST))
    held, new = added
    schedule = await context.services.schedules.of(place.spot)
    return subscribed(held, place.language, schedule, new=new)


async def _pressed(press: Press, context: Context, kind: SubscriptionKind, value: str) -> Notice | None:
    if refused := await refusal(context, press):
        return refused
    language = press.place.language
    added = await _add(context, press.place, kind, value)
    if added is None:
        return Notice(translate(language, "subscription-too-many", limit=MOST), alert=True)
    held, new = added
    key = "subscribed-toast" if new else "subscribed-already-toast"
    return Notice(translate(language, key, name=name_of(held.kind, held.value, language)))


async def _add(context: Context, place: Place, kind: SubscriptionKind, value: str) -> tuple[Subscription, bool] | None:
    """The subscription and whether it is new; None where the chat has too many."""
    services = context.services
    all_held = await services.subscriptions.of(place.chat_id, place.thread_id)
    for held in all_held:
        if held.kind == kind and _same(held.value, value):
            return await _go_on(context, held), held.paused
    if len(all_held) >= MOST:
        return None
    if not place.chosen and place.language != services.settings.default_language:
        # Pushes come in the language of the chat, and this is the one it was spoken to in.
        await services.chats.set_language(place.chat_id, place.language)
    return await services.subscriptions.add(place.chat_id, place.thread_id, kind, value)


async def _go_on(context: Context, held: Subscription) -> Subscription:
    """To subscribe to what is paused is to go on with it."""
    if not held.paused:
        return held
    resumed = await context.services.subscriptions.pause(held.chat_id, held.thread_id, held.id, paused=False)
    return resumed or held


def _same(one: str, other: str) -> bool:
    return "".join(one.split()).casefold() == "".join(other.split()).casefold()

"""Questions: /ask, plain text in private, mentions of and replies to the bot in groups, example buttons."""

from __future__ import annotations

import asyncio

from telegram import Update

from bot.render.answer import quoted
from bot.render.greeting import how_to_ask
from handlers.context import Context
from handlers.examples import LATEST, examples, question_of
from handlers.place import Place, place_of
from handlers.presses import Notice, Press, StaleError
from handlers.questions import reply_to, subject_of, too_long, words_of
from handlers.sending import send, typing


async def ask(update: Update, context: Context) -> None:
    """Answers the question that the message holds; without one, says how to ask."""
    message = update.effective_message
    if message is None:
        return
    place = await place_of(update, context)
    question = words_of(message)
    if question:
        await _answer(context, place, question, subject_of(message))
    else:
        await send_how_to(context, place)


async def send_how_to(context: Context, place: Place) -> None:
    """Says how to ask, with examples."""
    offered = examples(context.snapshot, place.language)
    await send(context, place, [how_to_ask(place.language, context.bot.username, offered, private=place.private)])


async def pressed_example(press: Press, context: Context) -> Notice | None:
    """Asks an example question as though the presser had written it."""
    kind = press.text(0)
    hit = None if kind == LATEST else press.hit(context.snapshot, 1)
    question = question_of(kind, hit, press.place.language)
    if question is None:
        raise StaleError
    reply = await reply_to(context, press.place, question)
    await send(context, press.place, [quoted(question, reply.message, reply.language)])
    return None


async def _answer(context: Context, place: Place, question: str, subject: str | None) -> None:
    hint = too_long(question, place.language_for(question))
    if hint:
        await send(context, place, [hint])
        return
    _, reply = await asyncio.gather(typing(context, place), reply_to(context, place, question, subject))
    await send(context, place, [reply.message])

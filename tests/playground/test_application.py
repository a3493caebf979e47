"""A real Application of python-telegram-bot, polling the playground."""

from __future__ import annotations

import asyncio
import time

import pytest
from telegram import Bot, InlineQueryResultArticle, InlineQueryResultPhoto, InputTextMessageContent
from telegram.error import BadRequest

from bot.playground import queries
from bot.playground.hub import Event, Feed
from bot.playground.people import BOT_ID, FRIEND, GROUP, YOU
from bot.playground.world import World
from tests.playground.tiny_bot import keyboard, running, until


async def _event(feed: Feed, kind: str) -> Event:
    async with asyncio.timeout(15):
        while True:
            event = await feed.next()
            assert event
            if event["type"] == kind:
                return event


def _answers(world: World, chat: int) -> list[str]:
    return [one.content.text for one in world.history.of(chat) if one.sender == BOT_ID]


async def test_a_question_is_answered_in_its_chat(tiny: World) -> None:
    asked = tiny.send(YOU, YOU, "量化")
    await until(lambda: _answers(tiny, YOU))
    answer = tiny.history.of(YOU)[-1]
    assert (answer.content.text, answer.reply_to) == ("听到: 量化", asked.id)
    assert _answers(tiny, FRIEND) == []


async def test_in_the_group_the_bot_answers_the_person_who_mentions_it(tiny: World) -> None:
    tiny.send(GROUP, YOU, "大家好")
    tiny.send(GROUP, FRIEND, f"@{tiny.username} 量化")
    await until(lambda: _answers(tiny, GROUP))
    assert _answers(tiny, GROUP) == [f"听到: @{tiny.username} 量化"]


async def test_typing_is_seen_before_a_slow_answer(tiny: World, go: asyncio.Event) -> None:
    with tiny.hub.feed() as feed:
        tiny.send(YOU, YOU, "/slow")
        assert (await _event(feed, "typing"))["chat"] == YOU
        assert _answers(tiny, YOU) == []
        go.set()
        assert (await _event(feed, "message"))["message"]["text"] == "想好了"


@pytest.mark.parametrize(("data", "alert"), [("toast", False), ("alert", True)])
async def test_a_button_is_answered_to_the_page_that_pressed_it(tiny: World, data: str, *, alert: bool) -> None:
    tiny.start(YOU, YOU)
    await until(lambda: _answers(tiny, YOU))
    with tiny.hub.feed() as feed:
        tiny.press(YOU, YOU, tiny.history.of(YOU)[-1].id, data, "request-1")
        event = await _event(feed, "answer")
    assert event == {"type": "answer", "request": "request-1", "text": f"答复 {data}", "alert": alert, "url": ""}


async def test_a_button_can_change_its_message(tiny: World, go: asyncio.Event) -> None:
    go.set()
    tiny.start(YOU, YOU)
    await until(lambda: _answers(tiny, YOU))
    with tiny.hub.feed() as feed:
        tiny.press(YOU, YOU, tiny.history.of(YOU)[-1].id, "edit", "r")
        event = await _event(feed, "edit")
    assert (event["message"]["text"], event["message"]["edited"], event["message"]["keyboard"]) == ("改过了", True, [])


async def test_a_result_of_a_look_up_is_sent_into_any_chat(tiny: World) -> None:
    with tiny.hub.feed() as feed:
        tiny.look_up(GROUP, FRIEND, "量化", "", "r1")
        found = await _event(feed, "inline")
    assert [one["title"] for one in found["results"]] == ["量化 1", "量化 2"]
    assert found["request"] == "r1"
    tiny.choose(GROUP, FRIEND, found["query"], "r2")
    message = tiny.history.of(GROUP)[0]
    assert (message.content.text, message.via_bot, message.sender) == ("选了 2", True, FRIEND)


async def test_a_chosen_result_with_buttons_is_changed_by_its_inline_id(bot: Bot, world: World) -> None:
    content = InputTextMessageContent("<b>选</b>", parse_mode="HTML")
    result = InlineQueryResultArticle("a", "标题", content, reply_markup=keyboard(world))
    world.look_up(GROUP, YOU, "x", "", "r")
    query = (await bot.get_updates())[-1].inline_query
    assert query
    await bot.answer_inline_query(query.id, [result])
    world.choose(GROUP, YOU, query.id, "a")
    chosen = (await bot.get_updates())[-1].chosen_inline_result
    assert chosen
    assert chosen.inline_message_id
    message = world.history.of(GROUP)[0]
    world.press(GROUP, FRIEND, message.id, "edit", "r2")
    pressed = (await bot.get_updates())[-1].callback_query
    assert pressed
    assert (pressed.message, pressed.inline_message_id) == (None, chosen.inline_message_id)
    assert await bot.edit_message_text("改", inline_message_id=chosen.inline_message_id) is True
    assert world.history.of(GROUP)[0].content.text == "改"
    with pytest.raises(BadRequest, match="Message_id_invalid"):
        await bot.edit_message_text("改", inline_message_id="inline-999")


async def test_bad_inline_answers_are_refused(bot: Bot, world: World) -> None:
    world.look_up(YOU, YOU, "x", "", "r")
    query = (await bot.get_updates())[-1].inline_query
    assert query
    one = InlineQueryResultArticle("a", "t", InputTextMessageContent("x"))
    photo = InlineQueryResultPhoto("p", "https://example.com/p.jpg", "https://example.com/p.jpg")
    with pytest.raises(BadRequest, match="Result_id_duplicate"):
        await bot.answer_inline_query(query.id, [one, one])
    with pytest.raises(BadRequest, match="articles only"):
        await bot.answer_inline_query(query.id, [photo])
    with pytest.raises(BadRequest, match="Next_offset_invalid"):
        await bot.answer_inline_query(query.id, [one], next_offset="中" * 22)
    assert await bot.answer_inline_query(query.id, [one])
    with pytest.raises(BadRequest, match="Query is too old"):
        await bot.answer_inline_query(query.id, [one])


async def test_a_late_answer_is_refused(bot: Bot, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.look_up(YOU, YOU, "x", "", "r")
    query = (await bot.get_updates())[-1].inline_query
    assert query
    later = time.monotonic() + queries.INLINE_SECONDS + 1
    monkeypatch.setattr("bot.playground.queries.time.monotonic", lambda: later)
    with pytest.raises(BadRequest, match="Query is too old"):
        await bot.answer_inline_query(query.id, [])


async def test_polling_ends_at_once(world: World, go: asyncio.Event) -> None:
    async with running(world, go) as application:
        await until(lambda: world.updates._reader)
        started = time.monotonic()
        assert application.updater
    assert time.monotonic() - started < 1


async def test_updates_that_came_before_the_start_are_handled(world: World, go: asyncio.Event) -> None:
    world.send(YOU, YOU, "早")
    async with running(world, go):
        await until(lambda: _answers(world, YOU))
    assert _answers(world, YOU) == ["听到: 早"]
    assert len(world.updates) == 0

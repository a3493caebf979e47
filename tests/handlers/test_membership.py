from __future__ import annotations

import pytest

from bot.services import Services
from tests.support.people import ANN, BOB, GROUP, People, private
from tests.support.recording import Telegram


async def test_a_group_is_greeted_when_the_bot_joins(people: People, services: Services) -> None:
    (greeting,) = await people.member("left", "member", GROUP)
    assert "/ask@weekly_bot" in greeting.shown
    assert await services.chats.count() == 1
    assert await people.member("member", "administrator", GROUP) == [], "a promotion is no arrival"


@pytest.mark.parametrize("status", ["left", "kicked"])
async def test_where_the_bot_was_removed_it_writes_no_more(people: People, services: Services, status: str) -> None:
    await people.member("left", "member", GROUP)
    assert await people.member("member", status, GROUP) == []
    assert await services.chats.count() == 0


async def test_a_person_who_blocks_the_bot_is_left_alone_until_they_return(people: People, services: Services) -> None:
    await people.ask("/start", BOB)
    assert await people.member("member", "kicked", private(BOB), BOB) == []
    assert await services.chats.count() == 0
    assert await people.member("kicked", "member", private(BOB), BOB) == []
    assert await services.chats.count() == 1


async def test_channels_are_not_greeted(people: People, services: Services) -> None:
    channel = {"id": -1009, "type": "channel", "title": "News"}
    assert await people.member("left", "administrator", channel) == []
    assert await services.chats.count() == 0


@pytest.mark.parametrize("service_messages", [("to", "from"), ("from", "to"), ("to",), ("from",)])
async def test_a_group_that_becomes_a_supergroup_keeps_what_it_had(
    people: People, services: Services, telegram: Telegram, service_messages: tuple[str, ...]
) -> None:
    old, new = {"id": -5, "type": "group", "title": "AI"}, {"id": -1005, "type": "supergroup", "title": "AI"}
    telegram.members[-5, ANN["id"]] = "creator"
    await people.ask("/subscribe 机器人", ANN, old)
    for way in service_messages:
        chat, field, other = (old, "migrate_to_chat_id", new) if way == "to" else (new, "migrate_from_chat_id", old)
        assert await people.say(None, ANN, chat, **{field: other["id"]}) == []
    assert [one.value for one in await services.subscriptions.of(-1005, 0)] == ["机器人"]
    assert await services.subscriptions.of(-5, 0) == ()


async def test_only_chats_that_speak_to_the_bot_are_remembered(people: People, services: Services) -> None:
    await people.say("somebody else's talk", BOB, GROUP)
    await people.guest("@weekly_bot OK-Robot?")
    await people.inline("OK-Robot")
    assert await services.chats.count() == 0
    await people.ask("/latest", BOB, GROUP)
    assert await services.chats.count() == 1

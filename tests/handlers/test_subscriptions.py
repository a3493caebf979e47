from __future__ import annotations

import pytest

from bot.render.buttons import topic_of
from bot.services import Services
from handlers.subscribe import LONGEST, MOST
from tests.support.people import ANN, BOB, GROUP, People
from tests.support.recording import Telegram, failure

CHAT = GROUP["id"]
TOPIC = {"message_thread_id": 33, "is_topic_message": True}


@pytest.fixture
def administrator(telegram: Telegram) -> None:
    telegram.members[CHAT, ANN["id"]] = "administrator"


async def _held(services: Services, chat_id: int = 7, thread_id: int = 0) -> list[tuple[str, str]]:
    return [(one.kind, one.value) for one in await services.subscriptions.of(chat_id, thread_id)]


@pytest.mark.parametrize(
    ("words", "expected", "said"),
    [
        ("", ("all", ""), "每一期节目"),
        ("机器人", ("topic", "机器人"), "话题「机器人」"),
        ("  #量化 ", ("topic", "量化"), "话题「量化」"),
        ("「Claude  3」", ("topic", "Claude 3"), "话题「Claude 3」"),
        ("ai大模型周报", ("show", "AI大模型周报"), "节目「AI大模型周报」"),
        ("AI 大模型周报", ("show", "AI大模型周报"), "节目「AI大模型周报」"),
    ],
)
async def test_a_chat_subscribes_to_all_a_show_or_a_topic(
    people: People, services: Services, words: str, expected: tuple[str, str], said: str
) -> None:
    first = await people.ask(f"/subscribe {words}")
    assert first.shown.startswith(f"✅ 已订阅{said}")
    assert await _held(services) == [expected]
    assert (await people.ask(f"/subscribe {words.upper()}")).shown.startswith(f"已经订阅过{said}")
    assert await _held(services) == [expected]


async def test_a_topic_too_long_and_one_subscription_too_many_are_refused(people: People, services: Services) -> None:
    assert str(LONGEST) in (await people.ask(f"/subscribe {'长' * (LONGEST + 1)}")).shown
    for number in range(MOST):
        await people.ask(f"/subscribe topic{number}")
    assert str(MOST) in (await people.ask("/subscribe one more")).shown
    assert len(await _held(services)) == MOST
    answer, _ = await people.press("a")
    assert answer.parameters["show_alert"] is True
    assert str(MOST) in answer.parameters["text"]


async def test_buttons_subscribe_to_a_topic_a_show_and_all(people: People, services: Services) -> None:
    key = services.library.snapshot.episodes[0].key
    item = services.library.snapshot.items(services.library.snapshot.episodes[0].id)[1]
    name = topic_of(item)
    answer, calls = await people.press(f"t:{key}:2")
    assert calls == []
    assert answer.parameters["text"] == f"已订阅话题「{name}」"
    assert "已经订阅过" in (await people.press(f"t:{key}:2"))[0].parameters["text"]
    await people.press(f"s:{key}")
    await people.press("a")
    assert await _held(services) == [("topic", name), ("show", "AI大模型周报"), ("all", "")]


async def test_markup_in_a_topic_is_shown_as_text(people: People) -> None:
    assert "<i>x&y" in (await people.ask("/subscribe a<i>x&y")).shown
    assert "✕ 话题「a<i>x&y」" in [one["text"] for one in (await people.ask("/unsubscribe")).buttons]


async def test_the_list_ends_subscriptions_one_by_one(people: People, services: Services) -> None:
    await people.ask("/subscribe")
    await people.ask("/subscribe 机器人")
    listed = await people.ask("/unsubscribe")
    assert listed.shown.startswith("这里有 2 个订阅")
    robots = listed.button("机器人")
    answer, (edited,) = await people.press(robots)
    assert answer.parameters["text"] == "已取消话题「机器人」"
    assert edited.shown.startswith("这里有 1 个订阅")
    assert await _held(services) == [("all", "")]
    again, _ = await people.press(robots)
    assert again.parameters["text"] == "这个订阅已经取消了"
    await people.press(edited.buttons[0])
    assert (await people.ask("/unsubscribe")).shown.startswith("这里没有订阅")


async def test_all_subscriptions_end_at_once(people: People, services: Services) -> None:
    await people.ask("/subscribe", BOB)
    await people.ask("/subscribe robots", BOB)
    listed = await people.ask("/unsubscribe", BOB)
    answer, (edited,) = await people.press(listed.button("End all"), BOB)
    assert answer.parameters["text"] == "Ended 2 subscriptions"
    assert edited.shown.startswith("There are no subscriptions here")
    assert await _held(services, 8) == []


async def test_a_subscription_ends_by_its_name(people: People, services: Services) -> None:
    await people.ask("/subscribe Llama")
    assert (await people.ask("/unsubscribe llama")).shown == "已取消话题「Llama」"
    assert (await people.ask("/unsubscribe llama")).shown == "没有找到这个订阅。"
    assert await _held(services) == []


async def test_nobody_ends_the_subscriptions_of_another_chat(people: People, services: Services) -> None:
    await people.ask("/subscribe", ANN)
    (mine,) = await services.subscriptions.of(7, 0)
    await people.press(f"u:{mine.id}", BOB)
    assert await _held(services) == [("all", "")]


@pytest.mark.usefixtures("administrator")
async def test_in_a_group_administrators_subscribe_and_others_are_told(people: People, services: Services) -> None:
    refused = await people.ask("/subscribe", BOB, GROUP)
    assert refused.shown == "Only the administrators of this group can change that."
    assert await _held(services, CHAT) == []
    await people.ask("/subscribe", ANN, GROUP, **TOPIC)
    assert await _held(services, CHAT, 33) == [("all", "")]
    assert await _held(services, CHAT, 0) == [], "pushes go to the topic that asked for them"
    (held,) = await services.subscriptions.of(CHAT, 33)
    key = services.library.snapshot.episodes[0].key
    for data in (f"u:{held.id}", "x", "a", f"s:{key}", f"t:{key}:1", "g:en"):
        answer, calls = await people.press(data, BOB, GROUP, **TOPIC)
        assert answer.parameters["show_alert"] is True
        assert "administrators" in answer.parameters["text"]
        assert [call.method for call in calls] == ["getChatMember"]
    assert (await people.ask("/unsubscribe all", BOB, GROUP)).shown.startswith("Only the administrators")
    assert await _held(services, CHAT, 33) == [("all", "")]
    assert "subscription here" in (await people.ask("/unsubscribe", BOB, GROUP, **TOPIC)).shown
    await people.press("x", ANN, GROUP, **TOPIC)
    assert await _held(services, CHAT, 33) == []


async def test_an_anonymous_administrator_may_subscribe(people: People, services: Services) -> None:
    anonymous = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
    await people.ask("/subscribe", anonymous, GROUP, sender_chat=GROUP)
    assert await _held(services, CHAT) == [("all", "")]


@pytest.mark.usefixtures("administrator")
async def test_where_members_are_hidden_the_administrators_are_looked_up(
    people: People, services: Services, telegram: Telegram
) -> None:
    telegram.faults["getChatMember"].extend([failure(400, "Bad Request: CHAT_ADMIN_REQUIRED")] * 2)
    assert "administrators" in (await people.ask("/subscribe", BOB, GROUP)).shown
    await people.ask("/subscribe", ANN, GROUP)
    assert await _held(services, CHAT) == [("all", "")]


async def test_pushes_will_come_in_the_language_that_was_spoken(people: People, services: Services) -> None:
    await people.ask("/subscribe", BOB)
    assert await services.chats.language(BOB["id"]) == "en"
    await people.ask("/subscribe", ANN)
    assert await services.chats.language(ANN["id"]) is None, "the default needs no choice"

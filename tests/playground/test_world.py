from __future__ import annotations

from typing import Any

import pytest

from bot.playground.errors import ActionError
from bot.playground.formatted import Formatted
from bot.playground.history import KEPT
from bot.playground.people import BOT_ID, FRIEND, GROUP, YOU
from bot.playground.world import World


async def _updates(world: World) -> list[dict[str, Any]]:
    found = await world.updates.get()
    if found:
        await world.updates.get(offset=found[-1]["update_id"] + 1)
    return found


async def test_a_message_carries_who_wrote_where_and_in_which_language(world: World) -> None:
    world.send(YOU, YOU, "  /ask 量化 ")
    world.speak("en")
    world.send(FRIEND, FRIEND, "hi")
    first, second = [one["message"] for one in await _updates(world)]
    assert (first["text"], first["from"]["language_code"], first["chat"]["type"]) == ("/ask 量化", "zh", "private")
    assert first["entities"] == [{"type": "bot_command", "offset": 0, "length": 4}]
    assert (second["from"]["first_name"], second["from"]["language_code"]) == ("Friend", "en")


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("大家好", False),
        ("/ask 量化", True),
        ("/ask@ai_weekly_playground_bot 量化", True),
        ("/ask@some_other_bot 量化", False),
        ("@ai_weekly_playground_bot 量化", True),
        ("问问 @AI_Weekly_Playground_Bot", True),
        ("@ai_weekly_playground_bot2 量化", False),
    ],
)
async def test_privacy_mode_in_the_group(world: World, text: str, *, seen: bool) -> None:
    world.send(GROUP, FRIEND, text)
    assert bool(await _updates(world)) is seen
    assert world.history.of(GROUP)[0].content.text == text


async def test_a_reply_to_the_bot_is_seen_and_one_to_a_friend_is_not(world: World) -> None:
    answer = world.history.add(GROUP, BOT_ID, Formatted("答案"))
    hello = world.send(GROUP, FRIEND, "大家好")
    world.send(GROUP, YOU, "为什么", reply_to=answer.id)
    world.send(GROUP, YOU, "你好", reply_to=hello.id)
    (seen,) = await _updates(world)
    assert seen["message"]["reply_to_message"]["text"] == "答案"


async def test_an_edited_message_is_told_once(world: World) -> None:
    message = world.send(YOU, YOU, "量化")
    world.edit(YOU, YOU, message.id, "量化")
    world.edit(YOU, YOU, message.id, "量化模型")
    kinds = [(set(one) - {"update_id"}).pop() for one in await _updates(world)]
    assert kinds == ["message", "edited_message"]


async def test_what_telegrams_apps_do_not_do_is_refused(world: World) -> None:
    message = world.send(YOU, YOU, "量化")
    attempts: list[tuple[str, Any]] = [
        ("empty", lambda: world.send(YOU, YOU, " \n ")),
        ("long", lambda: world.send(YOU, YOU, "😀" * 2049)),
        ("chat", lambda: world.send(1, YOU, "x")),
        ("speaker", lambda: world.send(YOU, FRIEND, "x")),
        ("message", lambda: world.edit(YOU, YOU, 999, "x")),
        ("message", lambda: world.press(YOU, YOU, message.id, "x", "r")),
        ("payload", lambda: world.start(YOU, YOU, "a b")),
        ("payload", lambda: world.start(YOU, YOU, "a" * 65)),
        ("result", lambda: world.choose(YOU, YOU, "inline-9", "x")),
    ]
    for reason, attempt in attempts:
        with pytest.raises(ActionError) as caught:
            attempt()
        assert caught.value.reason == reason


async def test_a_deep_link_sends_start_with_its_payload(world: World) -> None:
    world.start(YOU, YOU, "e_0123456789ab")
    world.start(GROUP, FRIEND, "x")
    texts = [one["message"]["text"] for one in await _updates(world)]
    assert texts == ["/start e_0123456789ab", "/start@ai_weekly_playground_bot x"]


async def test_an_inline_query_names_the_kind_of_chat(world: World) -> None:
    world.look_up(YOU, YOU, "量" * 300, "", "r1")
    world.look_up(GROUP, FRIEND, "", "20", "r2")
    first, second = [one["inline_query"] for one in await _updates(world)]
    assert (len(first["query"]), first["chat_type"], first["offset"]) == (256, "sender", "")
    assert (second["chat_type"], second["offset"], second["from"]["id"]) == ("supergroup", "20", FRIEND)


async def test_a_cleared_chat_is_empty_and_the_oldest_messages_go(world: World) -> None:
    for n in range(KEPT + 5):
        world.send(YOU, YOU, f"第{n}条")
    kept = world.state()["chats"][0]["messages"]
    assert (len(kept), kept[0]["text"]) == (KEPT, "第5条")
    world.clear(YOU)
    assert world.state()["chats"][0]["messages"] == []
    assert YOU in world.people.started


async def test_the_state_speaks_the_language(world: World) -> None:
    assert [chat["title"] for chat in world.state()["chats"]] == ["你", "AI 爱好者群", "朋友"]
    world.speak("en")
    assert world.state()["names"][str(FRIEND)] == "Friend"

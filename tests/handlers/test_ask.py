from __future__ import annotations

import pytest

from bot.services import Services
from tests.support.people import ANN, BOB, GROUP, ME, People
from tests.support.recording import Telegram

QUESTION = "OK-Robot 的成功率是多少？"
TOPIC = {"message_thread_id": 33, "is_topic_message": True}


def _claims(text: str) -> bool:
    return "58.5%" in text


async def test_a_question_in_private_is_answered_with_quote_source_and_buttons(
    people: People, services: Services, telegram: Telegram
) -> None:
    reply = await people.ask(QUESTION)
    assert "58.5%" in reply.shown
    assert "82.4%" in reply.shown
    assert "AI大模型周报 2024年3月第二期" in reply.shown
    assert "2024年3月10日" in reply.shown
    assert reply.parameters["link_preview_options"] == {"is_disabled": True}
    assert "reply_parameters" not in reply.parameters
    key = services.library.snapshot.episodes[0].key
    assert {"w", "e", "t"} <= {one["callback_data"].partition(f":{key}")[0] for one in reply.buttons}
    assert telegram.sent("sendChatAction")[0].parameters["action"] == "typing"


async def test_an_answer_comes_even_where_the_typing_sign_fails(people: People, telegram: Telegram) -> None:
    telegram.faults["sendChatAction"].append((500, {"ok": False, "description": "Internal Server Error"}))
    assert _claims((await people.ask(QUESTION)).shown)


async def test_the_reply_speaks_the_language_of_the_question(people: People) -> None:
    english = await people.ask("What is the success rate of OK-Robot?", ANN)
    assert english.button("Full text")
    chinese = await people.ask(QUESTION, BOB)
    assert chinese.button("全文")
    assert (await people.ask("Keyframer", BOB)).button("Full text")
    assert (await people.ask("Keyframer", ANN)).button("全文")


async def test_a_follow_up_is_understood_from_the_question_before(people: People, services: Services) -> None:
    await people.ask("OK-Robot 是什么？")
    assert await services.conversations.earlier(7, 7) == ("OK-Robot 是什么？",)
    assert _claims((await people.ask("它的任务成功率是多少？")).shown)


async def test_in_a_group_everybody_has_their_own_thread_of_thought(people: People, services: Services) -> None:
    await people.ask("/ask OK-Robot 是什么？", ANN, GROUP)
    await people.ask("/ask Keyframer 是什么？", BOB, GROUP)
    assert await services.conversations.earlier(GROUP["id"], ANN["id"]) == ("OK-Robot 是什么？",)
    assert await services.conversations.earlier(GROUP["id"], BOB["id"]) == ("Keyframer 是什么？",)
    assert await services.conversations.earlier(ANN["id"], ANN["id"]) == ()


async def test_what_no_episode_holds_is_not_claimed_and_not_remembered(people: People, services: Services) -> None:
    reply = await people.ask("今天北京天气怎么样")
    assert reply.shown.startswith("节目里没有讲到这个。")
    assert "%" not in reply.shown
    assert reply.buttons
    assert await services.conversations.earlier(7, 7) == ()


async def test_smalltalk_gets_a_short_reply(people: People) -> None:
    assert (await people.ask("你好")).shown.startswith("你好！")
    assert (await people.ask("谢谢")).shown == "不客气！还想知道什么，随时问我。"


@pytest.mark.parametrize("command", ["/ask", "/ask@weekly_bot", "/ASK"])
async def test_the_command_takes_the_question_after_it(people: People, command: str) -> None:
    assert _claims((await people.ask(f"{command} {QUESTION}")).shown)
    assert _claims((await people.ask(f"{command}\n{QUESTION}")).shown)


async def test_the_command_alone_says_how_to_ask(people: People) -> None:
    private = await people.ask("/ask")
    assert "直接把问题写给我" in private.shown
    assert private.buttons
    group = await people.ask("/ask", chat=GROUP)
    assert "/ask@weekly_bot" in group.shown


@pytest.mark.parametrize(
    "text", [f"/ask@weekly_bot {QUESTION}", f"@weekly_bot {QUESTION}", f"{QUESTION} @Weekly_Bot", f"/ask {QUESTION}"]
)
async def test_a_group_is_answered_where_the_bot_is_addressed(people: People, text: str) -> None:
    reply = await people.ask(text, chat=GROUP, message_id=77)
    assert _claims(reply.shown)
    assert reply.parameters["reply_parameters"] == {"message_id": 77, "allow_sending_without_reply": True}


async def test_a_reply_to_the_bot_is_a_question_to_it(people: People) -> None:
    of_bot = {"message_id": 5, "date": 1, "chat": GROUP, "from": ME, "text": "…"}
    assert _claims((await people.ask(QUESTION, chat=GROUP, reply_to_message=of_bot)).shown)


async def test_a_reply_to_an_answer_is_about_that_answer(people: People) -> None:
    card = {
        "message_id": 5, "date": 1, "chat": GROUP, "from": ME, "text": "9款\nOK-Robot\n…",
        "entities": [
            {"type": "blockquote", "offset": 0, "length": 2}, {"type": "bold", "offset": 0, "length": 2},
            {"type": "bold", "offset": 3, "length": 8},
        ],
    }  # fmt: skip
    await people.ask("/ask Keyframer 是什么？", BOB, GROUP)
    assert _claims((await people.ask("它的任务成功率是多少？", BOB, GROUP, reply_to_message=card)).shown)


async def test_a_text_that_only_looks_like_a_command_is_a_question(people: People) -> None:
    assert _claims((await people.ask(f"/请问 {QUESTION}")).shown)


async def test_ask_in_reply_to_somebody_takes_their_words(people: People) -> None:
    of_bob = {"message_id": 5, "date": 1, "chat": GROUP, "from": BOB, "text": QUESTION}
    assert _claims((await people.ask("/ask", chat=GROUP, reply_to_message=of_bob)).shown)
    assert _claims((await people.ask("@weekly_bot", chat=GROUP, reply_to_message=of_bob)).shown)


@pytest.mark.parametrize(
    ("text", "more"),
    [
        (QUESTION, {}),
        (f"@other_bot {QUESTION}", {}),
        (f"/ask@other_bot {QUESTION}", {}),
        ("/weather", {}),
        (f"mail@weekly_bot.example {QUESTION}", {}),
        (QUESTION, {"reply_to_message": {"message_id": 5, "date": 1, "chat": GROUP, "from": BOB, "text": "…"}}),
        (f"@weekly_bot {QUESTION}", {"via_bot": ME}),
        (None, {"photo": [{"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1}]}),
        (None, {"new_chat_members": [ME]}),
    ],
)
async def test_a_group_gets_no_answer_to_what_is_not_for_the_bot(
    people: People, text: str | None, more: dict[str, object]
) -> None:
    assert await people.say(text, ANN, GROUP, **more) == []


async def test_edits_channel_posts_and_results_of_its_own_are_left_alone(people: People) -> None:
    message = {"message_id": 3, "date": 1, "text": QUESTION, "chat": {"id": 7, "type": "private"}, "from": ANN}
    assert await people.update("edited_message", message | {"edit_date": 2}) == []
    assert await people.update("channel_post", message | {"chat": {"id": -1, "type": "channel"}}) == []
    assert await people.say(QUESTION, via_bot=ME) == []


async def test_replies_stay_in_their_forum_topic(people: People, telegram: Telegram) -> None:
    reply = await people.ask(f"/ask {QUESTION}", ANN, GROUP, **TOPIC)
    assert reply.parameters["message_thread_id"] == 33
    assert telegram.sent("sendChatAction")[0].parameters["message_thread_id"] == 33


async def test_a_chain_of_replies_is_no_forum_topic(people: People) -> None:
    reply = await people.ask(f"/ask {QUESTION}", chat=GROUP, message_thread_id=33)
    assert "message_thread_id" not in reply.parameters


async def test_a_text_too_long_for_a_question_gets_a_hint(people: People) -> None:
    reply = await people.ask("为什么" * 200)
    assert "500" in reply.shown
    assert reply.shown.startswith("这个问题有点长")


async def test_control_characters_do_no_harm(people: People) -> None:
    assert _claims((await people.ask("OK-Robot\x00\u202e 的\n成功率是多少？")).shown)

from __future__ import annotations

import pytest
from telegram import Bot, BotCommand, BotCommandScopeAllGroupChats, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.constants import ChatAction, ChatMemberStatus
from telegram.error import BadRequest, Forbidden, InvalidToken

from bot.playground.people import BOT_ID, CHAT_IDS, FRIEND, GROUP, YOU
from bot.playground.transport import METHODS, PlaygroundRequest
from bot.playground.world import World


def _buttons(data: str) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[InlineKeyboardButton("x", callback_data=data)]])


async def test_the_bot_knows_itself(bot: Bot, world: World) -> None:
    me = await bot.get_me()
    assert (me.id, me.username) == (BOT_ID, world.username)
    assert me.supports_inline_queries
    assert not me.can_read_all_group_messages
    assert (await bot.get_webhook_info()).url == ""


async def test_a_sent_message_comes_back_with_entities_keyboard_and_reply(bot: Bot, world: World) -> None:
    asked = world.history.of(YOU)[0]
    sent = await bot.send_message(
        YOU, "<b>好</b>", parse_mode="HTML", reply_markup=_buttons("d"), reply_to_message_id=asked.id
    )
    assert (sent.text, sent.text_html) == ("好", "<b>好</b>")
    assert sent.reply_markup == _buttons("d")
    assert sent.reply_to_message
    assert sent.reply_to_message.text == "你好"
    assert world.history.get(YOU, sent.message_id)


async def test_text_limits_are_those_of_telegram(bot: Bot) -> None:
    assert (await bot.send_message(YOU, "😀" * 2048)).text == "😀" * 2048
    assert await bot.send_message(YOU, f"<b>{'x' * 4096}</b>", parse_mode="HTML")
    for text, complaint in (("😀" * 2049, "Message is too long"), ("", "Message text is empty"), (" ", "non-empty")):
        with pytest.raises(BadRequest, match=complaint):
            await bot.send_message(YOU, text)


async def test_bad_calls_are_refused_in_telegrams_words(bot: Bot) -> None:
    sent = await bot.send_message(YOU, "x")
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(123, "x")
    with pytest.raises(BadRequest, match="Can't parse entities: unsupported start tag"):
        await bot.send_message(YOU, "<x>", parse_mode="HTML")
    with pytest.raises(BadRequest, match="Unsupported parse_mode"):
        await bot.send_message(YOU, "x", parse_mode="MarkdownV2")
    with pytest.raises(BadRequest, match="Button_data_invalid"):
        await bot.send_message(YOU, "x", reply_markup=_buttons("中" * 22))
    with pytest.raises(BadRequest, match="Message to be replied not found"):
        await bot.send_message(YOU, "x", reply_to_message_id=999)
    with pytest.raises(BadRequest, match="Message thread not found"):
        await bot.send_message(YOU, "x", message_thread_id=3)
    with pytest.raises(BadRequest, match="Message is not modified"):
        await bot.edit_message_text("x", YOU, sent.message_id)
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await bot.edit_message_text("x", YOU, 999)
    with pytest.raises(BadRequest, match="Message to delete not found"):
        await bot.delete_message(YOU, 999)
    with pytest.raises(BadRequest, match="Query is too old"):
        await bot.answer_callback_query("callback-999")


async def test_a_person_who_never_wrote_cannot_be_written_to(bot: Bot) -> None:
    with pytest.raises(Forbidden, match="can't initiate conversation"):
        await bot.send_message(FRIEND, "x")


async def test_an_unknown_method_and_another_token_are_refused(world: World) -> None:
    request = PlaygroundRequest(world)
    status, body = await request.do_request(f"https://api.telegram.org/bot{world.token}/sendDice", "POST")
    assert (status, b'"error_code": 404' in body) == (404, True)
    with pytest.raises(InvalidToken):
        await Bot("1:other", request=request).get_me()


async def test_methods_are_found_in_any_case(world: World) -> None:
    request = PlaygroundRequest(world)
    status, _ = await request.do_request(f"https://example.com/bot{world.token}/GETME", "GET")
    assert status == 200
    assert "getMe" in METHODS


async def test_a_wrong_number_is_named(bot: Bot) -> None:
    with pytest.raises(BadRequest, match="must be an integer"):
        await bot.send_message(YOU, "x", message_thread_id="x")  # type: ignore[arg-type]


async def test_an_edit_changes_text_and_keyboard(bot: Bot, world: World) -> None:
    sent = await bot.send_message(YOU, "a", reply_markup=_buttons("d"))
    edited = await bot.edit_message_text("b", YOU, sent.message_id)
    assert not isinstance(edited, bool)
    assert (edited.text, edited.reply_markup) == ("b", None)
    assert edited.edit_date
    await bot.edit_message_reply_markup(YOU, sent.message_id, reply_markup=_buttons("e"))
    message = world.history.get(YOU, sent.message_id)
    assert message
    assert message.keyboard[0][0]["callback_data"] == "e"


async def test_messages_of_others_are_not_edited_and_in_groups_not_deleted(bot: Bot, world: World) -> None:
    mine, grouped = world.send(YOU, YOU, "a"), world.send(GROUP, YOU, "b")
    with pytest.raises(BadRequest, match="Message can't be edited"):
        await bot.edit_message_text("b", YOU, mine.id)
    with pytest.raises(BadRequest, match="Message can't be deleted"):
        await bot.delete_message(GROUP, grouped.id)
    assert await bot.delete_message(YOU, mine.id)
    assert world.history.get(YOU, mine.id) is None


async def test_chats_and_members_can_be_asked_for(bot: Bot) -> None:
    assert (await bot.get_chat(GROUP)).type == "supergroup"
    assert (await bot.get_chat(YOU)).first_name == "你"
    assert (await bot.get_chat_member(GROUP, YOU)).status == ChatMemberStatus.OWNER
    assert (await bot.get_chat_member(GROUP, FRIEND)).status == ChatMemberStatus.MEMBER
    assert (await bot.get_chat_member(GROUP, BOT_ID)).status == ChatMemberStatus.MEMBER
    assert [one.user.id for one in await bot.get_chat_administrators(GROUP)] == [YOU]
    assert await bot.get_chat_member_count(GROUP) == 3
    with pytest.raises(BadRequest, match="Invalid user_id specified"):
        await bot.get_chat_member(GROUP, 123)


async def test_the_menu_of_a_chat_is_the_nearest_one_in_its_language(bot: Bot, world: World) -> None:
    await bot.set_my_commands([BotCommand("start", "Start")])
    await bot.set_my_commands([BotCommand("start", "开始")], language_code="zh")
    await bot.set_my_commands([BotCommand("ask", "问")], BotCommandScopeAllGroupChats(), "zh")
    commands = world.state()["bot"]["commands"]
    assert commands[str(YOU)] == [{"command": "start", "description": "开始"}]
    assert commands[str(GROUP)] == [{"command": "ask", "description": "问"}]
    world.speak("en")
    assert world.state()["bot"]["commands"][str(YOU)] == [{"command": "start", "description": "Start"}]
    assert [one.command for one in await bot.get_my_commands()] == ["start"]
    await bot.delete_my_commands()
    assert world.state()["bot"]["commands"][str(YOU)] == []
    with pytest.raises(BadRequest, match="Bot_command_invalid"):
        await bot.set_my_commands([("Über", "x")])


async def test_descriptions_are_kept_by_language(bot: Bot, world: World) -> None:
    await bot.set_my_description("All about AI")
    await bot.set_my_description("说说 AI", "zh")
    await bot.set_my_short_description("short")
    assert (await bot.get_my_description("zh")).description == "说说 AI"
    assert world.state()["bot"]["description"] == "说说 AI"
    assert (await bot.get_my_short_description()).short_description == "short"
    assert (await bot.get_my_name()).name == "AI Weekly"


async def test_actions_and_reactions_reach_the_page(bot: Bot, world: World) -> None:
    sent = await bot.send_message(YOU, "x")
    with world.hub.feed() as feed:
        await bot.send_chat_action(YOU, ChatAction.TYPING)
        await bot.set_message_reaction(YOU, sent.message_id, "👍")
        assert await feed.next() == {"type": "typing", "chat": YOU}
        event = await feed.next()
    assert event
    assert event["message"]["reaction"] == "👍"
    with pytest.raises(BadRequest, match="Wrong parameter action in request"):
        await bot.send_chat_action(YOU, "dancing")


def test_ids_are_none_that_telegram_has_given_out() -> None:
    assert {YOU, FRIEND, GROUP} == CHAT_IDS
    assert all(abs(one) > 10**12 and abs(one) < 2**52 for one in CHAT_IDS)

from __future__ import annotations

from bot.library import Library
from bot.services import Services
from handlers.examples import COUNT, example_questions, examples
from tests.support.people import ANN, BOB, GROUP, People


async def test_the_greeting_names_the_latest_episode_and_offers_questions(people: People, services: Services) -> None:
    reply = await people.ask("/start")
    assert "AI大模型周报 2024年3月第二期" in reply.shown
    offered = [one["text"] for one in reply.buttons if one["callback_data"].startswith("q:")]
    assert offered == example_questions(services.library.snapshot, "zh")
    assert len(offered) == COUNT == len(set(offered))
    assert "1 episode" not in reply.shown
    assert "Hello" in (await people.ask("/start", BOB)).shown


async def test_every_offered_question_has_an_answer(people: People, services: Services) -> None:
    for language, user in (("zh", ANN), ("en", BOB)):
        for example in examples(services.library.snapshot, language):  # type: ignore[arg-type]
            found = await services.library.ask(example.question)
            assert found.found, example.question
            _, (reply,) = await people.press(example.data, user)
            assert reply.shown.startswith(f"{example.question}\n\n")
            assert found.hits[0].item.title[:40] in reply.shown


async def test_starting_anew_forgets_what_was_asked_before(people: People, services: Services) -> None:
    await people.ask("OK-Robot 是什么？")
    await people.ask("/start")
    assert await services.conversations.earlier(7, 7) == ()


async def test_an_empty_library_greets_too(people: People, services: Services) -> None:
    services.library._snapshot = Library(services.library._database).snapshot
    reply = await people.ask("/start")
    assert "节目还没有放进来" in reply.shown
    assert [one["callback_data"] for one in reply.buttons] == ["a"]
    assert "还没有任何节目" in (await people.ask("有什么新闻？")).shown
    assert "还没有任何节目" in (await people.ask("/latest")).shown


async def test_deep_links_show_an_episode_and_an_item(people: People, services: Services) -> None:
    episode = services.library.snapshot.episodes[0]
    first = services.library.snapshot.items(episode.id)[0]
    assert (await people.ask(f"/start e_{episode.key}")).shown.startswith(f"📻 {episode.title}")
    item = await people.ask(f"/start i_{episode.key}_1")
    assert item.shown.startswith(first.title)
    assert first.text in item.shown


async def test_deep_links_to_nothing_get_a_friendly_word_and_examples(people: People, services: Services) -> None:
    key = services.library.snapshot.episodes[0].key
    for payload in ("e_000000000000", f"i_{key}_999", "i_x_1", "e_", "ref_42", f"i_{key}_{'9' * 40}"):
        reply = await people.ask(f"/start {payload}")
        assert reply.shown.startswith("这个链接指向的内容已经不在了")
        assert len(reply.buttons) == COUNT


async def test_the_inline_button_leads_to_how_to_ask(people: People) -> None:
    assert "直接把问题写给我" in (await people.ask("/start ask")).shown


async def test_in_a_group_the_greeting_says_how_to_ask_there(people: People) -> None:
    assert "/ask@weekly_bot" in (await people.ask("/start@weekly_bot", chat=GROUP)).shown


async def test_help_names_every_command(people: People) -> None:
    for user in (ANN, BOB):
        text = (await people.ask("/help", user)).shown
        for command in ("/ask", "/latest", "/episodes", "/subscribe", "/unsubscribe", "/language", "@weekly_bot"):
            assert command in text


async def test_what_the_bot_cannot_read_gets_a_hint_in_private_only(people: People) -> None:
    photo = {"photo": [{"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1}]}
    sticker = {
        "sticker": {"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1, "type": "regular"}
        | {"is_animated": False, "is_video": False}
    }
    voice = {"voice": {"file_id": "a", "file_unique_id": "b", "duration": 1}}
    for content in (photo, sticker, voice, photo | {"caption": "看"}):
        assert "我只看得懂文字" in (await people.ask(None, **content)).shown
        assert await people.say(None, chat=GROUP, **content) == []


async def test_an_unknown_command_is_named_so_in_private_only(people: People) -> None:
    assert (await people.ask("/weather")).shown.startswith("没有这个命令")
    assert await people.say("/weather", chat=GROUP) == []


async def test_service_messages_in_private_stay_without_reply(people: People) -> None:
    pinned = {"message_id": 1, "date": 1, "chat": {"id": 7, "type": "private"}, "text": "x"}
    assert await people.say(None, pinned_message=pinned) == []

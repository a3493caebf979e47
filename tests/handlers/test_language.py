from __future__ import annotations

from bot.services import Services
from tests.support.people import ANN, BOB, GROUP, People
from tests.support.recording import Telegram


async def test_the_chosen_language_holds_for_everything_in_that_chat(people: People, services: Services) -> None:
    offered = await people.ask("/language")
    assert [one["text"] for one in offered.buttons] == ["✓ 中文", "English"]
    _, (edited,) = await people.press(offered.button("English"))
    assert edited.shown == "All right, English from now on."
    assert await services.chats.language(ANN["id"]) == "en"
    assert (await people.ask("OK-Robot 的成功率是多少？")).button("Full text")
    assert "Hello" in (await people.ask("/start")).shown
    answer, _ = await people.press("h:000000000000:1")
    assert "no longer here" in answer.parameters["text"]
    assert "Nothing found" in (await people.inline("qqqqqq")).parameters["button"]["text"]


async def test_the_language_can_be_named(people: People, services: Services) -> None:
    for words, expected in (("en", "en"), ("中文", "zh"), ("English", "en"), ("ZH", "zh")):
        await people.ask(f"/language {words}")
        assert await services.chats.language(ANN["id"]) == expected
    assert (await people.ask("/language klingon")).buttons


async def test_without_a_choice_it_follows_the_person(people: People) -> None:
    nobody = {"id": 9, "is_bot": False, "first_name": "No"}
    german = {"id": 10, "is_bot": False, "first_name": "De", "language_code": "de"}
    assert (await people.ask("/language", BOB)).shown == "Which language?"
    assert (await people.ask("/language", german)).shown == "Which language?"
    assert (await people.ask("/language", nobody)).shown == "用哪种语言？", "the default of this bot"


async def test_in_a_group_administrators_choose(people: People, services: Services, telegram: Telegram) -> None:
    telegram.members[GROUP["id"], ANN["id"]] = "creator"
    assert "administrators" in (await people.ask("/language en", BOB, GROUP)).shown
    assert await services.chats.language(GROUP["id"]) is None
    await people.ask("/language zh", ANN, GROUP)
    assert (await people.ask("/help", BOB, GROUP)).shown.startswith("提问")

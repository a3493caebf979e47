from __future__ import annotations

from bot.ingest import Ingestor
from bot.services import Services
from bot.storage.database import Database
from handlers.inline import CACHE, PAGE
from tests.support.people import ANN, BOB, People
from tests.support.recording import Parameters, parse
from tests.support.samples import TEXT, transcript


def _shown(result: Parameters) -> str:
    return parse(result["input_message_content"]["message_text"])


async def test_words_find_items_with_ids_that_stay_the_same(people: People, services: Services) -> None:
    answer = await people.inline("Keyframer")
    first = answer.parameters["results"][0]
    key = services.library.snapshot.episodes[0].key
    assert first["id"].startswith(f"{key}-")
    assert "Keyframer" in first["title"]
    assert first["description"]
    assert "Keyframer" in _shown(first)
    assert first["input_message_content"]["link_preview_options"] == {"is_disabled": True}
    assert answer.parameters["is_personal"] is True
    assert answer.parameters["cache_time"] == CACHE
    again = await people.inline("Keyframer")
    assert [one["id"] for one in again.parameters["results"]] == [one["id"] for one in answer.parameters["results"]]


async def test_buttons_of_results_are_links_that_open_the_item(people: People) -> None:
    first = (await people.inline("Keyframer")).parameters["results"][0]
    url = first["reply_markup"]["inline_keyboard"][0][0]["url"]
    payload = url.partition("?start=")[2]
    assert "Keyframer" in (await people.ask(f"/start {payload}")).shown


async def test_a_question_gets_its_direct_answer_first(people: People) -> None:
    first = (await people.inline("OK-Robot 的成功率是多少？")).parameters["results"][0]
    assert "58.5%" in first["description"]
    assert _shown(first).count("58.5%") >= 1


async def test_nothing_written_gives_the_newest_items_page_by_page(
    people: People, services: Services, database: Database
) -> None:
    for number in range(6):
        await Ingestor(database).ingest(transcript(f"more-{number}"), push=False)
    for number in range(3):
        news = "".join(f"第{n}大学的研究者推出语音模型Voice{n},支持{n}种语言。" for n in range(1, 20))
        await Ingestor(database).ingest(transcript(f"long-{number}", TEXT[:20] + news), push=False)
    await services.library.refresh()
    snapshot = services.library.snapshot
    expected = [f"{one.key}-{item.n}" for one in snapshot.episodes for item in snapshot.items(one.id)][:100]
    assert len(expected) > PAGE
    seen: list[str] = []
    offset = ""
    while True:
        answer = await people.inline("", offset)
        seen += [one["id"] for one in answer.parameters["results"]]
        offset = answer.parameters.get("next_offset", "")
        if not offset:
            break
    assert seen == expected
    assert len(answer.parameters["results"]) <= PAGE


async def test_an_offset_of_another_making_starts_over(people: People) -> None:
    for offset in ("abc", "-1", "١x"):
        assert (await people.inline("Keyframer", offset)).parameters["results"]


async def test_results_speak_the_language_of_the_person(people: People) -> None:
    zh = await people.inline("Keyframer", user=ANN)
    en = await people.inline("Keyframer", user=BOB)
    assert "全文" in str(zh.parameters["results"][0]["reply_markup"])
    assert "Full text" in str(en.parameters["results"][0]["reply_markup"])


async def test_where_nothing_fits_a_button_leads_to_the_private_chat(people: People) -> None:
    answer = await people.inline("qwxyz")
    assert answer.parameters["results"] == []
    assert answer.parameters["button"] == {"text": "没有找到，去私聊里问", "start_parameter": "ask"}


async def test_a_guest_mention_is_answered_with_links_only(people: People) -> None:
    result = await people.guest("@weekly_bot OK-Robot 的成功率是多少？")
    assert "58.5%" in _shown(result)
    assert result["title"] == "OK-Robot 的成功率是多少？"
    follow_up = await people.guest("@weekly_bot 它的任务成功率是多少？")
    assert "58.5%" in _shown(follow_up)


async def test_a_guest_is_told_what_is_not_there_and_how_to_ask(people: People) -> None:
    nothing = await people.guest("@weekly_bot 今天北京天气怎么样")
    assert _shown(nothing).startswith("节目里没有讲到这个")
    assert "start=ask" in nothing["reply_markup"]["inline_keyboard"][0][0]["url"]
    assert "/ask@weekly_bot" in _shown(await people.guest("@weekly_bot"))
    assert "500" in _shown(await people.guest("@weekly_bot " + "why " * 200))
    assert _shown(await people.guest("@weekly_bot 最新一期讲了什么？"))

from __future__ import annotations

import pytest

from bot.ingest import Ingestor
from bot.render.actions import Verb
from bot.services import Services
from bot.storage.database import Database
from tests.support.people import ANN, BOB, GROUP, People
from tests.support.recording import Telegram, failure
from tests.support.samples import transcript

GONE = "000000000000"


async def _more_episodes(services: Services, database: Database, count: int) -> None:
    for number in range(count):
        await Ingestor(database).ingest(transcript(f"more-{number:02}", show="另一个节目"), push=False)
    await services.library.refresh()


async def test_latest_shows_the_newest_episodes_items(people: People, services: Services) -> None:
    reply = await people.ask("/latest")
    snapshot = services.library.snapshot
    episode = snapshot.episodes[0]
    items = snapshot.items(episode.id)
    assert reply.shown.startswith(f"📻 {episode.title}\n2024年3月10日 · {len(items)} 条新闻")
    assert items[0].title in reply.shown
    assert reply.button("1")["callback_data"] == f"w:{episode.key}:1"


async def test_an_episodes_pages_turn_in_their_message(people: People, services: Services) -> None:
    first = await people.ask("/latest")
    turn = first.button("下一页")
    _, (edited,) = await people.press(turn)
    assert edited.method == "editMessageText"
    assert edited.parameters["message_id"] == 900
    assert "第 2 / 2 页" in edited.shown
    _, (back,) = await people.press(edited.button("上一页"))
    assert back.shown == first.shown


async def test_pressing_twice_does_no_harm(people: People) -> None:
    turn = (await people.ask("/latest")).button("下一页")
    await people.press(turn)
    answer, _ = await people.press(turn)
    assert "text" not in answer.parameters


async def test_a_message_that_cannot_be_edited_any_more_is_sent_anew(people: People, telegram: Telegram) -> None:
    turn = (await people.ask("/latest")).button("下一页")
    telegram.faults["editMessageText"].append(failure(400, "Bad Request: message can't be edited"))
    _, calls = await people.press(turn)
    assert [call.method for call in calls] == ["editMessageText", "sendMessage"]


async def test_the_list_of_episodes_turns_and_opens(people: People, services: Services, database: Database) -> None:
    await _more_episodes(services, database, 12)
    listed = await people.ask("/episodes", BOB)
    assert listed.shown.startswith("📚 13 episodes")
    _, (second,) = await people.press(listed.button("Next"), BOB)
    assert second.method == "editMessageText"
    assert "Page 2 of 2" in second.shown
    _, (opened,) = await people.press(second.button("9"), BOB)
    assert opened.method == "sendMessage"
    assert opened.shown.startswith("📻 ")


async def test_an_answer_leads_to_other_hits_the_whole_item_and_the_episode(people: People, services: Services) -> None:
    answer = await people.ask("OK-Robot 的成功率是多少？")
    key, n = answer.button("全文")["callback_data"].split(":")[1:]
    item = services.library.snapshot.hit(key, int(n))
    assert item is not None
    _, (whole,) = await people.press(answer.button("全文"))
    assert item.item.text in whole.shown
    _, (episode,) = await people.press(answer.button("这一期"))
    assert episode.shown.startswith("📻")
    _, (card,) = await people.press(f"h:{key}:{n}")
    assert item.item.title in card.shown
    assert card.button("全文")


async def test_in_groups_buttons_answer_in_their_topic_and_hang_on_their_message(
    people: People, services: Services
) -> None:
    key = services.library.snapshot.episodes[0].key
    _, (card,) = await people.press(f"h:{key}:1", BOB, GROUP, message_thread_id=33, is_topic_message=True)
    assert card.parameters["chat_id"] == GROUP["id"]
    assert card.parameters["message_thread_id"] == 33
    assert card.parameters["reply_parameters"]["message_id"] == 900


WITHOUT_VALUES = (Verb.ALL, Verb.UNSUBSCRIBE_ALL, Verb.SUBSCRIPTIONS, Verb.TIME, Verb.MUTE, Verb.ZONE)


@pytest.mark.parametrize(
    "data",
    [
        *(f"{verb}:{GONE}:1" for verb in (Verb.HIT, Verb.WHOLE, Verb.EPISODE, Verb.PAGE, Verb.TOPIC, Verb.SHOW)),
        *(f"{verb}:" for verb in Verb if verb not in (Verb.ALL, Verb.UNSUBSCRIBE_ALL, Verb.SUBSCRIPTIONS)),
        *(str(verb) for verb in Verb if verb not in WITHOUT_VALUES),
        "f:d:24",
        "f:w:7:8",
        "f:x:1",
        "z:Nowhere",
        "m:5",
        "b:999:1",
        "c:999",
        "o:999",
        f"q:w:{GONE}:1",
        "q:w",
        "p:x:y",
        "g:fr",
        "u:many",
        "an older version's data",
    ],
)
async def test_buttons_to_what_is_gone_say_so(people: People, data: str) -> None:
    for user, words in ((ANN, "已经不在了"), (BOB, "no longer here")):
        answer, calls = await people.press(data, user)
        assert words in answer.parameters["text"]
        assert answer.parameters["show_alert"] is True
        assert calls == []


async def test_a_button_under_an_inline_message_is_answered_too(people: People) -> None:
    query = {"id": "1", "from": BOB, "chat_instance": "1", "data": "h:x:1", "inline_message_id": "i1"}
    (answer,) = await people.update("callback_query", query)
    assert "no longer here" in answer.parameters["text"]


async def test_a_button_under_a_message_too_old_to_be_seen_works(people: People, services: Services) -> None:
    key = services.library.snapshot.episodes[0].key
    _, (card,) = await people.press(f"h:{key}:1", date=0)
    assert card.method == "sendMessage"

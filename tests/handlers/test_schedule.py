from __future__ import annotations

import datetime as dt
import re

import pytest
import sqlalchemy as sa

from bot.ingest import Ingestor
from bot.services import Services
from bot.storage.database import Database
from bot.storage.schema import deliveries
from tests.support.people import ANN, BOB, GROUP, People
from tests.support.recording import Call, Telegram
from tests.support.samples import transcript

TOPIC = {"message_thread_id": 33, "is_topic_message": True}


async def _open(people: People, words: str, user: dict[str, object] = ANN) -> Call:
    """The page behind the button that holds the words, from the overview."""
    overview = await people.ask("/subscriptions", user)
    _, (page,) = await people.press(overview.button(words), user)
    return page


async def _waiting(database: Database) -> list[tuple[dt.datetime, dt.datetime | None]]:
    async with database.reading() as connection:
        return [(row.due_at, row.slot) for row in await connection.execute(sa.select(deliveries))]


async def test_the_overview_lists_subscriptions_and_when_they_are_told(people: People) -> None:
    assert "没有订阅" in (await people.ask("/subscriptions")).shown
    await people.ask("/subscribe 机器人")
    overview = await people.ask("/subscriptions")
    assert overview.shown.startswith("🔔 这里有 1 个订阅")
    assert "新一期一出就推送" in overview.shown
    assert overview.buttons[0]["text"] == "🔔 话题「机器人」"


async def test_a_daily_digest_is_set_step_by_step(people: People, services: Services) -> None:
    await people.ask("/subscribe")
    page = await _open(people, "推送时间")
    _, (hours,) = await people.press(page.button("每天"))
    assert len([one for one in hours.buttons if one["text"].endswith(":00")]) == 24
    answer, (overview,) = await people.press(hours.button("21:00"))
    assert "每天 21:00" in answer.parameters["text"]
    assert "每天 21:00 推送一份汇总（Asia/Shanghai）" in overview.shown
    schedule = await services.schedules.of((ANN["id"], 0))
    assert (schedule.frequency, schedule.hour, schedule.zone.key) == ("daily", 21, "Asia/Shanghai")
    assert (await services.schedules.of((BOB["id"], 0))).frequency == "instant"


async def test_a_weekly_digest_asks_for_the_day_first(people: People, services: Services) -> None:
    await people.ask("/subscribe", BOB)
    page = await _open(people, "When", BOB)
    _, (days,) = await people.press(page.button("a week"), BOB)
    _, (hours,) = await people.press(days.button("Friday"), BOB)
    answer, _ = await people.press(hours.button("07:00"), BOB)
    assert "Friday at 07:00" in answer.parameters["text"]
    schedule = await services.schedules.of((BOB["id"], 0))
    assert (schedule.frequency, schedule.weekday, schedule.hour) == ("weekly", 4, 7)
    _, (again,) = await people.press("f:w", BOB)
    assert again.button("✓ Friday")


async def test_a_new_episode_waits_for_the_digest_and_goes_at_once_when_that_is_chosen(
    people: People, services: Services, database: Database
) -> None:
    await people.ask("/subscribe")
    await people.press("f:d:5")
    await Ingestor(database).ingest(transcript("one"))
    await Ingestor(database).ingest(transcript("two"))
    waiting = await _waiting(database)
    now = dt.datetime.now(dt.UTC)
    assert len({due for due, _ in waiting}) == 1, "both go out in one message"
    due, slot = waiting[0]
    assert due == slot
    assert due > now
    assert due.astimezone((await services.schedules.of((ANN["id"], 0))).zone).hour == 5
    await people.press("f:i")
    assert all(due <= dt.datetime.now(dt.UTC) for due, _ in await _waiting(database))


async def test_the_time_zone_is_set_by_button_or_by_name(people: People, services: Services) -> None:
    await people.ask("/subscribe")
    await people.press("f:d:8")
    _, (zones,) = await people.press((await _open(people, "推送时间")).button("时区"))
    assert zones.buttons[0]["text"] == "✓ Asia/Shanghai"
    answer, (page,) = await people.press(zones.button("Europe/Berlin"))
    assert "Europe/Berlin" in answer.parameters["text"]
    assert "（Europe/Berlin）" in page.shown
    assert "America/New_York" in (await people.ask("/timezone america/new york")).shown
    assert (await services.schedules.of((ANN["id"], 0))).zone.key == "America/New_York"
    assert "没有这个时区" in (await people.ask("/timezone Atlantis")).shown
    assert "时区" in (await people.ask("/timezone")).shown


async def test_muting_holds_pushes_back_and_ending_it_lets_them_go(people: People, database: Database) -> None:
    await people.ask("/subscribe")
    await people.press((await _open(people, "静音")).button("1 天"))
    assert "🔕 静音到" in (await people.ask("/subscriptions")).shown
    await Ingestor(database).ingest(transcript())
    ((due, _),) = await _waiting(database)
    assert dt.timedelta(hours=22) < due - dt.datetime.now(dt.UTC) <= dt.timedelta(hours=24)
    answer, (overview,) = await people.press((await _open(people, "静音")).button("结束静音"))
    assert answer.parameters["text"] == "静音已结束"
    assert "静音到" not in overview.shown
    ((due, _),) = await _waiting(database)
    assert due <= dt.datetime.now(dt.UTC)


async def test_a_paused_subscription_asks_for_nothing_until_it_goes_on(
    people: People, services: Services, database: Database
) -> None:
    await people.ask("/subscribe 机器人")
    page = await _open(people, "机器人")
    answer, (paused,) = await people.press(page.button("暂停"))
    assert answer.parameters["text"] == "已暂停话题「机器人」"
    assert "已暂停" in paused.shown
    assert (await people.ask("/subscriptions")).button("⏸ 话题「机器人」")
    assert (await Ingestor(database).ingest(transcript("one"))).pushes == 0
    await people.press(paused.button("恢复"))
    assert (await Ingestor(database).ingest(transcript("two"))).pushes == 1
    await people.press(page.button("暂停"))
    assert (await people.ask("/subscribe 机器人")).shown.startswith("✅"), "to subscribe again is to go on"
    assert not (await services.subscriptions.of(ANN["id"], 0))[0].paused


async def test_a_subscription_ends_on_its_page(people: People, services: Services) -> None:
    await people.ask("/subscribe 机器人")
    await people.ask("/subscribe")
    page = await _open(people, "机器人")
    answer, (overview,) = await people.press(page.button("取消订阅"))
    assert answer.parameters["text"] == "已取消话题「机器人」"
    assert overview.shown.startswith("🔔 这里有 1 个订阅")
    assert [one.kind for one in await services.subscriptions.of(ANN["id"], 0)] == ["all"]


async def test_who_ends_the_last_subscription_is_not_told_what_waits(people: People, database: Database) -> None:
    await people.ask("/subscribe")
    await people.press("f:d:5")
    await Ingestor(database).ingest(transcript())
    await people.press("x")
    async with database.reading() as connection:
        assert (await connection.scalars(sa.select(deliveries.c.state))).all() == ["dropped"]


async def test_a_preview_shows_just_what_the_latest_episode_holds_for_it(people: People) -> None:
    confirmed = await people.ask("/subscribe 机器人")
    answer, (shown,) = await people.press(confirmed.button("预览"))
    assert answer.parameters["text"] == "预览在下面"
    assert shown.shown.startswith("👀 预览")
    numbers = re.findall(r"^(\d+)\. ", shown.shown, re.MULTILINE)
    assert numbers == ["2", "3", "13"], "the items on robots, and no others"
    unfit = await people.ask("/subscribe 量子计算机芯片")
    _, (nothing,) = await people.press(unfit.button("预览"))
    assert "没有符合订阅的内容" in nothing.shown


@pytest.mark.parametrize("data", ["f", "f:d:8", "m", "m:8", "z:UTC", "o", "b:1:1"])
async def test_in_a_group_only_administrators_change_when(people: People, telegram: Telegram, data: str) -> None:
    telegram.members[GROUP["id"], ANN["id"]] = "administrator"
    await people.ask("/subscribe", ANN, GROUP, **TOPIC)
    answer, calls = await people.press(data, BOB, GROUP, **TOPIC)
    assert answer.parameters["show_alert"] is True
    assert "administrators" in answer.parameters["text"]
    assert [call.method for call in calls] == ["getChatMember"]
    assert "administrators" in (await people.ask("/timezone UTC", BOB, GROUP)).shown


async def test_each_forum_topic_has_its_own_time(people: People, services: Services, telegram: Telegram) -> None:
    telegram.members[GROUP["id"], ANN["id"]] = "administrator"
    await people.ask("/subscribe", ANN, GROUP, **TOPIC)
    await people.ask("/subscribe", ANN, GROUP)
    await people.press("f:d:6", ANN, GROUP, **TOPIC)
    assert (await services.schedules.of((GROUP["id"], 33))).frequency == "daily"
    assert (await services.schedules.of((GROUP["id"], 0))).frequency == "instant"

from __future__ import annotations

import re
import time

import httpx
import pytest
import sqlalchemy as sa
from sqlalchemy.exc import OperationalError
from structlog.testing import capture_logs
from telegram import Update
from telegram.error import NetworkError, TelegramError

from bot.services import Services
from bot.storage.database import Database
from handlers import sending
from tests.support.people import ANN, BOB, GROUP, People
from tests.support.recording import Telegram, failure

QUESTION = "OK-Robot 的成功率是多少？"


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "SERVER_WAIT", sending.SERVER_WAIT / 100)


def _network(cause: Exception) -> TelegramError:
    error = NetworkError(f"httpx.{type(cause).__name__}")
    error.__cause__ = cause
    return error


async def _lose(database: Database, table: str) -> None:
    """The database is damaged: whatever asks that table fails."""
    async with database.writing() as connection:
        await connection.execute(sa.text(f"DROP TABLE {table}"))


async def test_a_defect_is_told_with_a_reference_that_stands_in_the_log(people: People, database: Database) -> None:
    await _lose(database, "conversations")
    with capture_logs() as logs:
        reply = await people.ask(QUESTION)
    found = re.search(r"编号 ([0-9a-f]{8})", reply.shown)
    assert found
    (entry,) = [one for one in logs if one["log_level"] == "error"]
    assert entry["reference"] == found[1]
    assert entry["kind"] == "message"
    assert isinstance(entry["exc_info"], OperationalError)
    assert "conversations" not in reply.shown
    assert "Traceback" not in reply.shown


async def test_a_defect_behind_a_button_an_inline_query_or_a_guest_is_told_too(
    people: People, database: Database
) -> None:
    await _lose(database, "conversations")
    await _lose(database, "subscriptions")
    await _lose(database, "chats")
    answer, _ = await people.press("a", BOB)
    assert answer.parameters["show_alert"] is True
    assert "something went wrong" in answer.parameters["text"]
    inline = await people.inline("Keyframer", user=BOB)
    assert inline.parameters["button"]["text"].startswith("Something went wrong")
    assert inline.parameters["cache_time"] == 0
    guest = await people.guest("@weekly_bot OK-Robot?")
    assert "something went wrong" in guest["input_message_content"]["message_text"]


async def test_who_blocked_the_bot_gets_no_more_pushes(people: People, services: Services, telegram: Telegram) -> None:
    await people.ask("/subscribe")
    telegram.faults["sendMessage"].append(failure(403, "Forbidden: bot was blocked by the user"))
    assert len(await people.say(QUESTION)) == 1
    assert await services.chats.count() == 0


async def test_a_flood_is_waited_out_and_the_answer_sent(people: People, telegram: Telegram) -> None:
    telegram.faults["sendMessage"].append(failure(429, "Too Many Requests: retry after 1", retry_after=1))
    began = time.monotonic()
    tried = await people.say(QUESTION)
    assert len(tried) == 2
    assert time.monotonic() - began >= 1
    assert len(telegram.messages) == 1


async def test_a_flood_of_minutes_is_not_waited_out(people: People, telegram: Telegram) -> None:
    telegram.faults["sendMessage"].append(failure(429, "Too Many Requests: retry after 300", retry_after=300))
    assert len(await people.say(QUESTION)) == 1


@pytest.mark.parametrize(
    ("fault", "tries"),
    [
        (_network(httpx.ConnectError("refused")), 2),
        (_network(httpx.ReadError("broken while waiting")), 1),
        (failure(502, "Bad Gateway"), 2),
    ],
)
async def test_a_message_is_sent_again_only_where_it_cannot_have_arrived(
    people: People, telegram: Telegram, fault: TelegramError, tries: int
) -> None:
    telegram.faults["sendMessage"].append(fault)
    assert len(await people.say(QUESTION)) == tries


async def test_a_server_that_stays_down_is_given_up(people: People, telegram: Telegram) -> None:
    telegram.faults["sendMessage"].extend([failure(502, "Bad Gateway")] * 9)
    with capture_logs() as logs:
        assert len(await people.say(QUESTION)) == sending.ATTEMPTS
    assert [one["log_level"] for one in logs] == ["warning"]


async def test_a_group_that_moved_is_followed_with_the_reply(
    people: People, services: Services, telegram: Telegram
) -> None:
    moved = failure(400, "Bad Request: group chat was upgraded to a supergroup chat", migrate_to_chat_id=-1007)
    telegram.faults["sendMessage"].append(moved)
    old = {"id": -7, "type": "group", "title": "AI"}
    first, second = await people.say(f"/ask {QUESTION}", ANN, old)
    assert (first.parameters["chat_id"], second.parameters["chat_id"]) == (-7, -1007)
    assert "reply_parameters" not in second.parameters
    await services.chats.set_language(-1007, "en")
    assert await services.chats.language(-1007) == "en", "the new chat is known"


async def test_a_press_is_answered_even_where_its_message_is_lost(people: People, telegram: Telegram) -> None:
    telegram.faults["sendMessage"].append(failure(429, "Too Many Requests: retry after 300", retry_after=300))
    answer, calls = await people.press("q:l")
    assert "text" not in answer.parameters
    assert [call.method for call in calls] == ["sendMessage"]


async def test_an_answer_to_a_press_that_came_too_late_is_no_defect(people: People, telegram: Telegram) -> None:
    too_old = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    telegram.faults["answerCallbackQuery"].append(failure(400, too_old))
    with capture_logs() as logs:
        await people.press("a")
    assert not [one for one in logs if one["log_level"] in ("error", "warning")]


async def test_where_even_the_excuse_cannot_be_sent_the_log_says_so(people: People, telegram: Telegram) -> None:
    telegram.faults["sendMessage"].extend([failure(400, "Bad Request: not enough rights")] * 2)
    with capture_logs() as logs:
        await people.say("/help", BOB, GROUP)
    assert [one["log_level"] for one in logs] == ["error", "warning"]


async def test_an_update_that_is_delivered_twice_is_answered_once(people: People, telegram: Telegram) -> None:
    message = {"message_id": 3, "date": 1, "text": QUESTION, "chat": {"id": 7, "type": "private"}, "from": ANN}
    update = Update.de_json({"update_id": 5000, "message": message}, people.application.bot)
    for _ in range(2):
        await people.application.process_update(update)
    assert len(telegram.sent()) == 1

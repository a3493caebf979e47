from __future__ import annotations

import httpx
import pytest
from telegram import Update
from telegram.ext import ApplicationBuilder

from bot.settings import Settings
from bot.web.app import create_web_app
from bot.web.server import serving
from bot.web.webhook import LARGEST_UPDATE, SECRET_HEADER, webhook_route, webhook_secret

TOKEN = "123456789:AAExampleExampleExampleExampleExamp"
UPDATE = {"update_id": 7, "message": {"message_id": 1, "date": 0, "chat": {"id": 1, "type": "private"}, "text": "hi"}}


@pytest.fixture
def settings() -> Settings:
    return Settings(_env_file=None, telegram_bot_token=TOKEN, webhook_url="https://host/hook")


async def test_only_what_telegram_proves_is_queued(settings: Settings) -> None:
    application = ApplicationBuilder().token(TOKEN).updater(None).job_queue(None).build()
    right = {SECRET_HEADER: webhook_secret(settings)}
    app = create_web_app([webhook_route(application, settings)])
    async with serving(app, "127.0.0.1", 0) as address, httpx.AsyncClient(base_url=address) as client:
        assert (await client.get("/health")).text == "ok"
        assert (await client.post("/hook", json=UPDATE)).status_code == 403
        assert (await client.post("/hook", json=UPDATE, headers={SECRET_HEADER: "guess"})).status_code == 403
        assert (await client.post("/hook", content=b"{", headers=right)).status_code == 400
        assert (await client.post("/hook", content=b"[]", headers=right)).status_code == 400
        large = b" " * (LARGEST_UPDATE + 1)
        assert (await client.post("/hook", content=large, headers=right)).status_code == 413
        assert (await client.post("/elsewhere", json=UPDATE, headers=right)).status_code == 404
        assert application.update_queue.empty()
        assert (await client.post("/hook", json=UPDATE, headers=right)).status_code == 200
    update = application.update_queue.get_nowait()
    assert isinstance(update, Update)
    assert update.update_id == 7


def test_the_secret_is_the_one_set_or_follows_from_the_token(settings: Settings) -> None:
    derived = webhook_secret(settings)
    assert len(derived) == 64
    assert TOKEN not in derived
    chosen = Settings(_env_file=None, telegram_bot_token=TOKEN, webhook_secret="chosen")
    assert webhook_secret(chosen) == "chosen"

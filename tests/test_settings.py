from __future__ import annotations

import logging
from pathlib import Path

import pytest
import structlog

from bot.logs import Redactor, configure
from bot.settings import Settings, SettingsError, load_settings

TOKEN = "123456789:AAExampleExampleExampleExampleExamp"


@pytest.fixture(autouse=True)
def _in_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_defaults_are_those_of_a_first_start() -> None:
    settings = load_settings()
    assert settings.token is None
    assert settings.database_url.get_secret_value() == "sqlite:///data/bot.db"
    assert (settings.http_host, settings.http_port) == ("127.0.0.1", 8080)
    assert str(settings.timezone) == "Asia/Shanghai"


@pytest.mark.parametrize(
    ("name", "value", "takes"),
    [
        ("HTTP_PORT", "eighty", "a port from 1 to 65535"),
        ("HTTP_PORT", "70000", "a port from 1 to 65535"),
        ("DEFAULT_LANGUAGE", "de", "zh or en"),
        ("LOG_LEVEL", "LOUD", "DEBUG, INFO, WARNING or ERROR"),
        ("LOG_FORMAT", "xml", "console or json"),
        ("TIMEZONE", "Mars/Olympus", "a time zone"),
        ("TELEGRAM_BOT_TOKEN", "my token", "the token"),
        ("WEBHOOK_SECRET", "no blanks", "1 to 256 characters"),
        ("ADMIN_IDS", "me", "Telegram user ids"),
        ("TELEGRAM_API_BASE_URL", "api.telegram.org", "an http"),
        ("WEBHOOK_URL", "ftp://host/hook", "the public https URL"),
    ],
)
def test_a_wrong_value_is_named_in_one_line(monkeypatch: pytest.MonkeyPatch, name: str, value: str, takes: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as caught:
        load_settings()
    assert str(caught.value).startswith(f"{name}: takes {takes}")
    assert "\n" not in str(caught.value)
    assert name not in ("TELEGRAM_BOT_TOKEN", "WEBHOOK_SECRET") or value not in str(caught.value)


def test_values_are_read_from_env_file_and_lists_are_split(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".env").write_text("HTTP_PORT=9000\nADMIN_IDS=1, 2 3\n", "utf-8")
    monkeypatch.setenv("TELEGRAM_API_BASE_URL", "http://127.0.0.1:1/")
    settings = load_settings()
    assert settings.http_port == 9000
    assert settings.admin_ids == {1, 2, 3}
    assert settings.telegram_api_base_url == "http://127.0.0.1:1"


def test_a_secret_may_come_from_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "token").write_text(f"{TOKEN}\n", "utf-8")
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN_FILE", str(tmp_path / "token"))
    assert load_settings().token == TOKEN
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN_FILE", str(tmp_path / "missing"))
    with pytest.raises(SettingsError, match="TELEGRAM_BOT_TOKEN_FILE: cannot read"):
        load_settings()


def _fail_with_secrets() -> None:
    raise ValueError(f"cannot reach postgresql://bot:hunter2@host/bot with {TOKEN}")


@pytest.mark.parametrize("log_format", ["console", "json"])
def test_no_secret_reaches_the_log(capsys: pytest.CaptureFixture[str], log_format: str) -> None:
    settings = load_settings(
        telegram_bot_token=TOKEN, database_url="postgresql://bot:hunter2@host/bot", log_format=log_format
    )
    root = logging.getLogger()
    before = root.handlers[:], root.level
    try:
        configure(settings)
        structlog.get_logger("test").warning("calling", url=f"https://host/bot{TOKEN}/getMe")
        try:
            _fail_with_secrets()
        except ValueError:
            structlog.get_logger("test").exception("failed")
            logging.getLogger("other").exception("failed with %s", TOKEN)
        logging.getLogger("httpx").info("GET https://host/bot%s/getMe", TOKEN)
    finally:
        root.handlers[:], root.level = before
    logged = capsys.readouterr().err
    assert "calling" in logged
    assert "ValueError" in logged
    assert "***" in logged
    assert TOKEN not in logged
    assert "hunter2" not in logged


def test_a_strange_token_is_redacted_too() -> None:
    assert Redactor([])("url /bot987654321:AAExampleExampleExampleExampleExamp/x") == "url /bot***/x"


def test_settings_do_not_show_their_secrets() -> None:
    settings = Settings(_env_file=None, telegram_bot_token=TOKEN)
    assert TOKEN not in repr(settings)

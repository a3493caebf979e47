"""Settings from the environment and `.env`; each secret also from the file that `NAME_FILE` names."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, NoDecode, PydanticBaseSettingsSource, SettingsConfigDict

from index.types import Language

SECRETS = ("telegram_bot_token", "webhook_secret", "database_url")


class SettingsError(Exception):
    """A setting is wrong; the text is one line that names the variable and what it takes."""


def _http_url(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise ValueError
    return value.rstrip("/")


def _zone(value: object) -> object:
    if isinstance(value, ZoneInfo):
        return value
    try:
        return ZoneInfo(str(value))
    except (KeyError, OSError):  # not known, or a folder of zones such as "America"
        raise ValueError from None


def _ids(value: object) -> object:
    return [int(part) for part in value.replace(",", " ").split()] if isinstance(value, str) else value


def _feeds(value: object) -> object:
    """Addresses as they stand, for a slash at the end may tell two pages apart; commas may be part of one."""
    if not isinstance(value, str):
        return value
    urls = tuple(re.split(r",?\s+|,(?=https?://)", value.strip(" \t\r\n,")))
    if not all(map(_http_url, urls)):
        raise ValueError
    return urls


def _of_form(pattern: str) -> Callable[[object], object]:
    """A validator of secrets: blank is None, anything else must match."""

    def check(value: object) -> object:
        if not isinstance(value, str):
            return value
        value = value.strip()
        if value and not re.fullmatch(pattern, value, re.ASCII):
            raise ValueError
        return value or None

    return check


HttpUrl = Annotated[str, AfterValidator(_http_url)]
Token = Annotated[SecretStr | None, BeforeValidator(_of_form(r"\d+:[\w-]+"))]
WebhookSecret = Annotated[SecretStr | None, BeforeValidator(_of_form(r"[\w-]{1,256}"))]


class Settings(BaseSettings):
    """All that an operator can set. A field's description says what its variable takes."""

    model_config = SettingsConfigDict(
        env_file=".env", env_file_encoding="utf-8", extra="ignore", frozen=True, env_ignore_empty=True
    )

    telegram_bot_token: Token = Field(
        None, description="the token that @BotFather gave, as 123456:ABC-DEF, or nothing for the playground"
    )
    telegram_api_base_url: HttpUrl = Field("https://api.telegram.org", description="an http(s) URL")
    database_url: SecretStr = Field(
        SecretStr("sqlite:///data/bot.db"),
        description="sqlite:///PATH or postgresql://USER:PASSWORD@HOST/NAME",
    )
    admin_ids: Annotated[frozenset[int], NoDecode, BeforeValidator(_ids)] = Field(
        frozenset(), description="Telegram user ids, separated by commas"
    )
    pushes_per_second: float = Field(20, gt=0, le=1000, description="a number above 0, at most 1000")
    pushes_per_chat_per_second: float = Field(1, gt=0, le=100, description="a number above 0, at most 100")
    pushes_per_group_per_minute: int = Field(20, ge=1, le=1000, description="a whole number from 1 to 1000")
    feeds: Annotated[tuple[str, ...], NoDecode, BeforeValidator(_feeds)] = Field(
        (), description="http(s) addresses of RSS or Atom feeds, separated by blanks"
    )
    feed_poll_seconds: int = Field(900, ge=10, le=86_400, description="seconds from 10 to 86400")
    feed_private_addresses: bool = Field(False, description="true or false")
    public_url: HttpUrl | None = Field(None, description="the http(s) URL under which others reach HTTP_HOST:HTTP_PORT")
    webhook_url: HttpUrl | None = Field(None, description="the public https URL that Telegram posts updates to")
    webhook_secret: WebhookSecret = Field(None, description="1 to 256 characters of A-Z, a-z, 0-9, _ and -")
    http_host: str = Field("127.0.0.1", min_length=1, description="an address to listen on")
    http_port: int = Field(8080, ge=1, le=65535, description="a port from 1 to 65535")
    timezone: Annotated[ZoneInfo, BeforeValidator(_zone)] = Field(
        ZoneInfo("Asia/Shanghai"), description="a time zone such as Asia/Shanghai"
    )
    default_language: Language = Field("zh", description="zh or en")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field("INFO", description="DEBUG, INFO, WARNING or ERROR")
    log_format: Literal["console", "json"] = Field("console", description="console or json")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - a folder of secrets is not offered
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Order of trust: what the code sets, the environment, files named by NAME_FILE, `.env`."""
        return init_settings, env_settings, _SecretFiles(settings_cls), dotenv_settings

    @property
    def token(self) -> str | None:
        """The bot's token in clear, or None where the playground is to run."""
        return self.telegram_bot_token.get_secret_value() if self.telegram_bot_token else None

    @property
    def pages_url(self) -> str | None:
        """Where the pages of episodes can be opened; the playground, which is for this machine only, has none."""
        return self.public_url if self.token else None

    @property
    def secrets(self) -> tuple[str, ...]:
        """What must never stand in a log: token, webhook secret, database password."""
        password = urlsplit(self.database_url.get_secret_value()).password
        webhook = self.webhook_secret.get_secret_value() if self.webhook_secret else None
        return tuple(value for value in (self.token, webhook, password) if value)


class _SecretFiles(PydanticBaseSettingsSource):
    """Reads `NAME_FILE` for each secret, as container platforms hand secrets in."""

    def get_field_value(self, field: Any, field_name: str) -> tuple[Any, str, bool]:  # noqa: ARG002, ANN401
        path = os.environ.get(f"{field_name.upper()}_FILE") if field_name in SECRETS else None
        if not path:
            return None, field_name, False
        try:
            return Path(path).read_text("utf-8").strip(), field_name, False
        except (OSError, UnicodeDecodeError) as error:
            reason = getattr(error, "strerror", None) or "not text"
            raise SettingsError(
                f"{field_name.upper()}_FILE: cannot read {path} ({reason}): name a readable file"
            ) from error

    def __call__(self) -> dict[str, Any]:
        values = {name: self.get_field_value(None, name)[0] for name in SECRETS}
        return {name: value for name, value in values.items() if value}


def load_settings(**overrides: Any) -> Settings:  # noqa: ANN401
    """The settings in force; `overrides` win. Raises SettingsError with one line for the first wrong value."""
    try:
        return Settings(**overrides)
    except ValidationError as error:
        raise SettingsError(_explain(error.errors(include_url=False)[0])) from None


def _explain(problem: Mapping[str, Any]) -> str:
    name = str(problem["loc"][0]).lower()
    takes = Settings.model_fields[name].description
    got = "" if name in SECRETS else f" (got {problem['input']!r})"
    return f"{name.upper()}: takes {takes}{got}"

"""Structured logs on stderr, for people (console) or machines (json), with every secret taken out."""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Iterable, MutableMapping
from typing import Any

import structlog

from bot.settings import Settings

# A bot token anywhere in a text, also one that is not ours: digits, a colon, 30 or more URL-safe characters.
TOKEN = re.compile(r"(?<!\d)\d{6,}:[A-Za-z0-9_-]{30,}")
# httpx logs every URL at INFO, and a Bot API URL holds the token.
NOISY = {
    "httpx": logging.WARNING,
    "httpcore": logging.WARNING,
    "telegram": logging.WARNING,
    "telegram.request": logging.CRITICAL,  # a traceback for each answer that is not JSON; the error is raised, too
    "alembic": logging.WARNING,
    "uvicorn": logging.WARNING,
}


class Redactor:
    """Replaces secrets in finished log lines, tracebacks included."""

    def __init__(self, secrets: Iterable[str]) -> None:
        self._secrets = sorted(set(secrets), key=len, reverse=True)

    def __call__(self, text: str) -> str:
        """The text with each known secret, and whatever looks like a bot token, replaced by ***."""
        for secret in self._secrets:
            text = text.replace(secret, "***")
        return TOKEN.sub("***", text)


class _RedactingFormatter(structlog.stdlib.ProcessorFormatter):
    def __init__(self, redactor: Redactor, renderer: structlog.typing.Processor) -> None:
        super().__init__(
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
            foreign_pre_chain=_shared(),
        )
        self._redactor = redactor

    def format(self, record: logging.LogRecord) -> str:
        return self._redactor(super().format(record))


def configure(settings: Settings) -> None:
    """Sends structlog and the standard library's logging through one redacting handler on stderr."""
    json = settings.log_format == "json"
    renderer: structlog.typing.Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if json
        else structlog.dev.ConsoleRenderer(
            colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback
        )
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_RedactingFormatter(Redactor(settings.secrets), renderer))
    logging.basicConfig(level=settings.log_level, handlers=[handler], force=True)
    for name, level in NOISY.items():
        logging.getLogger(name).setLevel(max(level, logging.getLevelNamesMapping()[settings.log_level]))
    final: list[structlog.typing.Processor] = [structlog.stdlib.ProcessorFormatter.wrap_for_formatter]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *_shared(),
            *([_plain_exception] if json else []),
            *final,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )


def _shared() -> list[structlog.typing.Processor]:
    return [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]


def _plain_exception(logger: Any, name: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:  # noqa: ANN401
    return structlog.processors.format_exc_info(logger, name, event)

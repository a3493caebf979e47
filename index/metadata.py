"""What is known of an episode: from its sidecar, and from the opening words where that is silent."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, ValidationError, field_validator

from index.text import fold
from index.types import Episode

OPENING = 200  # characters in which a show says its name
DIGITS = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
# "这里是AI大模型周报2024年3月的第二期", "欢迎收听AI大模型周报,我是主播小林。…今天是2024年3月的第三期"
SHOW = re.compile(
    r"(?:这里是|欢迎收听|欢迎来到|您正在收听|你正在收听)(?:《|「)?([^,，。.!！?？《》「」]{2,30}?)(?:》|」)?(?=\d{4}年|第|[,，。.!！])"
)
ENGLISH_SHOW = re.compile(
    r"\b(?i:welcome (?:back )?to|this is) (?:the )?([A-Z][\w&' ]{2,40}?)(?=[,.!]|\s(?:for|episode|issue)\b)"
)
_NUMERAL = re.compile(r"(?=.)(?:(?P<tens>[一二三四五六七八九])?十)?(?P<ones>[一二三四五六七八九])?")
ISSUE = re.compile(r"(\d{4})年(\d{1,2})月的?第([一二三四五六七八九十\d]{1,3})期")


class SidecarError(ValueError):
    """A sidecar is wrong; the text says what is, and what it takes."""


class Sidecar(BaseModel):
    """`NAME.toml` beside `NAME.txt`; all of it is optional."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    show: str | None = None
    title: str | None = None
    date: dt.date | None = None
    url: str | None = None
    audio_url: str | None = None

    @field_validator("date", mode="before")
    @classmethod
    def _day(cls, value: object) -> object:
        if isinstance(value, dt.datetime):
            return value.date()
        return dt.date.fromisoformat(value) if isinstance(value, str) else value

    @field_validator("url", "audio_url")
    @classmethod
    def _web(cls, value: str | None) -> str | None:
        parts = urlsplit(value or "")
        if value and (parts.scheme not in ("http", "https") or not parts.netloc):
            raise ValueError
        return value or None


TAKES = {"date": "a day as 2024-03-10", "url": "a web address", "audio_url": "a web address"}


def read_sidecar(path: Path) -> Sidecar:
    """The sidecar, empty where there is none. Raises SidecarError."""
    try:
        return Sidecar.model_validate(tomllib.loads(path.read_text("utf-8")))
    except FileNotFoundError:
        return Sidecar()
    except tomllib.TOMLDecodeError as error:
        raise SidecarError(f"is no TOML ({error}): correct that line") from None
    except RecursionError:
        raise SidecarError('is nested too deeply: it takes a few lines such as show = "…"') from None
    except (OSError, UnicodeDecodeError):
        raise SidecarError("cannot be read: make it a readable UTF-8 file") from None
    except ValidationError as error:
        raise SidecarError(_explain(error)) from None


def _explain(error: ValidationError) -> str:
    problem = error.errors(include_url=False)[0]
    name = str(problem["loc"][0])
    if problem["type"] == "extra_forbidden":
        return f"has an unknown key {name!r}: it takes {', '.join(Sidecar.model_fields)}"
    return f"has a wrong {name} ({problem['input']!r}): it takes {TAKES.get(name, 'a text')}"


def describe(episode_id: str, text: str, sidecar: Sidecar, named: str | None = None) -> Episode:
    """The episode. A day is only known from the sidecar: "the second issue of March" names none.

    `named` is what the transcript itself has for a title.
    """
    opening = text[:OPENING]
    show = sidecar.show or _show(opening) or episode_id
    title = sidecar.title or _title(opening, show) or named or episode_id
    return Episode(
        id=episode_id, show=show, title=title, date=sidecar.date, url=sidecar.url, audio_url=sidecar.audio_url
    )


def _show(opening: str) -> str | None:
    found = SHOW.search(opening) or ENGLISH_SHOW.search(opening)
    return found[1].strip() if found else None


def _title(opening: str, show: str) -> str | None:
    found = ISSUE.search(opening)
    return f"{show} {found[1]}年{int(found[2])}月第{found[3]}期" if found else None


def issue(title: str) -> tuple[int, int, int] | None:
    """(year, month, number) where the title says "2024年3月第二期"."""
    found = ISSUE.search(fold(title).replace(" ", ""))
    try:
        return (int(found[1]), int(found[2]), number(found[3])) if found else None
    except ValueError:
        return None


def number(text: str) -> int:
    """A number in digits, or in Chinese numerals up to 99. ValueError: it is neither."""
    if text.isascii() and text.isdigit():
        return int(text)
    found = _NUMERAL.fullmatch(text)
    if not found:
        raise ValueError(f"{text!r} is no number")
    tens, ones = found["tens"], found["ones"]
    return (DIGITS[tens] if tens else 1 if "十" in text else 0) * 10 + (DIGITS[ones] if ones else 0)

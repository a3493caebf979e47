from __future__ import annotations

import ast
import datetime as dt
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl

from bot.i18n import FOLDER, LANGUAGES, messages, of_text, pick, translate, variables
from index.types import Language

ROOT = FOLDER.parent.parent
TELEGRAM_TAGS = {"b", "i", "u", "s", "a", "code", "pre", "blockquote", "tg-spoiler"}
LOOK_UPS = {"translate", "say", "hint"}


def _entries(path: Path) -> list[ftl.Message]:
    body = FluentParser().parse(path.read_text("utf-8")).body
    assert not [entry.content for entry in body if isinstance(entry, ftl.Junk)], path
    return [entry for entry in body if isinstance(entry, ftl.Message)]


def _keys(name: str) -> set[str]:
    return {entry.id.name for entry in _entries(FOLDER / "zh" / name)}


def _chat_keys() -> set[str]:
    return _keys("chat.ftl") | _keys("pushes.ftl")


def _calls() -> Iterator[tuple[str, ast.Call]]:
    """Each call of a look-up whose key is written out, with that key."""
    for tree in _trees():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name) or node.func.id not in LOOK_UPS:
                continue
            if len(node.args) > 1 and isinstance(node.args[1], ast.Constant):
                yield str(node.args[1].value), node


def _trees() -> Iterator[ast.Module]:
    for folder in ("bot", "handlers"):
        for path in (ROOT / folder).rglob("*.py"):
            yield ast.parse(path.read_text("utf-8"))


def test_both_languages_hold_the_same_files_keys_and_variables() -> None:
    files = {language: {path.name for path in (FOLDER / language).glob("*.ftl")} for language in LANGUAGES}
    assert files["zh"] == files["en"] >= {"chat.ftl"}
    assert variables("zh") == variables("en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_key_stands_twice(language: Language) -> None:
    keys = [entry.id.name for path in sorted((FOLDER / language).glob("*.ftl")) for entry in _entries(path)]
    assert len(keys) == len(set(keys))


def test_every_key_that_the_code_looks_up_exists_with_the_variables_it_gives() -> None:
    known = variables("zh")
    looked_up = list(_calls())
    assert len(looked_up) > 30
    for key, call in looked_up:
        assert key in known, key
        given = {keyword.arg for keyword in call.keywords}
        assert call.func.id == "hint" or given == known[key], key  # type: ignore[attr-defined]


def test_no_text_of_the_chats_is_unused() -> None:
    strings = {
        node.value
        for tree in _trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert _chat_keys() - strings == set()


class _Balance(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        assert tag in TELEGRAM_TAGS, tag
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_are_html_that_telegram_takes(language: Language) -> None:
    for key in _chat_keys():
        text = _sample(language, key)
        balance = _Balance()
        balance.feed(text)
        assert not balance.open, key
        assert "<" not in re.sub(r"</?[a-z-]+[^<>]*>", "", text), key
        assert text.strip() == text, key
        assert text, key


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_for_buttons_alerts_and_menus_hold_no_tags(language: Language) -> None:
    plain = {key for key, call in _calls() if isinstance(call.func, ast.Name) and call.func.id == "translate"}
    assert len(plain) > 15
    for key in plain | {key for key in _chat_keys() if key.startswith(("command-", "about", "subscription-a"))}:
        assert "<" not in _sample(language, key), key


def _sample(language: Language, key: str) -> str:
    numbers = ("count", "limit", "page", "pages", "episodes")
    values = {
        name: 2 if name in numbers else dt.date(2024, 3, 10) if key == "date" else "x"
        for name in variables(language)[key]
    }
    return translate(language, key, **values)


def test_dates_and_plurals_read_as_people_write_them() -> None:
    day = dt.date(2024, 3, 10)
    assert translate("zh", "date", date=day) == "2024年3月10日"
    assert translate("en", "date", date=day) == "March 10, 2024"
    assert translate("en", "episode-count", count=1) == "one item"
    assert translate("en", "episode-count", count=15) == "15 items"
    assert translate("zh", "episode-count", count=1) == "1 条新闻"


def test_wrong_look_ups_are_refused() -> None:
    with pytest.raises(KeyError):
        translate("zh", "no-such-key")
    with pytest.raises(ValueError, match="episode-count"):
        translate("zh", "episode-count")


def test_messages_gives_the_texts_without_variables_under_a_prefix() -> None:
    chosen = messages("en", "button-")
    assert chosen["button-open"] == translate("en", "button-open")
    assert "button-topic" not in chosen
    assert all(key.startswith("button-") for key in chosen)


@pytest.mark.parametrize(
    ("code", "default", "expected"),
    [
        ("zh-hans", "en", "zh"),
        ("zh-TW", "en", "zh"),
        ("en", "zh", "en"),
        ("de", "zh", "en"),
        (None, "zh", "zh"),
        ("", "en", "en"),
    ],
)
def test_the_language_follows_telegrams_code(code: str | None, default: Language, expected: Language) -> None:
    assert pick(code, default) == expected


@pytest.mark.parametrize(
    ("text", "default", "expected"),
    [
        ("OK-Robot 的成功率是多少？", "en", "zh"),
        ("Which models are in the family?", "zh", "en"),
        ("Keyframer", "zh", "zh"),
        ("LTX Studio", "en", "en"),
        ("58.5%", "zh", "zh"),
    ],
)
def test_the_language_of_a_question(text: str, default: Language, expected: Language) -> None:
    assert of_text(text, default) == expected

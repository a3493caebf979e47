"""All words that people read, in Chinese and English, out of the Fluent files in `bot/locales`."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from pathlib import Path

from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from index.types import Language

LANGUAGES: tuple[Language, ...] = ("zh", "en")
FOLDER = Path(__file__).with_name("locales")

Value = str | int | float | dt.date

_HAN = re.compile(r"[\u3400-\u9fff]")
_WORD = re.compile(r"[A-Za-z]{2,}")
_ENGLISH_WORDS = 3  # a name alone ("LTX Studio") says nothing of the language; three words are a sentence


def load() -> None:
    """Reads the files of all languages, so that the first message does not wait for it (some 30 ms)."""
    for language in LANGUAGES:
        _bundle(language)


def translate(language: Language, key: str, /, **values: Value) -> str:
    """The text of that key. KeyError: no such key; ValueError: a variable of it has no value."""
    bundle = _bundle(language)
    pattern = bundle.get_message(key).value
    if pattern is None:
        raise KeyError(key)
    text, errors = bundle.format_pattern(pattern, values)
    if errors:
        raise ValueError(f"{language}/{key}: {errors[0]}")
    return str(text)


def messages(language: Language, prefix: str) -> dict[str, str]:
    """All texts that take no variable and whose key starts with `prefix`, by key."""
    chosen = [key for key, names in variables(language).items() if key.startswith(prefix) and not names]
    return {key: translate(language, key) for key in chosen}


@cache
def variables(language: Language) -> dict[str, frozenset[str]]:
    """Every key of that language, with the names of the variables that it takes."""
    entries = (entry for source in _sources(language) for entry in FluentParser().parse(source).body)
    return {entry.id.name: _variables_of(entry) for entry in entries if isinstance(entry, ast.Message)}


def pick(code: str | None, default: Language) -> Language:
    """The language for Telegram's language_code ("zh-hans", "de"): Chinese for Chinese, English for any other."""
    if not code:
        return default
    return "zh" if code.lower().startswith("zh") else "en"


def of_text(text: str, default: Language) -> Language:
    """The language a question is written in; the default where it could be either, as a name alone."""
    if _HAN.search(text):
        return "zh"
    return "en" if len(_WORD.findall(text)) >= _ENGLISH_WORDS else default


@cache
def _bundle(language: Language) -> FluentBundle:
    bundle = FluentBundle([language], use_isolating=False)
    for source in _sources(language):
        bundle.add_resource(FluentResource(source))
    return bundle


def _sources(language: Language) -> list[str]:
    return [path.read_text("utf-8") for path in sorted((FOLDER / language).glob("*.ftl"))]


def _variables_of(entry: ast.Message) -> frozenset[str]:
    collector = _VariableCollector()
    collector.visit(entry)
    return frozenset(collector.names)


class _VariableCollector(Visitor):
    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802 - the parser's name
        self.names.add(node.id.name)

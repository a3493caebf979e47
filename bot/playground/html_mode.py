"""parse_mode HTML, as https://core.telegram.org/bots/api#html-style describes it, with Telegram's error texts."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.playground.formatted import Entity, units

_TYPES = {
    "a": "text_link",
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
}
_CHARACTERS = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_CHARACTER = re.compile(r"&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|(lt|gt|amp|quot));")
_PIECE = re.compile(r"[^<&]+|&(?:#\w{1,7}|lt|gt|amp|quot);|&|<")
_NAME = re.compile(r"/?[^\s>]*")
_ATTRIBUTE = re.compile(r"""\s*([^\s=>]+)(?:\s*=\s*(?:"([^"]*)(?:"|$)|'([^']*)(?:'|$)|([a-zA-Z0-9.\-]+)))?""")
_LINK = re.compile(r"(?:https?|tg)://[^\s/]\S*|(?:mailto|tel):\S+|[\w-]+(?:\.[\w-]+)+(?:[/?#:]\S*)?", re.IGNORECASE)


class MarkupError(ValueError):
    """The markup cannot be parsed; the text is what Telegram says after "can't parse entities: "."""


@dataclass(slots=True)
class _Open:
    name: str
    offset: int  # in UTF-16 units
    text_start: int  # in characters
    attributes: dict[str, str]


class _Parser:
    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.text: list[str] = []
        self.length = 0
        self.open: list[_Open] = []
        self.entities: list[Entity] = []

    def parse(self) -> tuple[str, list[Entity]]:
        while piece := _PIECE.match(self.source, self.at):
            if piece[0] == "<":
                self._tag()
            else:
                self.at = piece.end()
                self._put(_decoded(piece[0]) if piece[0][0] == "&" else piece[0])
        if self.open:
            raise MarkupError(f'Can\'t find end tag corresponding to start tag "{self.open[-1].name}"')
        return "".join(self.text), self.entities

    def _put(self, words: str) -> None:
        self.text.append(words)
        self.length += units(words)

    def _tag(self) -> None:
        begin = self.at
        match = _NAME.match(self.source, begin + 1)
        name = match[0].lower() if match else ""
        self.at = begin + 1 + len(name)
        if name.startswith("/"):
            self._close(name[1:], begin)
        else:
            self._start(name, begin)

    def _start(self, name: str, begin: int) -> None:
        where = f"at byte offset {self._bytes(begin)}"
        if self.at >= len(self.source):
            raise MarkupError(f"Unclosed start tag {where}")
        if name not in _TYPES:
            raise MarkupError(f'Unsupported start tag "{name}" {where}')
        attributes = self._attributes(name, where)
        if name == "span" and attributes.get("class") != "tg-spoiler":
            raise MarkupError(f'Tag "span" must have class "tg-spoiler" {where}')
        self.open.append(_Open(name, self.length, len(self.text), attributes))

    def _attributes(self, name: str, where: str) -> dict[str, str]:
        found: dict[str, str] = {}
        while match := _ATTRIBUTE.match(self.source, self.at):
            value = next((one for one in match.groups()[1:] if one is not None), None)
            if value is None and (name, match[1]) != ("blockquote", "expandable"):
                raise MarkupError(f'Expected equal sign in declaration of an attribute of the tag "{name}" {where}')
            found[match[1].lower()] = _unescaped(value or "")
            self.at = match.end()
        end = re.compile(r"\s*>").match(self.source, self.at)
        if not end:
            raise MarkupError(f'Unclosed start tag "{name}" {where}')
        self.at = end.end()
        return found

    def _close(self, name: str, begin: int) -> None:
        where = f"at byte offset {self._bytes(begin)}"
        if not self.open:
            raise MarkupError(f"Unexpected end tag {where}")
        end = re.compile(r"\s*>").match(self.source, self.at)
        if not end:
            raise MarkupError(f"Unclosed end tag {where}")
        opened = self.open.pop()
        if name and name != opened.name:
            raise MarkupError(f'Unmatched end tag {where}, expected "</{opened.name}>", found "</{name}>"')
        self.at = end.end()
        if self.length > opened.offset:
            self._add(opened)

    def _add(self, opened: _Open) -> None:
        kind, url, language = _TYPES[opened.name], "", ""
        if kind == "text_link":
            url = opened.attributes.get("href") or "".join(self.text[opened.text_start :])
            if not _LINK.fullmatch(url):
                return
            url = url if re.match(r"[a-z]+:", url, re.IGNORECASE) else f"http://{url}"
        if "expandable" in opened.attributes:
            kind = "expandable_blockquote"
        if kind == "code" and self.open and self.open[-1].name == "pre":
            self.open[-1].attributes["language"] = opened.attributes.get("class", "").removeprefix("language-")
            return
        if kind == "pre":
            language = opened.attributes.get("language", "")
        self.entities.append(Entity(kind, opened.offset, self.length - opened.offset, url, language))

    def _bytes(self, at: int) -> int:
        return len(self.source[:at].encode("utf-8", "surrogatepass"))


def parse_html(source: str) -> tuple[str, list[Entity]]:
    """The text without its tags, and their entities in UTF-16 units; raises MarkupError."""
    text, entities = _Parser(source).parse()
    return text, sorted(entities, key=lambda one: (one.offset, -one.length))


def _decoded(reference: str) -> str:
    match = _CHARACTER.fullmatch(reference)
    if not match:
        return reference
    if match[3]:
        return _CHARACTERS[match[3]]
    code = int(match[1]) if match[1] else int(match[2], 16)
    valid = 0 < code < 0x110000 and not 0xD800 <= code < 0xE000
    return chr(code) if valid else reference


def _unescaped(value: str) -> str:
    return _CHARACTER.sub(lambda match: _decoded(match[0]), value)

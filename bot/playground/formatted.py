"""Text with entities as messages carry them: offsets and lengths in UTF-16 units, limits, found commands and links."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

MAX_UNITS = 4096  # https://core.telegram.org/bots/api#sendmessage

_FOUND = re.compile(
    r"(?P<url>(?:https?://|(?<![\w.@/])t\.me/)[^\s<>\"'，。；：！？、（）《》「」【】]+)"
    r"|(?P<bot_command>(?<![\w/])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z]\w{2,31})?(?![A-Za-z0-9_/]))"
    r"|(?P<mention>(?<![A-Za-z0-9_])@[A-Za-z][A-Za-z0-9_]{2,31})"
    r"|(?P<hashtag>(?<!\w)#\w*[^\W\d]\w*)"
)
_NO_LOOK = {"code", "pre", "text_link"}


@dataclass(frozen=True, slots=True)
class Entity:
    """One MessageEntity; `url` and `language` only where the type has them."""

    type: str
    offset: int
    length: int
    url: str = ""
    language: str = ""

    @property
    def end(self) -> int:
        """The first UTF-16 unit after it."""
        return self.offset + self.length

    def json(self) -> dict[str, str | int]:
        """As Telegram writes it."""
        found: dict[str, str | int] = {"type": self.type, "offset": self.offset, "length": self.length}
        return found | {name: value for name in ("url", "language") if (value := getattr(self, name))}


@dataclass(frozen=True, slots=True)
class Formatted:
    """A text and its entities, in order."""

    text: str
    entities: tuple[Entity, ...] = ()


def units(text: str) -> int:
    """The length in UTF-16 units, as Telegram counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def completed(text: str, entities: Iterable[Entity] = ()) -> Formatted:
    """The text without blanks around it, with what Telegram marks by itself: commands, mentions, hashtags, links."""
    bare = text.strip()
    before = units(text[: len(text) - len(text.lstrip())])
    given = [cut for one in entities if (cut := _clipped(one, before, units(bare)))]
    found = [one for one in find(bare) if _is_free(one, given)]
    return Formatted(bare, tuple(sorted([*given, *found], key=lambda one: (one.offset, -one.length))))


def find(text: str) -> list[Entity]:
    """Commands, mentions, hashtags and links in a plain text."""
    return [_found(match, text) for match in _FOUND.finditer(text)]


def _found(match: re.Match[str], text: str) -> Entity:
    words = match[0].rstrip(".,;:!?)") if match.lastgroup == "url" else match[0]
    return Entity(str(match.lastgroup), units(text[: match.start()]), units(words))


def _clipped(entity: Entity, before: int, length: int) -> Entity | None:
    start = max(0, entity.offset - before)
    end = min(length, entity.end - before)
    return replace(entity, offset=start, length=end - start) if end > start else None


def _is_free(found: Entity, given: Iterable[Entity]) -> bool:
    for one in given:
        overlaps = found.offset < one.end and one.offset < found.end
        contains = one.offset <= found.offset and found.end <= one.end
        if overlaps and (one.type in _NO_LOOK or not contains):
            return False
    return True

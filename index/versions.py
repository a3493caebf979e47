"""A version or an edition that is told some words behind a name: 皮卡升级到1.5版本, 伊沃2, 千问2.5涡轮."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

_VERSIONED = re.compile(r"(?P<name>.*[^\W\d_])[ -]*[vV]?(?P<version>\d+(?:\.\d+)*)")
_EDITION = re.compile(r"(?P<name>.*\w)[ -]+(?P<edition>[A-Za-z]+)")
# Editions as they are said in Chinese.
_SAID = {"turbo": "涡轮", "mini": "迷你", "pro": "专业版", "flash": "闪电", "preview": "预览", "max": "最大"}
_DIGITS = "零一二三四五六七八九"
_COUNTING = r"(?![\d.]*[\d%万亿千百个倍年月日号小分秒美])"  # what is no version: 皮卡2个月


class Split(NamedTuple):
    """A name without its version or edition, and a pattern for how that is told right behind it."""

    name: str
    behind: str

    def told(self, heard: Sequence[str]) -> re.Pattern[str]:
        """Finds it behind any of the spellings."""
        return re.compile(rf"(?:{'|'.join(map(re.escape, heard))}){self.behind}", re.IGNORECASE)


def split(asked: str) -> Split | None:
    """The parts of a name that ends with a version or a known edition; None for any other."""
    versioned = _VERSIONED.fullmatch(asked)
    if versioned:
        return Split(versioned["name"], _version(versioned["version"]))
    edition = _EDITION.fullmatch(asked)
    said = _SAID.get(edition["edition"].casefold()) if edition else None
    return Split(edition["name"], rf"\s?-?{said}") if edition and said else None


def _version(version: str) -> str:
    plain = re.escape(re.sub(r"(?:\.0)+$", "", version))
    chinese = f"|{_DIGITS[int(version)]}" if len(version) == 1 else ""
    number = rf"(?<![\d.])(?:{plain}(?:\.0)*{chinese})"
    return rf"(?:[^,，。]{{0,12}}?{number}\s?(?:版|代)|\s?-?{number}(?:号(?!线|楼)|{_COUNTING}))"

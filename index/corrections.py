"""Texts with the right names in place of the heard ones; the transcript itself stays as it is."""

from __future__ import annotations

import re
from collections.abc import Mapping

from index.types import DigestItem


def corrected(text: str, right: Mapping[str, str]) -> str:
    """The text with each heard name, as a whole word, replaced by the right one; the longest first."""
    if not right:
        return text
    return _pattern(right).sub(lambda found: right[found[0]], text)


def heard_in(item: DigestItem, shown: str) -> dict[str, str]:
    """The heard names behind the right ones that a shown text holds, with the right ones."""
    return {
        heard: meant
        for heard, meant in item.right.items()
        if meant in shown and not _differs_only_in_form(heard, meant)
    }


def of_form(right: Mapping[str, str]) -> dict[str, str]:
    """Those names that are the same but for blanks, signs and capitals."""
    return {heard: meant for heard, meant in right.items() if _differs_only_in_form(heard, meant)}


def _pattern(right: Mapping[str, str]) -> re.Pattern[str]:
    heard = sorted(right, key=len, reverse=True)
    # A right name that is there already must not be taken for the heard one inside it: Llama 3 in Llama 3.1.
    return re.compile("|".join(rf"(?<![A-Za-z0-9]){re.escape(name)}(?![A-Za-z0-9]|\.\d)" for name in heard))


def _differs_only_in_form(heard: str, meant: str) -> bool:
    return re.sub(r"[\W_]", "", heard).casefold() == re.sub(r"[\W_]", "", meant).casefold()

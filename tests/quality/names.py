"""Names as the quality tests compare them."""

from __future__ import annotations

import re


def plain(name: str) -> str:
    """A name without blanks, marks and capitals."""
    return re.sub(r"[\W_]", "", name).casefold()

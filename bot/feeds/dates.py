"""When an entry came out, as feeds write it."""

from __future__ import annotations

import datetime as dt
import re
from email.utils import parsedate_to_datetime

_DAY = re.compile(r"(?<!\d)((?:19|20)\d{2})(?:[-/.]|\s*年\s*)(\d{1,2})(?:[-/.]|\s*月\s*)(\d{1,2})(?!\d)")
EARLIEST = 1990
AHEAD = dt.timedelta(days=1)  # clocks and zones may be wrong by so much


def parse_date(text: str | None, now: dt.datetime | None = None) -> dt.datetime | None:
    """The moment in UTC; a day without a time is its midnight, a time without a zone is taken as UTC.

    None: it cannot be read, could mean two days ("8/1/2026"), or lies in the future, where no entry can be from.
    """
    moment = _parsed(" ".join((text or "").split()))
    latest = (now or dt.datetime.now(dt.UTC)) + AHEAD
    return moment if moment and moment.year >= EARLIEST and moment <= latest else None


def _parsed(text: str) -> dt.datetime | None:
    if not text or len(text) > 100:
        return None
    for read in (dt.datetime.fromisoformat, parsedate_to_datetime, _day):
        try:
            moment = read(text)
            return moment.replace(tzinfo=dt.UTC) if moment.tzinfo is None else moment.astimezone(dt.UTC)
        except (ValueError, OverflowError, IndexError, TypeError):
            continue
    return None


def _day(text: str) -> dt.datetime:
    found = _DAY.search(text)
    if not found:
        raise ValueError(text)
    return dt.datetime(int(found[1]), int(found[2]), int(found[3]), tzinfo=dt.UTC)

"""When pushes come to a place: at once, or one digest a day or a week; and not at all while it is muted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal
from zoneinfo import ZoneInfo, available_timezones

Frequency = Literal["instant", "daily", "weekly"]

HOUR = 8  # in the morning, where nothing else was chosen


@dataclass(frozen=True, slots=True)
class Timing:
    """From when a push may go out. Pushes of one place with the same `slot` are one message; None: each its own."""

    due_at: dt.datetime
    slot: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Schedule:
    """The choice of one chat and thread. `weekday` counts from Monday, 0; `hour` from 0 to 23, both in `zone`."""

    zone: ZoneInfo
    frequency: Frequency = "instant"
    weekday: int = 0
    hour: int = HOUR
    muted_until: dt.datetime | None = None

    def timing(self, moment: dt.datetime) -> Timing:
        """When what arrives at that moment is told. What comes while muted waits, and is one message afterwards."""
        start = self.muted_until if self.muted(moment) and self.muted_until else moment
        if self.frequency == "instant":
            return Timing(start, start if start > moment else None)
        due = self._next(start)
        return Timing(due, due)

    def muted(self, moment: dt.datetime) -> bool:
        """Whether nothing is to be sent at that moment."""
        return self.muted_until is not None and self.muted_until > moment

    def _next(self, after: dt.datetime) -> dt.datetime:
        """The first hour of the digest after that moment, in UTC; one that a clock skips is when it would have been."""
        day = after.astimezone(self.zone).date()
        while True:
            due = dt.datetime.combine(day, dt.time(self.hour), self.zone).astimezone(dt.UTC)
            if due > after and (self.frequency == "daily" or day.weekday() == self.weekday):
                return due
            day += dt.timedelta(days=1)


def zone_of(name: str) -> ZoneInfo | None:
    """The time zone of that name, however it is written ("asia/tokyo", "America/New york"); None: there is none.

    Reads files, and the first time walks a folder of some 600: for a thread.
    """
    found = _zone_names().get(name.strip().replace(" ", "_").casefold())
    return ZoneInfo(found) if found else None


@cache
def _zone_names() -> Mapping[str, str]:
    return {name.casefold(): name for name in available_timezones()}


def mute_end(hours: int, moment: dt.datetime) -> dt.datetime | None:
    """That many hours on, at a full hour; None for 0."""
    if hours == 0:
        return None
    return (moment + dt.timedelta(hours=hours)).replace(minute=0, second=0, microsecond=0)

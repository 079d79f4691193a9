"""Quiet hours: "22:00-07:00" on the clock on the wall of the shop."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

_FORM = re.compile(r"([0-2]?\d):([0-5]\d)\s*[-–]\s*([0-2]?\d):([0-5]\d)", re.ASCII)  # noqa: RUF001 people type an en dash


@dataclass(frozen=True, slots=True, kw_only=True)
class Quiet:
    """From start until just before end, every day; over midnight when end is the earlier."""

    start: time
    end: time

    def covers(self, now: datetime, zone: ZoneInfo) -> bool:
        """Whether the aware instant now is in quiet hours in the zone.

        The clock on the wall decides. An hour that a clock change skips is not missed, and one that it
        repeats is quiet both times.
        """
        wall = now.astimezone(zone).time()
        if self.start < self.end:
            return self.start <= wall < self.end
        return wall >= self.start or wall < self.end


def parse_quiet(text: str) -> Quiet:
    """Quiet hours as written in shop.toml, "22:00-07:00". Raises ValueError saying what is expected."""
    match = _FORM.fullmatch(text.strip())
    if match is None:
        raise ValueError(f'quiet hours are written like "22:00-07:00", not {text!r}')
    hours = [int(number) for number in match.groups()]
    start, end = _time(*hours[:2]), _time(*hours[2:])
    if start == end:
        raise ValueError(f"quiet hours from {start:%H:%M} to {end:%H:%M} would be always or never")
    return Quiet(start=start, end=end)


def _time(hour: int, minute: int) -> time:
    if (hour, minute) == (24, 0):
        return time(0)
    if hour > 23:
        raise ValueError(f"there is no {hour}:{minute:02} on the clock")
    return time(hour, minute)

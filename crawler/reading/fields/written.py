"""From the parts of a date that a page states to the text that the contract asks, and no date from the future."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

# Before the first web shops: 0001-01-01 and 1970-01-01 are how programs write "no date".
EARLIEST_YEAR = 1990
# It may be tomorrow already where the site or its reviewer is.
TOLERANCE = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A day of the calendar, or a whole month where day is None."""

    year: int
    month: int
    day: int | None = None

    @classmethod
    def of(cls, day: date) -> Day:
        """A day of Python's as one of ours."""
        return cls(year=day.year, month=day.month, day=day.day)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """A time of day, by the clock of offset, or of the source's own zone where that is None."""

    hour: int
    minute: int = 0
    second: int = 0
    offset: tzinfo | None = None


def written(day: Day, clock: Clock | None, *, zone: tzinfo, now: datetime) -> str | None:
    """ISO 8601 with an offset, YYYY-MM-DD or YYYY-MM; None for what lies before 1990 or more than a day after now.

    Raises ValueError or OverflowError for the 31st of February and a quarter past 27.
    """
    if day.year < EARLIEST_YEAR:
        return None
    if clock is None or day.day is None:
        stated = date(day.year, day.month, day.day or 1).isoformat()[: None if day.day else len("YYYY-MM")]
        return stated if stated <= (now + TOLERANCE).astimezone(zone).date().isoformat() else None
    moment = _at(day, clock, zone)
    return moment.isoformat() if moment <= now + TOLERANCE else None


def without_doubt(day: Day, clock: Clock | None, zone: tzinfo) -> Clock | None:
    """The time, unless it is one that the zone's clock skips in spring or has twice in autumn: then the day is known.

    Raises ValueError as written.
    """
    if clock is None or day.day is None or clock.offset is not None:
        return clock
    first = _at(day, clock, zone)
    return clock if first.utcoffset() == first.replace(fold=1).utcoffset() else None


def _at(day: Day, clock: Clock, zone: tzinfo) -> datetime:
    return datetime(
        *(day.year, day.month, day.day or 1), *(clock.hour, clock.minute, clock.second), tzinfo=clock.offset or zone
    )

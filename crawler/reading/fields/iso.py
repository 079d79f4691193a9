"""Dates as ISO 8601 and its neighbours write them: the year first."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo

from crawler.reading.fields.written import Clock, Day, written

LONGEST_DATE = 100

_DATE = re.compile(
    r"(?P<year>\d{4})-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2})"
    r"(?:(?:[Tt]|\s+)(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d{1,9})?)?"
    r"\s*(?P<offset>[Zz]|[+-]\d{2}(?::?\d{2})?)?)?)?",
    re.ASCII,
)


def iso_date(text: str, *, zone: tzinfo, now: datetime) -> str | None:
    """An ISO 8601 date or time as the contract writes it: with an offset, or YYYY-MM-DD, or YYYY-MM.

    A time without an offset is the zone's. None for what is no such date, is over 100 characters, lies before 1990
    or more than a day after now: never a guess.
    """
    try:
        found = iso_parts(text)
        return written(*found, zone=zone, now=now) if found else None
    except (ValueError, OverflowError):
        return None  # the 31st of February, a quarter past 27


def iso_parts(text: str) -> tuple[Day, Clock | None] | None:
    """What an ISO 8601 text states; None for another text. Raises ValueError for an offset of more than a day."""
    found = _DATE.fullmatch(text.strip()) if len(text) <= LONGEST_DATE else None
    if found is None:
        return None
    year, month, day, hour, minute, second, offset = found.groups()
    stated = Day(year=int(year), month=int(month), day=int(day) if day else None)
    if hour is None:
        return stated, None
    where = offset_of(offset) if offset else None
    return stated, Clock(hour=int(hour), minute=int(minute), second=int(second or 0), offset=where)


def offset_of(text: str) -> tzinfo:
    """Z, +01, +0100 or +01:00. Raises ValueError for one of a day or more."""
    if text in {"Z", "z"}:
        return UTC
    digits = text[1:].replace(":", "")
    away = timedelta(hours=int(digits[:2]), minutes=int(digits[2:] or 0))
    return timezone(-away if text[0] == "-" else away)

"""Numbers and dates as sites write them in structured data."""

from __future__ import annotations

import math
import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo

LONGEST_DATE = 100
LONGEST_NUMBER = 40
# Before the first web shops: 0001-01-01 and 1970-01-01 are how programs write "no date".
EARLIEST_YEAR = 1990

_NUMBER = re.compile(r"\s*([+-]?\d{1,15}(?:[.,]\d{1,15})?)\s*(?:/\s*(\d{1,15}(?:[.,]\d{1,15})?)\s*)?", re.ASCII)
_DATE = re.compile(
    r"(?P<year>\d{4})-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2})"
    r"(?:(?:[Tt]|\s+)(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d{1,9})?)?"
    r"\s*(?P<offset>[Zz]|[+-]\d{2}(?::?\d{2})?)?)?)?",
    re.ASCII,
)


def number(value: object) -> float | None:
    """4, 4.5, "4,5" or the 4 of "4 / 5"; None for anything else, NaN and infinity included."""
    return value_and_top(value)[0]


def value_and_top(value: object) -> tuple[float | None, float | None]:
    """The number and, for "4 / 5", the top of its scale; None for what is not there."""
    if value is None or isinstance(value, bool):
        return None, None
    if isinstance(value, (int, float)):
        return (float(value), None) if abs(value) < 1e15 and math.isfinite(value) else (None, None)
    if not isinstance(value, str) or len(value) > LONGEST_NUMBER:
        return None, None
    found = _NUMBER.fullmatch(value)
    if found is None:
        return None, None
    top = found.group(2)
    return _float(found.group(1)), _float(top) if top else None


def iso_date(text: str, *, zone: tzinfo, now: datetime) -> str | None:
    """An ISO 8601 date or time as the contract writes it: with an offset, or YYYY-MM-DD, or YYYY-MM.

    A time without an offset is the zone's. None for what is no such date, is over 100 characters, lies before 1990
    or more than a day after now: never a guess.
    """
    found = _DATE.fullmatch(text.strip()) if len(text) <= LONGEST_DATE else None
    if found is None:
        return None
    try:
        return _written(found, zone, now + timedelta(days=1))
    except (ValueError, OverflowError):
        return None  # the 31st of February, a quarter past 27


def _written(found: re.Match[str], zone: tzinfo, latest: datetime) -> str | None:
    year, month, day, hour, minute, second, offset = found.groups()
    if int(year) < EARLIEST_YEAR:
        return None
    if hour is None:
        stated = date(int(year), int(month), int(day or 1)).isoformat()[: None if day else len("YYYY-MM")]
        return stated if stated <= latest.astimezone(zone).date().isoformat() else None
    where = _offset(offset) if offset else zone
    moment = datetime(int(year), int(month), int(day), int(hour), int(minute), int(second or 0), tzinfo=where)
    return moment.isoformat() if moment <= latest else None


def _offset(text: str) -> tzinfo:
    if text in {"Z", "z"}:
        return UTC
    digits = text[1:].replace(":", "")
    away = timedelta(hours=int(digits[:2]), minutes=int(digits[2:] or 0))
    return timezone(-away if text[0] == "-" else away)


def _float(text: str) -> float:
    return float(text.replace(",", "."))

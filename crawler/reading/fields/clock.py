"""The time of day at the end of a date."""

from __future__ import annotations

import re
from datetime import UTC, timedelta, timezone, tzinfo

from crawler.reading.fields.iso import offset_of
from crawler.reading.fields.written import Clock

_CLOCK = re.compile(
    r"(?<![\d:.,/+-])(?P<hour>\d{1,2})"
    r"(?::(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d{1,9})?)?"
    r"| ?h(?: ?(?P<past>\d{2}))?|\.(?P<dotted>\d{2})(?= ?u)|(?= ?u))"
    r"(?: ?(?:uur|uhr|u|h))?(?: ?(?P<half>[ap])\.?m\.?)?"
    r"(?: ?(?P<zone>z|(?:gmt|utc)?[+-]\d{2}:?\d{2}|gmt|utc|cest|cet))?(?: ?\([a-z ]{1,40}\))?\Z",
    re.ASCII,
)
_ZONES: dict[str, tzinfo] = {
    "gmt": UTC,
    "utc": UTC,
    "cet": timezone(timedelta(hours=1)),
    "cest": timezone(timedelta(hours=2)),
}
_JOINERS = (" om", " a", " um", " at", " @", " op", " kl", " vers", " rond")


def day_and_clock(text: str) -> tuple[str, Clock] | None:
    """A folded text that ends in a time of day: what stands before it, and the time. None for another text.

    Raises ValueError for an offset of more than a day.
    """
    found = _CLOCK.search(text)
    if found is None:
        return None
    before = text[: found.start()].rstrip(" ,-|\u00b7\u2022\u2013\u2014")
    for joiner in _JOINERS:
        before = before.removesuffix(joiner)
    hour = _hour(int(found["hour"]), found["half"])
    minute = found["minute"] or found["past"] or found["dotted"] or 0
    if hour is None:
        return None
    clock = Clock(hour=hour, minute=int(minute), second=int(found["second"] or 0), offset=_offset(found["zone"]))
    return before.rstrip(" ,"), clock


def _hour(hour: int, half: str | None) -> int | None:
    if half is None:
        return hour
    return hour % 12 + (12 if half == "p" else 0) if 1 <= hour <= 12 else None


def _offset(zone: str | None) -> tzinfo | None:
    if zone is None or zone in _ZONES:
        return _ZONES[zone] if zone else None
    return offset_of(zone.removeprefix("gmt").removeprefix("utc"))

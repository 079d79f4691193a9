"""Durations as people write them in shop.toml: 90s, 5m, 1h30m, 1d."""

from __future__ import annotations

import re
from datetime import timedelta

# The largest unit first, each at most once; five digits are 27 years in hours and keep timedelta in its range.
_DURATION = re.compile(
    r"(?:(?P<days>[0-9]{1,5})d)?(?:(?P<hours>[0-9]{1,5})h)?(?:(?P<minutes>[0-9]{1,5})m)?(?:(?P<seconds>[0-9]{1,5})s)?"
)


def duration(text: str) -> timedelta:
    """The duration that the text says, longer than nothing. Raises ValueError for any other text."""
    match = _DURATION.fullmatch(text)
    length = timedelta(**{unit: int(n) for unit, n in match.groupdict(default="0").items()}) if match else timedelta()
    if not length:
        raise ValueError('not a duration such as "90s", "5m", "1h30m" or "1d"')
    return length


def as_written(length: timedelta) -> str:
    """The duration as people write it, in whole seconds: duration(as_written(length)) is length."""
    hours, seconds = divmod(length.seconds, 3600)
    parts = ((length.days, "d"), (hours, "h"), (seconds // 60, "m"), (seconds % 60, "s"))
    return "".join(f"{count}{unit}" for count, unit in parts if count)

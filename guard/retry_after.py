"""How long a server asks to be left alone: the Retry-After header of RFC 9110, section 10.2.3."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

# Who asks for longer is asked again after this.
LONGEST = timedelta(hours=24)
_SECONDS = re.compile(r"[0-9]+(\.[0-9]+)?", re.ASCII)


def retry_after(value: str | None, now: datetime, longest: timedelta = LONGEST) -> timedelta | None:
    """The wait that a Retry-After value asks for, from zero to longest; None when it says nothing sensible.

    value is the header: seconds (some servers send a fraction) or an HTTP date in any of its three
    forms. now is aware. A date that has passed is no wait.
    """
    text = (value or "").strip()
    wait = _seconds(text) if _SECONDS.fullmatch(text) else _until(text, now)
    return None if wait is None else min(max(wait, timedelta(0)), longest)


def _seconds(text: str) -> timedelta:
    try:
        return timedelta(seconds=float(text))
    except OverflowError:
        return timedelta.max


def _until(text: str, now: datetime) -> timedelta | None:
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    # A date with -0000 has no zone by the mail rules; HTTP knows only GMT.
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)) - now

"""Whether a source has not been read for longer than it may be, whatever its last reading said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from complaints.sources import HEALTHY, Before
from crawler.source import Source

# A source that should have been read this many times since it last was has gone stale.
TIMES = 3
AT_LEAST = timedelta(hours=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stale:
    """Since when a source is stale, and why."""

    reason: str
    since: datetime


def may_be_left(source: Source, known: Before) -> timedelta:
    """How long a source may be without a good reading before it is stale."""
    return max(max(source.every, known.interval or source.every) * TIMES, AT_LEAST)


def stale(source: Source, known: Before, now: datetime) -> Stale | None:
    """Why a source whose lamp is healthy is stale all the same, None where it is not; now aware."""
    limit = may_be_left(source, known)
    if known.lamp not in HEALTHY or known.last_ok is None or abs(now - known.last_ok) <= limit:
        return None
    ahead = known.last_ok > now
    asks = "the clock was ahead then, or is behind now" if ahead else "is `klachtwacht run` still scheduled?"
    reason = f"not read since {known.last_ok:%Y-%m-%d %H:%M} UTC: {asks}"
    return Stale(reason=reason, since=now if ahead else known.last_ok + limit)


def passed_over(source: Source, known: Before, now: datetime) -> Stale | None:
    """The same of a source that a pass does not come to, in words that are true while passes are made."""
    found = stale(source, known, now)
    if found is None or known.last_ok is None or known.last_ok > now:
        return None
    reason = f"not read since {known.last_ok:%Y-%m-%d %H:%M} UTC, and passes were made: none came to it"
    return Stale(reason=reason, since=found.since)

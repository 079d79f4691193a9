"""Times as texts: what a page says, at the precision it says it, and what a person types."""

from __future__ import annotations

import calendar
from datetime import UTC, datetime, timedelta, tzinfo

from guard.fault import Fault
from guard.text import one_line

# Before there were web shops, or after anything that can be planned, it is a slip of the keyboard.
YEARS = range(1990, 2100)
# By how much a clock may be set back between two runs without anything to mend.
CLOCK_STEP = timedelta(minutes=5)


class MomentError(Fault):
    """A text that says no moment, or more than one."""


def earliest(published: str | None, zone: tzinfo) -> datetime | None:
    """The first instant (UTC) that a published text of the contract can mean; days are days in the zone."""
    if published is None:
        return None
    moment = datetime.fromisoformat(published if len(published) > 7 else f"{published}-01")
    return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)


def latest(published: str | None, zone: tzinfo) -> datetime | None:
    """The last instant (UTC) it can mean: the end of a day or a month where no more is told."""
    first = earliest(published, zone)
    if first is None or published is None or len(published) > 10:
        return first
    local = first.astimezone(zone)
    days = 1 if len(published) == 10 else calendar.monthrange(local.year, local.month)[1]
    return (local + timedelta(days=days)).astimezone(UTC) - timedelta(seconds=1)


def typed(said: str, zone: tzinfo) -> datetime:
    """The instant (UTC) that a person means: ISO 8601, on the clock in the zone where it has no offset.

    A day means its first minute. Raises MomentError for what is no time, and for an hour that the change to
    summer time skips or the change back has twice: there an offset must say which.
    """
    shown = one_line(said, 40)
    try:
        moment = datetime.fromisoformat(said.strip())
    except ValueError:
        raise MomentError(f"{shown!r} is no time; write it as 2026-11-20 or 2026-11-20T09:30") from None
    if moment.year not in YEARS:
        raise MomentError(f"{shown!r} is not in a year that can be meant")
    return (moment if moment.tzinfo else _on_the_clock(moment, zone)).astimezone(UTC)


def _on_the_clock(moment: datetime, zone: tzinfo) -> datetime:
    first, second = (moment.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    if first.utcoffset() == second.utcoffset():
        return first
    shown = moment.isoformat(timespec="minutes")
    if first.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != moment:
        raise MomentError(f"{shown} does not exist in {zone}: the clock was put forward over it")
    choices = " or ".join(each.isoformat(timespec="minutes") for each in (first, second))
    raise MomentError(f"{shown} came twice in {zone}, as the clock was put back: write {choices}")

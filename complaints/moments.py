"""What a page says of a time, at the precision it says it: an instant, a day or a month."""

from __future__ import annotations

import calendar
from datetime import UTC, datetime, timedelta, tzinfo


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

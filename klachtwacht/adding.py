"""Adding a complaint by hand: which shop it is about, when it was, and who hears of it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from alerts.routing import router
from complaints.by_hand import Told, open_by_hand
from complaints.ledger import Ledger
from complaints.moments import earliest
from crawler.reading.fields import iso_date
from guard.fault import Fault
from guard.text import one_line
from klachtwacht.acting import LONGEST_NAME
from klachtwacht.program import Program, clock
from klachtwacht.shops import chosen

_OFFSET = re.compile(r"(?:[+-]\d{2}:?\d{2}|[Zz])\s*$")


class WhenError(Fault):
    """A text that says no moment in the past."""


def add(program: Program, told: Told, *, shop: str | None, by: str, alert: bool) -> str:
    """Open the record; told.happened as a person writes it, in the shop's zone. Gives the reference.

    Raises WhichShopError and WhenError.
    """
    about, now = chosen(program.config, shop), clock()
    told = replace(told, happened=told.happened and moment(told.happened, about.zone, now))
    with program.engine.begin() as connection:
        ledger = Ledger(
            connection=connection,
            shop=about,
            now=now,
            by=one_line(by, LONGEST_NAME) or "unknown",
            route=router(program.config.destinations),
        )
        return open_by_hand(ledger, told, alert=alert)


def moment(text: str, zone: ZoneInfo, now: datetime) -> str:
    """2026-11-20, or 2026-11-20 09:30 by the clock of the zone, as the contract writes it. Raises WhenError."""
    found = iso_date(text, zone=zone, now=now)
    first = earliest(found, zone)
    if found is None or first is None or first > now:
        raise WhenError(f"{text!r} is no moment from 1990 to now; write it as 2026-11-20 or 2026-11-20 09:30")
    if not _OFFSET.search(text) and not found.startswith(first.astimezone(zone).isoformat()[: len(found)]):
        raise WhenError(f"{text!r} is no time: the clock was put forward then")
    return found

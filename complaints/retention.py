"""How long what was kept is kept: reasoned terms, since the law names none (GDPR article 5(1)(e))."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

# Praise and questions are kept only as long as they help to tell a new post from a known one.
WITHOUT_COMPLAINT = timedelta(days=90)
# A dispute can follow a complaint for two years (BW 7:23 lid 2; the same term in Belgian sales law).
AFTER_CLOSING = timedelta(days=730)
# A clock that jumped ahead would have everything erased; a shop that is closed for longer than a month is rare.
LONGEST_GAP = timedelta(days=40)


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """How long is kept what is no complaint, and a complaint after it ended; gap: the longest silence to be trusted."""

    without_complaint: timedelta = WITHOUT_COMPLAINT
    after_closing: timedelta = AFTER_CLOSING
    gap: timedelta = LONGEST_GAP


def for_finding(now: datetime) -> datetime:
    """Until when a finding without a complaint is kept after it was last changed."""
    return now + WITHOUT_COMPLAINT


def for_closed(now: datetime) -> datetime:
    """Until when a complaint that ends now is kept, with its findings."""
    return now + AFTER_CLOSING

"""How long what was kept is kept: reasoned terms, since the law names none (GDPR article 5(1)(e))."""

from __future__ import annotations

from datetime import datetime, timedelta

# Praise and questions are kept only as long as they help to tell a new post from a known one.
WITHOUT_COMPLAINT = timedelta(days=90)
# A dispute can follow a complaint for two years (BW 7:23 lid 2; the same term in Belgian sales law).
AFTER_CLOSING = timedelta(days=730)


def for_finding(now: datetime) -> datetime:
    """Until when a finding without a complaint is kept after it was last changed."""
    return now + WITHOUT_COMPLAINT


def for_closed(now: datetime) -> datetime:
    """Until when a complaint that ends now is kept, with its findings."""
    return now + AFTER_CLOSING

"""Waiting for the customer or for someone else, and what ends it: the day that was set, or word from the customer."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection, select

from complaints.ledger import Ledger
from complaints.moments import MomentError, typed
from complaints.records import Act, Row, act, by_id
from complaints.tables import complaints

# A year that was mistyped would hide a complaint for good.
LONGEST = timedelta(days=366)


def begin(ledger: Ledger, row: Row, whom: str, until: str) -> None:
    """Wait for whom (customer or other) until a time as people type it in the shop's zone, or set another time.

    Raises MomentError for what is no time, has passed, or is more than a year ahead; ForbiddenChangeError.
    """
    end_at = typed(until, ledger.shop.zone)
    if not ledger.now < end_at <= ledger.now + LONGEST:
        raise MomentError(f"a wait ends later than now and within a year, not on {until.strip()}")
    values = {"waiting_for": whom, "waiting_until": end_at}
    data = {"for": whom, "until": end_at.isoformat(timespec="seconds")}
    act(ledger, row, Act(verb="wait", values=values, data=data))


def end(ledger: Ledger, row: Row, because: str) -> None:
    """Take a complaint up again that waits; leave any other as it is. because is until, edited or from_customer."""
    if by_id(ledger.connection, row["id"])["status"] == "waiting":
        act(ledger, row, Act(verb="resume", data={"because": because}))


def passed(connection: Connection, shop: str, now: datetime) -> list[int]:
    """The ids of a shop's complaints whose wait has come to its end."""
    due = complaints.c.shop == shop, complaints.c.status == "waiting", complaints.c.waiting_until <= now
    return list(connection.execute(select(complaints.c.id).where(*due).order_by(complaints.c.id)).scalars())


def end_passed(ledger: Ledger) -> None:
    """Take up again what waited until now."""
    for complaint in passed(ledger.connection, ledger.shop.key, ledger.now):
        end(ledger, by_id(ledger.connection, complaint), "until")

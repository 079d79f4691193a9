"""What has been kept long enough: found, and erased. Refused where the clock cannot be trusted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement, Connection, delete, func, select, update

from complaints import matches
from complaints.database import keep_writers_out
from complaints.privacy.erasing import erase, remove_posts
from complaints.privacy.held import Held, rows_in, together
from complaints.privacy.traces import clear
from complaints.retention import AFTER_CLOSING, WITHOUT_COMPLAINT, Terms
from complaints.states import DONE
from complaints.tables import accesses, complaints, events, findings, revisions, runs
from guard.fault import Fault

Row = dict[str, Any]
PURGE = "privacy purge"
# Two servers need not agree to the second.
SKEW = timedelta(minutes=5)
# What stays of a post that is no complaint while it stands on its page: enough to know it and to see its mark fall.
BARE = ("site", "id", "rating", "recommend", "published", "language", "verified_buyer", "reader")


class ClockError(Fault):
    """A clock by which nothing may be erased, with the reason and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """What has been kept long enough: complaints with all that is with them; posts that are no complaint.

    bare: those that still stand on their page, of which the mark stays; gone: those that do not; accesses: how many.
    """

    held: Held
    bare: tuple[int, ...]
    gone: tuple[int, ...]
    accesses: int

    def counts(self) -> dict[str, int]:
        """How many of each."""
        return {
            "complaints": len([row for row in self.held.complaints if row["status"] != "erased"]),
            "findings": len(self.held.findings),
            "bare": len(self.bare),
            "gone": len(self.gone),
            "accesses": self.accesses,
        }


def due(connection: Connection, now: datetime, terms: Terms) -> Due:
    """What may be erased now (aware): nothing of a complaint that is open, whatever its age."""
    ended = complaints.c.status.in_(DONE), complaints.c.retain_until <= now - (terms.after_closing - AFTER_CLOSING)
    over = set(connection.execute(select(complaints.c.id).where(*ended)).scalars())
    held = together(connection, over, [])
    unseen = findings.c.complaint.is_(None), findings.c.last_seen <= now - terms.without_complaint
    stands = findings.c.complaint.is_(None), findings.c.last_seen > now - terms.without_complaint
    old = findings.c.retain_until <= now - (terms.without_complaint - WITHOUT_COMPLAINT)
    noted = select(func.count()).select_from(accesses).where(accesses.c.at <= now - terms.after_closing)
    return Due(
        held=held,
        bare=_ids(connection, *stands, old),
        gone=_ids(connection, *unseen, sa.or_(old, findings.c.retain_until.is_(None))),
        accesses=connection.execute(noted).scalar_one(),
    )


def _ids(connection: Connection, *where: ColumnElement[bool]) -> tuple[int, ...]:
    return tuple(connection.execute(select(findings.c.id).where(*where).order_by(findings.c.id)).scalars())


def purge(connection: Connection, now: datetime, by: str, terms: Terms) -> Due:
    """Erase what is due, in this transaction. Gives what that was."""
    keep_writers_out(connection)
    found = due(connection, now, terms)
    erase(connection, now, by, found.held, "term")
    clear(connection, found.held.references, ())
    remove_posts(connection, found.gone)
    matches.forget(connection, found.bare)
    for row in rows_in(connection, findings, findings.c.id, found.bare):
        _bare(connection, row)
    connection.execute(delete(accesses).where(accesses.c.at <= now - terms.after_closing))
    return found


def _bare(connection: Connection, row: Row) -> None:
    nothing: Row = {name: [] if name in {"pros", "cons"} else None for name in row["review"]}
    left = {**nothing, **{name: row["review"][name] for name in BARE}}
    connection.execute(delete(revisions).where(revisions.c.finding == row["id"]))
    kept = update(findings).where(findings.c.id == row["id"])
    connection.execute(kept.values(review=left, slot=None, retain_until=None, revisions=0))


def check_clock(connection: Connection, now: datetime, terms: Terms) -> None:
    """Raise ClockError where now is earlier than what is recorded, or a silence before it is longer than terms allow.

    A pass that ran on a wrong clock is recorded too: every gap since the last purge counts, not only the last.
    """
    last = connection.execute(select(func.max(accesses.c.at)).where(accesses.c.what == PURGE)).scalar()
    moments: list[datetime] = [] if last is None else [last]
    for column in (runs.c.started, events.c.at):
        query = select(column) if last is None else select(column).where(column > last)
        moments += connection.execute(query).scalars()
    fault = clock_fault(moments, now, terms.gap)
    if fault:
        raise ClockError(fault)


def clock_fault(moments: Iterable[datetime], now: datetime, gap: timedelta) -> str | None:
    """Why the clock cannot be trusted, seen what is recorded; None where it can. All aware."""
    ordered = sorted(moments)
    todo = "look at the clock of this computer; if it is right, say so with --clock-is-right"
    if ordered and ordered[-1] > now + SKEW:
        return (
            f"nothing is erased: it is {now:%Y-%m-%d %H:%M} UTC by the clock, and something is recorded at "
            f"{ordered[-1]:%Y-%m-%d %H:%M}, which has still to come: {todo}"
        )
    for before, after in pairwise([*ordered, now]):
        if after - before > gap:
            return (
                f"nothing is erased: nothing is recorded between {before:%Y-%m-%d} and {after:%Y-%m-%d}, more than "
                f"{gap.days} days: the clock may have jumped: {todo}"
            )
    return None

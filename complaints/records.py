"""Complaint records: opening one, changing one, each with its event in the same transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update

from complaints import views
from complaints.decide import SEVERITIES, Decision
from complaints.events import Event, write_all
from complaints.ledger import Ledger
from complaints.moments import earliest
from complaints.retention import for_closed
from complaints.review import Review
from complaints.states import DONE, Change, ForbiddenChangeError, change
from complaints.tables import complaints, correspondence, counters, findings
from guard.fault import Fault

Row = dict[str, Any]
# The times of a complaint that is worked on again from the start.
AFRESH = dict.fromkeys(("acknowledged", "answered", "reply_posted", "reply_observed", "resolved", "closed"))


# Every column of a complaint that can be empty, empty.
NOTHING_YET = dict.fromkeys(column.name for column in complaints.columns if column.nullable)
_OPENED = insert(complaints).returning(complaints.c.id, sort_by_parameter_order=True)
_LINKED = (
    update(findings)
    .where(findings.c.id == bindparam("of_finding"))
    .values(complaint=bindparam("to_record"), retain_until=None)
)


class UnknownReferenceError(Fault):
    """There is no complaint of that reference."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One thing done to a complaint: a verb of states.py and what it carries.

    data goes into the event, values into columns beside those of the state; alert tells destinations.
    """

    verb: str
    data: dict[str, Any] = field(default_factory=dict)
    values: dict[str, Any] = field(default_factory=dict)
    alert: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """A finding, by its id, that a record is opened for, and why."""

    finding: int
    review: Review
    decision: Decision


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A piece of correspondence; direction is from_customer, to_customer or internal, at is aware.

    file is where a copy of what came with it is kept, under the folder of the database.
    """

    direction: str
    text: str
    at: datetime
    public: bool = False
    channel: str | None = None
    author: str | None = None
    file: str | None = None


def find(connection: Connection, reference: str) -> Row:
    """The row of a complaint. Raises UnknownReferenceError."""
    query = select(complaints).where(complaints.c.reference == reference.strip().upper())
    row = connection.execute(query).mappings().first()
    if row is None:
        raise UnknownReferenceError(f"there is no complaint {reference}")
    return dict(row)


def by_id(connection: Connection, complaint: int) -> Row:
    """The row of a complaint that is known to exist, as it is now; others cannot change it until we are done."""
    query = select(complaints).where(complaints.c.id == complaint).with_for_update()
    return dict(connection.execute(query).mappings().one())


def standing(connection: Connection, row: Row) -> Row:
    """The record that a row stands for now: itself, or what it was merged into, at the end of the chain."""
    row = by_id(connection, row["id"])
    return row if row["merged_into"] is None else standing(connection, {"id": row["merged_into"]})


def refuse_merged(connection: Connection, row: Row) -> None:
    """Raise ForbiddenChangeError for a record that was merged, saying where to turn instead."""
    if row["merged_into"] is not None:
        mine, into = row["reference"], standing(connection, row)["reference"]
        raise ForbiddenChangeError(
            f"{mine} was merged into {into}: do it there, or take it out again with klachtwacht split {into} {mine}"
        )


def open_for(ledger: Ledger, openings: Sequence[Opening], *, from_history: bool, alert: bool = True) -> list[str]:
    """Open a record for each finding, link the two, and tell of it. Gives the references, in order.

    All together: a page of new complaints takes no more statements than one.
    """
    if not openings:
        return []
    references = next_references(ledger, len(openings))
    rows = [_row(ledger, *each, from_history=from_history) for each in zip(openings, references, strict=True)]
    for row, record in zip(rows, ledger.connection.execute(_OPENED, rows).scalars().all(), strict=True):
        row["id"] = record
    links = [{"of_finding": o.finding, "to_record": row["id"]} for o, row in zip(openings, rows, strict=True)]
    ledger.connection.execute(_LINKED, links)
    told = [(row, event(ledger, row, "opened", {"from_history": from_history})) for row in rows]
    tell_all(ledger, told, alert=alert)
    return references


def _row(ledger: Ledger, opening: Opening, reference: str, *, from_history: bool) -> Row:
    review, decision = opening.review, opening.decision
    return {
        **NOTHING_YET,
        "reference": reference,
        "shop": ledger.shop.key,
        "status": "new",
        "channel": "found",
        "from_history": from_history,
        "person": review.author,
        "decision": decision.decision,
        "severity": decision.severity,
        "reasons": list(decision.reasons),
        "themes": list(decision.themes),
        "posted": earliest(review.published, ledger.shop.zone),
        "seen": ledger.now,
        "opened": ledger.now,
    }


def next_references(ledger: Ledger, count: int) -> list[str]:
    """KW-2026-00042 and on: counted per year of the shop's calendar, never given twice."""
    year = ledger.now.astimezone(ledger.shop.zone).year
    name = f"reference-{year}"
    counted = update(counters).where(counters.c.name == name).values(value=counters.c.value + count)
    last = ledger.connection.execute(counted.returning(counters.c.value)).scalar()
    if last is None:
        last = count
        ledger.connection.execute(insert(counters).values(name=name, value=last))
    return [f"KW-{year}-{value:05d}" for value in range(last - count + 1, last + 1)]


def act(ledger: Ledger, row: Row, what: Act) -> int:
    """Do something to a complaint: state, times and event together. Gives the event's id.

    Raises ForbiddenChangeError where its state does not allow it: its state now, not when the row was read.
    """
    row = by_id(ledger.connection, row["id"])
    if what.verb != "restore":
        refuse_merged(ledger.connection, row)
    allowed = change(what.verb, row["status"])
    values = _follows(ledger, row, allowed, what.values)
    if values:
        ledger.connection.execute(update(complaints).where(complaints.c.id == row["id"]).values(values))
    changed = {**row, **values}
    return tell(ledger, changed, event(ledger, changed, allowed.event, what.data), alert=what.alert)


def _follows(ledger: Ledger, row: Row, allowed: Change, given: Row) -> Row:
    """The columns that follow from a change: the state, the time it fills, how long it is kept, an ended wait.

    What is given goes before what follows.
    """
    values: Row = {}
    if allowed.time and row[allowed.time] is None:
        values[allowed.time] = ledger.now
    status = given.get("status", allowed.target)
    if status is not None:
        values["status"] = status
        values["retain_until"] = for_closed(ledger.now) if status in DONE else None
    if row["status"] == "waiting" and status not in {None, "waiting", "merged"}:
        values |= {"waiting_for": None, "waiting_until": None}
    return {**values, **given}


def heavier(row: Row, decision: Decision) -> Row:
    """The columns by which a complaint weighs as much as a new decision says; never less than it did."""
    if SEVERITIES.index(decision.severity) <= SEVERITIES.index(row["severity"]):
        return {}
    return {"severity": decision.severity, "decision": decision.decision, "reasons": list(decision.reasons)}


def note_weight(ledger: Ledger, row: Row, weight: Row) -> None:
    """Have a record weigh more, by the columns of heavier; what came to it says why, so nothing else is told."""
    ledger.connection.execute(update(complaints).where(complaints.c.id == row["id"]).values(weight))


def event(ledger: Ledger, row: Row, kind: str, data: dict[str, Any]) -> Event:
    """An event of this complaint, now, as yet unwritten."""
    return Event(
        kind=kind,
        shop=ledger.shop.key,
        at=ledger.now,
        by=ledger.by,
        complaint=row["id"],
        severity=row["severity"],
        from_history=data.get("from_history", False),
        data=data,
    )


def tell(ledger: Ledger, row: Row, happened: Event, *, alert: bool = False) -> int:
    """Write an event of a complaint; one that alerts carries the complaint as it is now. Gives its id."""
    (written,) = tell_all(ledger, [(row, happened)], alert=alert)
    return written


def tell_all(ledger: Ledger, told: Sequence[tuple[Row, Event]], *, alert: bool = False) -> list[int]:
    """The same for several complaints, each with its event. Gives the ids of the events, in order."""
    heard = [at for at, (_, happened) in enumerate(told) if alert and ledger.route(happened)]
    written = [happened for _, happened in told]
    for at, snapshot in zip(heard, views.snapshots(ledger, [told[at] for at in heard]), strict=True):
        written[at] = replace(written[at], snapshot=snapshot)
    return write_all(ledger.connection, written, ledger.route)


def keep(ledger: Ledger, complaint: int, event: int, letter: Letter) -> None:
    """Keep a piece of correspondence with the event that brought it."""
    values = {
        "complaint": complaint,
        "event": event,
        "at": letter.at,
        "direction": letter.direction,
        "public": letter.public,
        "channel": letter.channel,
        "author": letter.author,
        "text": letter.text,
        "file": letter.file,
    }
    ledger.connection.execute(insert(correspondence).values(values))

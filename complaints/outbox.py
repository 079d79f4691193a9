"""Rows to be sent: claiming them, the schedule of tries, and what became of each.

At least once: claim, send, mark. The schedule is that of Standard Webhooks, with jitter. A row whose
sender vanished between claim and mark is doubtful: the receiver may have had it.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, case, func, or_, select, update

from complaints.events import Event, Route, write
from complaints.tables import complaints, events, outbox

CLAIM = timedelta(minutes=2)
# After try n fails, wait SCHEDULE[n - 1]; the first try is at once.
SCHEDULE = tuple(timedelta(seconds=s) for s in (5, 300, 1800, 7200, 18000, 36000, 50400, 72000, 86400))
JITTER = 0.2
# No try is put off further, Retry-After included: what waits longer was put off by a clock that was ahead.
FURTHEST = timedelta(hours=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """A row that is ours to send until the claim ends; attempts counts this one too."""

    id: int
    event: int
    uid: str
    kind: str
    shop: str
    at: datetime
    complaint: int | None
    snapshot: dict[str, Any]
    destination: str
    attempts: int
    doubtful: bool


def next_try(attempts: int, now: datetime, chance: float, retry_after: timedelta | None = None) -> datetime | None:
    """When to try again after this many failed tries, or None when it is over.

    chance is from 0 to 1 and spreads the tries; retry_after is what the receiver asked, never shortened.
    """
    if attempts > len(SCHEDULE):
        return None
    wait = SCHEDULE[attempts - 1] * (1 + JITTER * chance)
    return now + max(wait, retry_after or timedelta(0))


def claim(connection: Connection, now: datetime, destinations: Collection[str], limit: int = 10) -> list[Claimed]:
    """Take up to limit due rows of these destinations, oldest first. Commit before sending.

    A try or a claim of a time that no schedule reaches is of a clock that was ahead, and is due.
    """
    free, tried = outbox.c.claimed_until, outbox.c.next_try
    due = (
        select(outbox.c.id)
        .where(outbox.c.state == "waiting", outbox.c.destination.in_(destinations))
        .where(or_(tried <= now, tried > now + FURTHEST))
        .where(or_(free.is_(None), free <= now, free > now + 2 * CLAIM))
        .order_by(outbox.c.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    ids = list(connection.execute(due).scalars())
    if not ids:
        return []
    connection.execute(_take(ids, now))
    return _claimed(connection, ids)


def _take(ids: list[int], now: datetime) -> Any:
    vanished = outbox.c.claimed_until.is_not(None)
    return (
        update(outbox)
        .where(outbox.c.id.in_(ids))
        .values(
            claimed_until=now + CLAIM,
            attempts=outbox.c.attempts + 1,
            doubtful=case((vanished, True), else_=outbox.c.doubtful),
        )
    )


def _claimed(connection: Connection, ids: list[int]) -> list[Claimed]:
    columns = (
        *(outbox.c[name] for name in ("id", "event", "destination", "attempts", "doubtful")),
        *(events.c[name] for name in ("uid", "kind", "shop", "at", "complaint", "snapshot")),
    )
    query = select(*columns).join(events, events.c.id == outbox.c.event).where(outbox.c.id.in_(ids))
    rows = connection.execute(query.order_by(outbox.c.id)).mappings()
    return [Claimed(**row) for row in rows]


def mark_sent(connection: Connection, row: Claimed, now: datetime, remark: str | None = None) -> None:
    """The destination has it; remark says what still went wrong. A complaint's first alert is its event alerted."""
    connection.execute(
        update(outbox)
        .where(outbox.c.id == row.id)
        .values(state="sent", sent=now, claimed_until=None, next_try=None, error=remark)
    )
    if row.complaint is not None:
        _note_alerted(connection, row, now)


def _note_alerted(connection: Connection, row: Claimed, now: datetime) -> None:
    first = update(complaints).where(complaints.c.id == row.complaint, complaints.c.alerted.is_(None))
    if connection.execute(first.values(alerted=now)).rowcount:
        data = {"destination": row.destination}
        write(connection, Event(kind="alerted", shop=row.shop, at=now, complaint=row.complaint, data=data))


def mark_waiting(connection: Connection, row: Claimed, at: datetime, error: str) -> None:
    """This try failed for the reason given; the next is at the given time."""
    connection.execute(_ours(row).values(claimed_until=None, next_try=at, error=error))


def mark_dead(connection: Connection, row: Claimed, now: datetime, error: str, route: Route) -> None:
    """Given up for the reason given; the operator is told, except about a dead letter itself."""
    died = connection.execute(_ours(row).values(state="dead", claimed_until=None, next_try=None, error=error)).rowcount
    if died and row.kind != "delivery_dead":
        write(connection, _dead_letter(row, now, error), route)


def _ours(row: Claimed) -> Any:
    """The row while it is as we claimed it: who comes late does not undo what a later claim made of it."""
    return update(outbox).where(outbox.c.id == row.id, outbox.c.state == "waiting", outbox.c.attempts == row.attempts)


def _dead_letter(row: Claimed, now: datetime, error: str) -> Event:
    data = {
        "destination": row.destination,
        "event": row.kind,
        "reference": row.snapshot.get("data", {}).get("reference"),
        "attempts": row.attempts,
        "error": error,
    }
    snapshot = {"type": "delivery.dead", "timestamp": now.isoformat(), "data": data}
    return Event(kind="delivery_dead", shop=row.shop, at=now, data=data, snapshot=snapshot)


def kill_destination(connection: Connection, destination: str, error: str) -> int:
    """All that still waits for a destination that is gone for good becomes dead. Gives how many."""
    waiting = update(outbox).where(outbox.c.destination == destination, outbox.c.state == "waiting")
    return connection.execute(waiting.values(state="dead", next_try=None, claimed_until=None, error=error)).rowcount


def counts(connection: Connection) -> dict[str, int]:
    """How many rows are waiting and how many dead."""
    query = select(outbox.c.state, func.count()).group_by(outbox.c.state)
    found: dict[str, int] = {row[0]: row[1] for row in connection.execute(query)}
    return {state: found.get(state, 0) for state in ("waiting", "dead")}


def listed(connection: Connection) -> list[dict[str, Any]]:
    """Every row in the shape of the contract, oldest first."""
    query = select(outbox, events.c.uid).join(events, events.c.id == outbox.c.event).order_by(outbox.c.id)
    return [_listed(row) for row in connection.execute(query).mappings()]


def _listed(row: Any) -> dict[str, Any]:
    return {
        "id": row["id"],
        "event": row["uid"],
        "destination": row["destination"],
        "state": row["state"],
        "attempts": row["attempts"],
        "next_try": row["next_try"] and row["next_try"].isoformat(),
        "error": row["error"],
    }


def next_waiting(connection: Connection, destinations: Collection[str]) -> datetime | None:
    """When the next row of these destinations can be claimed, or None when nothing waits for them."""
    claimed = outbox.c.claimed_until > outbox.c.next_try
    free = case((claimed, outbox.c.claimed_until), else_=outbox.c.next_try)
    waiting = select(func.min(free)).where(outbox.c.state == "waiting", outbox.c.destination.in_(destinations))
    return connection.execute(waiting).scalar()

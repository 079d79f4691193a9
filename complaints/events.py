"""Writing down what happened, once and for good, with the rows that will tell it to others."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert

from complaints.tables import events, outbox

SYSTEM = "klachtwacht"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened to a complaint, a source or a delivery; at is aware.

    severity and from_history are those of the complaint. data is kept; snapshot, where there is one,
    is the exact message destinations get, the same on every try.
    """

    kind: str
    shop: str
    at: datetime
    by: str = SYSTEM
    complaint: int | None = None
    severity: str = "low"
    from_history: bool = False
    data: dict[str, Any] = field(default_factory=dict)
    snapshot: dict[str, Any] | None = None


Route = Callable[[Event], tuple[str, ...]]


def nowhere(event: Event) -> tuple[str, ...]:
    """The route of a program without destinations."""
    return ()


def write(connection: Connection, event: Event, route: Route = nowhere) -> int:
    """Store the event and, in the same transaction, one outbox row per destination. Gives its id."""
    destinations = route(event) if event.snapshot is not None else ()
    event_id = _insert(connection, event, keep_snapshot=bool(destinations))
    if destinations:
        rows = [_row(event_id, name, event.at) for name in dict.fromkeys(destinations)]
        connection.execute(insert(outbox), rows)
    return event_id


def _insert(connection: Connection, event: Event, *, keep_snapshot: bool) -> int:
    values = {
        "uid": f"evt_{uuid.uuid4().hex}",
        "complaint": event.complaint,
        "shop": event.shop,
        "kind": event.kind,
        "at": event.at,
        "by": event.by,
        "data": event.data,
        "snapshot": event.snapshot if keep_snapshot else None,
    }
    result = connection.execute(insert(events).values(values).returning(events.c.id))
    return int(result.scalar_one())


def _row(event_id: int, destination: str, at: datetime) -> dict[str, Any]:
    return {"event": event_id, "destination": destination, "state": "waiting", "next_try": at}

"""Writing down what happened, once and for good, with the rows that will tell it to others."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert

from complaints.tables import events, outbox

SYSTEM = "klachtwacht"
_WRITTEN = insert(events).returning(events.c.id, sort_by_parameter_order=True)


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
    (event_id,) = write_all(connection, [event], route)
    return event_id


def write_all(connection: Connection, happened: Sequence[Event], route: Route = nowhere) -> list[int]:
    """The same for events that happened together, in few statements. Gives their ids, in order."""
    if not happened:
        return []
    told = [route(event) if event.snapshot is not None else () for event in happened]
    values = [_values(event, keep_snapshot=bool(names)) for event, names in zip(happened, told, strict=True)]
    ids = [int(event_id) for event_id in connection.execute(_WRITTEN, values).scalars()]
    rows = [
        _row(event_id, name, event.at)
        for event_id, event, names in zip(ids, happened, told, strict=True)
        for name in dict.fromkeys(names)
    ]
    if rows:
        connection.execute(insert(outbox), rows)
    return ids


def _values(event: Event, *, keep_snapshot: bool) -> dict[str, Any]:
    return {
        "uid": f"evt_{uuid.uuid4().hex}",
        "complaint": event.complaint,
        "shop": event.shop,
        "kind": event.kind,
        "at": event.at,
        "by": event.by,
        "data": event.data,
        "snapshot": event.snapshot if keep_snapshot else None,
    }


def _row(event_id: int, destination: str, at: datetime) -> dict[str, Any]:
    return {"event": event_id, "destination": destination, "state": "waiting", "next_try": at}

"""Everything held of one person or complaint, as it is kept: for who asks what there is (GDPR articles 15 and 20)."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection

from complaints.privacy.held import Held, event_ids, rows_in
from complaints.tables import correspondence, events, outbox, revisions

Row = dict[str, Any]
# What means nothing outside the database.
INNER = frozenset({"hash", "slot", "snapshot", "claimed_until"})


def dossier(connection: Connection, held: Held, asked: Row, now: datetime) -> Row:
    """All that is held as one JSON object, times as ISO 8601; asked says of whom or what. now is aware."""
    about = held.complaint_ids
    happened = rows_in(connection, events, events.c.id, event_ids(connection, about))
    sent = rows_in(connection, outbox, outbox.c.event, [row["id"] for row in happened])
    return {
        "made": now.isoformat(timespec="seconds"),
        "asked": asked,
        "posts": [_post(connection, row) for row in held.findings],
        "complaints": [_plain(row) for row in held.complaints],
        "correspondence": _rows(connection, correspondence, about),
        "events": [_plain(row) for row in happened],
        "messages": [{**_plain(row), "message": _message(happened, row)} for row in sent],
    }


def _post(connection: Connection, row: Row) -> Row:
    earlier = rows_in(connection, revisions, revisions.c.finding, [row["id"]])
    return {**_plain(row), "earlier": [_plain(each) for each in earlier]}


def _rows(connection: Connection, table: Any, about: list[int]) -> list[Row]:
    return [_plain(row) for row in rows_in(connection, table, table.c.complaint, about)]


def _message(happened: list[Row], row: Row) -> Any:
    """What a destination got, word for word."""
    return next(event["snapshot"] for event in happened if event["id"] == row["event"])


def _plain(row: Row) -> Row:
    return {name: _value(value) for name, value in row.items() if name not in INNER}


def _value(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    return float(value) if isinstance(value, Decimal) else value

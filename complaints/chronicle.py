"""All that happened to a complaint and all that was said, in one order of time, with what belongs to each."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from complaints.tables import correspondence, events

Row = dict[str, Any]
# A letter that was noted later than it was written tells both times itself.
NOTE = "note"


def chronicle(connection: Connection, complaint: int) -> list[Row]:
    """The entries of a complaint by its id: at, kind, by, data and letters, oldest first; times are aware.

    A letter stands with its event where both are of one time. Else it is an entry of its own, of kind "letter",
    at the time it was written, its data saying when it came to be noted ("noted").
    """
    happened = [dict(row) for row in connection.execute(_of(complaint)).mappings()]
    for event in happened:
        event["letters"] = []
    by_event = {event["id"]: event for event in happened}
    entries = [_apart(letter) for letter in _letters(connection, complaint) if not _stands_with(letter, by_event)]
    told = [event for event in happened if event["kind"] != NOTE or event["letters"]]
    return sorted([*told, *entries], key=lambda entry: (entry["at"], entry["id"]))


def _of(complaint: int) -> Any:
    columns = (events.c[name] for name in ("id", "at", "kind", "by", "data"))
    return select(*columns).where(events.c.complaint == complaint).order_by(events.c.id)


def _letters(connection: Connection, complaint: int) -> list[Row]:
    query = (
        select(correspondence, events.c.at.label("noted"), events.c.by.label("by"))
        .join(events, events.c.id == correspondence.c.event)
        .where(correspondence.c.complaint == complaint)
        .order_by(correspondence.c.id)
    )
    return [dict(row) for row in connection.execute(query).mappings()]


def _stands_with(letter: Row, by_event: dict[int, Row]) -> bool:
    """Whether the letter's event is of its own time; if so, the letter is put to it."""
    event = by_event.get(letter["event"])
    if event is None or event["at"] != letter["at"]:
        return False
    event["letters"].append(letter)
    return True


def _apart(letter: Row) -> Row:
    noted: datetime = letter["noted"]
    kept = {"at": letter["at"], "id": letter["event"], "kind": "letter", "by": letter["by"]}
    return {**kept, "data": {"noted": noted}, "letters": [letter]}

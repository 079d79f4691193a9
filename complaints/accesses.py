"""Who looked at the records, took them out or erased them, and when; never what stood in them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, insert, select
from sqlalchemy.exc import DBAPIError

from complaints.tables import accesses
from complaints.views import iso
from guard.text import one_line

LONGEST_NAME = 100
LONGEST_REASON = 200
# A view must not wait long for who writes: it can be shown without being noted, and says so.
PATIENCE_MS = 2_000


def note(
    connection: Connection, now: datetime, by: str, what: str, *, reference: str | None = None, count: int | None = None
) -> None:
    """Write down in this transaction that someone did something with records; now is aware.

    what is the command, reference the complaint it was about, count how many records.
    """
    who = one_line(by, LONGEST_NAME) or "unknown"
    connection.execute(insert(accesses).values(at=now, by=who, what=what, reference=reference, count=count))


def try_note(
    engine: Engine, now: datetime, by: str, what: str, *, reference: str | None = None, count: int | None = None
) -> str | None:
    """The same in a transaction of its own, for who only looks. Gives why it could not be noted, or None."""
    try:
        with engine.connect() as connection:
            _be_quick(connection)
            with connection.begin():
                note(connection, now, by, what, reference=reference, count=count)
    except DBAPIError as error:
        return one_line(str(error.orig), LONGEST_REASON)
    return None


def _be_quick(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        # Beside SQLAlchemy, which would begin a transaction for it.
        connection.connection.cursor().execute(f"PRAGMA busy_timeout = {PATIENCE_MS}").close()


def listed(connection: Connection, reference: str | None = None) -> list[dict[str, Any]]:
    """Every entry in the shape of the contract, oldest first; only those about one complaint where asked."""
    query = select(accesses).order_by(accesses.c.id)
    if reference is not None:
        query = query.where(accesses.c.reference == reference)
    return [
        {"at": iso(row["at"]), **{name: row[name] for name in ("by", "what", "reference", "count")}}
        for row in connection.execute(query).mappings()
    ]


def latest(connection: Connection, what: str) -> datetime | None:
    """When something was last done with records (aware), None where it never was."""
    query = select(accesses.c.at).where(accesses.c.what == what).order_by(accesses.c.id.desc()).limit(1)
    return connection.execute(query).scalar_one_or_none()

"""What stands in the database, for tests that ask."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from complaints import tables
from complaints.ledger import Ledger

Row = dict[str, Any]


def rows(where: Ledger | Connection, table: str) -> list[Row]:
    """Every row of a table, oldest first."""
    connection = where.connection if isinstance(where, Ledger) else where
    found = tables.metadata.tables[table]
    return [dict(row) for row in connection.execute(sa.select(found).order_by(*found.primary_key)).mappings()]


def the_only(where: Ledger | Connection, table: str) -> Row:
    """The only row of a table."""
    (row,) = rows(where, table)
    return row


def column(where: Ledger | Connection, table: str, name: str) -> list[Any]:
    """One column of every row, oldest first."""
    return [row[name] for row in rows(where, table)]


def counts(where: Ledger | Connection) -> dict[str, int]:
    """How many rows each table has."""
    return {name: len(rows(where, name)) for name in tables.metadata.tables}


def told(where: Ledger | Connection) -> list[str]:
    """The types of the messages that wait to be sent, oldest first."""
    snapshots = {row["id"]: row["snapshot"] for row in rows(where, "events")}
    return [snapshots[row["event"]]["type"] for row in rows(where, "outbox")]


def happened(where: Ledger | Connection) -> list[str]:
    """The kinds of all events, oldest first."""
    return column(where, "events", "kind")

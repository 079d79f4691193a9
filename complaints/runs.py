"""One row for each pass: when it began, when it ended, what it did. A row without an end is a pass that was cut off."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, update

from complaints.tables import runs


def begin(connection: Connection, now: datetime) -> int:
    """Note that a pass begins. Gives its number."""
    return int(connection.execute(insert(runs).values(started=now).returning(runs.c.id)).scalar_one())


def end(connection: Connection, run: int, now: datetime, result: dict[str, Any]) -> None:
    """Note what a pass did."""
    connection.execute(update(runs).where(runs.c.id == run).values(ended=now, result=result))

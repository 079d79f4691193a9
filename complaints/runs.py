"""One row for each pass: when it began, when it ended, what it did. A row without an end is a pass that was cut off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from complaints.tables import runs


def begin(connection: Connection, now: datetime) -> int:
    """Note that a pass begins. Gives its number."""
    return int(connection.execute(insert(runs).values(started=now).returning(runs.c.id)).scalar_one())


def end(connection: Connection, run: int, now: datetime, result: dict[str, Any]) -> None:
    """Note what a pass did."""
    connection.execute(update(runs).where(runs.c.id == run).values(ended=now, result=result))


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A pass that read something: when it began and ended (aware), ended None where it did not or is at work."""

    started: datetime
    ended: datetime | None


def latest(connection: Connection) -> Run | None:
    """The pass that began last; None where none was ever made."""
    row = connection.execute(select(runs.c.started, runs.c.ended).order_by(runs.c.id.desc()).limit(1)).first()
    return row and Run(started=row.started, ended=row.ended)


def was_cut_off(connection: Connection) -> bool:
    """Whether the pass that began last never came to its end; for whoever knows that none is at work."""
    last = latest(connection)
    return last is not None and last.ended is None

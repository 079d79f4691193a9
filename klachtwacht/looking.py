"""Who looks at records is noted: when, who, what command; a view that cannot be noted says so and is shown."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from typing import Any

from klachtwacht import program as started
from klachtwacht.output import say
from klachtwacht.program import Program

Row = dict[str, Any]


def noted(program: Program, by: str, what: str, *, reference: str | None = None, count: int | None = None) -> None:
    """Note a view; where that is impossible, as on a read-only database, say so to who looks."""
    from complaints.accesses import try_note

    why = try_note(program.engine, started.clock(), by, what, reference=reference, count=count)
    if why is not None:
        say(f"note: it could not be noted that you looked: {why}")


def watched_over(program: Program, by: str, what: str, rows: Iterable[Row]) -> Generator[Row, None, None]:
    """The rows as they come; noted at the end, or where the reader stops, with how many were given."""
    count = 0
    try:
        for row in rows:
            count += 1
            yield row
    finally:
        noted(program, by, what, count=count)

"""The complaints as a table, for a spreadsheet: one row a complaint, one column a key of the contract.

Which columns there are does not depend on what is in the log: sheets that are built on an export keep working.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, select

from complaints import views
from complaints.review import Rating, Reply, Review, review_json
from complaints.tables import complaints

Row = dict[str, Any]
BATCH = 500
MATCH = dict.fromkeys(("relation", "score", "with"))
# What `show` adds to a complaint, but for its findings, of which the first has columns of its own.
SHOWN = ("reasons", "correspondence", "matches")


class _Blank(dict[str, Any]):
    """A row that has every column, with nothing in it."""

    def __missing__(self, key: str) -> None:
        return None


def flat(row: Mapping[str, Any], prefix: str = "") -> dict[str, str]:
    """Nested keys joined with dots; lists as JSON, None as nothing."""
    found: dict[str, str] = {}
    for key, value in row.items():
        if isinstance(value, Mapping):
            found |= flat(value, f"{prefix}{key}.")
        else:
            found[f"{prefix}{key}"] = _plain(value)
    return found


def _plain(value: Any) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def header() -> list[str]:
    """The columns: the keys of `show`, then those of the first finding after `review.`, nested ones with dots."""
    review = review_json(Review(site="", reader="", rating=Rating(value=0), reply=Reply(text="")))
    finding = views.finding_json(_Blank(review=review, match=MATCH), None)
    return list(flat({**views.complaint_json(_Blank(), [], []), **dict.fromkeys(SHOWN), "review": finding}))


def table(connection: Connection) -> Iterator[list[str]]:
    """The header and every complaint, oldest first."""
    columns = header()
    yield columns
    for whole in _complaints(connection):
        found = whole.pop("findings")
        row = flat({**whole, "review": found[0] if found else None})
        yield [row.get(column, "") for column in columns]


def _complaints(connection: Connection) -> Iterator[Row]:
    last = 0
    while True:
        query = select(complaints).where(complaints.c.id > last).order_by(complaints.c.id).limit(BATCH)
        rows = connection.execute(query).mappings().all()
        if not rows:
            return
        last = rows[-1]["id"]
        yield from views.shown(connection, rows)

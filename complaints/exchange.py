"""The records out: JSON Lines with everything, CSV with one row a complaint.

CSV as Dutch and Belgian Excel wants it: a semicolon, UTF-8 with a byte order mark, cells that cannot be formulas.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, select

from complaints import views
from complaints.tables import complaints
from guard.text import cell

Row = dict[str, Any]


def everything(connection: Connection) -> Iterator[Row]:
    """Every complaint with all that belongs to it, then every finding that belongs to none; each says which it is."""
    query = select(complaints).order_by(complaints.c.id)
    for row in connection.execute(query).mappings().all():
        yield {"record": "complaint", **views.show(connection, dict(row))}
    for finding in views.list_findings(connection):
        if finding["complaint"] is None:
            yield {"record": "finding", **finding}


def json_lines(connection: Connection) -> Iterator[str]:
    """The whole log as JSON Lines."""
    for row in everything(connection):
        yield json.dumps(row, ensure_ascii=False) + "\n"


def csv_lines(connection: Connection) -> Iterator[str]:
    """One row a complaint: the keys of the JSON flattened with dots, and the first post's review."""
    rows = [flat(row) for row in _complaints(connection)]
    header = list(dict.fromkeys(key for row in rows for key in row)) or list(flat(_empty()))
    yield "\ufeff"
    yield from _written(rows, header)


def _complaints(connection: Connection) -> Iterator[Row]:
    query = select(complaints).order_by(complaints.c.id)
    for row in connection.execute(query).mappings().all():
        whole = views.show(connection, dict(row))
        found = whole.pop("findings")
        yield {**whole, "review": found[0] if found else None}


def _empty() -> Row:
    return {"reference": None}


def flat(row: Mapping[str, Any], prefix: str = "") -> Row:
    """Nested keys joined with dots; lists as JSON, None as nothing."""
    found: Row = {}
    for key, value in row.items():
        if isinstance(value, Mapping):
            found |= flat(value, f"{prefix}{key}.")
        else:
            found[f"{prefix}{key}"] = _plain(value)
    return found


def _plain(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False)


def _written(rows: Iterable[Row], header: list[str]) -> Iterator[str]:
    for row in [dict(zip(header, header, strict=True)), *rows]:
        line = io.StringIO()
        writer = csv.writer(line, delimiter=";", lineterminator="\r\n")
        writer.writerow([cell(row.get(key, "")) for key in header])
        yield line.getvalue()


FORMATS: dict[str, Callable[[Connection], Iterator[str]]] = {".jsonl": json_lines, ".csv": csv_lines}

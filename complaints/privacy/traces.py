"""What is left of a person where nobody looks: summaries, lamps, accounts of passes, addresses, texts of others."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Connection, Table, delete, select, update

from complaints.privacy.names import Name, without
from complaints.tables import complaints, correspondence, events, findings, metadata, pages, revisions, robots

Row = dict[str, Any]
BATCH = 500
# The beginning of a page that a lamp showed, whatever stood there.
_SNIPPET = re.compile(r"; it begins: .*", re.DOTALL)
# What the program wrote for itself. The name goes out of it in any case.
OWN = {"events": ("data", "snapshot"), "sources": ("reason",), "runs": ("result",), "outbox": ("error",)}
# What others wrote, or was written about them.
OTHERS: dict[str, tuple[str, ...]] = {
    "findings": ("review", "reasons", "themes", "judged", "match"),
    "revisions": ("review",),
    "complaints": (
        *("reasons", "themes", "remedy_asked", "remedy_offered", "remedy_given", "satisfaction", "cause", "action"),
    ),
    "correspondence": ("text",),
}


def clear(
    connection: Connection, references: Collection[str], names: Sequence[Name], everywhere: Sequence[Name] = ()
) -> None:
    """Take erased complaints out of the summaries, and names out of what the program wrote.

    everywhere: names that go out of what others wrote too, where they are full. A name of one word means someone else
    there more often than not, and stays.
    """
    for table, columns in OWN.items():
        _rewrite(connection, metadata.tables[table], columns, lambda value: _own(references, names, value))
    for forgetful in (pages, robots):
        _drop(connection, forgetful, names)
    full = [name for name in everywhere if name.full]
    if full:
        for table, columns in OTHERS.items():
            _rewrite(connection, metadata.tables[table], columns, lambda value: without(full, value))


def _own(references: Collection[str], names: Sequence[Name], value: Any) -> Any:
    if isinstance(value, str):
        return without(names, _SNIPPET.sub("", value))
    if isinstance(value, list):
        return [_own(references, names, each) for each in value]
    if not isinstance(value, dict):
        return value
    if value.get("reference") in references:
        # A line of the summary of a first reading: its number and weight stay.
        kept = {"reference", "severity", "destination", "event", "attempts"}
        return {key: each if key in kept else None for key, each in value.items()}
    return {key: _own(references, names, each) for key, each in value.items()}


def _rewrite(connection: Connection, table: Table, columns: Sequence[str], change: Any) -> None:
    kept = [table.c[name] for name in columns]
    after = 0
    while True:
        query = select(table.c.id, *kept).where(table.c.id > after).order_by(table.c.id).limit(BATCH)
        rows = connection.execute(query).mappings().all()
        for row in rows:
            changed = {name: change(row[name]) for name in columns if row[name] is not None}
            changed = {name: value for name, value in changed.items() if value != row[name]}
            if changed:
                connection.execute(update(table).where(table.c.id == row["id"]).values(changed))
        if not rows:
            return
        after = rows[-1]["id"]


def _drop(connection: Connection, table: Table, names: Sequence[Name]) -> None:
    """Forget pages and robots.txt files with a name in them: they are asked for anew."""
    (key,) = table.primary_key
    for row in connection.execute(select(table)).mappings().all():
        said = " ".join(str(value) for value in row.values())
        if any(name.stands_in(said) for name in names):
            connection.execute(delete(table).where(key == row[key.name]))


def mentions(connection: Connection, names: Sequence[Name], apart: Collection[int] = ()) -> dict[str, int]:
    """In how many records of others a name stands, by table; apart: complaints that are not counted."""
    found: Counter[str] = Counter()
    for table, query in _texts().items():
        for row in connection.execute(query.execution_options(yield_per=BATCH)):
            if row[0] not in apart and any(_stands_in(names, value) for value in row[1:]):
                found[table] += 1
    return dict(found)


def _texts() -> dict[str, Any]:
    """For each table of others' words: the complaint of a row, and its texts."""
    columns = {name: [metadata.tables[name].c[column] for column in OTHERS[name]] for name in OTHERS}
    return {
        "findings": select(findings.c.complaint, *columns["findings"]),
        "revisions": select(findings.c.complaint, *columns["revisions"]).join(
            findings, findings.c.id == revisions.c.finding
        ),
        "complaints": select(complaints.c.id, complaints.c.person, complaints.c.owner, *columns["complaints"]),
        "correspondence": select(correspondence.c.complaint, correspondence.c.author, *columns["correspondence"]),
        "events": select(events.c.complaint, events.c.by, events.c.data, events.c.snapshot),
    }


def _stands_in(names: Sequence[Name], value: Any) -> bool:
    if isinstance(value, str):
        return any(name.stands_in(value) for name in names)
    if isinstance(value, dict):
        return any(_stands_in(names, each) for each in value.values())
    return isinstance(value, list) and any(_stands_in(names, each) for each in value)

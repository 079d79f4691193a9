"""What is left of a person where nobody looks: summaries, lamps, accounts of passes, addresses, texts of others."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import partial
from typing import Any

from sqlalchemy import Connection, Select, Table, Text, cast, delete, select, update

from complaints.batches import batches
from complaints.privacy.names import Name, without
from complaints.tables import metadata, pages, robots

Row = dict[str, Any]
BATCH = 500
# The beginning of a page that a lamp showed, whatever stood there.
_BEGINS = "; it begins: "
_SNIPPET = re.compile(rf"{_BEGINS}.*", re.DOTALL)
_REFERENCE = re.compile(r"KW-\d{4}-\d+")
# What the program wrote for itself. The name goes out of it in any case.
OWN = {"events": ("data", "snapshot"), "sources": ("reason",), "runs": ("result",), "outbox": ("error",)}
# What others wrote, or was written about them.
OTHERS: dict[str, tuple[str, ...]] = {
    "findings": ("review", "reasons", "themes", "judged", "match"),
    "revisions": ("review",),
    "matches": ("reasons",),
    "complaints": (
        *("reasons", "themes", "remedy_asked", "remedy_offered", "remedy_given", "satisfaction", "cause", "action"),
    ),
    "correspondence": ("text",),
}
# Columns with a name of their own, in which it is someone else's, or someone of the shop's who is called the same.
SAID_BY = {"complaints": ("person", "owner"), "correspondence": ("author",), "events": ("by", "data", "snapshot")}
Change = Callable[[Any], Any]
Holds = Callable[[str], bool]


def clear(
    connection: Connection, references: Collection[str], names: Sequence[Name], everywhere: Sequence[Name] = ()
) -> None:
    """Take erased complaints out of the summaries, and names out of what the program wrote.

    everywhere: names that go out of what others wrote too, where they are full. A name of one word means someone else
    there more often than not, and stays.
    """
    for table, columns in OWN.items():
        holds = partial(_holds_own, references, names)
        _rewrite(connection, metadata.tables[table], columns, partial(_own, references, names), holds)
    for forgetful in (pages, robots):
        _drop(connection, forgetful, names)
    full = [name for name in everywhere if name.full]
    if full:
        for table, columns in OTHERS.items():
            _rewrite(connection, metadata.tables[table], columns, partial(without, full), partial(_holds, full))


def _holds(names: Sequence[Name], text: str) -> bool:
    return any(name.stands_in(text) for name in names)


def _holds_own(references: Collection[str], names: Sequence[Name], text: str) -> bool:
    snippet = _BEGINS in text
    return snippet or _holds(names, text) or any(each in references for each in _REFERENCE.findall(text))


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


def _rewrite(connection: Connection, table: Table, columns: Sequence[str], change: Change, holds: Holds) -> None:
    """Change the columns of those rows that hold what is to go. Most hold nothing of it, and are not read as JSON."""
    kept = [table.c[name] for name in columns]
    ids = [row[0] for row in _raw(connection, select(table.c.id, *kept)) if any(holds(text) for text in row[1])]
    for some in batches(ids):
        for row in connection.execute(select(table.c.id, *kept).where(table.c.id.in_(some))).mappings().all():
            changed = {name: change(row[name]) for name in columns if row[name] is not None}
            changed = {name: value for name, value in changed.items() if value != row[name]}
            if changed:
                connection.execute(update(table).where(table.c.id == row["id"]).values(changed))


def _raw(connection: Connection, query: Select[Any]) -> Iterator[tuple[Any, list[str]]]:
    """The first column of each row, and the others as the texts they are stored as, with letters as letters."""
    first, *others = query.selected_columns
    texts = query.with_only_columns(first, *(cast(column, Text) for column in others))
    for row in connection.execute(texts.execution_options(yield_per=BATCH)):
        yield row[0], [_letters(text) for text in row[1:] if text is not None]


def _letters(text: str) -> str:
    # SQLAlchemy stores JSON in ASCII; a text that only looks like it stays as it is.
    if "\\u" not in text:
        return text
    try:
        return json.dumps(json.loads(text), ensure_ascii=False)
    except ValueError:
        return text


def _drop(connection: Connection, table: Table, names: Sequence[Name]) -> None:
    """Forget pages and robots.txt files with a name in them: they are asked for anew."""
    (key,) = table.primary_key
    for row in connection.execute(select(table)).mappings().all():
        said = " ".join(str(value) for value in row.values())
        if any(name.stands_in(said) for name in names):
            connection.execute(delete(table).where(key == row[key.name]))


def mentions(connection: Connection, names: Sequence[Name]) -> dict[str, int]:
    """In how many records a name still stands, by table."""
    found: Counter[str] = Counter()
    for table, columns in {**OTHERS, **SAID_BY}.items():
        searched = metadata.tables[table].c
        query = select(*(searched[name] for name in ("id", *columns, *OTHERS.get(table, ()))))
        found[table] = sum(_any_in(names, texts) for _, texts in _raw(connection, query))
    return {table: count for table, count in found.items() if count}


def _any_in(names: Sequence[Name], texts: Sequence[str]) -> bool:
    return any(name.stands_in(text) for name in names for text in texts)

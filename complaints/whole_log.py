"""The whole log as JSON Lines, out and in: exported, imported into an empty database, exported again: the same bytes.

One line a row of a table, between a line that says what the file is and one that says how many rows there are, so that
half a file is not taken for a whole one. What belongs to one installation stays there: messages, what is remembered of
pages and sites to read them politely, passes. docs/contract.md says what is in, and why.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Column, Connection, Select, Table, insert, select, update

from complaints import fingerprints
from complaints.database import keep_writers_out
from complaints.tables import UtcTime, keys, metadata
from complaints.tombstones import KEY
from guard.fault import Fault

VERSION = 1
BATCH = 500
FIRST, LAST = "log", "end"
LEFT_OUT = frozenset({"fingerprints", "outbox", "pages", "robots", "runs", "accesses"})
# The message of an event is for the outbox, which is left out too.
LEFT_OUT_COLUMNS = frozenset({("events", "snapshot")})

Row = dict[str, Any]


class LogFileError(Fault):
    """A file that is no whole log, with the line and what is wrong there."""


class NotEmptyError(Fault):
    """A whole log is imported into an empty database only."""


def tables_in_order() -> list[Table]:
    """The tables of the file: those that others point to come first."""
    return [table for table in metadata.sorted_tables if table.name not in LEFT_OUT]


def columns_of(table: Table) -> list[Column[Any]]:
    """The columns of a table that are in the file."""
    return [column for column in table.columns if (table.name, column.name) not in LEFT_OUT_COLUMNS]


def record_name(table: Table) -> str:
    """What a row of the table is called in the file."""
    return "match" if table.name == "matches" else table.name.removesuffix("s")


def log_lines(connection: Connection) -> Iterator[bytes]:
    """The whole log, a line at a time; one transaction sees one log."""
    yield _line({"record": FIRST, "version": VERSION, "tables": [table.name for table in tables_in_order()]})
    count = 0
    for table in tables_in_order():
        with connection.execute(_rows(table).execution_options(yield_per=BATCH)) as found:
            for row in found.mappings():
                yield _line({"record": record_name(table), **{name: _plain(value) for name, value in row.items()}})
                count += 1
    yield _line({"record": LAST, "rows": count})


def _rows(table: Table) -> Select[Any]:
    query = select(*columns_of(table)).order_by(*table.primary_key)
    return query.where(keys.c.name == KEY) if table is keys else query


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def _line(row: Row) -> bytes:
    try:
        return (json.dumps(row, ensure_ascii=False) + "\n").encode()
    except UnicodeEncodeError:
        # Half a pair of surrogates, which JSON can hold and UTF-8 cannot.
        return (json.dumps(row) + "\n").encode()


@dataclass(slots=True)
class _Restoring:
    """Rows on their way in: those of one table wait for each other; what points within its table is set at the end."""

    connection: Connection
    table: Table | None = None
    waiting: list[Row] = field(default_factory=list)
    later: list[tuple[Column[Any], int, Any]] = field(default_factory=list)
    count: int = 0

    def add(self, table: Table, row: Row) -> None:
        if table is not self.table or len(self.waiting) >= BATCH:
            self.write()
        self.table = table
        for column in _pointing_within(table):
            if row[column.name] is not None:
                self.later.append((column, row["id"], row[column.name]))
                row[column.name] = None
        self.waiting.append(row)
        self.count += 1

    def write(self) -> None:
        if self.table is not None and self.waiting:
            self.connection.execute(insert(self.table), self.waiting)
        self.waiting = []

    def finish(self) -> None:
        self.write()
        for column, row, value in self.later:
            self.connection.execute(update(column.table).where(column.table.c.id == row).values({column.name: value}))
        _count_on(self.connection)


def restore(connection: Connection, lines: Iterable[bytes]) -> dict[str, int]:
    """Fill an empty database from the lines of log_lines. Gives how many rows of each kind came in.

    All or nothing: the transaction is the caller's. Raises NotEmptyError, and LogFileError for a file that is not
    whole.
    """
    keep_writers_out(connection)
    _refuse_unless_empty(connection)
    named = {record_name(table): table for table in tables_in_order()}
    rows, counts = _Restoring(connection), dict.fromkeys(named, 0)
    for number, row in _rows_within(lines):
        kind = row.pop("record")
        if kind not in named:
            raise _newer(number, repr(kind))
        rows.add(named[kind], _stored(number, named[kind], row))
        counts[kind] += 1
    rows.finish()
    fingerprints.fill(connection)
    return counts


def _refuse_unless_empty(connection: Connection) -> None:
    for table in tables_in_order():
        if connection.execute(_rows(table).limit(1)).first() is not None:
            raise NotEmptyError(
                "a whole log is imported into an empty database only, and this one holds something already: "
                "give another `database` in shop.toml"
            )


def _rows_within(lines: Iterable[bytes]) -> Iterator[tuple[int, Row]]:
    """The rows with the numbers of their lines; the first line and the last are checked, and are no rows."""
    parsed = ((number, _parsed(number, line)) for number, line in enumerate(lines, start=1))
    _, first = next(parsed, (1, {}))
    if (first.get("record"), first.get("version")) != (FIRST, VERSION):
        raise LogFileError(f"line 1: a whole log begins with a record {FIRST!r} of version {VERSION}")
    for number, row in parsed:
        if row["record"] == LAST:
            _check_end(number, row, number - 2, parsed)
            return
        yield number, row
    raise LogFileError("the file was cut off: its last line is missing")


def _check_end(number: int, row: Row, count: int, rest: Iterator[Any]) -> None:
    if row.get("rows") != count:
        raise LogFileError(f"line {number}: the log had {row.get('rows')} rows, and {count} are in the file")
    if next(rest, None) is not None:
        raise LogFileError(f"line {number}: something follows the end of the log")


def _newer(number: int, what: str) -> LogFileError:
    return LogFileError(f"line {number}: {what} is not known here; a newer Klachtwacht may have written it")


def _parsed(number: int, line: bytes) -> Row:
    try:
        row = json.loads(line)
    except ValueError:
        raise LogFileError(f"line {number}: this is not JSON in UTF-8; the file may have been cut off") from None
    if not isinstance(row, dict) or not isinstance(row.get("record"), str):
        raise LogFileError(f"line {number}: there is no record on it")
    return row


def _stored(number: int, table: Table, row: Row) -> Row:
    """A row as the database takes it; a column that came later than the file has its default."""
    found = {
        column.name: _value(number, column, row.pop(column.name, _default(column))) for column in columns_of(table)
    }
    if row:
        unknown = ", ".join(row)
        raise LogFileError(f"line {number}: {unknown} is not known here; a newer Klachtwacht may have written it")
    return found


def _default(column: Column[Any]) -> Any:
    return column.default.arg if isinstance(column.default, sa.ColumnDefault) and column.default.is_scalar else None


def _value(number: int, column: Column[Any], value: Any) -> Any:
    kind = column.type
    if value is None:
        if not column.nullable:
            raise LogFileError(f"line {number}: {column.name} is missing")
        return sa.null() if isinstance(kind, sa.JSON) else None
    if isinstance(kind, sa.JSON):
        return value
    try:
        return _typed(kind, value)
    except (ValueError, TypeError, InvalidOperation):
        raise LogFileError(f"line {number}: {column.name} holds something else than it should") from None


def _typed(kind: Any, value: Any) -> Any:
    """The value in the type of its column. Raises ValueError and TypeError."""
    if isinstance(kind, UtcTime):
        return _aware(datetime.fromisoformat(value))
    if isinstance(kind, sa.Numeric) and not isinstance(kind, sa.Float):
        return Decimal(value)
    if type(value) is not kind.python_type:
        raise TypeError(value)
    return value


def _aware(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError(moment)
    return moment


def _pointing_within(table: Table) -> list[Column[Any]]:
    return [key.parent for key in table.foreign_keys if key.column.table is table]


def _count_on(connection: Connection) -> None:
    """Have the next ids follow those that came in; SQLite does so by itself."""
    if connection.dialect.name != "postgresql":
        return
    for table in tables_in_order():
        if "id" in table.columns:
            sequence = sa.func.pg_get_serial_sequence(table.name, "id")
            last = select(sa.func.max(table.c.id)).scalar_subquery()
            connection.execute(select(sa.func.setval(sequence, sa.func.coalesce(last, 1), last.is_not(None))))


def counted(counts: Mapping[str, int]) -> str:
    """What was restored in words."""
    return ", ".join(f"{count} {name}" for name, count in counts.items() if count) or "an empty log"

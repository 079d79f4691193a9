"""What a database's own error means to whoever runs the program, and what to do about it."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

from guard.text import one_line

LONGEST = 300
# With less than this left, a disk that "does not write" is full: SQLite cannot always tell.
LITTLE = 64 * 1024
FULL = "there is no room left on the disk: make some and try again; nothing half done was kept"
READ_ONLY = "see who may write the file and its folder, and whether the disk is mounted read-only"
NO_DISK = "the disk does not take or give what it should: see the system's log; nothing half done was kept"
DAMAGED = "put a backup back, as docs/operating.md says"
BUSY = "another program keeps it busy: try again"
GONE = "see whether the server runs; nothing half done was kept, and the next run goes on"
# Primary result codes of SQLite, https://www.sqlite.org/rescode.html
_MEANS = {
    sqlite3.SQLITE_FULL: FULL,
    sqlite3.SQLITE_READONLY: READ_ONLY,
    sqlite3.SQLITE_PERM: READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: READ_ONLY,
    sqlite3.SQLITE_IOERR: NO_DISK,
    sqlite3.SQLITE_CORRUPT: DAMAGED,
    sqlite3.SQLITE_NOTADB: DAMAGED,
    sqlite3.SQLITE_BUSY: BUSY,
    sqlite3.SQLITE_LOCKED: BUSY,
}
_NEEDS_ROOM = frozenset({sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN})


def in_words(error: BaseException | None, file: Path | None) -> str:
    """What the driver said on one line, after it what to do where that is known.

    file is a SQLite database's own, None for a server.
    """
    said = one_line(str(error), LONGEST)
    meaning = _meaning(error, file)
    return f"{said}: {meaning}" if meaning else said


def _meaning(error: BaseException | None, file: Path | None) -> str | None:
    if isinstance(error, sqlite3.Error):
        # The low byte; the rest says where in SQLite it happened.
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        return FULL if code in _NEEDS_ROOM and file and _is_full(file) else _MEANS.get(code)
    # The driver is not imported where it is not used; a connection's end is an OperationalError in all of them.
    return GONE if type(error).__module__.startswith("psycopg") and _is_connection(error) else None


def _is_connection(error: BaseException | None) -> bool:
    """Whether PostgreSQL could not be reached or went away: no SQLSTATE, or class 08 or 57P."""
    state = getattr(error, "sqlstate", None)
    names = {one.__name__ for one in type(error).__mro__}
    return "OperationalError" in names and (state is None or state.startswith(("08", "57P")))


def _is_full(file: Path) -> bool:
    try:
        return shutil.disk_usage(file.absolute().parent).free < LITTLE
    except OSError:
        return False

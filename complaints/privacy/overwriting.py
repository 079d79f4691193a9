"""What was erased out of the file itself: deleted rows leave their bytes until they are written over."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from complaints.database import BUSY_SECONDS, sqlite_file
from complaints.tables import metadata


def overwrite_deleted(engine: Engine) -> bool:
    """Write the database anew without what was deleted; its connections must be free. False: others are at work in it.

    SQLite: the file and the write-ahead log beside it. PostgreSQL: the tables; the server's own log and its backups
    are the server's.
    """
    engine.dispose()
    file = sqlite_file(engine)
    try:
        return _tables(engine) if file is None else _file(file)
    except (sqlite3.OperationalError, DBAPIError):
        return False


def _file(file: Path) -> bool:
    with closing(sqlite3.connect(file, timeout=BUSY_SECONDS, isolation_level=None)) as connection:
        connection.execute("PRAGMA secure_delete=ON")
        connection.execute("VACUUM")
        busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy


def _tables(engine: Engine) -> bool:
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(sa.text(f"SET lock_timeout = '{BUSY_SECONDS}s'"))
        for table in metadata.sorted_tables:
            connection.execute(sa.text(f'VACUUM FULL "{table.name}"'))
    # What was set was set for one connection only.
    engine.dispose()
    return True


def copies_beside(engine: Engine) -> list[Path]:
    """Other SQLite databases in the folder of the database: copies that still hold what was erased."""
    file = sqlite_file(engine)
    if file is None:
        return []
    others = (each for each in sorted(file.parent.iterdir()) if each.is_file() and each.name != file.name)
    return [each for each in others if _is_database(each)]


def _is_database(file: Path) -> bool:
    with file.open("rb") as opened:
        return opened.read(16) == b"SQLite format 3\0"

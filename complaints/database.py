"""Opening the database: the same tables on SQLite and PostgreSQL, brought up to date before use.

SQLite: WAL, synchronous FULL, and BEGIN IMMEDIATE for whoever writes, because busy_timeout does not help a
transaction that starts as a reader. Reading transactions say so and take no lock.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from filelock import FileLock, Timeout
from sqlalchemy import Connection, Engine, event, text
from sqlalchemy.exc import DBAPIError, OperationalError, ProgrammingError

from complaints.database_faults import in_words
from complaints.migrations import HEAD, VERSIONS
from guard.fault import Fault

BUSY_SECONDS = 15
BUSY_PAUSE = 0.02
MIGRATION_LOCK = 5_718_001
RUN_LOCK = 5_718_002
RECORD_LOCK = 5_718_003


class DatabaseError(Fault):
    """The database cannot be used, with the reason and what to do in words for whoever runs the program."""


def open_engine(url: str) -> Engine:
    """An engine for the SQLAlchemy URL. Nothing is opened yet."""
    if not url.startswith("sqlite"):
        return sa.create_engine(url, pool_pre_ping=True)
    engine = sa.create_engine(url, connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False})
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin)
    return engine


def _set_up_sqlite(connection: Any, _record: object) -> None:
    # The driver must not begin by itself: it would begin as a reader.
    connection.isolation_level = None
    _use_wal(connection)
    # Up to 32 MiB of pages: enough for the upper levels of any index of a log of a million posts.
    for pragma in ("synchronous=FULL", "foreign_keys=ON", "secure_delete=ON", "cache_size=-32768"):
        connection.execute(f"PRAGMA {pragma}")


def _use_wal(connection: Any) -> None:
    # Who switches a new file to WAL must be alone, and SQLite does not wait for that.
    until = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(BUSY_PAUSE)
        else:
            return


def _begin(connection: Connection) -> None:
    reading = connection.get_execution_options().get("reading")
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A transaction that only reads, and does not keep writers out."""
    with engine.connect().execution_options(reading=True) as connection, connection.begin():
        yield connection


def keep_writers_out(connection: Connection) -> None:
    """Until this transaction ends no other records findings. SQLite has done so at BEGIN IMMEDIATE."""
    if connection.dialect.name == "postgresql":
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(RECORD_LOCK)))


def sqlite_file(engine: Engine) -> Path | None:
    """The file of a SQLite database, None for a server."""
    if engine.dialect.name != "sqlite" or not engine.url.database:
        return None
    return Path(engine.url.database)


def prepare(engine: Engine, now: datetime) -> None:
    """Bring the tables to this program's version: one cheap look, and work only where it differs.

    Raises DatabaseError for a database of a newer program, or one that cannot be opened.
    """
    try:
        _create_private(sqlite_file(engine))
        version = _version(engine)
        if version != HEAD:
            _migrate(engine, now)
    except DBAPIError as error:
        words = in_words(error.orig, sqlite_file(engine))
        raise DatabaseError(f"cannot open the database {_shown(engine)}: {words}") from error
    except Timeout as error:
        raise DatabaseError(f"another program is bringing {_shown(engine)} up to date; try again later") from error


def _create_private(file: Path | None) -> None:
    """A new database is for its owner's eyes: customers' names stand in it."""
    # One that is there is not touched: it may be on a disk that can only be read.
    if file is not None and file.parent.is_dir() and not file.exists():
        file.touch(mode=0o600, exist_ok=True)


def failed(error: DBAPIError, engine: Engine) -> DatabaseError:
    """What to tell of a database that failed at work."""
    return DatabaseError(f"the database failed: {in_words(error.orig, sqlite_file(engine))}")


def _shown(engine: Engine) -> str:
    return engine.url.render_as_string(hide_password=True)


def _version(engine: Engine) -> str | None:
    try:
        with reading(engine) as connection:
            return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    except (OperationalError, ProgrammingError) as error:
        if "alembic_version" in str(error.orig):
            return None
        raise


def _migrate(engine: Engine, now: datetime) -> None:
    with _one_migrator(engine):
        version = _version(engine)
        if version == HEAD:
            return
        if version is not None and version not in VERSIONS:
            raise DatabaseError(
                f"the database {_shown(engine)} was written by a newer Klachtwacht (version {version}, "
                f"this program knows up to {HEAD}): update the program"
            )
        if version is not None:
            _back_up_before(engine, version, now)
        _upgrade(engine)


def _one_migrator(engine: Engine) -> AbstractContextManager[Any]:
    file = sqlite_file(engine)
    if file is None:
        return _server_lock(engine, MIGRATION_LOCK)
    return FileLock(f"{file}.migrate.lock", timeout=300)


@contextmanager
def _server_lock(engine: Engine, number: int) -> Iterator[None]:
    with _without_transaction(engine) as connection:
        connection.execute(sa.select(sa.func.pg_advisory_lock(number)))
        try:
            yield
        finally:
            connection.execute(sa.select(sa.func.pg_advisory_unlock(number)))


def _without_transaction(engine: Engine) -> Connection:
    # A lock of the session is held for long; a transaction that long would keep the server from cleaning up.
    return engine.connect().execution_options(isolation_level="AUTOCOMMIT")


def _back_up_before(engine: Engine, version: str, now: datetime) -> None:
    file = sqlite_file(engine)
    if file is not None:
        back_up(file, file.with_name(f"{file.name}.{version}.{now:%Y%m%dT%H%M%SZ}.backup"))


def back_up(file: Path, copy: Path) -> None:
    """A whole copy of a SQLite database that may be in use meanwhile, or none. Raises DatabaseError."""
    try:
        with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(copy)) as target:
            source.backup(target)
    except sqlite3.Error as error:
        for half in (copy, copy.with_name(f"{copy.name}-journal")):
            half.unlink(missing_ok=True)
        raise DatabaseError(f"no copy of {file} was made: {in_words(error, copy)}") from error


def _upgrade(engine: Engine) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "complaints:migrations")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


@contextmanager
def one_run(engine: Engine) -> Iterator[bool]:
    """True for the one pass that may crawl now; False while another does. Ends with the process at the latest."""
    file = sqlite_file(engine)
    with _file_lock(file) if file else _server_run_lock(engine) as ours:
        yield ours


@contextmanager
def _server_run_lock(engine: Engine) -> Iterator[bool]:
    with _without_transaction(engine) as connection:
        ours = bool(connection.execute(sa.select(sa.func.pg_try_advisory_lock(RUN_LOCK))).scalar())
        try:
            yield ours
        finally:
            if ours:
                connection.execute(sa.select(sa.func.pg_advisory_unlock(RUN_LOCK)))


@contextmanager
def _file_lock(file: Path) -> Iterator[bool]:
    lock = FileLock(f"{file}.lock", timeout=0)
    try:
        lock.acquire()
    except Timeout:
        yield False
        return
    try:
        yield True
    finally:
        lock.release()

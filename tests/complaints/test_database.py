"""Opening the database: tables brought up to date once, by one; what it refuses, and what it says then."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from builders import NOW, a_review, recorded
from recorded import counts

from complaints import database
from complaints.database import DatabaseError, back_up, one_run, open_engine, prepare, reading, sqlite_file
from complaints.ledger import Ledger
from complaints.migrations import HEAD, VERSIONS
from complaints.tables import UtcTime, metadata, runs

# A server's backups are its keeper's, and it shows each statement what stands then.
ON_A_FILE = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


@pytest.fixture
def empty(empty_url):
    """A database in which nothing is."""
    engine = open_engine(empty_url)
    yield engine
    engine.dispose()


def stamped(engine: sa.Engine) -> str | None:
    with reading(engine) as connection:
        return connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar()


def stamp(engine: sa.Engine, version: str) -> None:
    with engine.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = :version"), {"version": version})


def scripts() -> ScriptDirectory:
    config = Config()
    config.set_main_option("script_location", "complaints:migrations")
    return ScriptDirectory.from_config(config)


def test_an_empty_database_gets_every_table(empty):
    prepare(empty, NOW)
    assert set(sa.inspect(empty).get_table_names()) == {*metadata.tables, "alembic_version"}
    assert stamped(empty) == HEAD


def test_preparing_twice_changes_nothing(empty, shop):
    prepare(empty, NOW)
    with empty.begin() as connection:
        recorded(Ledger(connection=connection, shop=shop, now=NOW), a_review(1))
    prepare(empty, NOW)
    with reading(empty) as connection:
        assert counts(connection)["complaints"] == 1


def test_a_database_that_is_up_to_date_needs_no_alembic(engine, monkeypatch):
    monkeypatch.setattr(database, "_migrate", lambda *_: pytest.fail("there is nothing to migrate"))
    prepare(engine, NOW)


def test_the_migrations_make_the_tables_that_the_program_knows(engine):
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, metadata) == []


def test_the_versions_that_a_start_looks_for_are_those_of_the_scripts():
    script = scripts()
    assert script.get_heads() == [HEAD]
    assert tuple(reversed([one.revision for one in script.walk_revisions()])) == VERSIONS


def test_the_database_of_a_newer_program_is_refused_in_words(engine):
    stamp(engine, "9999")
    with pytest.raises(DatabaseError, match=r"written by a newer Klachtwacht \(version 9999, .*update the program"):
        prepare(engine, NOW)


def test_a_refusal_holds_no_one_up(engine, url):
    stamp(engine, "9999")
    others = [open_engine(url), open_engine(url)]
    for each in others:
        with pytest.raises(DatabaseError):
            prepare(each, NOW)
    stamp(engine, HEAD)
    prepare(engine, NOW)
    for each in others:
        each.dispose()


@pytest.fixture
def an_older_program(monkeypatch, engine):
    """The database is of version 0000, and coming from there asks nothing but the number."""
    monkeypatch.setattr(database, "VERSIONS", ("0000", *VERSIONS))
    monkeypatch.setattr(database, "_upgrade", lambda of: stamp(of, HEAD))
    stamp(engine, "0000")


@ON_A_FILE
def test_a_database_of_an_older_program_is_copied_before_it_is_changed(engine, shop, an_older_program):
    with engine.begin() as connection:
        recorded(Ledger(connection=connection, shop=shop, now=NOW), a_review(1))
    prepare(engine, NOW)
    copy = sqlite_file(engine).with_name("klachtwacht.db.0000.20261116T100000Z.backup")
    with closing(sqlite3.connect(copy)) as opened:
        assert opened.execute("SELECT version_num FROM alembic_version").fetchall() == [("0000",)]
        assert opened.execute("SELECT reference FROM complaints").fetchall() == [("KW-2026-00001",)]
    assert stamped(engine) == HEAD


def test_an_older_database_on_a_server_is_brought_up_to_date(engine, an_older_program):
    prepare(engine, NOW)
    assert stamped(engine) == HEAD


def test_a_new_database_needs_no_copy(empty, tmp_path):
    prepare(empty, NOW)
    assert list(tmp_path.glob("*.backup")) == []


def test_a_new_database_is_for_its_owners_eyes(tmp_path):
    prepared = open_engine(f"sqlite:///{tmp_path / 'new.db'}")
    prepare(prepared, NOW)
    prepared.dispose()
    assert (tmp_path / "new.db").stat().st_mode & 0o077 == 0


@ON_A_FILE
def test_a_copy_is_whole_while_someone_writes(tmp_path, engine):
    with engine.begin() as connection:
        connection.execute(runs.insert().values(started=NOW))
    with engine.begin() as connection:
        connection.execute(runs.insert().values(started=NOW))
        back_up(sqlite_file(engine), tmp_path / "copy.db")
    with closing(sqlite3.connect(tmp_path / "copy.db")) as opened:
        assert opened.execute("SELECT count(*) FROM runs").fetchall() == [(1,)]
        assert opened.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_a_file_that_is_no_database_is_named(tmp_path):
    (tmp_path / "shop.toml").write_text("database = 'x'\n" * 100, encoding="utf-8")
    engine = open_engine(f"sqlite:///{tmp_path / 'shop.toml'}")
    with pytest.raises(DatabaseError, match=r"cannot open the database .*shop\.toml: file is not a database"):
        prepare(engine, NOW)
    engine.dispose()


def test_a_folder_that_is_not_there_is_named(tmp_path):
    engine = open_engine(f"sqlite:///{tmp_path / 'weg' / 'klachtwacht.db'}")
    with pytest.raises(DatabaseError, match=r"cannot open the database .*weg"):
        prepare(engine, NOW)
    engine.dispose()


def test_a_server_that_is_not_there_is_named_without_its_password(tmp_path):
    engine = open_engine(f"postgresql+psycopg://miep:geheim@/klachtwacht?host={tmp_path}")
    with pytest.raises(DatabaseError, match="cannot open the database") as caught:
        prepare(engine, NOW)
    engine.dispose()
    assert "geheim" not in str(caught.value)


@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("secure_delete", 1), ("busy_timeout", 15_000)],
)
def test_sqlite_loses_nothing_and_waits_for_others(tmp_path, pragma, value):
    engine = open_engine(f"sqlite:///{tmp_path / 'klachtwacht.db'}")
    with reading(engine) as connection:
        assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() == value
    engine.dispose()


def test_a_reader_sees_what_stood_while_someone_writes(engine):
    with engine.begin() as writer:
        writer.execute(runs.insert().values(started=NOW))
        with reading(engine) as reader:
            assert reader.execute(sa.select(sa.func.count()).select_from(runs)).scalar() == 0
    with reading(engine) as reader:
        assert reader.execute(sa.select(sa.func.count()).select_from(runs)).scalar() == 1


def test_a_writer_does_not_wait_for_a_reader(engine):
    with reading(engine) as reader:
        reader.execute(sa.select(runs)).all()
        with engine.begin() as writer:
            writer.execute(runs.insert().values(started=NOW))


@ON_A_FILE
def test_a_reader_sees_one_moment(engine):
    with reading(engine) as reader:
        before = reader.execute(sa.select(runs)).all()
        with engine.begin() as writer:
            writer.execute(runs.insert().values(started=NOW))
        assert reader.execute(sa.select(runs)).all() == before


def fail_after_recording(engine, shop):
    with engine.begin() as connection:
        recorded(Ledger(connection=connection, shop=shop, now=NOW), a_review(1))
        raise RuntimeError("halverwege")


def test_a_transaction_that_fails_leaves_nothing(engine, shop):
    with pytest.raises(RuntimeError, match="halverwege"):
        fail_after_recording(engine, shop)
    with reading(engine) as connection:
        assert set(counts(connection).values()) == {0}


def test_one_run_is_free_again_after_a_run_or_its_failure(engine, url):
    with one_run(engine) as first:
        assert first
    with pytest.raises(RuntimeError), one_run(engine):
        raise RuntimeError
    other = open_engine(url)
    with one_run(other) as again:
        assert again
    other.dispose()


def test_a_second_run_is_told_that_there_is_a_first(engine, url):
    other = open_engine(url)
    with one_run(engine) as first, one_run(other) as second:
        assert (first, second) == (True, False)
    with one_run(other) as now:
        assert now
    other.dispose()


def test_a_time_without_a_zone_is_refused(ledger):
    naive = datetime(2026, 11, 16, 10, 0)  # noqa: DTZ001 what is refused
    with pytest.raises(sa.exc.StatementError, match="a time without a zone cannot be stored"):
        ledger.connection.execute(runs.insert().values(started=naive))


@pytest.mark.parametrize("offset", [-5, 0, 1, 9.5])
def test_a_time_comes_back_as_the_same_instant_in_utc(ledger, offset):
    moment = datetime(2026, 10, 25, 2, 30, 0, 123_456, tzinfo=timezone(timedelta(hours=offset)))
    ledger.connection.execute(runs.insert().values(started=moment))
    kept = ledger.connection.execute(sa.select(runs.c.started)).scalar_one()
    assert kept == moment
    assert kept.tzinfo is UTC or kept.utcoffset() == timedelta(0)


def test_times_are_ordered_and_compared_as_instants(ledger):
    early = datetime(2026, 10, 25, 2, 30, tzinfo=timezone(timedelta(hours=2)))
    late = datetime(2026, 10, 25, 2, 30, tzinfo=timezone(timedelta(hours=1)))
    ledger.connection.execute(runs.insert(), [{"started": late}, {"started": early}])
    found = ledger.connection.execute(sa.select(runs.c.started).where(runs.c.started < late)).scalars().all()
    assert found == [early]


def test_every_time_in_the_tables_is_an_instant():
    times = [
        column for table in metadata.tables.values() for column in table.c if "DATETIME" in str(column.type).upper()
    ]
    assert times
    assert all(isinstance(column.type, UtcTime) for column in times)

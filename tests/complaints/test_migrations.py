"""A database of an earlier version, with data in it, brought up to this one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from builders import NOW
from sqlalchemy import Engine

from complaints.database import open_engine, prepare, reading
from complaints.migrations import HEAD, VERSIONS
from complaints.tables import metadata

RUN = {"started": "2026-11-16 10:00:00", "result": '{"sources": []}'}
SOURCE = {"shop": "fietsjansen", "name": "praat", "site": "page", "lamp": "live", "since": "2026-11-16 10:00:00"}


def of_version(engine: Engine, version: str) -> None:
    """Make the tables of a version, as its program would have."""
    config = Config()
    config.set_main_option("script_location", "complaints:migrations")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, version)


@pytest.fixture(params=VERSIONS[:-1])
def earlier(request: pytest.FixtureRequest, empty_url: str) -> Iterator[Engine]:
    """A database of an earlier version with a pass and a source in it."""
    engine = open_engine(empty_url)
    of_version(engine, request.param)
    with engine.begin() as connection:
        connection.execute(sa.text("INSERT INTO runs (started, result) VALUES (:started, :result)"), RUN)
        connection.execute(
            sa.text(
                "INSERT INTO sources (shop, name, site, lamp, since, most_read) "
                "VALUES (:shop, :name, :site, :lamp, :since, 46)"
            ),
            SOURCE,
        )
    yield engine
    engine.dispose()


def test_an_earlier_database_gets_every_table_and_keeps_what_it_holds(earlier: Engine) -> None:
    prepare(earlier, NOW)

    with reading(earlier) as connection:
        assert connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar() == HEAD
        assert connection.execute(sa.text("SELECT count(*) FROM runs")).scalar() == 1
        kept = connection.execute(sa.text("SELECT shop, name, lamp, most_read FROM sources")).one()
        assert tuple(kept) == ("fietsjansen", "praat", "live", 46)
    assert set(sa.inspect(earlier).get_table_names()) == {*metadata.tables, "alembic_version"}

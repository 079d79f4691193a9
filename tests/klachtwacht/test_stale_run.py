"""A source that no pass comes to: the next pass that is made tells of it, once."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from practice_stage import shop_toml, source
from sqlalchemy import Engine

from complaints.database import open_engine, prepare
from complaints.tables import events, runs, sources
from klachtwacht import sites
from klachtwacht.config import Config, load
from klachtwacht.run import Progress, run

NOW = datetime(2026, 11, 16, 10, 0, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def config(tmp_path: Path) -> Config:
    text = shop_toml([source("praat", "https://praat.example/")])
    assert tomllib.loads(text)
    (tmp_path / "shop.toml").write_text(text, encoding="utf-8")
    return load(tmp_path / "shop.toml", environ=os.environ, sites=sites.names())


@pytest.fixture
def engine(config: Config) -> Iterator[Engine]:
    """A database in which the source was read well yesterday, by a pass that came to its end, and is due tomorrow."""
    engine = open_engine(config.database.reveal())
    prepare(engine, NOW)
    row = {"shop": "fietsjansen", "name": "praat", "site": "page", "lamp": "live", "since": NOW - DAY, "most_read": 3}
    times = {"first_read": NOW - DAY, "last_run": NOW - DAY, "last_ok": NOW - DAY, "next_due": NOW + DAY}
    with engine.begin() as connection:
        connection.execute(sa.insert(sources).values(**row, **times))
        connection.execute(sa.insert(runs).values(started=NOW - DAY, ended=NOW - DAY, result={}))
    yield engine
    engine.dispose()


def passed(config: Config, engine: Engine) -> list[tuple[str, str]]:
    """A pass in which nothing is due, and what was ever told of lamps."""
    run(config, engine, (), all_=False, clock=lambda: NOW, progress=Progress())
    with engine.connect() as connection:
        told = connection.execute(sa.select(events.c.data).where(events.c.kind == "lamp")).scalars()
        return [(data["was"], data["lamp"]) for data in told]


def test_a_pass_tells_once_of_a_source_that_no_pass_comes_to(config: Config, engine: Engine) -> None:
    assert passed(config, engine) == [("live", "stale")]
    assert passed(config, engine) == [("live", "stale")]


def test_a_pass_says_nothing_of_a_source_that_was_read_in_time(config: Config, engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(sa.update(sources).values(last_ok=NOW - timedelta(hours=1)))
    assert passed(config, engine) == []

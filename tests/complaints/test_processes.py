"""Several processes on one database, and one that is killed: one set of records, none of them half."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa
from builders import NOW, recorded, reviews
from recorded import column, counts, told

from complaints.database import one_run, open_engine, reading
from complaints.ledger import Ledger

BEGINNING = """
import sys
from builders import NOW, a_review, a_shop, recorded, reviews, to_the_team
from complaints.database import one_run, open_engine, prepare
from complaints.ledger import Ledger
engine = open_engine(sys.argv[1])
def say_and_wait(word):
    print(word, flush=True)
    sys.stdin.readline()
"""
RECORD = """
say_and_wait("ready")
with engine.begin() as connection:
    ledger = Ledger(connection=connection, shop=a_shop(), now=NOW, route=to_the_team)
    print(recorded(ledger, *reviews(1, 2, 5)).new, flush=True)
"""
RECORD_A_COPY = """
print("ready", flush=True)
site = sys.stdin.readline().strip()
with engine.begin() as connection:
    ledger = Ledger(connection=connection, shop=a_shop(), now=NOW, route=to_the_team)
    print(len(recorded(ledger, a_review(1, site=site), source=site).opened), flush=True)
"""
RECORD_AND_STOP = """
with engine.begin() as connection:
    ledger = Ledger(connection=connection, shop=a_shop(), now=NOW, route=to_the_team)
    recorded(ledger, *reviews(1, 2, 5))
    say_and_wait("written")
"""
PREPARE = """
say_and_wait("ready")
prepare(engine, NOW)
print("prepared", flush=True)
"""
RUN = """
with one_run(engine) as ours:
    say_and_wait(ours)
"""


class Other:
    """Another process, which says a word a line and goes on when it is told to."""

    def __init__(self, script: str, url: str) -> None:
        tests = Path(__file__).parents[1]
        path = os.pathsep.join((str(tests), str(tests.parent)))
        self.process = subprocess.Popen(
            [sys.executable, "-c", BEGINNING + script, url],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": path},
        )  # fmt: skip

    def says(self) -> str:
        return self.process.stdout.readline().strip()

    def go_on(self, word: str = "") -> None:
        self.process.stdin.write(f"{word}\n")
        self.process.stdin.flush()

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()


@contextmanager
def others(number: int, script: str, url: str) -> Iterator[list[Other]]:
    started = [Other(script, url) for _ in range(number)]
    try:
        yield started
    finally:
        for each in started:
            with each.process:
                each.process.kill()


def test_two_processes_that_record_one_page_at_once_make_one_set_of_records(engine, url):
    with others(2, RECORD, url) as both:
        assert [each.says() for each in both] == ["ready", "ready"]
        for each in both:
            each.go_on()
        assert sorted(each.says() for each in both) == ["0", "3"]
    with reading(engine) as connection:
        found = counts(connection)
        assert (found["findings"], found["complaints"], found["events"], found["outbox"]) == (3, 2, 2, 2)
        assert column(connection, "complaints", "reference") == ["KW-2026-00001", "KW-2026-00002"]
        assert told(connection) == ["complaint.opened"] * 2


def test_two_processes_that_record_one_complaint_of_two_sites_at_once_make_one_record(engine, url):
    with others(2, RECORD_A_COPY, url) as both:
        assert [each.says() for each in both] == ["ready", "ready"]
        for each, site in zip(both, ("here", "elsewhere"), strict=True):
            each.go_on(site)
        assert sorted(each.says() for each in both) == ["0", "1"]
    with reading(engine) as connection:
        assert column(connection, "complaints", "reference") == ["KW-2026-00001"]
        assert told(connection) == ["complaint.opened"]


def test_a_process_that_is_killed_while_it_writes_leaves_nothing_half(engine, url, shop):
    with others(1, RECORD_AND_STOP, url) as (writer,):
        assert writer.says() == "written"
        writer.kill()
    with reading(engine) as connection:
        assert set(counts(connection).values()) == {0}
    with engine.begin() as connection:
        ledger = Ledger(connection=connection, shop=shop, now=NOW)
        assert recorded(ledger, *reviews(1, 2, 5)).opened == ("KW-2026-00001", "KW-2026-00002")


def test_processes_that_start_at_once_on_an_empty_database_make_its_tables_once(empty_url):
    with others(4, PREPARE, empty_url) as all_of_them:
        assert {each.says() for each in all_of_them} == {"ready"}
        for each in all_of_them:
            each.go_on()
        assert [each.says() for each in all_of_them] == ["prepared"] * 4
    engine = open_engine(empty_url)
    with reading(engine) as connection:
        assert connection.execute(sa.text("SELECT count(*) FROM alembic_version")).scalar() == 1
    engine.dispose()


def test_a_run_in_another_process_keeps_ours_away_until_it_ends(engine, url):
    with others(1, RUN, url) as (running,):
        assert running.says() == "True"
        with one_run(engine) as ours:
            assert not ours
        running.go_on()
        running.process.wait()
    with one_run(engine) as ours:
        assert ours


def test_a_run_that_is_killed_keeps_nobody_away(engine, url):
    with others(1, RUN, url) as (running,):
        assert running.says() == "True"
        running.kill()
    for _ in range(50):
        with one_run(engine) as ours:
            if ours:
                return
    pytest.fail("the lock outlived its process")

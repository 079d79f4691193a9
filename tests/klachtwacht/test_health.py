"""Whether all is well: what is overdue or broken, each in a line with what to do; and the sign of life after a pass."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from practice_stage import shop_toml
from scripted_site import Answer, ScriptedSite, scripted_site
from sqlalchemy import Engine, event

from complaints.database import open_engine, prepare
from complaints.runs import Run
from complaints.tables import runs
from complaints.undelivered import Undelivered
from klachtwacht import sites
from klachtwacht.config import Config, load
from klachtwacht.health import Facts, ailments, looked_at, well

NOW = datetime(2026, 11, 16, 10, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
RAN = Run(started=NOW - HOUR, ended=NOW - HOUR)


def a_row(**changes: Any) -> dict[str, Any]:
    row = {"name": "praat", "shop": "fietsplezier", "lamp": "live", "reason": None, "since": None, "todo": None}
    return {**row, "next_due": (NOW + HOUR).isoformat(), **changes}


def facts(*rows: dict[str, Any], **changes: Any) -> Facts:
    found = Facts(now=NOW, written=NOW - 9 * HOUR, zone=UTC, sources=rows or [a_row()], run=RAN)
    return replace(found, **changes)


MESSAGES = Undelivered(destination="team", count=3, since=NOW - 5 * HOUR, error="geen\nantwoord")
SINCE = (NOW - 3 * HOUR).isoformat()


@pytest.mark.parametrize(
    ("known", "line"),
    [
        (facts(run=None),
         "run: no pass was ever made; klachtwacht run, and have cron or a timer start it"),
        (facts(run=replace(RAN, ended=None)),
         "run: the pass of 2026-11-16 09:00 never came to its end; klachtwacht run shows why, or the log of the "
         "computer"),
        (facts(run=Run(started=NOW - 7 * HOUR, ended=None), at_work=True),
         "run: the pass of 2026-11-16 03:00 is still at work; see what holds it up, and end it"),
        (facts(a_row(next_due=SINCE), a_row()),
         "run: 1 of 2 sources are long due, one since 2026-11-16 07:00; see whether cron or the timer "
         "still starts klachtwacht run"),
        (facts(a_row(lamp="blocked", reason="HTTP 403: forbidden", since=SINCE, todo="save the page")),
         "source fietsplezier/praat: blocked since 2026-11-16 07:00: HTTP 403: forbidden; save the page"),
        (facts(a_row(lamp="new", next_due=None, todo="klachtwacht run fietsplezier/praat")),
         "source fietsplezier/praat: was never read; klachtwacht run fietsplezier/praat"),
        (facts(dead=[MESSAGES]),
         "outbox team: 3 messages were given up, the oldest of 2026-11-16 05:00: geen antwoord; klachtwacht outbox "
         "names them; see klachtwacht show for each"),
        (facts(failing=[MESSAGES]),
         "outbox team: 3 messages could not be sent yet, the oldest of 2026-11-16 05:00: geen antwoord; see whether "
         "the address in shop.toml is right"),
        (facts(unsent=[replace(MESSAGES, error=None)]),
         "outbox team: 3 messages wait, and nobody sends them, the oldest of 2026-11-16 05:00; klachtwacht deliver; "
         "see whether cron or the timer still starts klachtwacht run"),
        (facts(unwritable="no room"), "database: no room"),
    ],
)  # fmt: skip
def test_what_is_overdue_or_broken_is_told_in_a_line_with_what_to_do(known: Facts, line: str) -> None:
    assert [each.line() for each in ailments(known)] == [line]


@pytest.mark.parametrize(
    "known",
    [
        facts(),
        facts(a_row(lamp="quiet"), a_row(lamp="off", next_due=None)),
        facts(a_row(next_due=(NOW - HOUR).isoformat())),  # cron may start it once an hour
        facts(run=replace(RAN, ended=None), at_work=True),
        # Just written down: no pass can have come to it.
        facts(a_row(lamp="new", next_due=None), written=NOW),
        facts(run=None, written=NOW),
        facts(a_row(lamp="off", next_due=None), run=None),
    ],
)
def test_what_is_in_time_is_well(known: Facts) -> None:
    assert ailments(known) == []
    assert well(known).startswith("all is well: ")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "shop.toml").write_text(shop_toml([]), encoding="utf-8")
    return tmp_path


def test_health_says_that_all_is_well_in_one_line_and_ends_with_0(in_process, folder: Path) -> None:
    done = in_process("health", folder=folder)
    assert (done.code, done.out, done.err) == (0, "all is well: 0 of 0 sources are read, no pass yet\n", "")
    assert in_process("health", "--json", folder=folder).json["faults"] == []


def test_health_ends_with_1_where_something_is_wrong(in_process, folder: Path) -> None:
    in_process("health", folder=folder)
    engine = open_engine(f"sqlite:///{folder / 'klachtwacht.db'}")
    with engine.begin() as connection:
        connection.execute(sa.insert(runs).values(started=NOW))
    engine.dispose()
    done = in_process("health", "--json", folder=folder)
    assert done.code == 1
    assert list(done.json) == ["healthy", "checked", "last_run", "faults"]
    assert (done.json["healthy"], done.json["last_run"]) == (False, NOW.isoformat())
    assert [list(each) for each in done.json["faults"]] == [["what", "name", "why", "todo"]]
    assert "never came to its end" in in_process("health", folder=folder).out


@pytest.mark.parametrize("broken", ["shop.toml", "klachtwacht.db"])
def test_health_names_what_keeps_it_from_looking(in_process, folder: Path, broken: str) -> None:
    (folder / broken).write_text("geen\n" * 500, encoding="utf-8")
    done = in_process("health", "--json", folder=folder)
    assert (done.code, done.json["faults"][0]["what"]) == (1, "program")
    assert done.json["faults"][0]["why"]


@pytest.fixture
def config(folder: Path) -> Config:
    return load(folder / "shop.toml", environ=os.environ, sites=sites.names())


def test_a_database_that_nothing_can_be_written_to_is_named(config: Config) -> None:
    engine: Engine = open_engine(config.database.reveal())
    prepare(engine, NOW)
    assert looked_at(config, engine, NOW).unwritable is None
    event.listen(engine, "checkout", lambda connection, *_: connection.execute("PRAGMA query_only = ON"))
    assert "readonly" in str(looked_at(config, engine, NOW).unwritable)
    engine.dispose()


# The sign of life


@pytest.fixture
def watcher() -> Iterator[ScriptedSite]:
    with scripted_site() as site:
        site.serve("/teken", Answer())
        site.serve("/teken/fail", Answer())
        yield site


def with_ping(folder: Path, url: str) -> Path:
    text = shop_toml([]).replace("timeout = 5\n", f"timeout = 5\nping = {json.dumps(url)}\n")
    (folder / "shop.toml").write_text(text, encoding="utf-8")
    return folder


def test_a_pass_that_was_made_gives_a_sign_of_life(in_process, folder: Path, watcher: ScriptedSite) -> None:
    done = in_process("run", folder=with_ping(folder, f"{watcher.url}/teken"))
    assert (done.code, done.err, watcher.paths()) == (0, "", ["/teken"])


def test_a_pass_that_could_not_be_made_says_so(in_process, folder: Path, watcher: ScriptedSite) -> None:
    (folder / "klachtwacht.db").write_text("geen database\n" * 500, encoding="utf-8")
    done = in_process("run", folder=with_ping(folder, f"{watcher.url}/teken"))
    assert (done.code, watcher.paths()) == (1, ["/teken/fail"])


def test_a_name_that_was_mistyped_is_no_bad_pass(in_process, folder: Path, watcher: ScriptedSite) -> None:
    assert in_process("run", "wie", folder=with_ping(folder, f"{watcher.url}/teken")).code == 1
    assert watcher.asked == []


def test_a_sign_that_cannot_be_given_is_a_warning_without_its_address(in_process, folder: Path) -> None:
    done = in_process("run", folder=with_ping(folder, "http://127.0.0.1:9/geheim-adres"))
    assert done.code == 0
    assert "WARNING klachtwacht.sign_of_life: the sign of life could not be given" in done.err
    assert "geheim-adres" not in done.err


def test_the_url_of_the_sign_may_stand_elsewhere_and_is_never_shown(in_process, folder: Path) -> None:
    done = in_process("run", folder=with_ping(folder, "env:TEKEN"), TEKEN="gopher://geheim-adres/")
    assert done.code == 1
    assert "network.ping" in done.err
    assert "geheim-adres" not in done.err

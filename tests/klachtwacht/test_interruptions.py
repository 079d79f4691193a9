"""Receivers that are down, passes that are killed, passes at the same time: nothing is lost and nothing comes twice."""

from __future__ import annotations

import signal
import socket
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from practice_stage import STAFF, Stage, source, staged, under_way
from scripted_site import ScriptedSite, a_node, a_page, scripted_site

from bench import warm
from klachtwacht.practice.board import Draft
from klachtwacht.practice.receivers import Said, mail_receiver, webhook_receiver

BAD = Draft(author="Truus V.", mark=2, text="Na een week was het achterwiel krom en niemand belt terug.")


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    with staged(tmp_path, per_page=50) as stage:
        yield stage


@pytest.fixture
def other() -> Iterator[ScriptedSite]:
    with scripted_site() as site:
        yield site


def a_free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


def time_passes(stage: Stage) -> None:
    """As if the next try of every message had come, and every claim had ended."""
    with closing(sqlite3.connect(stage.folder / "klachtwacht.db")) as database, database:
        past = "(SELECT min(at) FROM events)"
        database.execute(f"UPDATE outbox SET next_try = {past} WHERE state = 'waiting'")
        database.execute(f"UPDATE outbox SET claimed_until = {past} WHERE claimed_until IS NOT NULL")


def wait_until(happened: Callable[[], object]) -> None:
    deadline = time.monotonic() + 30
    while not happened():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.02)


@contextmanager
def at_work(stage: Stage) -> Iterator[warm.Process]:
    """A pass that is at work."""
    with under_way(stage.folder, "run", "--all", "--json") as process:
        try:
            yield process
        finally:
            process.kill()


def move(stage: Stage, old: str, new: str) -> None:
    settings = stage.folder / "shop.toml"
    text = settings.read_text(encoding="utf-8")
    assert old in text
    settings.write_text(text.replace(old, new), encoding="utf-8")


def test_what_a_receiver_does_not_take_waits_and_comes_once_with_the_same_id(stage: Stage) -> None:
    stage.play()
    mail_port = a_free_port()
    move(stage, f"{stage.mail.port}?from", f"{mail_port}?from")
    stage.webhook.answer_next(Said(status=503, retry_after="60"))
    stage.control.add(BAD)
    down = stage.play()
    assert (down.result["delivered"], down.result["waiting"], down.result["dead"]) == (0, 2, 0)
    waiting = [row for row in stage.outbox() if row["state"] == "waiting"]
    assert {row["destination"] for row in waiting} == {"servicedesk", "systeem"}
    assert all(row["next_try"] and row["error"] for row in waiting)

    time_passes(stage)
    with mail_receiver(port=mail_port) as mail:
        sent = stage.klachtwacht("deliver", "--json").json
        again = stage.klachtwacht("deliver", "--json").json
    assert (sent, again) == (
        {"delivered": 2, "waiting": 0, "dead": 0},
        {"delivered": 0, "waiting": 0, "dead": 0},
    )
    assert [one.to for one in mail.mails] == [(STAFF,)]
    refused, taken = stage.webhook.calls[1:]
    assert refused.header("webhook-id") == taken.header("webhook-id")
    assert refused.body == taken.body


def test_a_pass_killed_while_it_alerts_loses_no_alert_and_the_receiver_knows_the_double(stage: Stage) -> None:
    stage.play()
    port = a_free_port()
    move(stage, stage.webhook.url, f"http://127.0.0.1:{port}/")
    stage.control.add(BAD)
    with socket.create_server(("127.0.0.1", port)) as mute, at_work(stage) as killed:
        mute.settimeout(30)
        caller, _ = mute.accept()
        with caller:
            wait_until(lambda: len(stage.mail.mails) == 2)
            got = caller.recv(65_536).decode("latin-1").lower()
            killed.kill()
    time_passes(stage)
    with webhook_receiver(port=port) as webhook:
        stage.play()
    (call,) = webhook.calls
    assert f"webhook-id: {call.header('webhook-id')}" in got
    by_id = {mail.message_id for mail in stage.mail.mails}
    assert len(by_id) == 2  # the summary and the one alert, whatever number of times each came
    assert all(row["state"] == "sent" for row in stage.outbox())


def test_a_pass_killed_while_it_reads_is_taken_up_by_the_next(stage: Stage, other: ScriptedSite) -> None:
    recent = time.strftime("%Y-%m-%dT00:00:00Z", time.gmtime(time.time() - 2 * 86400))
    url = other.serve("/een", a_page([a_node(1, 2, datePublished=recent)], following="/een?page=2"))
    second = a_page([a_node(2, 1, datePublished=recent)])
    other.serve("/een?page=2", a_page([], delay=20), second)
    stage.settle(source("een", url))
    with at_work(stage) as killed:
        wait_until(lambda: "/een?page=2" in other.paths())
        killed.kill()
    scene = stage.play()
    assert scene.source["lamp"] == "live"
    assert [call.json()["type"] for call in stage.webhook.calls] == ["reading.first"]
    assert len(stage.klachtwacht("complaints", "--json").lines) == 2


def test_of_two_passes_at_once_one_works_and_the_other_says_so_in_one_line(stage: Stage, other: ScriptedSite) -> None:
    stage.settle(source("traag", other.serve("/traag", a_page([a_node(1)], delay=4.5))))
    with at_work(stage) as working:
        wait_until(lambda: "/traag" in other.paths())
        idle = stage.klachtwacht("run", "--all")
        idle_json = stage.klachtwacht("run", "--all", "--json").json
        out, err = working.communicate(timeout=60)
    assert (idle.code, idle.out, idle.err.count("\n")) == (0, "", 1)
    assert "another pass" in idle.err
    assert (idle_json["sources"], idle_json["delivered"]) == ([], 0)
    assert (working.returncode, err) == (0, "")
    assert '"new": 1' in out
    assert other.paths() == ["/robots.txt", "/traag"]


@pytest.mark.parametrize("told", [signal.SIGINT, signal.SIGTERM])
def test_a_pass_that_is_told_to_stop_says_so_in_one_line(
    stage: Stage, other: ScriptedSite, told: signal.Signals
) -> None:
    stage.settle(source("traag", other.serve("/traag", a_page([a_node(1)], delay=4))))
    with at_work(stage) as stopped:
        wait_until(other.paths)
        stopped.send_signal(told)
        out, err = stopped.communicate(timeout=60)
    assert (stopped.returncode, out) == (1, "")
    assert err == "klachtwacht: stopped before all sources were read\n"

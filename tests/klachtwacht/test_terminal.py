"""What is printed where: to people, to cron, to who reads only the beginning; and nothing that a review commands."""

from __future__ import annotations

import os
import pty
import signal
import socket
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import httpx
import pytest
from practice_stage import Done, Stage, call, command, environment, shop_toml, source, staged
from scripted_site import Answer, ScriptedSite, a_node, a_page, scripted_site

from klachtwacht import output
from klachtwacht.practice.board import Draft
from klachtwacht.run import RunResult

HOSTILE = "Kapot \x1b[31mrood\x1b[0m \x1b]0;titel\x07 \u202eomgekeerd\u202c \x00en\x9b2J weg, niemand belt terug."
UNREADABLE = '<script type="application/ld+json">{"@type": "Review", \x1b[31m \x9b2J kapot</script>'


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """A shop with what a first reading of the practice site and one hostile review bring."""
    with staged(tmp_path_factory.mktemp("commands")) as stage:
        stage.control.add(Draft(author="Jan \x1b[2J", mark=1, title="\x1b]8;;http://x.test\x07klik", text=HOSTILE))
        yield stage


@pytest.fixture(scope="module")
def ran(stage: Stage) -> Done:
    return stage.klachtwacht("run", "--all", "--json")


@pytest.fixture
def other() -> Iterator[ScriptedSite]:
    with scripted_site() as site:
        yield site


@pytest.mark.parametrize("arguments", [["findings", "--json"], ["sources", "--json"], ["complaints"], ["--help"]])
def test_whoever_reads_only_the_beginning_sees_no_complaint(stage: Stage, ran: Done, arguments: list[str]) -> None:
    read_end, write_end = os.pipe()
    with subprocess.Popen(
        command(*arguments), cwd=stage.folder, env=environment(), stdout=write_end, stderr=subprocess.PIPE, text=True
    ) as process:
        os.close(write_end)
        os.close(read_end)
        _, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (0, "")


def test_a_pass_without_news_prints_nothing_to_cron(stage: Stage, ran: Done) -> None:
    assert stage.klachtwacht("run") == Done(code=0, out="", err="")
    assert stage.klachtwacht("run", "--all") == Done(code=0, out="", err="")


def test_a_pass_tells_a_person_at_a_terminal_what_it_did(stage: Stage, ran: Done) -> None:
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        command("run", "--all"), cwd=stage.folder, env=environment(TERM="dumb"), stdout=subprocess.PIPE, stderr=theirs
    ) as process:
        os.close(theirs)
        seen = b""
        while True:
            try:
                part = os.read(ours, 4096)
            except OSError:  # the terminal's other end is closed
                break
            seen += part
        out = process.stdout.read() if process.stdout else b""
    os.close(ours)
    assert (process.returncode, out) == (0, b"")
    assert "fietsjansen/practice: live, 0 read, 0 new" in seen.decode()
    assert "complaints: none; delivered 0, waiting 0, dead 0" in seen.decode()


@pytest.mark.parametrize("arguments", [["findings"], ["findings", "--json"], ["complaints"], ["sources"], ["outbox"]])
def test_nothing_that_a_review_says_reaches_the_terminal_as_a_command(
    in_process, stage: Stage, ran: Done, arguments: list[str]
) -> None:
    assert unprintable(in_process(*arguments, folder=stage.folder)) == set()


def test_the_story_of_a_hostile_review_is_harmless(in_process, stage: Stage, ran: Done) -> None:
    told = in_process("show", ran.json["complaints"][0], folder=stage.folder)
    assert "niemand belt terug" in told.out
    assert unprintable(told) == set()


def test_what_could_not_be_read_on_a_page_is_shown_harmless(in_process, tmp_path: Path, other: ScriptedSite) -> None:
    page = a_page([a_node(1)])
    url = other.serve("/kapot", Answer(body=page.body.replace(b"</head>", UNREADABLE.encode() + b"</head>")))
    (tmp_path / "shop.toml").write_text(shop_toml([source("kapot", url)]), encoding="utf-8")
    (read,) = call(tmp_path, "run", "--json").json["sources"]
    assert read["lamp"] == "changed"
    assert "kapot" in read["reason"]
    assert unprintable(in_process("sources", folder=tmp_path)) == set()


def unprintable(done: Done) -> set[str]:
    return {character for character in done.out + done.err if character != "\n" and not character.isprintable()}


def test_secrets_are_never_printed(in_process, tmp_path: Path) -> None:
    secret = "slack://T0PS3CR3T/B0PS3CR3T/verysecrettoken123456/"
    text = shop_toml([], f'[[destinations]]\nname = "team"\nurl = "{secret}"\nquiet = "laat"\n')
    (tmp_path / "shop.toml").write_text(text, encoding="utf-8")
    assert tomllib.loads(text)
    done = in_process("sources", folder=tmp_path)
    assert done.code == 1
    assert "S3CR3T" not in done.err
    assert "verysecret" not in done.err


# The practice site


def test_the_practice_site_says_where_it_is_and_ends_quietly_on_ctrl_c(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    # Tests that run in the background of a shell are started with Ctrl-C ignored.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with subprocess.Popen(
        command("practice", "--port", str(port)),
        cwd=tmp_path,
        env=environment(),
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stderr is not None
        reviews = process.stderr.readline().split()[-1]
        page = httpx.get(reviews, trust_env=False)
        process.send_signal(signal.SIGINT)
        rest = process.stderr.read()
    assert (page.status_code, process.returncode) == (200, 0)
    assert f"http://127.0.0.1:{port}/beheer" in rest
    assert "Traceback" not in rest


def test_a_practice_site_on_a_port_in_use_is_a_named_fault(in_process) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = in_process("practice", "--port", str(taken.getsockname()[1]))
    assert (done.code, done.err.count("\n")) == (1, 1)
    assert "Address already in use" in done.err


# What a pass tells a person


@pytest.mark.parametrize(
    ("sources", "said"),
    [
        (0, "shop.toml has no source that is enabled: add one under [[shops.sources]]"),
        (1, "no source was due; --all reads them all the same"),
    ],
)
def test_a_pass_that_read_nothing_says_why(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], sources: int, said: str
) -> None:
    monkeypatch.setattr(output, "watched", lambda: True)
    output.print_run(RunResult(), json_=False, sources=sources)
    assert capsys.readouterr().err.splitlines()[-1] == said


@pytest.mark.parametrize(
    ("moment", "shown"),
    [
        ("2026-11-21T23:37:02+00:00", "2026-11-22 00:37"),
        ("2026-07-01T22:30:00+00:00", "2026-07-02 00:30"),
        ("2026-03-29T01:30:00+00:00", "2026-03-29 03:30"),
        (None, ""),
    ],
)
def test_a_time_is_shown_on_the_clock_of_the_shop(moment: str | None, shown: str) -> None:
    assert output.on_wall(moment, ZoneInfo("Europe/Amsterdam")) == shown

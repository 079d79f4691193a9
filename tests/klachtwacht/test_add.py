"""Adding a complaint by hand: what is asked, what is refused, what is printed."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from practice_stage import DESTINATIONS, SECRET, shop_toml

from klachtwacht.adding import WhenError, moment

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
NOW = datetime(2026, 11, 16, 10, 0, tzinfo=UTC)
PHONE = ("--channel", "phone", "--text", "Het wiel is krom.")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    nobody = {"mail": "127.0.0.1:1", "webhook": "http://127.0.0.1:1/", "secret": SECRET}
    told = DESTINATIONS.format(**nobody, staff="service@winkel.example", operator="beheer@winkel.example")
    (tmp_path / "shop.toml").write_text(shop_toml([], told), encoding="utf-8")
    return tmp_path


def test_it_prints_the_reference_and_the_story_tells_what_was_said(in_process, folder: Path) -> None:
    done = in_process("add", *PHONE, "--person", "Mevr. Bedacht", "--contact", "06-1", "--by", "Jo", folder=folder)
    assert (done.code, done.err) == (0, "")
    story = in_process("show", done.out.strip(), folder=folder)
    assert story.code == 0
    for said in ("opened  (Jo)", "Het wiel is krom.", "bereikbaar: 06-1", "kwam telefonisch binnen"):
        assert said in story.out
    for format_ in ("csv", "xlsx", "jsonl"):
        assert in_process("export", f"log.{format_}", folder=folder).code == 0


def test_it_is_listed_with_the_others(in_process, folder: Path) -> None:
    in_process("add", *PHONE, "--anonymous", "--severity", "high", "--asked", "een wiel", folder=folder)
    (row,) = in_process("complaints", "--open", "--json", folder=folder).lines
    assert (row["severity"], row["status"], row["posts"]) == ("high", "new", [])
    assert in_process("complaints", folder=folder).code == 0


@pytest.mark.parametrize(("more", "rows"), [((), 0), (("--alert",), 2)])
def test_destinations_are_told_only_with_alert(in_process, folder: Path, more: tuple[str, ...], rows: int) -> None:
    assert in_process("add", *PHONE, "--anonymous", *more, folder=folder).code == 0
    assert len(in_process("outbox", "--json", folder=folder).lines) == rows


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["--text", "Krom.", "--anonymous"],
        ["--channel", "pigeon", "--text", "Krom.", "--anonymous"],
        ["--channel", "phone", "--text", " ", "--anonymous"],
        [*PHONE],
        [*PHONE, "--person", "Bo", "--anonymous"],
        [*PHONE, "--anonymous", "--severity", "urgent"],
    ],
    ids=" ".join,
)
def test_half_a_complaint_is_wrong_use(in_process, folder: Path, arguments: list[str]) -> None:
    assert in_process("add", *arguments, folder=folder).code == 2


def test_a_moment_that_is_none_is_named(in_process, folder: Path) -> None:
    done = in_process("add", *PHONE, "--anonymous", "--at", "gisteren", folder=folder)
    assert (done.code, "'gisteren' is no moment" in done.err) == (1, True)


def test_at_a_terminal_it_asks(in_process, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter(["counter", "", "Het wiel is krom.", "06-1", "", "een nieuw wiel"])
    asked = []

    def answer(question: str, **how: Any) -> str:
        asked.append(question)
        return next(answers)

    monkeypatch.setattr("typer.prompt", answer)
    monkeypatch.setattr("klachtwacht.commands.intake._at_terminal", lambda: True)
    done = in_process("add", folder=folder)
    assert done.code == 0
    assert len(asked) == 6
    shown = in_process("show", done.out.strip(), "--json", folder=folder).json
    (said, _) = shown["correspondence"]
    assert (said["channel"], said["author"]) == ("counter", None)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("2026-11-14", "2026-11-14"),
        ("2026-11-16", "2026-11-16"),
        ("2026-11-14 09:30", "2026-11-14T09:30:00+01:00"),
        ("2026-07-14 09:30", "2026-07-14T09:30:00+02:00"),
        ("2026-10-25 02:30", "2026-10-25T02:30:00+02:00"),
        ("2026-10-25 02:30+01:00", "2026-10-25T02:30:00+01:00"),
        ("2026-11-14T09:30Z", "2026-11-14T09:30:00+00:00"),
    ],
)
def test_a_moment_is_by_the_clock_of_the_shop(text: str, written: str) -> None:
    assert moment(text, AMSTERDAM, NOW) == written


@pytest.mark.parametrize("text", ["gisteren", "2026-11-17", "2026-11-16 11:01", "1970-01-01", "2026-02-30"])
def test_a_moment_that_has_not_been_is_refused(text: str) -> None:
    with pytest.raises(WhenError, match="is no moment from 1990 to now"):
        moment(text, AMSTERDAM, NOW)


def test_an_hour_that_the_clock_skipped_is_refused() -> None:
    with pytest.raises(WhenError, match="the clock was put forward"):
        moment("2026-03-29 02:30", AMSTERDAM, NOW)

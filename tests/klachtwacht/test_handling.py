"""What staff types to handle a complaint: each verb on the command line, what it leaves, what it refuses."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from builders import NOW, a_shop, recorded, reviews
from practice_stage import Done, shop_toml

from complaints.database import open_engine, prepare
from complaints.ledger import Ledger

REFERENCE = "KW-2026-00001"
OTHER = "KW-2026-00002"
Told = Callable[..., Done]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A shop with two complaints, of 16 November 2026."""
    (tmp_path / "shop.toml").write_text(shop_toml([]), encoding="utf-8")
    engine = open_engine(f"sqlite:///{tmp_path / 'klachtwacht.db'}")
    prepare(engine, NOW)
    with engine.begin() as connection:
        recorded(Ledger(connection=connection, shop=a_shop(key="fietsjansen"), now=NOW), *reviews(1, 2))
    engine.dispose()
    return tmp_path


@pytest.fixture
def told(in_process: Callable[..., Done], folder: Path, monkeypatch: pytest.MonkeyPatch) -> Told:
    """Types a command as Jo, three hours after the complaint came."""
    monkeypatch.setattr("klachtwacht.acting.clock", lambda: NOW.replace(hour=13))

    def tell(*arguments: str) -> Done:
        return in_process(*arguments, "--by", "Jo", folder=folder)

    return tell


@pytest.fixture
def shown(in_process: Callable[..., Done], folder: Path) -> Callable[[], dict[str, Any]]:
    return lambda: dict(in_process("show", REFERENCE, "--json", folder=folder).json)


def test_a_complaint_waits_and_says_until_when(told: Told, shown: Callable[[], Any]) -> None:
    done = told("wait", REFERENCE, "--for", "customer", "--until", "2026-12-01")
    assert (done.code, done.out, done.err) == (0, "", f"{REFERENCE}: waiting\n")
    assert shown()["waiting"] == {"for": "customer", "until": "2026-11-30T23:00:00+00:00"}


def test_a_note_is_kept_with_its_time_and_direction(told: Told, shown: Callable[[], Any]) -> None:
    done = told("note", REFERENCE, "--text", "Belde.", "--from-customer", "--at", "2026-11-15T09:30")
    assert (done.code, done.err) == (0, f"{REFERENCE}: new\n")
    (letter,) = shown()["correspondence"]
    assert letter == {
        "at": "2026-11-15T08:30:00+00:00",
        "direction": "from_customer",
        "public": False,
        "channel": None,
        "author": "Truus Verzonnen",
        "text": "Belde.",
        "file": None,
    }


def test_a_file_is_kept_with_its_note_and_named_in_the_story(
    told: Told, shown: Callable[[], Any], in_process: Callable[..., Done], folder: Path
) -> None:
    (folder / "bon.pdf").write_bytes(b"%PDF een bon")
    assert told("note", REFERENCE, "--file", "bon.pdf", "--from-customer").code == 0
    (letter,) = shown()["correspondence"]
    assert (folder / letter["file"]).read_bytes() == b"%PDF een bon"
    assert f"file: {letter['file']}" in in_process("show", REFERENCE, folder=folder).out


@pytest.mark.parametrize("reference", [REFERENCE, "KW-1999-00001", "../../elders"])
def test_a_note_that_is_not_kept_leaves_no_file(told: Told, folder: Path, reference: str) -> None:
    (folder / "bon.pdf").write_bytes(b"%PDF een bon")
    done = told("note", reference, "--file", "bon.pdf", "--at", "2026-11-17", "--text", "x")
    assert done.code == 1
    assert [file.name for file in folder.rglob("*bon*")] == ["bon.pdf"]


def test_a_simple_complaint_is_settled_in_one_step(told: Told, shown: Callable[[], Any]) -> None:
    done = told("resolve", REFERENCE, "--asked", "geld terug", "--remedy", "nieuw zadel", "--amount", "39,95")
    assert done.err == f"{REFERENCE}: resolved\n"
    assert shown()["remedy"] == {"asked": "geld terug", "offered": None, "given": "nieuw zadel", "amount": 39.95}


def test_what_the_customer_says_of_it_is_kept(told: Told, shown: Callable[[], Any]) -> None:
    for arguments in (["resolve", REFERENCE], ["satisfaction", REFERENCE, "--asked"]):
        assert told(*arguments).code == 0
    assert told("satisfaction", REFERENCE, "--answer", "Netjes", "--score", "8").code == 0
    assert shown()["satisfaction"] == {"asked": "2026-11-16T13:00:00+00:00", "answer": "Netjes", "score": 8}


def test_what_a_person_decides_stands(told: Told, shown: Callable[[], Any]) -> None:
    assert told("judge", REFERENCE, "--severity", "high", "--theme", "levering", "--theme", "kapot").code == 0
    assert (shown()["severity"], shown()["themes"]) == ("high", ["levering", "kapot"])
    assert shown()["reasons"] == ["beoordeeld door Jo", "1 van 5"]


def test_one_complaint_told_in_two_places_becomes_one_and_two_again(told: Told, shown: Callable[[], Any]) -> None:
    assert told("merge", OTHER, REFERENCE).err == f"{OTHER}: merged\n"
    assert [one["id"] for one in shown()["findings"]] == ["r1", "r2"]
    done = told("ack", OTHER)
    assert (done.code, f"{OTHER} was merged into {REFERENCE}: do it there" in done.err) == (1, True)
    assert told("split", REFERENCE, str(shown()["findings"][1]["finding"])).err == (
        f"{REFERENCE}: new\n{OTHER}: came out of it\n"
    )
    assert [one["id"] for one in shown()["findings"]] == ["r1"]


def test_what_is_no_complaint_of_the_shop_is_put_aside_with_the_reason(told: Told, shown: Callable[[], Any]) -> None:
    assert told("dismiss", REFERENCE, "--why", "andere winkel").err == f"{REFERENCE}: dismissed\n"
    assert [event["kind"] for event in shown()["events"]] == ["opened", "dismissed"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["wait", REFERENCE, "--for", "customer", "--until", "gisteren"], "'gisteren' is no time; write it as"),
        (["wait", REFERENCE, "--for", "other", "--until", "2026-11-16"], "later than now and within a year"),
        (["note", REFERENCE, "--text", "x", "--at", "2026-10-25T02:30"], "came twice in Europe/Amsterdam"),
        (["note", REFERENCE, "--text", "x", "--at", "2026-03-29T02:30"], "does not exist in Europe/Amsterdam"),
        (["note", REFERENCE, "--text", "x", "--at", "2026-11-17"], "2026-11-17 has still to come"),
        (["note", REFERENCE, "--text", "x" * 20_001], "the note has 20,001 characters; at most 20,000 can be kept"),
        (["note", REFERENCE, "--text", "\u200b"], "the note is empty"),
        (["assign", REFERENCE, " "], "the name is empty"),
        (["resolve", REFERENCE, "--amount", "1.234,50"], "'1.234,50' is no amount in euros"),
        (["satisfaction", REFERENCE, "--asked"], "cannot note satisfaction with a complaint that is new; it has to be"),
        (["dismiss", "KW-1999-00001", "--why", "x"], "there is no complaint KW-1999-00001"),
        (["merge", REFERENCE, "KW-1999-00001"], "there is no complaint KW-1999-00001"),
        (["merge", REFERENCE, REFERENCE], "cannot be merged into itself"),
        (["split", REFERENCE, "999"], f"{REFERENCE} has no post 999; its posts: "),
    ],
    ids=lambda value: " ".join(value)[:40] if isinstance(value, list) else "",
)
def test_what_cannot_be_is_named_in_one_line_and_changes_nothing(
    told: Told, shown: Callable[[], Any], arguments: list[str], said: str
) -> None:
    before = shown()
    done = told(*arguments)
    assert (done.code, done.out, done.err.count("\n")) == (1, "", 1)
    assert said in done.err
    assert shown() == before


@pytest.mark.parametrize(
    "arguments",
    [
        ["wait", REFERENCE],
        ["wait", REFERENCE, "--for", "iemand", "--until", "2026-12-01"],
        ["wait", REFERENCE, "--for", "customer"],
        ["note", REFERENCE],
        ["note", REFERENCE, "--text", "x", "--from-customer", "--to-customer"],
        ["note", REFERENCE, "--text", "x", "--public"],
        ["satisfaction", REFERENCE],
        ["satisfaction", REFERENCE, "--asked", "--answer", "x"],
        ["satisfaction", REFERENCE, "--score", "11"],
        ["dismiss", REFERENCE],
        ["judge", REFERENCE],
        ["judge", REFERENCE, "--severity", "erg"],
    ],
    ids=" ".join,
)
def test_wrong_use_ends_with_2(told: Told, arguments: list[str]) -> None:
    done = told(*arguments)
    assert (done.code, done.out) == (2, "")
    assert "Usage: klachtwacht" in done.err


def test_an_answer_from_an_endless_file_is_refused(told: Told) -> None:
    done = told("answer", REFERENCE, "--file", "/dev/zero")
    assert (done.code, "too large for an answer" in done.err) == (2, True)


def test_a_wait_ends_by_a_run_when_its_time_has_come(
    told: Told, in_process: Callable[..., Done], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told("wait", REFERENCE, "--for", "customer", "--until", "2026-11-16T15:00")
    monkeypatch.setattr("klachtwacht.program.clock", lambda: datetime(2026, 11, 16, 14, 0, tzinfo=UTC))
    assert in_process("run", folder=folder).code == 0
    row, _ = in_process("complaints", "--json", folder=folder).lines
    assert (row["status"], row["events"][-1]["kind"], row["events"][-1]["by"]) == (
        "acknowledged",
        "resumed",
        "klachtwacht",
    )

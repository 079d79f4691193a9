"""`klachtwacht privacy` as a person types it: asked first, erased down to the bytes, taken out, noted."""

from __future__ import annotations

import json
import os
import pty
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from builders import NOW, a_review, a_shop, recorded
from practice_stage import Done, command, environment, shop_toml

from complaints.database import back_up, open_engine, prepare
from complaints.ledger import Ledger

REFERENCE, OTHER = "KW-2026-00001", "KW-2026-00002"
NAME = "Truus Verzonnen"
WORDS = (b"verzonnen", b"gescheurd", b"dorpsstraat", b"bonnetje")
Klachtwacht = Callable[..., Done]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A shop with two complaints, by two people, of 16 November 2026."""
    (tmp_path / "shop.toml").write_text(shop_toml([]), encoding="utf-8")
    engine = open_engine(f"sqlite:///{tmp_path / 'klachtwacht.db'}")
    prepare(engine, NOW)
    bo = a_review(
        1, id="r2", author="Bo Bedacht", url="https://winkelpraat.example/2", text="Vier weken geen antwoord."
    )
    with engine.begin() as connection:
        recorded(Ledger(connection=connection, shop=a_shop(key="fietsjansen"), now=NOW), a_review(1), bo)
    engine.dispose()
    return tmp_path


@pytest.fixture
def told(in_process: Klachtwacht, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Klachtwacht:
    """Types a command in the shop's folder, a day after the complaints came."""
    later = NOW + timedelta(days=1)
    for module in ("acting", "privacy", "program"):
        monkeypatch.setattr(f"klachtwacht.{module}.clock", lambda: later)
    return lambda *arguments: in_process(*arguments, folder=folder)


def noted(told: Klachtwacht, folder: Path) -> None:
    (folder / "bon.txt").write_text("bonnetje van Truus Verzonnen")
    text = "Truus Verzonnen, Dorpsstraat 1, belde"
    assert told("note", REFERENCE, "--text", text, "--file", "bon.txt", "--from-customer").code == 0
    (folder / "bon.txt").unlink()


def bytes_of(folder: Path) -> dict[bytes, int]:
    """How often each word stands in the bytes of the database, what SQLite keeps beside it, and the kept files."""
    files = [*folder.glob("klachtwacht.db*"), *(file for file in folder.rglob("files/**/*") if file.is_file())]
    content = b"".join(file.read_bytes() for file in files).lower()
    return {word: content.count(word) for word in WORDS}


@pytest.mark.parametrize("whom", [["--author", "truus  verzónnen"], ["--reference", REFERENCE.lower()]], ids=" ".join)
def test_not_a_byte_of_an_erased_person_is_left(told: Klachtwacht, folder: Path, whom: list[str]) -> None:
    noted(told, folder)
    assert all(bytes_of(folder).values())
    done = told("privacy", "erase", *whom, "--yes", "--by", "Jo")
    assert (done.code, done.out) == (0, "")
    assert bytes_of(folder) == dict.fromkeys(WORDS, 0)
    assert [row["status"] for row in told("complaints", "--json").lines] == ["erased", "new"]
    assert [row["author"] for row in told("findings", "--json").lines] == ["Bo Bedacht"]


def test_bytes_go_while_another_connection_is_open(told: Klachtwacht, folder: Path) -> None:
    noted(told, folder)
    with closing(sqlite3.connect(folder / "klachtwacht.db")) as other:
        assert other.execute("SELECT count(*) FROM complaints").fetchone() == (2,)
        assert told("privacy", "erase", "--author", NAME, "--yes").code == 0
        assert sorted(file.name for file in folder.glob("klachtwacht.db-*")) == [
            "klachtwacht.db-shm",
            "klachtwacht.db-wal",
        ]
        assert bytes_of(folder) == dict.fromkeys(WORDS, 0)


def test_bytes_that_another_program_holds_on_to_are_named(
    told: Klachtwacht, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("complaints.privacy.overwriting.BUSY_SECONDS", 0.1)
    with closing(sqlite3.connect(folder / "klachtwacht.db", isolation_level=None)) as other:
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM complaints").fetchone()
        done = told("privacy", "erase", "--author", NAME, "--yes")
        assert done.code == 1
        assert "erased, but not yet written over in the file" in done.err
    assert told("privacy", "purge", "--yes").code == 0
    assert bytes_of(folder)[b"verzonnen"] == 0


def test_what_will_go_is_shown_and_without_a_terminal_nothing_goes(told: Klachtwacht, folder: Path) -> None:
    noted(told, folder)
    before = bytes_of(folder)
    done = told("privacy", "erase", "--author", NAME)
    assert (done.code, done.out) == (1, "")
    assert done.err.splitlines() == [
        "post 1: 2026-11-14  Truus Verzonnen  fietsjansen/winkelpraat  https://winkelpraat.example/fietsplezier#r1  "
        f"{REFERENCE}",
        f"complaint {REFERENCE}: new, found, Truus Verzonnen",
        "in all: 1 posts, 1 complaints, 2 events, 1 letters, 1 files",
        "klachtwacht: nothing was erased: there is no one to ask here; --yes does it without asking",
    ]
    assert bytes_of(folder) == before


@pytest.mark.parametrize(("answer", "code", "left"), [("n", 1, True), ("y", 0, False)])
def test_at_a_terminal_it_asks(folder: Path, answer: str, code: int, left: bool) -> None:
    ours, theirs = pty.openpty()
    os.write(ours, f"{answer}\n".encode())
    done = subprocess.run(
        command("privacy", "erase", "--author", NAME),
        cwd=folder, env=environment(), stdin=theirs, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    os.close(ours)
    os.close(theirs)
    assert (done.returncode, "Erase this for good? [y/N]" in done.stderr) == (code, True)
    assert bool(bytes_of(folder)[b"verzonnen"]) is left


def test_json_says_what_was_erased_and_what_is_left_to_do(told: Klachtwacht, folder: Path) -> None:
    noted(told, folder)
    told("note", OTHER, "--text", "ook bij mevrouw Verzonnen")
    told("export", "klachten.csv")
    back_up(folder / "klachtwacht.db", folder / "klachtwacht.db.0001.backup")
    done = told("privacy", "erase", "--reference", REFERENCE, "--yes", "--json")
    assert (done.code, done.err) == (0, "")
    assert done.json == {
        "references": [REFERENCE],
        "erased": {
            "findings": 1, "revisions": 0, "complaints": 1, "events": 2, "correspondence": 1, "messages": 0, "files": 1,
        },
        "overwritten": True,
        "left": {
            "mentions": {},
            "copies": [str(folder / "klachtwacht.db.0001.backup")],
            "taken_out": [{"what": "export", "times": 1, "last": "2026-11-17T10:00:00+00:00"}],
        },
    }  # fmt: skip


def test_a_file_that_another_complaint_names_too_stays_and_nothing_outside_is_touched(
    told: Klachtwacht, folder: Path
) -> None:
    noted(told, folder)
    (kept,) = (folder / "files" / REFERENCE).iterdir()
    name = kept.relative_to(folder).as_posix()
    told("note", OTHER, "--text", "zie de bon")
    told("note", REFERENCE, "--text", "van buiten")
    with closing(sqlite3.connect(folder / "klachtwacht.db")) as database, database:
        database.execute("UPDATE correspondence SET file = ? WHERE complaint = 2", (name,))
        database.execute("UPDATE correspondence SET file = 'files/../shop.toml' WHERE text = 'van buiten'")
    assert told("privacy", "erase", "--reference", REFERENCE, "--yes").code == 0
    assert kept.exists()
    assert (folder / "shop.toml").exists()


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["erase"], 2, "give --author or --reference"),
        (["erase", "--author", "x", "--reference", REFERENCE], 2, "give --author or --reference"),
        (["erase", "--author", " "], 2, "give --author or --reference"),
        (["erase", "--author", "Truus", "--yes"], 1, "nothing is held of anyone called Truus"),
        (["erase", "--reference", "KW-1999-00001", "--yes"], 1, "there is no complaint KW-1999-00001"),
        (["export", "x.json"], 2, "give --author or --reference"),
        (["export", "x.csv", "--author", NAME], 1, "a file that ends in .json"),
        (["purge", "--yes", "--dry-run"], 2, "give --yes or --dry-run"),
        (["register", "--language", "xx"], 2, "'xx' is not one of"),
        (["vergeet"], 2, "No such command"),
    ],
    ids=lambda value: " ".join(value)[:30] if isinstance(value, list) else "",
)
def test_wrong_use_ends_with_2_and_what_is_not_there_with_1(
    told: Klachtwacht, arguments: list[str], code: int, said: str
) -> None:
    done = told("privacy", *arguments)
    assert (done.code, done.out, said in done.err) == (code, "", True), done.err


def test_what_is_held_of_a_person_is_written_for_its_owner_only(told: Klachtwacht, folder: Path) -> None:
    noted(told, folder)
    done = told("privacy", "export", "--author", NAME, "truus.json")
    assert (done.code, done.err) == (
        0, "written: truus.json (1 posts, 1 complaints, 2 events, 1 letters, 1 files)\n",
    )  # fmt: skip
    assert (folder / "truus.json").stat().st_mode & 0o777 == 0o600
    whole: dict[str, Any] = json.loads((folder / "truus.json").read_text(encoding="utf-8"))
    assert whole["asked"] == {"author": NAME, "reference": None}
    assert whole["correspondence"][0]["text"] == "Truus Verzonnen, Dorpsstraat 1, belde"
    assert whole["files"] == [whole["correspondence"][0]["file"]]
    again = told("privacy", "export", "--author", NAME, "truus.json")
    assert (again.code, "is there already" in again.err) == (1, True)


def test_a_purge_shows_first_and_erases_when_asked(
    told: Klachtwacht, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    noted(told, folder)
    told("close", REFERENCE)
    monkeypatch.setattr("klachtwacht.privacy.clock", lambda: NOW + timedelta(days=732))
    for dry in ([], ["--dry-run"]):
        done = told("privacy", "purge", "--json", *dry)
        assert done.json["references"] == [REFERENCE]
        assert "nothing was erased, --yes does it" in done.err
    assert all(bytes_of(folder).values())
    jumped = told("privacy", "purge", "--yes")
    assert (jumped.code, "nothing is recorded between 2026-11-17 and 2028-11-17" in jumped.err) == (1, True)
    done = told("privacy", "purge", "--yes", "--clock-is-right")
    assert (done.code, done.err) == (0, "erased: 1 complaints, 1 posts, 1 files\n")
    assert bytes_of(folder) == dict.fromkeys(WORDS, 0)


def test_the_terms_of_a_purge_are_those_of_shop_toml(told: Klachtwacht, folder: Path) -> None:
    told("close", REFERENCE)
    text = (folder / "shop.toml").read_text(encoding="utf-8")
    (folder / "shop.toml").write_text(f"{text}\n[privacy]\ncomplaints_days = 1\ngap_days = 400\n", encoding="utf-8")
    assert told("privacy", "purge", "--json").json["erased"]["complaints"] == 0
    with closing(sqlite3.connect(folder / "klachtwacht.db")) as database, database:
        database.execute("UPDATE complaints SET retain_until = datetime(retain_until, '-2 days') WHERE id = 1")
    assert told("privacy", "purge", "--json").json["references"] == [REFERENCE]


# Who looked


def test_every_look_export_and_erasure_is_noted_without_a_word_of_it(told: Klachtwacht, folder: Path) -> None:
    told("show", REFERENCE, "--by", "Jo")
    told("show", REFERENCE, "--json", "--by", "Jo")
    told("complaints", "--by", "Jo")
    told("findings", "--json", "--by", "Jo")
    told("export", "a.jsonl", "--by", "Jo")
    told("backup", "copy.db", "--by", "Jo")
    told("privacy", "export", "--author", NAME, "truus.json", "--by", "An")
    told("privacy", "erase", "--reference", REFERENCE, "--yes", "--by", "An")
    told("privacy", "purge", "--yes", "--by", "An")
    rows = told("privacy", "log", "--json").lines
    assert [(row["by"], row["what"], row["reference"], row["count"]) for row in rows] == [
        ("Jo", "show", REFERENCE, None),
        ("Jo", "show", REFERENCE, None),
        ("Jo", "complaints", None, 2),
        ("Jo", "findings", None, 2),
        ("Jo", "export", None, None),
        ("Jo", "backup", None, None),
        ("An", "privacy export", None, 2),
        ("An", "privacy erase", REFERENCE, 2),
        ("An", "privacy purge", None, 0),
    ]
    assert {row["at"] for row in rows} == {"2026-11-17T10:00:00+00:00"}
    assert "Verzonnen" not in json.dumps(rows)
    assert len(told("privacy", "log", "--json", "--reference", REFERENCE.lower()).lines) == 3


def test_a_look_changes_nothing_of_the_complaint(told: Klachtwacht) -> None:
    before = told("show", REFERENCE, "--json").json
    assert told("show", REFERENCE, "--json").json == before


def test_two_exports_of_one_log_are_the_same_bytes(told: Klachtwacht, folder: Path) -> None:
    for name in ("a.jsonl", "b.jsonl"):
        assert told("export", name).code == 0
    assert (folder / "a.jsonl").read_bytes() == (folder / "b.jsonl").read_bytes()


def test_a_look_that_cannot_be_noted_is_shown_and_says_so(told: Klachtwacht, folder: Path) -> None:
    with closing(sqlite3.connect(folder / "klachtwacht.db")) as database, database:
        database.execute(
            "CREATE TRIGGER full BEFORE INSERT ON accesses "
            "BEGIN SELECT RAISE(ABORT, 'attempt to write a readonly database'); END"
        )
    done = told("complaints", "--json")
    assert (done.code, len(done.lines)) == (0, 2)
    assert done.err == "note: it could not be noted that you looked: attempt to write a readonly database\n"

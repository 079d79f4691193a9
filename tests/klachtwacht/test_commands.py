"""The command line as scripts and staff meet it: what it prints where, how it ends, what it refuses."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import pytest
from practice_stage import Done, Stage, call, command, environment, shop_toml, source, staged
from scripted_site import a_node, a_page

from klachtwacht import exporting
from klachtwacht.cli import app
from klachtwacht.practice.board import Draft

REVIEW = [
    "site",
    "url",
    "id",
    "author",
    "rating",
    "recommend",
    "published",
    "title",
    "text",
    "pros",
    "cons",
    "reply",
    "language",
    "verified_buyer",
    "reader",
]
FINDING = [
    *("finding", "source", *REVIEW, "decision", "themes", "severity", "reasons", "complaint", "match"),
    *("first_seen", "last_seen", "removed", "revisions", "withheld"),
]
COMPLAINT = [
    "reference",
    "shop",
    "status",
    "severity",
    "themes",
    "decision",
    "opened",
    "due",
    "owner",
    "posts",
    "reply_observed",
    "events",
]
SETTLED = ["reply_posted", "remedy", "waiting", "satisfaction", "merged_into"]
SHOW = [*COMPLAINT, "reasons", "findings", "correspondence", "matches", *SETTLED]
COMPLAINT += SETTLED
SOURCE = [
    *("name", "shop", "site", "lamp", "reason", "since", "last_ok", "newest", "next_due", "verified", "permission"),
    "robots",
    "todo",
]
OUTBOX = ["id", "event", "destination", "state", "attempts", "next_try", "error"]
RUN = ["sources", "complaints", "reopened", "delivered", "waiting", "dead"]
RUN_SOURCE = [
    "name",
    "shop",
    "site",
    "lamp",
    "reason",
    "requests",
    "bytes",
    "read",
    "new",
    "edited",
    "removed",
    "replies",
]
DELIVER = ["delivered", "waiting", "dead"]

HEAVY = ("scrapy", "twisted", "sqlalchemy", "apprise", "pydantic", "rich", "httpx", "starlette", "lxml", "alembic")
NAMES = [str(command.name) for command in app.registered_commands]


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """A shop with what a first reading of the practice site and one bad review more bring."""
    with staged(tmp_path_factory.mktemp("commands")) as stage:
        stage.control.add(Draft(author="Truus V.", mark=1, text="Krom wiel, en niemand belt terug."))
        yield stage


@pytest.fixture(scope="module")
def ran(stage: Stage) -> Done:
    return stage.klachtwacht("run", "--all", "--json")


@pytest.fixture(scope="module")
def reference(ran: Done) -> str:
    return str(ran.json["complaints"][-1])


# Help and wrong use


def test_help_needs_none_of_the_heavy_libraries() -> None:
    script = (
        "import sys; sys.argv = ['klachtwacht', '--help']\n"
        "from klachtwacht.cli import main\n"
        "try: main()\n"
        f"except SystemExit: print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"


@pytest.mark.parametrize("arguments", [("--help",), ("nosuch",)])
def test_python_m_klachtwacht_is_the_same_program(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    script = str(Path(sys.executable).with_name("klachtwacht"))
    ended = [
        subprocess.run(started, cwd=tmp_path, env=environment(), capture_output=True, text=True, check=False)
        for started in ([script, *arguments], command(*arguments))
    ]
    installed, module = (Done(code=one.returncode, out=one.stdout, err=one.stderr) for one in ended)
    assert installed == module == call(tmp_path, *arguments)


@pytest.mark.parametrize("name", NAMES)
def test_every_command_has_help_with_an_example(in_process, name: str) -> None:
    done = in_process(name, "--help")
    assert (done.code, done.err) == (0, "")
    assert f"Example: klachtwacht {name}" in done.out


@pytest.mark.parametrize(
    "arguments",
    [
        ["nosuch"],
        ["show"],
        ["run", "--fast"],
        ["export"],
        ["read", "nosuch.html", "--site", "page"],
        ["read", "shop.toml"],
        ["read", "shop.toml", "--site", "page", "--best", "tien"],
        ["practice", "--port", "acht"],
        ["answer", "KW-2026-00001"],
        ["answer", "KW-2026-00001", "--text", "a", "--file", "shop.toml"],
        ["answer", "KW-2026-00001", "--text", " "],
        ["answer", "KW-2026-00001", "--file", "latin1.txt"],
        ["answer", "KW-2026-00001", "--file", "nosuch.txt"],
    ],
    ids=" ".join,
)
def test_wrong_use_ends_with_2(in_process, stage: Stage, arguments: list[str]) -> None:
    (stage.folder / "latin1.txt").write_bytes("Excuses, één keer.".encode("latin-1"))
    done = in_process(*arguments, folder=stage.folder)
    assert (done.code, done.out) == (2, "")
    assert "Usage: klachtwacht" in done.err


# Faults


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["show", "KW-1999-00001"], "there is no complaint KW-1999-00001"),
        (["ack", "KW-1999-00001"], "there is no complaint KW-1999-00001"),
        (["run", "nosuch"], "no source called nosuch; there are fietsjansen/practice, practice"),
        (["reopen", "KW-2026-00001"], "cannot reopen a complaint that is new"),
        (["export", "log.ods"], "an export ends in .jsonl or .csv or .xlsx"),
        (["export", "nosuch/log.csv"], "No such file or directory"),
        (["read", "shop.toml", "--site", "nosuch"], "there is no site nosuch; there are "),
        (["read", "shop.toml", "--site", "page", "--at", "gisteren"], "'gisteren' is no moment"),
        (["read", ".", "--site", "page"], "Is a directory"),
        (["run", "-c", "nosuch.toml"], "there is no such file; `klachtwacht init` writes one"),
        (["complaints", "-c", "wrong.toml"], "wrong.toml:1: databse"),
        (["complaints", "-c", "newer.toml"], "written by a newer Klachtwacht"),
        (["complaints", "-c", "garbage.toml"], "file is not a database"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_fault_is_named_in_one_line_and_ends_with_1(
    in_process, stage: Stage, ran: Done, arguments: list[str], said: str
) -> None:
    _write_broken_settings(stage.folder)
    done = in_process(*arguments, folder=stage.folder)
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("klachtwacht: ")
    assert done.err.count("\n") == 1
    assert said in done.err


def _write_broken_settings(folder: Path) -> None:
    (folder / "wrong.toml").write_text('databse = "x"\n' + shop_toml([]).partition("\n")[2], encoding="utf-8")
    (folder / "garbage.db").write_bytes(b"no database at all" * 100)
    for name in ("newer", "garbage"):
        text = shop_toml([]).replace("klachtwacht.db", f"{name}.db")
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    script = "CREATE TABLE alembic_version (version_num TEXT); INSERT INTO alembic_version VALUES ('9999')"
    if not (folder / "newer.db").exists():
        import sqlite3

        with sqlite3.connect(folder / "newer.db") as database:
            database.executescript(script)
        database.close()


def test_a_database_that_fails_is_named_without_a_traceback(in_process, tmp_path: Path) -> None:
    import sqlite3

    (tmp_path / "shop.toml").write_text(shop_toml([]), encoding="utf-8")
    assert in_process("outbox", folder=tmp_path).code == 0
    with sqlite3.connect(tmp_path / "klachtwacht.db") as database:
        database.execute("DROP TABLE outbox")
    database.close()
    done = in_process("outbox", folder=tmp_path)
    assert (done.code, done.err) == (1, "klachtwacht: the database failed: no such table: outbox\n")


# What --json prints


def test_run_prints_one_object_of_the_contract(ran: Done) -> None:
    assert list(ran.json) == RUN
    assert [list(one) for one in ran.json["sources"]] == [RUN_SOURCE]
    assert ran.err == ""


@pytest.mark.parametrize(
    ("arguments", "keys", "count"),
    [
        (["findings"], FINDING, 47),
        (["complaints"], COMPLAINT, 8),
        (["complaints", "--open"], COMPLAINT, 8),
        (["complaints", "--due"], COMPLAINT, 0),
        (["sources"], SOURCE, 1),
        (["outbox"], OUTBOX, 2),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_lists_print_json_lines_of_the_contract(
    in_process, stage: Stage, ran: Done, arguments: list[str], keys: list[str], count: int
) -> None:
    done = in_process(*arguments, "--json", folder=stage.folder)
    assert (done.code, done.err) == (0, "")
    assert [list(line) for line in done.lines] == [keys] * count


def test_show_prints_one_object_of_the_contract(in_process, stage: Stage, reference: str) -> None:
    shown = in_process("show", reference, "--json", folder=stage.folder).json
    assert list(shown) == SHOW
    assert [list(event) for event in shown["events"]] == [["kind", "at", "by"]]
    assert [list(finding) for finding in shown["findings"]] == [FINDING]


def test_deliver_prints_one_object_of_the_contract(stage: Stage, ran: Done) -> None:
    done = stage.klachtwacht("deliver", "--json")
    assert (list(done.json), done.err) == (DELIVER, "")


def test_read_prints_reviews_of_the_contract_and_needs_no_settings(in_process, tmp_path: Path) -> None:
    reply = {"@type": "Comment", "text": "Dank u wel.", "author": {"@type": "Organization", "name": "Fietsplezier"}}
    page = a_page([a_node(1, comment=reply), {"@type": "Review", "reviewBody": "Zonder iets erbij."}])
    (tmp_path / "page.html").write_bytes(page.body)
    done = in_process("read", "page.html", "--site", "page", "--json", folder=tmp_path)
    first, bare = done.lines
    assert list(first) == list(bare) == REVIEW
    assert first["rating"] == {"value": 8, "best": 10}
    assert list(first["reply"]) == ["text", "published"]
    assert {bare[key] for key in ("author", "rating", "recommend", "published", "reply", "url")} == {None}
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]


def test_times_of_the_contract_have_an_offset(in_process, stage: Stage, ran: Done) -> None:
    from datetime import datetime

    (row,) = in_process("sources", "--json", folder=stage.folder).lines
    for key in ("since", "last_ok", "newest", "next_due"):
        assert datetime.fromisoformat(row[key]).tzinfo is not None, key


# Which settings, and who


def test_settings_are_the_ones_named_else_those_of_the_environment_else_of_the_folder(
    in_process, tmp_path: Path
) -> None:
    for name in ("named", "environment", "shop"):
        text = shop_toml([source(name, "https://reviews.example/")]).replace("klachtwacht.db", f"{name}.db")
        (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")

    def used(*arguments: str, **variables: str) -> str:
        (row,) = in_process("sources", "--json", *arguments, folder=tmp_path, **variables).lines
        return str(row["name"])

    assert used() == "shop"
    assert used(KLACHTWACHT_CONFIG="environment.toml") == "environment"
    assert used("-c", "named.toml", KLACHTWACHT_CONFIG="environment.toml") == "named"


def test_a_change_is_by_whoever_is_named_else_by_the_user(in_process, stage: Stage, reference: str) -> None:
    for verb, *more in (["ack", reference, "--by", "Jo"], ["assign", reference, "werkplaats"], ["close", reference]):
        assert in_process(verb, *more, folder=stage.folder, LOGNAME="piet").code == 0
    shown = in_process("show", reference, "--json", folder=stage.folder).json
    assert [(event["kind"], event["by"]) for event in shown["events"]][-3:] == [
        ("acknowledged", "Jo"),
        ("assigned", "piet"),
        ("closed", "piet"),
    ]
    assert (shown["owner"], shown["status"]) == ("werkplaats", "closed")


def test_a_change_says_on_standard_error_how_the_complaint_stands(in_process, stage: Stage, ran: Done) -> None:
    other = ran.json["complaints"][0]
    answered = in_process("answer", other, "--text", "Excuses.", "--posted", "--by", "Jo", folder=stage.folder)
    assert (answered.out, answered.err) == ("", f"{other}: answered\n")
    assert in_process("reopen", other, folder=stage.folder).err == f"{other}: new\n"


# Export


@pytest.fixture
def exported(in_process, stage: Stage, ran: Done, tmp_path: Path) -> Path:
    for name in ("log.jsonl", "log.csv"):
        assert in_process("export", str(tmp_path / name), folder=stage.folder).code == 0
    return tmp_path


def test_an_export_in_json_lines_holds_every_record_and_finding(exported: Path) -> None:
    rows = [json.loads(line) for line in (exported / "log.jsonl").read_text(encoding="utf-8").splitlines()]
    kinds = [row["record"] for row in rows]
    assert (kinds.count("complaint"), kinds.count("finding")) == (8, 47)
    assert (kinds[0], kinds[-1], rows[-1]["rows"]) == ("log", "end", len(rows) - 2)


def test_an_export_in_csv_is_one_row_a_complaint_as_excel_wants_it(exported: Path) -> None:
    raw = (exported / "log.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert len(rows) == 8
    assert {"reference", "status", "review.author", "review.rating.value"} <= set(rows[0])


def test_an_export_that_fails_leaves_the_old_file_and_nothing_else(
    in_process, stage: Stage, ran: Done, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full_disk(connection: object, target: BinaryIO) -> None:
        target.write(b"half a line")
        raise OSError(28, "No space left on device")

    (tmp_path / "log.csv").write_text("the old one", encoding="utf-8")
    monkeypatch.setitem(exporting.FORMATS, ".csv", full_disk)
    done = in_process("export", str(tmp_path / "log.csv"), folder=stage.folder)
    advice = "was not written: No space left on device; make room there, or give a file on another disk"
    assert (done.code, done.err) == (1, f"klachtwacht: {tmp_path / 'log.csv'} {advice}\n")
    assert [(path.name, path.read_text(encoding="utf-8")) for path in tmp_path.iterdir()] == [
        ("log.csv", "the old one")
    ]

"""Copies of the log: a backup and the documented way back, an export into another database."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from documents import block
from practice_stage import Stage, environment, shop_toml, staged

from klachtwacht.practice.board import Draft

BAD = Draft(author="Truus V.", mark=2, text="Na een week was het achterwiel krom en niemand belt terug.")


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """A shop whose log has lived: a first reading, a complaint, an edit, an answer, a removal, work of its staff."""
    with staged(tmp_path_factory.mktemp("backup")) as stage:
        stage.play()
        post = stage.control.add(BAD)
        (reference,) = stage.play().result["complaints"]
        stage.klachtwacht("ack", reference, "--by", "Jo")
        stage.klachtwacht("answer", reference, "--text", "We bellen u.", "--posted", "--by", "Jo")
        stage.control.edit(post, mark=1, text="Na een week was het achterwiel krom. Nog steeds geen antwoord, =1+1.")
        stage.play()
        stage.control.answer(post, "Excuses.")
        stage.play()
        stage.control.remove(post)
        stage.play()
        stage.play()
        yield stage


def restored(stage: Stage, folder: Path) -> None:
    """What docs/operating.md says, done by a shell in the folder."""
    bin_ = Path(sys.executable).parent
    variables = environment(PATH=f"{bin_}{os.pathsep}{os.environ['PATH']}")
    script = "set -e\n" + block("docs/operating.md", "restore")
    subprocess.run(["sh", "-c", script], cwd=folder, env=variables, check=True, capture_output=True)


@pytest.fixture
def folder(stage: Stage, tmp_path: Path) -> Path:
    """The shop's settings in another folder, so that every test has a database of its own."""
    (tmp_path / "shop.toml").write_text((stage.folder / "shop.toml").read_text(encoding="utf-8"), encoding="utf-8")
    return tmp_path


def test_a_backup_put_back_as_documented_is_the_log_of_then(in_process, stage: Stage, folder: Path) -> None:
    copy = folder / "klachtwacht.backup.db"
    assert in_process("backup", str(copy), folder=stage.folder).code == 0
    (folder / "klachtwacht.db").write_bytes(b"a disk that failed")
    (folder / "klachtwacht.db-wal").write_bytes(b"what was not in it yet")
    restored(stage, folder)
    for asked in (["findings"], ["complaints"], ["outbox"], ["sources"]):
        told, was = (in_process(*asked, "--json", folder=where) for where in (folder, stage.folder))
        assert (told.code, told.out) == (0, was.out), asked


def test_a_backup_is_whole_and_for_its_owners_eyes(in_process, stage: Stage, tmp_path: Path) -> None:
    done = in_process("backup", str(tmp_path / "copy.db"), folder=stage.folder)
    assert (done.code, done.err) == (0, f"written: {tmp_path / 'copy.db'}\n")
    assert stat.S_IMODE((tmp_path / "copy.db").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["copy.db"]
    with sqlite3.connect(tmp_path / "copy.db") as copy:
        assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    copy.close()


def test_a_backup_overwrites_nothing(in_process, stage: Stage, tmp_path: Path) -> None:
    (tmp_path / "copy.db").write_text("the older copy", encoding="utf-8")
    done = in_process("backup", str(tmp_path / "copy.db"), folder=stage.folder)
    assert done.code == 1
    assert "is there already" in done.err
    assert (tmp_path / "copy.db").read_text(encoding="utf-8") == "the older copy"


def test_a_backup_of_a_server_is_its_own_programs_work(in_process, tmp_path: Path, request) -> None:
    server: str = request.getfixturevalue("postgresql_server")
    text = shop_toml([]).replace("sqlite:///klachtwacht.db", server.format("postgres"))
    (tmp_path / "shop.toml").write_text(text, encoding="utf-8")
    done = in_process("backup", "copy.db", folder=tmp_path)
    assert (done.code, "pg_dump" in done.err, (tmp_path / "copy.db").exists()) == (1, True, False)


# Into another database


def test_an_export_imported_and_exported_again_is_the_same_bytes(
    in_process, stage: Stage, folder: Path, empty_url: str
) -> None:
    text = (folder / "shop.toml").read_text(encoding="utf-8")
    (folder / "shop.toml").write_text(text.replace("sqlite:///klachtwacht.db", empty_url), encoding="utf-8")
    assert in_process("export", str(folder / "first.jsonl"), folder=stage.folder).code == 0
    done = in_process("import", "first.jsonl", folder=folder)
    assert (done.code, done.out) == (0, "")
    assert done.err.startswith("restored: ")
    assert "47 finding" in done.err
    assert in_process("export", "second.jsonl", folder=folder).code == 0
    first, second = ((folder / name).read_bytes() for name in ("first.jsonl", "second.jsonl"))
    assert first == second
    kinds = {line.split(b'"')[3].decode() for line in first.splitlines()}
    assert {"complaint", "finding", "revision", "event", "correspondence", "counter", "source"} <= kinds


def test_the_pass_after_a_move_finds_nothing_new_and_tells_nothing(in_process, stage: Stage, folder: Path) -> None:
    in_process("export", str(folder / "log.jsonl"), folder=stage.folder)
    in_process("import", "log.jsonl", folder=folder)
    moved = Stage(folder=folder, site=stage.site, mail=stage.mail, webhook=stage.webhook)
    done = moved.klachtwacht("run", "--all", "--json")
    (source,) = done.json["sources"]
    assert (source["new"], source["edited"], done.json["complaints"], done.json["delivered"]) == (0, 0, [], 0)


def test_a_whole_log_is_not_poured_into_one_that_holds_something(in_process, stage: Stage, tmp_path: Path) -> None:
    in_process("export", str(tmp_path / "log.jsonl"), folder=stage.folder)
    done = in_process("import", str(tmp_path / "log.jsonl"), folder=stage.folder)
    assert (done.code, done.out) == (1, "")
    assert "into an empty database only" in done.err


def test_a_log_that_was_cut_off_leaves_the_database_empty(in_process, stage: Stage, folder: Path) -> None:
    in_process("export", str(folder / "log.jsonl"), folder=stage.folder)
    whole = (folder / "log.jsonl").read_bytes()
    (folder / "half.jsonl").write_bytes(whole[: len(whole) // 2])
    assert in_process("import", "half.jsonl", folder=folder).code == 1
    assert in_process("findings", "--json", folder=folder).out == ""
    assert in_process("import", "log.jsonl", folder=folder).code == 0

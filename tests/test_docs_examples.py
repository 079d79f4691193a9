"""What the documents tell people to type or to write works: schedule, backup, webhook receiver, a new source."""

from __future__ import annotations

import configparser
import json
import os
import re
import shlex
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from documents import ROOT, block, blocks
from practice_stage import call, shop_toml

from alerts import webhook
from klachtwacht.init import new_secret
from klachtwacht.practice.server import practice_server

TEST_OF_PAGES = "tests/spiders/test_recorded_pages.py"
PYTEST = ("pytest", "-q", "-p", "no:cacheprovider")

# The schedule


def test_the_cron_line_of_the_readme_has_five_fields_and_a_command():
    (line,) = (each.text.strip() for each in blocks(ROOT / "README.md") if each.language == "cron")

    assert re.fullmatch(r"(?:[\d*/,-]+ ){5}cd \S+ && \S+/klachtwacht run", line)


@pytest.mark.parametrize(
    ("unit", "section", "key"),
    [("klachtwacht.service", "Service", "ExecStart"), ("klachtwacht.timer", "Timer", "OnCalendar")],
)
def test_the_systemd_units_of_the_readme_have_what_such_a_unit_must_have(unit: str, section: str, key: str):
    read = configparser.ConfigParser(interpolation=None)
    read.optionxform = str  # type: ignore[assignment,method-assign]
    read.read_string(block("README.md", unit))

    assert read[section][key]


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not installed")
def test_systemd_finds_no_fault_in_the_units_of_the_readme(tmp_path: Path):
    for unit in ("klachtwacht.service", "klachtwacht.timer"):
        text = block("README.md", unit).replace("%h/.local/bin/klachtwacht", sys.executable)
        (tmp_path / unit).write_text(text)

    done = subprocess.run(
        ["systemd-analyze", "verify", *tmp_path.iterdir()], capture_output=True, check=False, text=True
    )

    assert (done.returncode, done.stderr) == (0, "")


def test_the_backup_of_the_readme_copies_the_database_while_it_is_written_to(tmp_path: Path):
    (tmp_path / "shop.toml").write_text(shop_toml([]), encoding="utf-8")
    call(tmp_path, "run")
    database = sqlite3.connect(tmp_path / "klachtwacht.db", isolation_level=None)
    database.execute("BEGIN IMMEDIATE")
    (line,) = (each.text for each in blocks(ROOT / "README.md") if each.text.startswith("klachtwacht backup"))

    done = call(tmp_path, *shlex.split(line)[1:])

    database.close()
    copy = sqlite3.connect(tmp_path / "klachtwacht.backup.db")
    assert (done.code, copy.execute("SELECT count(*) FROM alembic_version").fetchall()) == (0, [(1,)])
    copy.close()


# Examples that run


def test_the_receiver_in_operating_takes_what_we_sign_and_nothing_else():
    space: dict[str, Any] = {}
    exec(block("docs/operating.md", "checked"), space)
    secret, content = new_secret(), webhook.body({"type": "complaint.opened", "data": {"note": "één"}})
    headers = webhook.headers(secret, "evt_1", datetime.now(UTC), content)

    assert space["checked"](content.encode(), headers, secret)["type"] == "complaint.opened"
    with pytest.raises(ValueError, match="not signed"):
        space["checked"](content.encode() + b" ", headers, secret)
    with pytest.raises(ValueError, match="not signed"):
        space["checked"](content.encode(), headers, new_secret())
    old = webhook.headers(secret, "evt_1", datetime.now(UTC) - timedelta(seconds=301), content)
    with pytest.raises(ValueError, match="too old"):
        space["checked"](content.encode(), old, secret)


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program with the files of docs/adding-a-source.md in it."""
    folder = tmp_path_factory.mktemp("checkout")
    for room in ("klachtwacht", "spiders", "crawler", "alerts", "complaints", "guard"):
        shutil.copytree(ROOT / room, folder / room, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "scrapy.cfg", folder)
    for each in blocks(ROOT / "docs/adding-a-source.md"):
        if each.name:
            (folder / each.name).parent.mkdir(parents=True, exist_ok=True)
            (folder / each.name).write_text(each.text, encoding="utf-8")
    return folder


def _run(checkout: Path, *arguments: str, fails: bool = False) -> str:
    environment = {**os.environ, "PYTHONPATH": str(checkout)}
    done = subprocess.run(
        [sys.executable, "-m", *arguments], cwd=checkout, env=environment, capture_output=True, check=False, text=True
    )
    assert bool(done.returncode) is fails, done.stdout + done.stderr
    return done.stdout


def test_the_test_of_the_documents_own_spider_passes(checkout: Path):
    assert "2 passed" in _run(checkout, "pytest", "-q", "-p", "no:cacheprovider", "tests/spiders")


def test_the_documents_own_spider_reads_its_saved_page(checkout: Path):
    said = _run(checkout, "klachtwacht", "read", "tests/spiders/fietsmening.html", "--site", "fietsmening", "--json")

    assert [json.loads(line)["author"] for line in said.splitlines()] == ["Marieke D.", "Tom"]


def test_the_documents_own_spiders_pass_the_checks_of_the_project(checkout: Path):
    spiders = ["spiders/fietsmening.py", "spiders/winkelcijfers.py"]

    _run(checkout, "ruff", "check", "--config", str(ROOT / "pyproject.toml"), *spiders)
    _run(checkout, "ruff", "format", "--check", "--config", str(ROOT / "pyproject.toml"), *spiders)
    _run(checkout, "mypy", "--strict", "--follow-imports=silent", *spiders)


# A new site in one command


@pytest.fixture(scope="module")
def new_checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program with the test of recorded pages, and none recorded."""
    folder = tmp_path_factory.mktemp("new")
    for room in ("klachtwacht", "spiders", "crawler", "alerts", "complaints", "guard"):
        shutil.copytree(ROOT / room, folder / room, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "tests/spiders").mkdir(parents=True)
    shutil.copy(ROOT / TEST_OF_PAGES, folder / TEST_OF_PAGES)
    return folder


@pytest.fixture(scope="module")
def walk() -> Iterator[list[list[str]]]:
    """The command lines of the document, on a practice site of this machine."""
    lines = [each.text.strip() for each in blocks(ROOT / "docs/adding-a-source.md") if each.language == "sh"]
    with practice_server() as site:
        at = site.base_url.removeprefix("http://127.0.0.1")
        yield [shlex.split(line.replace(":8008", at))[1:] for line in lines if "winkeloordeel" in line]


@pytest.fixture(scope="module")
def made(new_checkout: Path, walk: list[list[str]]) -> str:
    return _run(new_checkout, "klachtwacht", *walk[0])


def test_a_new_site_shows_what_was_read_and_is_red_until_somebody_looked(new_checkout: Path, made: str) -> None:
    assert "9/10" in made
    red = _run(new_checkout, *PYTEST, TEST_OF_PAGES, "-k", "winkeloordeel", fails=True)
    assert "hold tests/pages/winkeloordeel/expected.json against page.html" in red
    assert "1 failed, 1 passed" in red


def test_a_new_site_is_green_once_somebody_looked(new_checkout: Path, made: str) -> None:
    file = new_checkout / "tests/pages/winkeloordeel/expected.json"
    looked = file.read_text(encoding="utf-8").replace('"looked_at": null', '"looked_at": "2026-11-22 J."')
    file.write_text(looked, encoding="utf-8")
    assert "4 passed" in _run(new_checkout, *PYTEST, TEST_OF_PAGES)
    _run(new_checkout, "ruff", "check", "--config", str(ROOT / "pyproject.toml"), "spiders/winkeloordeel.py")


def test_a_captured_site_is_compared_and_not_overwritten(new_checkout: Path, made: str, walk: list[list[str]]) -> None:
    folder = new_checkout / "tests/pages/winkeloordeel"
    before = {file.name: file.read_bytes() for file in folder.iterdir()}
    said = _run(new_checkout, "klachtwacht", *walk[1])
    assert re.search(r"reviews\W+3\W+20\b", said)
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == before


@pytest.fixture
def fietsmening(checkout: Path) -> Iterator[str]:
    """The document's page on a server of this machine."""
    serve = partial(SimpleHTTPRequestHandler, directory=str(checkout / "tests/spiders"))
    with ThreadingHTTPServer(("127.0.0.1", 0), serve) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/fietsmening.html"
        server.shutdown()


def test_scrapy_crawls_the_documents_own_spider_and_records_nothing(checkout: Path, fietsmening: str):
    opened = ("-a", "allow_private=127.0.0.1")
    _run(checkout, "scrapy", "crawl", "fietsmening", "-a", f"url={fietsmening}", *opened, "-O", "reviews.jsonl")

    found = [json.loads(line) for line in (checkout / "reviews.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [review["id"] for review in found] == ["f-20417", "f-20398"]
    assert not list(checkout.glob("*.db"))

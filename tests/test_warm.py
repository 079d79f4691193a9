"""The warm Python of bench/warm.py: what is forked of it is the process that a fresh start would be."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from practice_stage import environment

from bench import warm

LOOKS = """\
import asyncio, os, sys, threading
print(sys.argv[1:], os.getcwd(), sorted(os.environ), os.environ["FIETS"], sys.stdin.read(), sys.stdout.isatty())
print(sys.path[0], __name__, threading.active_count(), "twisted.internet.reactor" in sys.modules)
sys.exit(3)
"""


@pytest.fixture
def script(tmp_path: Path) -> Path:
    file = tmp_path / "looks.py"
    file.write_text(LOOKS, encoding="utf-8")
    return file


def test_a_script_sees_what_it_sees_when_freshly_started(script: Path, tmp_path: Path) -> None:
    variables = environment(FIETS="rood")
    fresh = subprocess.run(
        [sys.executable, script, "één"],
        cwd=tmp_path, env=variables, input="vraag", capture_output=True, text=True, check=False,
    )  # fmt: skip
    forked = warm.run([script, "één"], folder=tmp_path, variables=variables, input="vraag")
    assert (forked.returncode, forked.stdout, forked.stderr) == (fresh.returncode, fresh.stdout, fresh.stderr)
    assert forked.returncode == 3


@pytest.mark.parametrize(
    ("said", "code", "err"),
    [("", 0, ""), ("sys.exit()", 0, ""), ("sys.exit(7)", 7, ""), ("sys.exit('kapot')", 1, "kapot\n")],
)
def test_it_ends_with_the_code_and_the_last_words_of_any_python(tmp_path: Path, said: str, code: int, err: str) -> None:
    lines = ("import atexit, sys, threading, time", "atexit.register(print, 'asked')", "def late():",
             "    time.sleep(.1)", "    print('late')", "threading.Thread(target=late).start()", said)  # fmt: skip
    (tmp_path / "ends.py").write_text("\n".join(lines), encoding="utf-8")
    done = warm.run([tmp_path / "ends.py"])
    assert (done.returncode, done.stdout, done.stderr) == (code, "late\nasked\n", err)


def test_a_fault_that_nobody_catches_is_told_and_ends_it_with_1(tmp_path: Path) -> None:
    (tmp_path / "fails.py").write_text("raise ValueError('kapot')", encoding="utf-8")
    done = warm.run([tmp_path / "fails.py"])
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.endswith("ValueError: kapot\n")


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_as_it_ends_any_process(tmp_path: Path, number: int) -> None:
    (tmp_path / "waits.py").write_text("import time\nprint(1, flush=True)\ntime.sleep(60)", encoding="utf-8")
    said = tmp_path / "said"
    with said.open("wb") as written, warm.start([tmp_path / "waits.py"], stdout=written) as process:
        while not said.stat().st_size:
            time.sleep(0.01)
        assert process.poll() is None
        process.send_signal(number)
        assert process.wait(20) == -number


def test_one_that_ends_is_told_of_while_another_goes_on(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        waits = f"import socket\nsocket.create_connection(('127.0.0.1', {server.getsockname()[1]})).recv(1)"
        (tmp_path / "waits.py").write_text(waits, encoding="utf-8")
        with warm.start([tmp_path / "waits.py"]) as waiting:
            called, _ = server.accept()
            with called:
                assert warm.run(["-m", "klachtwacht", "--help"]).returncode == 0
                assert waiting.poll() is None
    assert waiting.returncode == 0


@pytest.mark.parametrize("name", ["PYTHONWARNINGS", "LC_ALL", "LANG"])
def test_what_python_obeys_when_it_starts_only_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match=name):
        warm.run(["-m", "klachtwacht", "--help"], variables={**os.environ, name: "anders"})

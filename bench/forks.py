"""Commands of ours to be killed: most forked from a process that has imported everything, some really fresh.

A fresh start costs over a second of computing, nearly all of it imports, where a kill finds nothing half done. What is
forked begins where `klachtwacht.cli.main` does, so that a point chosen at random is one of its work. It is a process
of its own in all else: database, locks, threads and the network are opened after the fork.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.context import ForkServerContext
from pathlib import Path
from signal import SIGKILL

from bench.child import environment

IMPORTED = (
    "klachtwacht.cli",
    "klachtwacht.exporting",
    "klachtwacht.importing",
    "klachtwacht.output",
    "klachtwacht.run",
    "alerts.channels",
    "crawler.process",
    "alembic.command",
    "openpyxl",
    "scrapy.core.engine",
)
# No command here takes a fraction of that; what hangs is a fault of its own.
LONGEST = 120.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """How a process ended: killed, or by itself with this code; how long it was there, and what it wrote."""

    killed: bool
    code: int
    seconds: float
    said: str


def forks() -> ForkServerContext:
    """Where commands are forked from."""
    context = get_context("forkserver")
    context.set_forkserver_preload([*IMPORTED, __name__])
    return context


def command(folder: str, arguments: Sequence[str], said: str) -> None:
    """In the fork: the command line as a shell would call it in the folder; what it writes goes to the file said."""
    os.chdir(folder)
    written = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(written, 1)
    os.dup2(written, 2)
    sys.argv = ["klachtwacht", *arguments]
    from klachtwacht.cli import main

    main()


def forked(context: ForkServerContext, folder: Path, arguments: Sequence[str], after: float | None = None) -> Ended:
    """Run a command in a fork; kill -9 it after so many seconds, None to let it end. Raises SystemExit if it hangs."""
    said = folder / "said.txt"
    process = context.Process(target=command, args=(str(folder), list(arguments), str(said)))
    process.start()
    begun = time.monotonic()
    process.join(LONGEST if after is None else after)
    if process.exitcode is None:
        process.kill()
        process.join()
        _refuse_hanging(arguments, after)
    code = process.exitcode or 0
    process.close()
    return _ended(code, time.monotonic() - begun, said)


def fresh(folder: Path, arguments: Sequence[str], after: float | None = None) -> Ended:
    """The same with `python -m klachtwacht`."""
    said = folder / "said.txt"
    with said.open("wb") as written:
        begun = time.monotonic()
        process = subprocess.Popen(
            [sys.executable, "-m", "klachtwacht", *arguments],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=written,
            stderr=written,
            env=environment(),
        )
        try:
            code = process.wait(LONGEST if after is None else after)
        except subprocess.TimeoutExpired:
            process.kill()
            code = process.wait()
            _refuse_hanging(arguments, after)
    return _ended(code, time.monotonic() - begun, said)


def _refuse_hanging(arguments: Sequence[str], after: float | None) -> None:
    if after is None:
        raise SystemExit(f"{' '.join(arguments)} did not end within {LONGEST:.0f} seconds")


def _ended(code: int, seconds: float, said: Path) -> Ended:
    text = said.read_text(encoding="utf-8", errors="replace") if said.exists() else ""
    return Ended(killed=code == -SIGKILL, code=code, seconds=seconds, said=text)

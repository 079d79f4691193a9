"""Commands of ours to be killed: most forked from a warm Python (bench.warm), some really fresh.

A fresh start is for the most part imports, where a kill finds nothing half done. What is forked begins at the command
line, so that a point chosen at random is one of its work.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from signal import SIGKILL

from bench import warm
from bench.child import environment

# No command here takes a fraction of that; what hangs is a fault of its own.
LONGEST = 120.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """How a process ended: killed, or by itself with this code; how long it was there, and what it wrote."""

    killed: bool
    code: int
    seconds: float
    said: str


def forked(folder: Path, arguments: Sequence[str], after: float | None = None) -> Ended:
    """Run a command in a fork; kill -9 it after so many seconds, None to let it end. Raises SystemExit if it hangs."""
    said = folder / "said.txt"
    with said.open("wb") as written:
        begun = time.monotonic()
        process = warm.start(
            ["-m", "klachtwacht", *arguments], folder=folder, variables=os.environ, stdout=written, stderr=written
        )
        code = _ends(process, arguments, after)
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
        code = _ends(process, arguments, after)
    return _ended(code, time.monotonic() - begun, said)


def _ends(process: subprocess.Popen[bytes] | warm.Process, arguments: Sequence[str], after: float | None) -> int:
    try:
        return process.wait(LONGEST if after is None else after)
    except subprocess.TimeoutExpired:
        process.kill()
        code = process.wait()
        if after is None:
            raise SystemExit(f"{' '.join(arguments)} did not end within {LONGEST:.0f} seconds") from None
        return code


def _ended(code: int, seconds: float, said: Path) -> Ended:
    text = said.read_text(encoding="utf-8", errors="replace") if said.exists() else ""
    return Ended(killed=code == -SIGKILL, code=code, seconds=seconds, said=text)

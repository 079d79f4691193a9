"""A process of its own, and what it took."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """CPU seconds (user and system, with children it waited for), the most memory in MiB, and standard output."""

    cpu: float
    mib: float
    output: str


def run(command: Sequence[str], folder: Path | None = None) -> Spent:
    """Run a command to its end. Raises SystemExit, with what it wrote to standard error, where it fails."""
    # A file and not a pipe: a peer that logs each item must never wait for us.
    with tempfile.TemporaryFile("w+", encoding="utf-8") as errors:
        child = subprocess.Popen(
            command, cwd=folder, stdout=subprocess.PIPE, stderr=errors, text=True, env=environment()
        )
        assert child.stdout is not None
        output = child.stdout.read()
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            errors.seek(0)
            raise SystemExit(f"{' '.join(command)} ended with {child.returncode}:\n{errors.read()}")
    return Spent(cpu=usage.ru_utime + usage.ru_stime, mib=usage.ru_maxrss / 1024, output=output)


def environment() -> dict[str, str]:
    """So that `python -m bench.…` works in any folder, and modules are compiled once, as they are when installed."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPATH": str(Path(__file__).parent.parent)}

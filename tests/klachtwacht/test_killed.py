"""Commands that are killed at a random point: the log stays whole. The long way: `python -m bench.kill`."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from practice_stage import environment

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def figures() -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-m", "bench.kill", "6"],
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=300,
        check=True,
    )
    return {line["name"]: line["value"] for line in map(json.loads, done.stdout.splitlines())}


@pytest.mark.parametrize("what", ["run", "import", "export"])
def test_a_killed_command_loses_doubles_and_spoils_nothing(figures: dict[str, float], what: str) -> None:
    about = {name: figures[f"kill -9 of {what}: {name}"] for name in ("kills", "lost", "doubled", "corrupt")}
    assert about == {"kills": 2, "lost": 0, "doubled": 0, "corrupt": 0}

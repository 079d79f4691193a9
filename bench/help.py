"""What `klachtwacht --help` takes, and which heavy libraries it imports: none of them should be."""

from __future__ import annotations

import sys
from pathlib import Path

from bench.child import run
from bench.figures import figure, middle, spread

TIMES = 20
HEAVY = ("scrapy", "twisted", "sqlalchemy", "apprise", "pydantic", "alembic", "extruct", "lxml", "rich", "uvicorn")
PROBE = """\
import contextlib, io, sys
sys.argv = ["klachtwacht", "--help"]
from klachtwacht.cli import main
with contextlib.suppress(SystemExit), contextlib.redirect_stdout(io.StringIO()):
    main()
print(*(name for name in {heavy!r} if name in sys.modules))
"""


def main(times: int = TIMES) -> None:
    program = str(Path(sys.executable).with_name("klachtwacht"))
    python, ours = [], []
    for _ in range(times):
        python.append(run([sys.executable, "-c", "import argparse"]).cpu)
        ours.append(run([program, "--help"]).cpu)
    figure("Python with argparse", middle(python), "CPU s", target=None, n=times, seed=None, spread=spread(python))
    figure("klachtwacht --help", middle(ours), "CPU s", target=0.15, n=times, seed=None, spread=spread(ours))
    found = run([sys.executable, "-c", PROBE.format(heavy=HEAVY)]).output.split()
    looked = {"looked_for": len(HEAVY), "found": found}
    figure("klachtwacht --help: heavy libraries imported", len(found), "libraries", target=0, n=1, seed=None, **looked)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))

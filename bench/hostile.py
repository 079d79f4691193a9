"""What each hostile page costs: a pass over one of them and an ordinary source, in a process of its own.

CPU seconds of that pass, start included, and the most memory of the program and of the process in which it reads
heavy pages. Each must end with the lamp that is right, and the ordinary source must have been read and told of.
`python -m bench.hostile pass SHOP_TOML` is that pass; `python -m bench.hostile TEXT` only the cases with TEXT in them.
"""

from __future__ import annotations

import json
import resource
import sys
import tempfile
from pathlib import Path
from urllib.parse import quote

from bench import hostile_site, ours
from bench import site as ordinary_site
from bench.child import Spent, run
from bench.figures import figure
from bench.hostile_site import SEED, Case
from bench.invented import REVIEWS

CPU_SECONDS, MIB = 10.0, 400.0
HOSTILE, ORDINARY = "hostile", "ordinary"


def main(only: str = "") -> None:
    with hostile_site.serving() as (site, known), ordinary_site.serving() as (ordinary,):
        for name, case in known.items():
            if only in name:
                _measure(name, case, {HOSTILE: f"{site}/{quote(name)}", ORDINARY: f"{ordinary}/complaint/a"})


def _measure(name: str, case: Case, urls: dict[str, str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = ours.settings(Path(folder), urls, pages=5, destination=ours.asleep(), of={HOSTILE: case.site})
        text = file.read_text(encoding="utf-8").replace("delay = 0.0", "delay = 0.0\ntimeout = 2.0")
        file.write_text(text, encoding="utf-8")
        spent = run([sys.executable, "-m", "bench.hostile", "pass", str(file)])
    _tell(name, case, spent)


def _tell(name: str, case: Case, spent: Spent) -> None:
    result, memory = (json.loads(line) for line in spent.output.splitlines())
    told = {source["name"]: source for source in result["sources"]}
    hostile, beside = told[HOSTILE], told[ORDINARY]
    right = case.lamp in {"", hostile["lamp"]} and case.reason in (hostile["reason"] or "")
    if not right or beside["lamp"] != "live" or beside["new"] != REVIEWS or not result["complaints"]:
        raise SystemExit(f"{name}: expected {case.lamp} ({case.reason}), and the other source live; got {told}")
    about = {"n": 1, "seed": SEED, "lamp": hostile["lamp"], "reason": hostile["reason"]}
    figure(f"hostile: {name}", spent.cpu, "CPU s", target=CPU_SECONDS, **about)
    figure(f"hostile: {name}, memory", max(memory.values()), "MiB", target=MIB, n=1, seed=SEED, **memory)


def one_pass(file: str) -> None:
    """A pass, and then the most memory that it took, and that a child of it had (at its start it shares ours)."""
    ours.main(file, "0")
    status = Path("/proc/self/status").read_text(encoding="ascii")
    # What getrusage says of oneself counts who started us, too.
    own = int(status.partition("VmHWM:")[2].split()[0])
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    print(json.dumps({"own_mib": round(own / 1024, 1), "child_mib": round(child / 1024, 1)}))


if __name__ == "__main__":
    if sys.argv[1:2] == ["pass"]:
        one_pass(*sys.argv[2:])
    else:
        main(*sys.argv[1:])

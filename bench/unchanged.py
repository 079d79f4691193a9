"""24 sources where nothing is new: `klachtwacht run --all` beside bare Scrapy fetching the same 24 pages.

CPU seconds of the whole process, start included, and the bytes of all answers. Ours asks with the ETag and gets 304;
bare Scrapy does not know of one and gets every page whole.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

from bench import ours
from bench.child import Spent, run
from bench.figures import figure, middle, spread
from bench.invented import PAGE_BYTES, SEED
from bench.site import serving

SOURCES, TIMES = 24, 7
# The destination most shops have; nothing is sent.
MAIL = 'url = "mailto://127.0.0.1:9?from=klachtwacht@fietsjansen.example&to=service@fietsjansen.example"'


def main(times: int = TIMES) -> None:
    with serving(SOURCES) as sites, tempfile.TemporaryDirectory() as name:
        urls = [f"{site}/praise/s{at}" for at, site in enumerate(sites)]
        folders = {kind: _first_read(Path(name) / kind, urls, where) for kind, where in _destinations().items()}
        ways: dict[str, list[Spent]] = {"bare": [], **{kind: [] for kind in folders}}
        for _ in range(times):
            ways["bare"].append(run([sys.executable, "-m", "bench.bare", "WARNING", "1", *urls]))
            for kind, folder in folders.items():
                ways[kind].append(_unchanged(folder))
    _tell(ways, times)


def _destinations() -> dict[str, str]:
    return {"webhook": ours.asleep(), "mail": MAIL}


def _first_read(folder: Path, urls: list[str], destination: str) -> Path:
    """A folder whose sources were read before, with that destination in settings that were judged before too."""
    folder.mkdir()
    sources = {f"source{at}": url for at, url in enumerate(urls)}
    # A first reading is told of in a summary; only then is there a mail address, so that none is tried.
    for where in (ours.asleep(), destination):
        ours.settings(folder, sources, pages=50, destination=where)
        _pass(folder)
    return folder


def _pass(folder: Path) -> Spent:
    return run([sys.executable, "-m", "klachtwacht", "run", "--all", "--json"], folder)


def _unchanged(folder: Path) -> Spent:
    spent = _pass(folder)
    for source in json.loads(spent.output)["sources"]:
        if (source["requests"], source["new"], source["lamp"]) != (1, 0, "live") or source["bytes"] > 1000:
            raise SystemExit(f"expected one 304, got {source}")
    return spent


def _bytes(spent: Spent) -> int:
    told = json.loads(spent.output)
    return told["bytes"] if "bytes" in told else sum(source["bytes"] for source in told["sources"])


def _tell(ways: dict[str, list[Spent]], times: int) -> None:
    counts = {"n": times, "seed": SEED, "sources": SOURCES, "page_bytes": PAGE_BYTES}
    names = {"bare": "bare Scrapy", "webhook": "ours, a webhook", "mail": "ours, a mail address"}
    cpu = {kind: [spent.cpu for spent in found] for kind, found in ways.items()}
    for kind, found in ways.items():
        about = {"bytes": _bytes(found[-1]), "peak_mib": round(middle([spent.mib for spent in found]), 1)}
        value = middle(cpu[kind])
        figure(f"24 unchanged: {names[kind]}", value, "CPU s", target=None, **counts, **about, spread=spread(cpu[kind]))
    for kind in ("webhook", "mail"):
        ratio = middle(cpu[kind]) / middle(cpu["bare"])
        figure(f"24 unchanged: {names[kind]}, against bare Scrapy", ratio, "times", target=1.25, **counts)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))

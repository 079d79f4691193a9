"""Ten sources on one host, 200 pages, against nginx with limit_req: how many requests came sooner than the delay.

By nginx's own clock, and by its own refusals: it lets one request through in each delay, without a burst. Beside ours
ten crawlers of bare Scrapy with the same delay, for each has a pace of its own.
"""

from __future__ import annotations

import json
import sys
import tempfile
from itertools import pairwise
from pathlib import Path

from bench import nginx, ours
from bench.child import run
from bench.figures import figure
from bench.invented import SEED, Place, page
from bench.site import NEWEST

SOURCES, PAGES, RATE = 10, 20, 5
DELAY = 1 / RATE


def main() -> None:
    if (reason := nginx.missing()) is not None:
        print(json.dumps({"name": "pace", "skipped": reason}), flush=True)
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _write(folder / "root")
        for way, crawl in {"ours": _ours, "ten crawlers of bare Scrapy": _bare}.items():
            place = folder / way.split()[0]
            place.mkdir()
            with nginx.limited(folder / "root", place, RATE) as server:
                crawl([f"{server.url}/praise/s{at}/page/1" for at in range(SOURCES)], place)
                _tell(way, server.arrivals())


def _write(root: Path) -> None:
    """Lists of pages, each of which leads to the next but the last, and a robots.txt that allows everything."""
    for source in range(SOURCES):
        folder = root / f"praise/s{source}/page"
        folder.mkdir(parents=True)
        for number in range(1, PAGES + 1):
            place = Place(mood="praise", name=f"s{source}", number=number, follows=number < PAGES)
            (folder / str(number)).write_bytes(page(place, NEWEST))
    (root / "robots.txt").write_text("User-agent: *\nDisallow:\n")


def _ours(urls: list[str], folder: Path) -> None:
    named = {f"source{at}": url for at, url in enumerate(urls)}
    ours.settings(folder, named, pages=PAGES, destination=ours.asleep(), delay=DELAY)
    told = json.loads(run([sys.executable, "-m", "klachtwacht", "run", "--all", "--json"], folder).output)
    wrong = [one for one in told["sources"] if one["read"] != PAGES * 20]
    if wrong:
        raise SystemExit(f"expected {PAGES} pages of each source, got {wrong}")


def _bare(urls: list[str], folder: Path) -> None:
    run([sys.executable, "-m", "bench.bare_crawlers", str(DELAY), str(PAGES), *urls], folder)


def _tell(way: str, arrivals: list[nginx.Arrival]) -> None:
    gaps = [later.at - earlier.at for earlier, later in pairwise(arrivals)]
    refused = sum(1 for one in arrivals if one.status in (429, 503))
    counts = {
        "n": len(arrivals),
        "seed": SEED,
        "sources": SOURCES,
        "delay_s": DELAY,
        "least_gap_ms": min(gaps),
        "took_s": (arrivals[-1].at - arrivals[0].at) / 1000,
    }
    early = sum(1 for gap in gaps if gap < DELAY * 1000)
    target = 0 if way == "ours" else None
    figure(f"requests sooner than the delay: {way}", early, "requests", target=target, **counts)
    figure(f"requests that limit_req refused: {way}", refused, "requests", target=target, **counts)


if __name__ == "__main__":
    main()

"""Memory of a crawl in a browser, the whole tree of processes: at page 20 and at page 200 of one source.

Taken when the site is asked for the page after, so with the browser at rest between two. RSS counts what processes
share once for each of them, PSS once in all.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from typing import Any

from bench.child import environment
from bench.drawn_site import FIRST, drawn_site
from bench.figures import figure
from bench.process_tree import alive, memory, tree

PAGES, EARLY = 200, 20
GROWTH = 1.2


def main() -> None:
    taken: dict[int, tuple[float, float]] = {}
    seen: set[int] = set()
    crawls: list[subprocess.Popen[str]] = []

    def asked(path: str) -> None:
        number = path.rpartition("/")[2]
        if not path.startswith("/praise/") or not crawls:
            return
        below = tree(crawls[0].pid)
        seen.update(below)
        if int(number) - 1 in (EARLY, PAGES):
            taken[int(number) - 1] = memory(below)

    with drawn_site({}, asked) as site:
        world = {"url": site + FIRST, "allow": ["127.0.0.1"], "pages": PAGES + 1}
        command = [sys.executable, "-m", "bench.browser_crawl", json.dumps(world)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment()) as crawl:
            crawls.append(crawl)
            begun = time.monotonic()
            told: dict[str, Any] = json.loads(crawl.communicate()[0])
    took = time.monotonic() - begun
    (early, early_pss), (late, late_pss) = taken[EARLY], taken[PAGES]
    told.pop("dialled")
    more = {"rss": [round(early), round(late)], "pss": [round(early_pss), round(late_pss)], "unit_of_both": "MiB"}
    figure("memory at page 200 over page 20", late / early, "ratio", target=GROWTH, **more, n=PAGES, **told)
    figure("time for a page drawn in a browser", took / PAGES, "s", n=PAGES)
    figure("processes left after the crawl", len(alive(sorted(seen))), "processes", target=0, n=len(seen))


if __name__ == "__main__":
    main()

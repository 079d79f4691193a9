"""A crawl in a process of its own, for tests: a crawl can be run once in a process.

Reads {"sources": [{"name", "url", …}], "network": {…}, "faulty": NAME or null} from standard input, and where a test
needs others "patience" and Scrapy's "settings". With "robots", a list of what is known of sites, every other site is
asked for its robots.txt; without it none has one. Prints one JSON object: for each source what its Report says and the
pages that its keeper was given, and under "robots.txt" what came of asking sites.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, fields
from datetime import UTC, datetime
from functools import partial
from typing import Any

from robots_shelves import Memory, NoRules, kept

from crawler import settings
from crawler.handover import Kept, PageRead, Task
from crawler.manners.patience import Patience
from crawler.process import Report, crawl
from crawler.source import Network, Source
from crawler.steps import Step
from klachtwacht import sites


class ListKeeper:
    """Keeps pages in a list; goes on to the end."""

    def __init__(self, name: str, faulty: bool) -> None:
        self.pages: list[list[str | None]] = []
        self._faulty = faulty

    async def page(self, read: PageRead) -> Kept:
        if self._faulty:
            raise RuntimeError("the keeper failed")
        self.pages.append([review.id for review in read.reviews])
        return Kept(known=False, watched_left=0)

    async def unchanged(self, url: str) -> Kept:
        raise AssertionError(url)


def main() -> None:
    asked = json.load(sys.stdin)
    told: dict[str, Any] = {}
    keepers = {one["name"]: ListKeeper(one["name"], one["name"] == asked["faulty"]) for one in asked["sources"]}

    async def finished(report: Report) -> None:
        name = report.task.source.name
        if name == asked["refused"]:
            raise ValueError("the result was refused")
        told[name] = {
            "requests": report.requests,
            "bytes": report.bytes,
            "pages": keepers[name].pages,
            # Not asdict, which makes a Counter one of pairs.
            "saw": {part.name: getattr(report.saw, part.name) for part in fields(report.saw)},
        }

    network = Network(contact="a@a.example", user_agent="Klachtwacht/test (+mailto:a@a.example)", **asked["network"])
    for name, value in asked.get("settings", {}).items():
        setattr(settings, name, value)
    patience = Patience(**asked.get("patience", {}))
    shelf = Memory(*(kept(**one) for one in asked["robots"])) if "robots" in asked else NoRules()
    crawl([_task(one, keepers[one["name"]]) for one in asked["sources"]], network, finished, patience, shelf)
    if isinstance(shelf, Memory):
        told["robots.txt"] = {file.authority: asdict(file) for file in shelf.saved}
    json.dump(told, sys.stdout, default=lambda value: sorted(value) if isinstance(value, set) else value.isoformat())


def _task(one: dict[str, Any], keeper: ListKeeper) -> Task:
    steps = tuple(Step(**step) for step in one.pop("steps", ()))
    source = Source(**{"shop": "fietsplezier", "site": "page", "steps": steps, **one})
    return Task(
        source=source,
        spider=partial(sites.spider, source.site),
        keeper=keeper,
        now=datetime.now(UTC),
        first=True,
        deep=False,
        max_pages=5,
    )


if __name__ == "__main__":
    main()

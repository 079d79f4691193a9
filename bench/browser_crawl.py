"""One source crawled in a browser, in this process: `python -m bench.browser_crawl JSON`; prints what it came to.

{"url", "allow", "hosts", "names", "seconds", "requests", "pages", "net_log"}: names lead where they are told to; what
is not loopback is a stand-in on loopback that nobody listens at, and every connection of the crawler is counted; the
browser keeps a log of its own.
"""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from functools import partial
from typing import Any

from bench.addresses import in_a_world


class Counting:
    """A keeper that wants every page and keeps none."""

    def __init__(self) -> None:
        self.reviews = self.pages = 0

    async def page(self, read: Any) -> Any:
        from crawler.handover import Kept

        self.pages += 1
        self.reviews += len(read.reviews)
        return Kept(known=False, watched_left=0)

    async def unchanged(self, url: str) -> Any:
        raise AssertionError(url)


def main() -> None:
    from crawler import settings
    from crawler.browser import fetches, studio
    from crawler.handover import Task
    from crawler.process import REACTOR, crawl
    from crawler.source import Network, Source
    from klachtwacht import sites

    asked = json.loads(sys.argv[1])
    settings.KLACHTWACHT_DRAWING_TIMEOUT = asked.get("seconds", 120)
    if log := asked.get("net_log"):
        studio.FLAGS = (*studio.FLAGS, f"--log-net-log={log}")
    # All that a page tries is to be tried.
    fetches.MOST_REQUESTS = asked.get("requests", fetches.MOST_REQUESTS)
    doors: list[str] = []
    open_ = studio.Door.open

    async def opened(door: studio.Door) -> str:
        doors.append(await open_(door))
        return doors[-1]

    studio.Door.open = opened  # type: ignore[method-assign]
    dialled = in_a_world(REACTOR, asked.get("names", {}), 1)
    keeper, told = Counting(), {}

    async def finished(report: Any) -> None:
        told.update(failure=report.saw.failure or report.saw.hostile, requests=report.requests)

    network = Network(contact="a@a.example", user_agent="Bench/1", delay=0.0, timeout=5.0, allow_private=asked["allow"])
    source = Source(
        name="a", shop="a", site="page", url=asked["url"], browser=True, hosts=tuple(asked.get("hosts", ()))
    )
    task = Task(
        source=source,
        spider=partial(sites.spider, "page"),
        keeper=keeper,
        now=datetime.now(UTC),
        first=True,
        deep=True,
        max_pages=asked.get("pages", 1),
    )
    crawl([task], network, finished)
    json.dump(
        {**told, "pages": keeper.pages, "reviews": keeper.reviews, "dialled": dialled, "door": doors[0]}, sys.stdout
    )


if __name__ == "__main__":
    main()

"""Fetching the page of one source as a pass would, with all manners, for someone who wants to look at it."""

from __future__ import annotations

from functools import partial

from sqlalchemy import Engine

from complaints.writer import Writer
from crawler.handover import Kept, PageRead, Task
from crawler.lamps import judge
from crawler.process import Report, crawl
from crawler.reading.child import Asked
from crawler.source import Source
from guard.fault import Fault
from klachtwacht import sites
from klachtwacht.config import Config
from klachtwacht.program import clock
from klachtwacht.robots_shelf import DatabaseShelf, known_robots


class NothingReadError(Fault):
    """The page of a source gave no reviews, with the lamp and the reason."""


class _FirstPage:
    """A crawler.handover.Keeper that keeps nothing but how the first page came."""

    def __init__(self) -> None:
        self.came: Asked | None = None

    async def page(self, read: PageRead) -> Kept:
        """Note the page; enough is known."""
        self.came = self.came or read.came
        return Kept(known=True, watched_left=0)

    async def unchanged(self, url: str) -> Kept:
        """Never so: it was asked for whole."""
        return Kept(known=True, watched_left=0)


def fetch(config: Config, engine: Engine, source: Source) -> Asked:
    """The first page of a source as it came. May be called once in a process.

    Raises NothingReadError for one that is blocked, failed or gave no reviews, and InterruptedCrawlError.
    """
    shop = next(shop for shop in config.shops if shop.key == source.shop)
    page, reports = _FirstPage(), list[Report]()
    task = Task(
        source=source,
        spider=partial(sites.spider, source.site),
        keeper=page,
        now=clock(),
        first=False,
        deep=False,
        max_pages=1,
        shop_names=(shop.name, *shop.names),
        shop_domains=shop.domains,
        shop_near=shop.near,
    )

    async def finished(report: Report) -> None:
        reports.append(report)

    with Writer(engine, lambda: None) as writer:
        shelf = DatabaseShelf(writer, clock, known_robots(engine, [source.url]))
        crawl([task], config.network, finished, shelf=shelf)
    if page.came is None:
        verdict = judge(reports[0].saw, most_read=0, newest=None, now=task.now)
        raise NothingReadError(f"{source.path} is {verdict.lamp}: {verdict.reason}")
    return page.came

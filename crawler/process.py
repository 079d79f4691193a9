"""Crawling many sources in one process: a crawler each, a bounded number at a time, one source of a host at a time."""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from importlib import import_module
from typing import Any

from scrapy import Spider, signals
from scrapy.crawler import AsyncCrawlerRunner, Crawler
from scrapy.settings import Settings
from scrapy.utils.reactor import install_reactor
from twisted.python.failure import Failure

from crawler import settings as defaults
from crawler.failures import in_words
from crawler.handover import Task
from crawler.lamps import Saw
from crawler.manners.conduct import Conduct
from crawler.manners.pace import host_and_port
from crawler.manners.patience import Patience
from crawler.manners.robots_book import RobotsBook, Shelf
from crawler.reading.apart import Reader
from crawler.source import Network
from crawler.source_settings import SourceSettings
from guard.fault import Fault

AT_ONCE = 8
# A browser takes as much memory as all the rest.
BROWSERS = 1
PATIENCE = Patience()
REACTOR = "twisted.internet.asyncioreactor.AsyncioSelectorReactor"
# Scrapy looks through the whole call stack while it loads these: each on its own, before the crawl deepens the stack.
LOOK_AROUND = (
    "scrapy.core.downloader.tls",
    "scrapy.core.downloader.contextfactory",
    "scrapy.core.downloader.handlers.http11",
)
# Their warnings (too large, cut off) become the source's lamp; cron is not mailed of them every five minutes.
SAID_BY_LAMPS = (
    "scrapy.core.downloader.handlers",
    "scrapy.downloadermiddlewares.httpcompression",
    "scrapy-playwright",
)


class InterruptedCrawlError(Fault):
    """The crawl was told to stop before it was done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """How the reading of one source went: what was seen, how many requests it took, how many bytes came back."""

    task: Task
    saw: Saw
    requests: int
    bytes: int


Finished = Callable[[Report], Awaitable[None]]


def crawl(
    tasks: Sequence[Task],
    network: Network,
    finished: Finished,
    patience: Patience = PATIENCE,
    shelf: Shelf | None = None,
) -> None:
    """Read every source; finished is awaited after each, in the crawl's own event loop.

    patience: how far a busy server is waited for; shelf: where robots.txt is kept between runs. May be called once in
    a process. Raises what finished raises, why a keeper could not keep, and InterruptedCrawlError on a signal to stop.
    """
    install_reactor(REACTOR)
    for module in LOOK_AROUND:
        import_module(module)
    for name in SAID_BY_LAMPS:
        logging.getLogger(name).setLevel(logging.ERROR)
    from twisted.internet import reactor

    runner = AsyncCrawlerRunner(_settings(network))
    conduct = replace(Conduct.of(network), patience=patience, robots=RobotsBook(shelf))
    pool = _Pool(runner=runner, conduct=conduct, finished=finished)
    crawling = asyncio.get_event_loop().create_task(_all(pool, tasks))
    crawling.add_done_callback(lambda _: reactor.stop())  # type: ignore[misc]
    reactor.run()  # type: ignore[misc]
    if not crawling.done() or crawling.cancelled():
        raise InterruptedCrawlError("stopped before all sources were read")
    try:
        crawling.result()
    except ExceptionGroup as group:
        raise group.exceptions[0] from group


def _settings(network: Network) -> Settings:
    settings = SourceSettings()
    settings.setmodule(defaults, priority="project")
    ours = {
        "USER_AGENT": network.user_agent,
        "DOWNLOAD_TIMEOUT": network.timeout,
        "DOWNLOAD_MAXSIZE": network.max_body,
        # Each task brings its own spider; no other is imported.
        "SPIDER_MODULES": [],
    }
    settings.setdict(ours, priority="cmdline")
    return settings


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pool:
    """What the crawlers of this process share."""

    runner: AsyncCrawlerRunner
    conduct: Conduct
    finished: Finished
    reader: Reader = field(default_factory=Reader)
    places: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_ONCE))
    browsers: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(BROWSERS))


async def _all(pool: _Pool, tasks: Sequence[Task]) -> None:
    async def one_host(of_host: Iterable[Task]) -> None:
        for task in of_host:
            report = await _one(pool, task)
            if report.saw.not_kept is not None:
                raise report.saw.not_kept
            await pool.finished(report)

    try:
        async with asyncio.TaskGroup() as group:
            for of_host in _by_host(tasks):
                group.create_task(one_host(of_host))
    finally:
        await pool.reader.close()


def _by_host(tasks: Sequence[Task]) -> Iterable[list[Task]]:
    hosts: defaultdict[str, list[Task]] = defaultdict(list)
    for task in tasks:
        # What has no address of its own is asked of its site's one host.
        hosts[host_and_port(task.source.url) if task.source.url else task.source.site].append(task)
    return hosts.values()


async def _one(pool: _Pool, task: Task) -> Report:
    """The one boundary per source: whatever fails in it becomes its lamp and costs no other source."""
    try:
        spider = task.spider()
    except Exception as error:  # noqa: BLE001 the boundary: a spider that cannot be imported
        return _not_begun(task, error)
    drawn = task.source.browser or getattr(spider, "browser", False)
    # Who waits for the browser takes nobody's place.
    async with pool.browsers if drawn else nullcontext(), pool.places:
        return await _crawled(pool, task, spider)


def _not_begun(task: Task, error: Exception) -> Report:
    return Report(task=task, saw=Saw(failure=in_words(error)), requests=0, bytes=0)


async def _crawled(pool: _Pool, task: Task, spider: type[Spider]) -> Report:
    try:
        crawler = pool.runner.create_crawler(spider)
    except Exception as error:  # noqa: BLE001 the boundary
        return _not_begun(task, error)
    faults = _Faults(crawler)
    try:
        # Not the runner's crawl, which lays its settings over the crawler's own again.
        await crawler.crawl_async(task=task, conduct=pool.conduct, reader=pool.reader)
    except Exception as error:  # noqa: BLE001 the boundary
        faults.words.append(in_words(error))
    return _report(crawler, task, faults.words)


class _Faults:
    """What a spider's code raised, which Scrapy only logs. Signals hold their receivers weakly: keep this object."""

    def __init__(self, crawler: Crawler) -> None:
        self.words: list[str] = []
        crawler.signals.connect(self.note, signal=signals.spider_error)

    def note(self, failure: Failure, response: Any, spider: Spider) -> None:
        """Keep the words of a failure."""
        self.words.append(in_words(failure.value))


def _report(crawler: Crawler, task: Task, faults: Sequence[str]) -> Report:
    saw: Saw = getattr(crawler.spider, "saw", None) or Saw()
    counted = crawler.stats.get_stats() if crawler.stats else {}
    fault = faults[0] if faults else saw.failure
    saw.failure = "; ".join(filter(None, [_cut_short(crawler, counted, saw.pages), fault])) or None
    return Report(
        task=task,
        saw=saw,
        requests=counted.get("downloader/request_count", 0),
        bytes=counted.get("downloader/response_bytes", 0),
    )


def _cut_short(crawler: Crawler, counted: Mapping[str, Any], pages: int) -> str | None:
    """Why a crawl was ended before it was done, in words; None for one that came to its own end."""
    if counted.get("finish_reason") == "closespider_timeout":
        minutes = crawler.settings.getfloat("CLOSESPIDER_TIMEOUT") / 60
        return f"not done within {minutes:g} minutes; {pages} pages read"
    if counted.get("finish_reason") == "closespider_errorcount":
        return f"ended after {crawler.settings.getint('CLOSESPIDER_ERRORCOUNT')} faults; {pages} pages read"
    return None

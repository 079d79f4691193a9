"""A spider without a crawl: one answer in, what it hands over and asks for next out."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from scrapy.http import HtmlResponse, Request
from scripted_site import Answer, a_page

from complaints.sources import KnownPage
from crawler.handover import Kept, PageRead, Task
from crawler.source import Source
from crawler.spider import ReviewSpider
from spiders.page import Page

NOW = datetime(2026, 11, 16, 10, 0, tzinfo=UTC)
URL = "https://winkelpraat.example/fietsplezier"
SECOND = f"{URL}?page=2"


class Site(ReviewSpider):
    """A site that declares nothing but its name."""

    name = "winkelpraat"


@dataclass(slots=True)
class FakeKeeper:
    """Keeps what it is given and says what it is told to say."""

    says: Kept = field(default_factory=lambda: Kept(known=False, watched_left=0))
    pages: list[PageRead] = field(default_factory=list)
    same: list[str] = field(default_factory=list)

    async def page(self, read: PageRead) -> Kept:
        self.pages.append(read)
        return self.says

    async def unchanged(self, url: str) -> Kept:
        self.same.append(url)
        return self.says


def a_task(keeper: FakeKeeper | None = None, **changes: Any) -> Task:
    """A reading of a source that was read before."""
    task: dict[str, Any] = {
        "source": Source(name="praat", shop="fietsplezier", site="winkelpraat", url=URL),
        "spider": Page,
        "keeper": keeper or FakeKeeper(),
        "now": NOW,
        "first": False,
        "deep": False,
        "max_pages": 5,
    }
    return Task(**{**task, **changes})


def a_known_page(**changes: Any) -> KnownPage:
    known: dict[str, Any] = {"etag": '"1"', "last_modified": None, "next": SECOND, "findings": (1, 2)}
    return KnownPage(**{**known, **changes})


def a_response(answer: Answer, url: str = URL) -> HtmlResponse:
    return HtmlResponse(url, status=answer.status, body=answer.body, headers=dict(answer.headers))


def a_list(nodes: Sequence[Mapping[str, Any]], following: str | None = None, **headers: str) -> HtmlResponse:
    """The first page of a list of reviews."""
    return a_response(a_page(nodes, following=following, **headers))


def parsed(spider: ReviewSpider, response: HtmlResponse, asked: str = URL) -> list[Any]:
    """What comes of one answer: requests, and items where nobody keeps them."""

    async def all_of_it() -> list[Any]:
        return [made async for made in spider.parse(response, asked)]

    return asyncio.run(all_of_it())


def started(spider: ReviewSpider) -> list[Request]:
    async def all_of_it() -> list[Request]:
        return [request async for request in spider.start()]

    return asyncio.run(all_of_it())

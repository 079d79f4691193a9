"""One page of a site, fetched with the manners of every crawl, as it came."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from guard.fault import Fault

if TYPE_CHECKING:
    from scrapy.http import Response

    from crawler.process import Report
    from crawler.source import Network, Source
    from crawler.spider import ReviewSpider


class NotFetchedError(Fault):
    """The page could not be fetched, or must not be; says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """A page as it came: its address after redirects, its body, and when (aware UTC)."""

    url: str
    body: bytes
    content_type: str | None
    at: datetime

    @property
    def text(self) -> str:
        """Its text."""
        from crawler.reading.page import decoded

        return decoded(self.body, self.content_type)


def fetched(source: Source, network: Network) -> Fetched:
    """The source's first page, drawn in a browser where it says so. Once in a process. Raises NotFetchedError."""
    from crawler.handover import Task
    from crawler.lamps import judge
    from crawler.process import crawl

    now, kept, reports = datetime.now(UTC), list[Fetched](), list["Report"]()

    async def finished(report: Report) -> None:
        reports.append(report)

    task = Task(
        source=source,
        spider=lambda: _catching(kept),
        keeper=_NoKeeper(),
        now=now,
        first=True,
        deep=False,
        max_pages=1,
    )
    crawl([task], network, finished)
    if not kept:
        why = judge(reports[0].saw, most_read=0, newest=None, now=now).reason
        raise NotFetchedError(f"{source.url} was not fetched: {why}")
    return kept[0]


def _catching(kept: list[Fetched]) -> type[ReviewSpider]:
    from crawler.reading.page import Reading
    from crawler.spider import ReviewSpider

    class Catching(ReviewSpider):
        name = "new_site"

        async def _reading(self, response: Response, asked: str) -> Reading:
            kind = (response.headers.get("Content-Type") or b"").decode("latin-1")
            kept.append(Fetched(url=response.url, body=response.body, content_type=kind or None, at=self.now))
            return Reading()

    return Catching


class _NoKeeper:
    """Nothing is handed over: the page itself is what is wanted."""

    async def page(self, read: Any) -> Any:
        raise TypeError("a page that is only fetched holds nothing to keep")

    async def unchanged(self, url: str) -> Any:
        raise TypeError("a page that is only fetched was not known")

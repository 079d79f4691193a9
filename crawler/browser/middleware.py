"""Pages of sources that need a browser are drawn after they were fetched as any page is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self, cast

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.http import HtmlResponse, Request, Response

from crawler.browser.find import browser
from crawler.manners.refusal import RefusedError

if TYPE_CHECKING:
    from crawler.browser.studio import Studio
    from crawler.browser.wants import Site
    from crawler.spider import ReviewSpider

# In a request's meta: its page is to be drawn.
DRAWN = "drawn"


class DrawingMiddleware:
    """Has a browser draw what came; stands where an answer has been redirected, unpacked and judged busy or not."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._studio: Studio | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Its browser ends with the spider."""
        made = cls(crawler)
        crawler.signals.connect(made.closed, signal=signals.spider_closed)
        return made

    def process_request(self, request: Request) -> None:
        """Raises BrowserError before a page is asked for in vain, RefusedError for what one asks of another's host."""
        if request.meta.get(DRAWN) and self._studio is None:
            browser()
        site: Site | None = request.meta.get("for_page")
        if site is not None and not site.has(request.url):
            raise RefusedError("another host")

    async def process_response(self, request: Request, response: Response) -> Response:
        """The answer, drawn where it is a page to be drawn. Raises BrowserError, HostilePageError and BusyError."""
        if not request.meta.get(DRAWN) or response.status != 200 or not isinstance(response, HtmlResponse):
            return response
        drawn = await self._started().draw(response)
        body, headers = drawn.html.encode("utf-8", "replace"), {"Content-Type": "text/html; charset=utf-8"}
        return HtmlResponse(drawn.url, headers=headers, body=body, request=request)

    async def closed(self) -> None:
        """End the browser, if there is one."""
        if self._studio is not None:
            await self._studio.close()

    def _started(self) -> Studio:
        if self._studio is None:
            from crawler.browser.studio import Studio

            self._studio = Studio(self._crawler, cast("ReviewSpider", self._crawler.spider).manner)
        return self._studio

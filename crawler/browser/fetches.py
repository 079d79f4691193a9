"""What a page asks for while it is drawn, fetched by the crawler itself: through gate, robots.txt and pace, each hop.

So a page gets nothing that the crawler would not have fetched of its own accord, whatever it asks for and how.
"""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from time import monotonic
from typing import TYPE_CHECKING

from scrapy.exceptions import IgnoreRequest
from scrapy.http import Request, Response
from scrapy.http.request import NO_CALLBACK

from crawler.browser.wants import Site, Wanted, refuses
from crawler.manners.conduct import conduct_of
from crawler.manners.pace import host_and_port
from crawler.manners.patience import BUSY
from crawler.manners.refusal import BusyError
from crawler.manners.robots_fetch import NO_ANSWER
from guard.retry_after import retry_after

if TYPE_CHECKING:
    from playwright.async_api import Request as Asked
    from playwright.async_api import Route
    from scrapy.crawler import Crawler

log = logging.getLogger(__name__)

# In a request's meta: the site of the page that asks for it.
FOR_PAGE = "for_page"
MOST_REQUESTS = 100
# To how many other pages of its site a page may lead of itself, one after another.
MOST_PAGES = 3
# What scripts of one source are kept for its other pages, in bytes; a page asks for the same ones as the last.
KEPT_SCRIPTS = 32 * 1024 * 1024
# How long nothing was asked for when a page counts as drawn, in seconds.
QUIET = 0.5
# Where a busy server does not say for how long.
LEFT_ALONE = timedelta(minutes=30)
# Of the browser's own headers none else is passed on; who we are is said by the crawler.
PASSED_ON = frozenset({"accept", "accept-language", "content-type", "origin", "x-requested-with"})
# Of the server's headers these say how the bytes came, which is over.
_OF_THE_WAY = frozenset({"content-encoding", "content-length", "transfer-encoding", "connection", "set-cookie"})

Scripts = dict[str, Response]


class Fetches:
    """Answers the requests of one page. Its document is there already; scripts are shared by a source's pages."""

    def __init__(self, crawler: Crawler, document: Response, site: Site, scripts: Scripts) -> None:
        self.busy: BusyError | None = None
        self._crawler = crawler
        self._document: Response | None = document
        self._site = site
        self._scripts = scripts
        self._asked = self._led = self._open = 0
        self._last = monotonic()
        self._over = False
        # One after another; else all would wait in the crawler for their turn long after the page was given up.
        self._turn = asyncio.Lock()

    async def answer(self, route: Route) -> None:
        """Answer one request of the page, or refuse it."""
        from playwright.async_api import Error

        self._open += 1
        try:
            response = await self._response(_wanted(route.request), route.request)
            # A page that was closed meanwhile waits for no answer.
            with suppress(Error):
                if response is None:
                    await route.abort("blockedbyclient")
                else:
                    await route.fulfill(status=response.status, headers=_headers(response), body=response.body)
        finally:
            self._open -= 1
            self._last = monotonic()

    async def quiet(self) -> None:
        """Wait until the page has asked for nothing for a while and all that it asked for is answered."""
        while self._open or monotonic() - self._last < QUIET:
            await asyncio.sleep(0.05)

    def touch(self) -> None:
        """Something was done on the page that may make it ask for more."""
        self._last = monotonic()

    def end(self) -> None:
        """The page is over: what it still asks for is not fetched."""
        self._over = True

    async def _response(self, wanted: Wanted, asked: Asked) -> Response | None:
        document, self._document = self._document, None
        if document is not None:
            return document
        if kept := self._scripts.get(wanted.url):
            return kept
        if refuses(wanted, self._site) or self._asked >= MOST_REQUESTS:
            return None
        if wanted.kind == "document" and self._led >= MOST_PAGES:
            return None
        self._led += wanted.kind == "document"
        self._asked += 1
        async with self._turn:
            return None if self._over or self.busy else await self._fetched(wanted, asked)

    async def _fetched(self, wanted: Wanted, asked: Asked) -> Response | None:
        try:
            response = await self._crawler.engine.download_async(_request(wanted, asked, self._site))
        except (IgnoreRequest, ValueError, *NO_ANSWER) as error:
            log.debug("not fetched for a page: %s: %s", wanted.url, error)
            return None
        if response.status in BUSY:
            self.busy = self._gave_up(response)
        elif wanted.kind == "script" and response.status == 200:
            self._keep(wanted.url, response)
        return response

    def _keep(self, url: str, response: Response) -> None:
        if sum(len(kept.body) for kept in self._scripts.values()) + len(response.body) <= KEPT_SCRIPTS:
            self._scripts[url] = response

    def _gave_up(self, response: Response) -> BusyError:
        """A server that is too busy for what a page is made of is too busy for the page."""
        now = datetime.now(UTC)
        asked = retry_after((response.headers.get("Retry-After") or b"").decode("latin-1"), now)
        error = BusyError(response.status, now + (LEFT_ALONE if asked is None else asked))
        conduct_of(self._crawler).busy.gave_up[host_and_port(response.url)] = error
        return error


def _wanted(asked: Asked) -> Wanted:
    of_page = asked.resource_type == "document" and asked.frame.parent_frame is None
    return Wanted(url=asked.url, method=asked.method, kind=asked.resource_type, of_page=of_page)


def _request(wanted: Wanted, asked: Asked, site: Site) -> Request:
    headers = {name: value for name, value in asked.headers.items() if name.lower() in PASSED_ON}
    return Request(
        wanted.url,
        method=wanted.method,
        headers=headers,
        body=asked.post_data_buffer or b"",
        # Nothing is asked for a second time: the page is read again at its next turn.
        meta={FOR_PAGE: site, "dont_retry": True, "referrer_policy": "no-referrer"},
        callback=NO_CALLBACK,
        dont_filter=True,
    )


def _headers(response: Response) -> dict[str, str]:
    """The answer's headers as they are given to the browser. No cookie: a page is read without a session."""
    found = ((str(name), value) for name, value in response.headers.to_unicode_dict().items())
    return {name: value for name, value in found if name.lower() not in _OF_THE_WAY}

"""Fetching a robots.txt through one crawler: with its gate and its pace, at most five redirects and 500 KiB."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from scrapy import exceptions, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest, StopDownload
from scrapy.http import Request, Response
from scrapy.http.request import NO_CALLBACK
from twisted.internet.error import ConnectError, ConnectionClosed

from complaints.robots_files import RobotsFile
from crawler.failures import in_words
from crawler.manners.refusal import RefusedError
from crawler.manners.robots import LONGEST
from crawler.manners.robots_policy import Answer, address_of, judge, too_many_redirects, unanswered

# In a request's meta: it asks for a robots.txt; the value is how many bytes of the answer have come.
ROBOTS = "robots_txt"
REDIRECTS = 5
# No answer is asked for again at once: one lost connection must not stop a source.
TRIES = 3

NO_ANSWER = (
    exceptions.CannotResolveHostError,
    exceptions.DownloadCancelledError,
    exceptions.DownloadConnectionRefusedError,
    exceptions.DownloadFailedError,
    exceptions.DownloadTimeoutError,
    exceptions.ResponseDataLossError,
    ConnectError,
    ConnectionClosed,
    OSError,
)


def is_robots(request: Request) -> bool:
    """Whether a request, redirected or not, asks for a robots.txt."""
    return ROBOTS in request.meta


class RobotsFetch:
    """Fetches through a crawler's engine. Signals hold their receivers weakly: keep this object."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        crawler.signals.connect(self._begins, signal=signals.headers_received)
        crawler.signals.connect(self._comes, signal=signals.bytes_received)

    async def file(self, authority: str, now: datetime) -> RobotsFile:
        """What came of asking the authority. now is aware.

        Raises RefusedError where the request must not be made: that says nothing about the site.
        """
        for _ in range(TRIES):
            try:
                response = await self._download(_request(authority))
            except RefusedError:
                raise
            except IgnoreRequest as error:
                return _ignored(authority, error, now)
            except NO_ANSWER as error:
                failure = error
            else:
                return judge(authority, _answer(response), now)
        return unanswered(authority, in_words(failure), now)

    async def _download(self, request: Request) -> Response:
        return await self._crawler.engine.download_async(request)

    def _begins(self, request: Request, headers: Mapping[bytes, Any]) -> None:
        """A plain answer is cut off where enough has come, so it may be of any length; a packed one is bounded."""
        if not is_robots(request):
            return
        request.meta[ROBOTS] = 0
        if b"Content-Encoding" in headers:
            request.meta.pop("download_maxsize", None)
        else:
            request.meta["download_maxsize"] = 0

    def _comes(self, request: Request, data: bytes) -> None:
        if not is_robots(request):
            return
        request.meta[ROBOTS] += len(data)
        if request.meta[ROBOTS] >= LONGEST:
            raise StopDownload(fail=False)


def _request(authority: str) -> Request:
    # Busy and failing servers are this module's to judge, not those who would ask again.
    meta = {ROBOTS: 0, "dont_retry": True, "redirect_ttl": REDIRECTS, "referrer_policy": "no-referrer"}
    headers = {"Accept": "text/plain,*/*;q=0.5", "Accept-Encoding": "gzip"}
    return Request(address_of(authority), headers=headers, meta=meta, callback=NO_CALLBACK, dont_filter=True)


def _answer(response: Response) -> Answer:
    wait = (response.headers.get("Retry-After") or b"").decode("latin-1")
    return Answer(status=response.status, body=response.body, retry_after=wait or None)


def _ignored(authority: str, error: IgnoreRequest, now: datetime) -> RobotsFile:
    """Scrapy gave the request up: after too many redirects, or for what it could not unpack within bounds."""
    if "max redirections" in str(error):
        return too_many_redirects(authority, now)
    return unanswered(authority, in_words(error), now)

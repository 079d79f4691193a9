"""429 and 503: the host is left alone as long as it asks, by every crawler of the process."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from time import monotonic
from typing import Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.http import Request, Response

from crawler.manners.conduct import Conduct, conduct_of
from crawler.manners.pace import host_and_port
from crawler.manners.patience import BUSY, Refusal, Wait, decide
from crawler.manners.refusal import BusyError
from crawler.walls_met import wall_said
from guard.retry_after import retry_after

# In a request's meta: how often it was answered with "busy". Scrapy's own dont_retry means: whoever asks, handles it.
TRIES = "busy_tries"


class BackoffMiddleware:
    """Closes the host of a busy answer and asks again when it opens, or gives it up for this run."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._ends = float("inf")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """What was given up and how long is waited is the conduct's, which all crawlers share."""
        made = cls(crawler)
        crawler.signals.connect(made.opened, signal=signals.spider_opened)
        return made

    @property
    def _conduct(self) -> Conduct:
        return conduct_of(self._crawler)

    def opened(self) -> None:
        """The source's time begins to run; no wait goes past its end."""
        seconds = self._crawler.settings.getfloat("CLOSESPIDER_TIMEOUT")
        self._ends = monotonic() + (seconds or float("inf"))

    def process_request(self, request: Request) -> None:
        """Let no request go to a host that was given up. Raises BusyError."""
        gave_up = self._conduct.busy.gave_up.get(host_and_port(request.url))
        if gave_up:
            raise BusyError(gave_up.status, gave_up.again)

    def process_response(self, request: Request, response: Response) -> Request | Response:
        """The answer, or the same request again for when the host is open. Raises BusyError where it is given up."""
        # A challenge is no lack of time: asked again it stands there again.
        if response.status not in BUSY or request.meta.get("dont_retry") or wall_said(response):
            return response
        conduct, host, now = self._conduct, host_and_port(request.url), datetime.now(UTC)
        refusal = self._refusal(request, response, now)
        decided = decide(refusal, now, conduct.patience, random.random())  # noqa: S311 not a secret
        if isinstance(decided, Wait):
            conduct.pace.close(host, decided.seconds)
            return request.replace(dont_filter=True, meta={**request.meta, TRIES: refusal.of_request})
        error = conduct.busy.gave_up[host] = BusyError(response.status, decided.until)
        raise error

    def _refusal(self, request: Request, response: Response, now: datetime) -> Refusal:
        asked = retry_after((response.headers.get("Retry-After") or b"").decode("latin-1"), now)
        unsaid, host = self._conduct.busy.unsaid, host_and_port(request.url)
        unsaid[host] += asked is None
        return Refusal(
            asked=asked,
            of_request=request.meta.get(TRIES, 0) + 1,
            of_host=unsaid[host],
            left=self._ends - monotonic(),
        )

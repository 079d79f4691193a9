"""The pace, asked for every request of every crawler."""

from __future__ import annotations

from typing import Self

from scrapy.crawler import Crawler
from scrapy.http import Request, Response

from crawler.manners.conduct import Conduct, conduct_of
from crawler.manners.pace import host_and_port


class PaceMiddleware:
    """Takes a turn for every request, robots.txt and redirects included, and gives it back when the answer is there.

    It stands last before the download, so that nothing between the two can fail and keep a turn. What others refuse
    before it comes here as a failure too, without a turn: a turn is given back for the request that took it, once.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._held: set[Request] = set()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """The pace is that of the conduct which the crawler's spider shares with all others."""
        return cls(crawler)

    @property
    def _conduct(self) -> Conduct:
        return conduct_of(self._crawler)

    async def process_request(self, request: Request) -> None:
        """Hold the request until it is the host's turn."""
        await self._conduct.pace.take(host_and_port(request.url), self._conduct.delay)
        self._held.add(request)

    def process_response(self, request: Request, response: Response) -> Response:
        """The turn is over."""
        self._give_back(request)
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        """The turn is over, if there was one: the request failed."""
        self._give_back(request)

    def _give_back(self, request: Request) -> None:
        if request in self._held:
            self._held.remove(request)
            self._conduct.pace.give_back(host_and_port(request.url))

"""The gate for addresses, asked for every request of every crawler: first pages, redirects, next links, robots.txt."""

from __future__ import annotations

from typing import Self
from urllib.parse import urlsplit

from scrapy.crawler import Crawler
from scrapy.exceptions import CannotResolveHostError
from scrapy.http import Request

from crawler.manners.conduct import conduct_of
from crawler.manners.refusal import RefusedError
from crawler.manners.resolver import GatedResolver, stand
from guard.addresses import SCHEMES, Allowed, refuses


def _resolver(allowed: Allowed) -> GatedResolver:
    # The import puts a reactor in where there is none yet.
    from twisted.internet import reactor

    return stand(reactor, allowed)


class GateMiddleware:
    """Lets no request through to an address that may not be reached by its looks; stands before everything else.

    It also puts the gate into the resolver, where the addresses behind names are judged, before the first request.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """What is opened is said by the conduct that the crawler's spider shares with all others."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Raises RefusedError for a request that must not be made."""
        allowed = conduct_of(self._crawler).allowed
        # Asked each time: Scrapy puts its own resolver in when `scrapy crawl` starts the reactor.
        _resolver(allowed)
        if reason := refuses(request.url, allowed):
            raise RefusedError(reason)


class NamesMiddleware:
    """Says of a name that the resolver's gate refused why, before it is taken for a failure and tried again."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """As GateMiddleware."""
        return cls(crawler)

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Raises RefusedError where the name could not be resolved because of where it leads."""
        if not isinstance(exception, CannotResolveHostError):
            return
        parts = urlsplit(request.url)
        gate = _resolver(conduct_of(self._crawler).allowed)
        if reason := gate.refusal(parts.hostname or "", parts.port or SCHEMES[parts.scheme]):
            raise RefusedError(reason) from exception

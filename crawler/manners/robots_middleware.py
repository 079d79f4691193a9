"""robots.txt, asked for every page and every redirect of every crawler, before anything is fetched."""

from __future__ import annotations

from functools import partial
from typing import Self

from scrapy.crawler import Crawler
from scrapy.http import Request

from crawler.manners.conduct import conduct_of
from crawler.manners.pace import host_and_port
from crawler.manners.refusal import RefusedError, RulesError, SilentError
from crawler.manners.robots_fetch import RobotsFetch, is_robots
from crawler.manners.robots_policy import PORTS, Standing, authority_of


class RobotsMiddleware:
    """Lets through what a site's robots.txt allows, and slows down to what it asks.

    Not Scrapy's own, which takes three requests that wait for one robots.txt for allowed when it says no, reads the
    errors of a site as rules, and reads a site that cannot be reached.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._fetch = RobotsFetch(crawler)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """What is known of sites is the conduct's, which all crawlers share."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Raises RefusedError for what the site does not let us read, SilentError where it does not answer."""
        if is_robots(request) or not self._obeys() or not request.url.startswith(tuple(f"{s}:" for s in PORTS)):
            return
        conduct, authority = conduct_of(self._crawler), authority_of(request.url)
        standing = await conduct.robots.standing(authority, conduct.agent, partial(self._fetch.file, authority))
        if standing.delay:
            conduct.pace.slow_down(host_and_port(request.url), standing.delay)
        if not standing.allows(request.url):
            raise _refusal(standing, request.url)

    def _obeys(self) -> bool:
        return bool(getattr(self._crawler.spider, "asks_robots", True))


def _refusal(standing: Standing, url: str) -> RefusedError | SilentError:
    if standing.file.kind == "silent":
        return SilentError(standing.reason(url))
    refusal = RulesError if standing.file.kind == "rules" else RefusedError
    return refusal(standing.reason(url), standing.file.expires)

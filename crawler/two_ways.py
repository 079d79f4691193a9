"""Sources with two ways in: data by the shop's key, and a page that is read where there is no key."""

from __future__ import annotations

from collections.abc import AsyncIterator

import scrapy
from scrapy.http import Response

from crawler.api import ApiSpider
from crawler.reading.page import Reading


class KeyOrPageSpider(ApiSpider):
    """A source that is asked for data with its key, and that is the page at url where it has none.

    As a page it is a page like any other: it is read as what it says, and robots.txt says whether.
    """

    reads_pages = True
    obeys_robots = True

    @property
    def asks_for_data(self) -> bool:
        """Whether this reading is by the key, or could only be."""
        return self.source.key is not None or not self.source.url

    async def start(self) -> AsyncIterator[scrapy.Request]:
        """The first requests; none without either a key or a page."""
        way = super().start() if self.asks_for_data else super(ApiSpider, self).start()
        async for request in way:
            yield request

    async def _reading(self, response: Response, asked: str) -> Reading:
        if self.asks_for_data:
            return await super()._reading(response, asked)
        return await super(ApiSpider, self)._reading(response, asked)

    def _request(self, url: str, headers: dict[str, str]) -> scrapy.Request:
        if self.asks_for_data:
            return super()._request(url, headers)
        return super(ApiSpider, self)._request(url, headers)

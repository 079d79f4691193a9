"""Sources with two ways in: data by the shop's key, and a page that is read where there is no key."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import ClassVar

import scrapy
from scrapy.http import Response

from crawler.api import ApiSpider
from crawler.reading.page import Reading
from crawler.source import Source


class KeyOrPageSpider(ApiSpider):
    """A source that is asked for data with its key and id, and that is the page at url where it has neither.

    As a page it is a page like any other: it is read as what it says, and robots.txt says whether. page_best is the
    top of the scale there, page_verified on what real page its reading was checked.
    """

    reads_pages = True
    obeys_robots = True
    page_best: ClassVar[float | None]
    page_verified: ClassVar[str | None] = None

    @classmethod
    def scale(cls, *, data: bool) -> float | None:
        """Of its data and of its pages, which need not be the same."""
        return cls.best if data else cls.page_best

    @classmethod
    def verified_of(cls, source: Source) -> str | None:
        """Of the way by which the source is read."""
        return cls.verified if cls.asks_data_of(source) else cls.page_verified

    @classmethod
    def asks_data_of(cls, source: Source) -> bool:
        """Whether a source is asked for data: shop.toml says a key or id of it, or no page."""
        return bool(source.key or source.id or not source.url)

    @property
    def asks_for_data(self) -> bool:
        """As of its source."""
        return self.asks_data_of(self.source)

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

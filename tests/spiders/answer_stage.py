"""A spider of an API without a crawl: the requests it makes, and what it reads in an answer."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime
from typing import Any

from scrapy.http import Request, TextResponse

from crawler.api import ApiSpider
from crawler.reading.declared import read_page
from crawler.reading.page import Page, Reading

NOW = datetime(2026, 11, 16, 10, 0, tzinfo=UTC)


def a_page(content: Any, url: str = "https://api.example/", status: int = 200, **changes: Any) -> Page:
    """An answer: a text as it is, anything else as JSON."""
    html = content if isinstance(content, str) else json.dumps(content)
    return Page(html=html, url=url, status=status, site=changes.pop("site", "bron"), now=NOW, **changes)


def read(spider: ApiSpider, content: Any, **about: Any) -> Reading:
    """What the spider reads in an answer of its own site."""
    return read_page(a_page(content, site=str(spider.name), language=spider.language, **about), spider)


def started(spider: ApiSpider) -> list[Request]:
    """The requests with which a reading begins."""

    async def all_of_it() -> list[Request]:
        return [request async for request in spider.start()]

    return asyncio.run(all_of_it())


def answered(request: Request, content: Any, status: int = 200) -> list[Any]:
    """What is asked after a request's own callback was given an answer."""
    response = TextResponse(request.url, status=status, body=json.dumps(content).encode(), request=request)

    async def all_of_it() -> list[Any]:
        return [made async for made in request.callback(response, **request.cb_kwargs)]  # type: ignore[misc]

    return asyncio.run(all_of_it())

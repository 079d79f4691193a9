"""scrapy-playwright, told how to start its browser. Imported when a page is to be drawn: a third of a second."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from scrapy_playwright.handler import ScrapyPlaywrightDownloadHandler

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


def driver(crawler: Crawler, options: dict[str, Any]) -> Any:
    """The handler that draws; its provider has to be started."""
    handler = ScrapyPlaywrightDownloadHandler.from_crawler(crawler)
    # A browser that ended in the middle of a page is not tried again with the same page.
    ours = {"launch_options": options, "max_pages_per_context": 1, "target_closed_max_retries": 0}
    handler.config = replace(handler.config, **ours)
    handler.browser_provider = handler.browser_provider_cls(handler.config)
    return handler

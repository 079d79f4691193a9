"""A crawler of bare Scrapy for each URL, all in one process: `python -m bench.bare_crawlers DELAY PAGES URL…`."""

from __future__ import annotations

import sys

from scrapy.crawler import AsyncCrawlerProcess

from bench.bare import Bare


def main(delay: str, pages: str, *urls: str) -> None:
    settings = {"DOWNLOAD_DELAY": float(delay), "CONCURRENT_REQUESTS_PER_DOMAIN": 1}
    process = AsyncCrawlerProcess({**settings, "ROBOTSTXT_OBEY": False, "LOG_LEVEL": "CRITICAL"})
    for url in urls:
        process.crawl(Bare, urls=[url], pages=int(pages))
    process.start()


if __name__ == "__main__":
    main(*sys.argv[1:])

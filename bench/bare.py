"""Bare Scrapy with JSON-LD, as any Scrapy user would write it: `python -m bench.bare LOG_LEVEL PAGES URL…`.

Default settings but for robots.txt; 20 dicts a page; PAGES of each list at most. Prints pages, items and bytes.
"""

from __future__ import annotations

import json
import sys

import scrapy
from scrapy.crawler import AsyncCrawlerProcess


class Bare(scrapy.Spider):
    name = "bare"

    def __init__(self, urls, pages, **kwargs):
        super().__init__(**kwargs)
        self.start_urls = urls
        self.pages = pages

    def parse(self, response, page=1):
        for block in response.css('script[type="application/ld+json"]::text').getall():
            for review in json.loads(block).get("review", []):
                yield {
                    "id": review["identifier"],
                    "author": review["author"]["name"],
                    "rating": review["reviewRating"]["ratingValue"],
                    "best": review["reviewRating"]["bestRating"],
                    "published": review["datePublished"],
                    "title": review["name"],
                    "text": review["reviewBody"],
                }
        following = response.css("a[rel=next]::attr(href)").get()
        if following and page < self.pages:
            yield response.follow(following, self.parse, cb_kwargs={"page": page + 1})


def main(level: str, pages: str, *urls: str) -> None:
    process = AsyncCrawlerProcess({"ROBOTSTXT_OBEY": False, "LOG_LEVEL": level})
    crawler = process.create_crawler(Bare)
    process.crawl(crawler, urls=list(urls), pages=int(pages))
    process.start()
    counted = crawler.stats.get_stats()
    told = {
        "pages": counted["downloader/response_count"],
        "items": counted["item_scraped_count"],
        "bytes": counted["downloader/response_bytes"],
    }
    print(json.dumps(told))


if __name__ == "__main__":
    main(*sys.argv[1:])

"""Shop reviews on kiyoh.com, 1-10: the publication API with its token, or the older feed with its hash."""

from __future__ import annotations

from crawler import KeyOrPageSpider
from crawler.publication import PublicationSpider


class Kiyoh(KeyOrPageSpider, PublicationSpider):
    """id is the number of the location and key its token; or key alone the hash of the feed; else url is the page."""

    name = "kiyoh"
    domains = ("kiyoh.com", "kiyoh.nl")
    page_best = 10
    host = "https://www.kiyoh.com"
    tenant = "98"
    verified = "2019, answers of the feed with other names, from two clients' tests; the API by a document only (V2.4)"

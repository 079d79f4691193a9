"""Shop reviews on klantenvertellen.nl, 1-10: the publication API with its token, or the older feed with its hash."""

from __future__ import annotations

from crawler import KeyOrPageSpider
from crawler.publication import PublicationSpider


class Klantenvertellen(KeyOrPageSpider, PublicationSpider):
    """id is the number of the location and key its token; or key alone the hash of the feed; else url is the page."""

    name = "klantenvertellen"
    domains = ("klantenvertellen.nl",)
    page_best = 10
    host = "https://www.klantenvertellen.nl"
    tenant = "99"
    verified = "a document only (V2.4, 2019-09), beside the answers of `kiyoh`, which is the same platform"

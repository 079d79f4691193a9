"""Shop reviews of Trusted Shops, 1-5: the last ten or so by their public API, or the page at url."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote

from crawler import AskingFirstSpider, KeyOrPageSpider, Review, Signed
from crawler.reading.answer_fields import mark, when
from crawler.reading.answers import AnswerError, each, succeeded, words
from crawler.reading.page import Page, Reading

_TSID = re.compile(r"X[0-9A-Z]{32}")


class TrustedShops(KeyOrPageSpider, AskingFirstSpider):
    """id is the shop's number there (X and 32 signs) or its domain, looked up first; else url is the page."""

    name = "trusted_shops"
    domains = ("trustedshops.nl", "trustedshops.be", "trustedshops.de", "trstd.com")
    best = page_best = 5
    wants = ("id",)
    host = "https://api.trustedshops.com"
    shows_all = False
    gives = "mark"
    verified = "a document only (what three clients of it read, the last of 2026)"
    ts_id = ""

    def first_asked(self) -> Signed | None:
        """Which number a shop has, where shop.toml says its domain."""
        told = str(self.source.id)
        if _TSID.fullmatch(told):
            self.ts_id = told
            return None
        return Signed(url=f"{self.base}/rest/public/v2/shops.json?url={quote(told)}")

    def heed(self, page: Page) -> None:
        """The number of the shop. Raises AnswerError."""
        self.ts_id = number_of(page)

    def addresses(self) -> tuple[str, ...]:
        """The shop's latest reviews."""
        return (f"{self.base}/rest/public/v2/shops/{self.ts_id}/reviews.json",)

    def answer(self, page: Page) -> Reading:
        """About ten reviews, the latest first."""
        shop = succeeded(page)["response"]["data"]["shop"]
        reviews, unreadable, _ = each(shop.get("reviews", ()), lambda part: _review(part, page))
        return Reading(reviews=reviews, reader=self.name, unreadable=unreadable)


def number_of(page: Page) -> str:
    """The one shop number in an answer that looks shops up. Raises AnswerError for none or several."""
    found = {shop["tsId"] for shop in succeeded(page)["response"]["data"]["shops"]}
    if len(found) != 1 or not _TSID.fullmatch(number := str(found.pop())):
        raise AnswerError(f"{len(found)} shops have that domain; set id to the shop's number (X and 32 signs)")
    return number


def _review(part: dict[str, Any], page: Page) -> Review:
    return Review(
        site=page.site,
        reader=page.site,
        id=words(part["UID"]),
        rating=mark(part["mark"], best=5),
        published=when(part.get("creationDate"), page),
        text=words(part.get("comment")),
        language=page.language,
    )

"""Shop reviews on Kieskeurig.nl: 1-10, by its XML service with the shop's token, or the page at url."""

from __future__ import annotations

from typing import Any

from crawler import KeyOrPageSpider, Review, Signed, recommendation
from crawler.reading.answer_fields import mark, when
from crawler.reading.answers import AnswerError, each
from crawler.reading.page import Page, Reading
from crawler.reading.xml_answers import root, words_at

# As many as a page may list; a large shop has more.
_MOST = 5_000


class Kieskeurig(KeyOrPageSpider):
    """id is the shop's (32 signs), key its token; without them url is the page of its reviews."""

    name = "kieskeurig"
    domains = ("kieskeurig.nl", "kieskeurig.be")
    best = page_best = 10
    language = "nl"
    wants = ("id", "key")
    host = "https://rest-ext.kieskeurig.nl"
    gives = "author, mark, title, recommendation, link"
    # The service by a document of 2017 alone; no page of the site has been seen.
    verified = None

    def addresses(self) -> tuple[str, ...]:
        """All reviews of the shop at once."""
        return (f"{self.base}/nl/shop.nsf/reviews?shopid={self.source.id}&reviewtype=all&_version=3.10",)

    def signed(self, url: str) -> Signed:
        """With the token in the address."""
        return Signed(url=f"{url}&_token={self.secret}")

    def answer(self, page: Page) -> Reading:
        """All reviews, the newest first, of which the oldest are left out of many; and how many there are."""
        said = root(page)
        counted = said.xpath("//ShopTotalReviewRating/@count")
        listed = sorted(said.xpath("//*[@review_link_id]"), key=_time, reverse=True)[:_MOST]
        if not listed and not counted:
            raise AnswerError("no reviews of a shop in the answer")
        reviews, unreadable, held_back = each(listed, lambda part: _review(part, page))
        count = int(counted[0]) if counted and counted[0].isdecimal() else None
        return Reading(
            reviews=reviews,
            reader=self.name,
            unreadable=unreadable,
            passed_over=held_back,
            says_none=count == 0,
            aggregate_count=count,
        )


def _time(part: Any) -> str:
    """When it was written, as the service says it, which sorts; "" where it does not."""
    return str(part.xpath("string(.//date/@dt)"))


def _review(part: Any, page: Page) -> Review | None:
    """One review; None for one that the site has not approved."""
    if part.get("approved", "Y") != "Y":
        return None
    return Review(
        site=page.site,
        reader=page.site,
        url=part.get("review_link"),
        id=part.get("review_link_id"),
        author=words_at(part, "name"),
        rating=mark(words_at(part, "score"), best=10),
        recommend=recommendation(part.get("recommend")),
        published=when(_time(part), page),
        title=words_at(part, "title"),
        text=words_at(part, "text"),
        language=page.language,
    )

"""Reviews of a shop on heureka.cz, a Czech comparer of prices: its pages of verified customers, 0-10, Czech."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from parsel import Selector

from crawler import Rating, Reply, Review, ReviewSpider, moment, one, text
from crawler.reading.page import Page
from crawler.reading.plain_text import plain

_ZONE = ZoneInfo("Europe/Prague")
_RECOMMENDS = {"Doporučuje obchod": True, "Nedoporučuje obchod": False}
_VERIFIED = "Ověřený zákazník"


class Heureka(ReviewSpider):
    """url is the shop's page there, …/recenze/overene; its next pages are linked with rel=next."""

    name = "heureka"
    domains = ("heureka.cz",)
    best = 10
    language = "cs"
    card = "li.c-post"
    gives = "author, mark, recommendation, good and bad points, reply"
    verified = "2025-08, three recorded pages"

    def read(self, card: Selector, page: Page) -> Review:
        """One review; a reply has no date there."""
        author = text(card, ".c-post__author")
        return Review(
            site=page.site,
            reader=page.site,
            url=page.url,
            id=card.attrib["id"],
            author=author,
            rating=_rating(card),
            recommend=_RECOMMENDS.get(" ".join(card.css(".c-post__recommendation::text").getall()).strip()),
            published=moment(one(card, "time.c-post__publish-time").attrib["datetime"], zone=_ZONE, now=page.now),
            text=_said(card, ".c-post__summary"),
            pros=_points(card, "pros"),
            cons=_points(card, "cons"),
            reply=_reply(card),
            language=self.language,
            verified_buyer=author.startswith(_VERIFIED) or None,
        )


def _rating(card: Selector) -> Rating | None:
    """The mark; who gives none has no widget. 0 has not been seen, and is taken for none."""
    mark = float(card.css(".c-rating-widget[data-rating]").attrib.get("data-rating", 0))
    return Rating(value=mark, best=10, worst=0) if mark else None


def _points(card: Selector, kind: str) -> tuple[str, ...]:
    return tuple(plain(point) for point in card.css(f".c-attributes-list--{kind} .c-attributes-list__item").getall())


def _said(card: Selector, css: str) -> str | None:
    found = card.css(css)
    return plain(one(card, css).get()) or None if found else None


def _reply(card: Selector) -> Reply | None:
    paragraphs = [plain(part) for part in card.css(".c-post-response > p").getall()]
    return Reply(text="\n\n".join(paragraphs)) if paragraphs else None

"""The crawler, and the surface that spiders use: ReviewSpider, its values, and what reads a card and its fields."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from complaints.review import Rating, Reply, Review
    from crawler.api import ApiSpider, Signed
    from crawler.asking_first import AskingFirstSpider
    from crawler.private_feeds import FeedSpider
    from crawler.reading.declared import one, text
    from crawler.reading.fields import ReplyHeader, author, moment, rating, recommendation, reply_header, shop_reply
    from crawler.spider import ReviewSpider
    from crawler.steps import Step
    from crawler.tokens import TokenSpider
    from crawler.two_ways import KeyOrPageSpider

__all__ = [
    "ApiSpider",
    "AskingFirstSpider",
    "FeedSpider",
    "KeyOrPageSpider",
    "Rating",
    "Reply",
    "ReplyHeader",
    "Review",
    "ReviewSpider",
    "Signed",
    "Step",
    "TokenSpider",
    "author",
    "moment",
    "one",
    "rating",
    "recommendation",
    "reply_header",
    "shop_reply",
    "text",
]

_HOMES = {
    "ApiSpider": "crawler.api",
    "AskingFirstSpider": "crawler.asking_first",
    "KeyOrPageSpider": "crawler.two_ways",
    "FeedSpider": "crawler.private_feeds",
    "Rating": "complaints.review",
    "Reply": "complaints.review",
    "ReplyHeader": "crawler.reading.fields",
    "Review": "complaints.review",
    "ReviewSpider": "crawler.spider",
    "Signed": "crawler.api",
    "Step": "crawler.steps",
    "TokenSpider": "crawler.tokens",
    "author": "crawler.reading.fields",
    "moment": "crawler.reading.fields",
    "one": "crawler.reading.declared",
    "rating": "crawler.reading.fields",
    "recommendation": "crawler.reading.fields",
    "reply_header": "crawler.reading.fields",
    "shop_reply": "crawler.reading.fields",
    "text": "crawler.reading.declared",
}


def __getattr__(name: str) -> Any:
    """Scrapy is imported when a spider is, not when a setting of the crawler is."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)

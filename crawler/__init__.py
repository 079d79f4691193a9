"""The crawler, and the surface that spiders use: ReviewSpider, Review, Rating, Reply, one, text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from complaints.review import Rating, Reply, Review
    from crawler.reading.declared import one, text
    from crawler.spider import ReviewSpider

__all__ = ["Rating", "Reply", "Review", "ReviewSpider", "one", "text"]

_HOMES = {
    "Rating": "complaints.review",
    "Reply": "complaints.review",
    "Review": "complaints.review",
    "ReviewSpider": "crawler.spider",
    "one": "crawler.reading.declared",
    "text": "crawler.reading.declared",
}


def __getattr__(name: str) -> Any:
    """Scrapy is imported when a spider is, not when a setting of the crawler is."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)

"""What a site published about a shop: the one value that every reader makes and every room reads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

# The reader of pages that nothing is known of beforehand, by their repeated cards.
CARDS = "cards"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """A mark as published: value on a scale that ends at best; best is None where nothing says so."""

    value: float
    best: float | None = None
    worst: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """The shop's public answer below a review; published as in Review."""

    text: str
    published: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """One review as a site published it; None where the page does not say.

    published is ISO 8601 with an offset, or YYYY-MM-DD or YYYY-MM where the page gives no more.
    id is the site's own, never a position on the page. reader names the way it was read:
    "json-ld", "microdata", "cards", a spider's name, and so on.
    """

    site: str
    url: str | None = None
    id: str | None = None
    author: str | None = None
    rating: Rating | None = None
    recommend: bool | None = None
    published: str | None = None
    title: str | None = None
    text: str | None = None
    pros: tuple[str, ...] = ()
    cons: tuple[str, ...] = ()
    reply: Reply | None = None
    language: str | None = None
    verified_buyer: bool | None = None
    reader: str


def review_json(review: Review) -> dict[str, Any]:
    """The review in the shape of the contract: every key present, null where unknown."""
    rating, reply = review.rating, review.reply
    return {
        "site": review.site,
        "url": review.url,
        "id": review.id,
        "author": review.author,
        "rating": rating and {"value": rating.value, "best": rating.best},
        "recommend": review.recommend,
        "published": review.published,
        "title": review.title,
        "text": review.text,
        "pros": list(review.pros),
        "cons": list(review.cons),
        "reply": reply and {"text": reply.text, "published": reply.published},
        "language": review.language,
        "verified_buyer": review.verified_buyer,
        "reader": review.reader,
    }


def review_from_json(data: dict[str, Any]) -> Review:
    """The inverse of review_json, for what we stored ourselves."""
    rating, reply = data["rating"], data["reply"]
    return Review(
        **{
            **data,
            "rating": rating and Rating(**rating),
            "reply": reply and Reply(**reply),
            "pros": tuple(data["pros"]),
            "cons": tuple(data["cons"]),
        }
    )

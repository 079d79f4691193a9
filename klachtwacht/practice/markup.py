"""Reviews as schema.org values, ready for a JSON-LD block. Pure."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from klachtwacht.practice.board import Answer, Board, Post
from klachtwacht.practice.reviews import ZONE

SHOP_NAME = "Fietsen Jansen"
SHOP_URL = "https://www.fietsenjansen.test/"
SHOP_PATH = "/winkels/fietsen-jansen/reviews"
CONTEXT = "https://schema.org"


def iso(moment: datetime) -> str:
    """An aware moment as the site writes it: Dutch local time, to the second, with its offset."""
    return moment.astimezone(ZONE).isoformat(timespec="seconds")


def permalink(base: str, post_id: str) -> str:
    """The address of one review; base is the site's own, without a slash at the end."""
    return f"{base}{SHOP_PATH}/{post_id}"


def average(board: Board) -> float | None:
    """The mean mark with one decimal, None without reviews."""
    marks = [post.draft.mark for post in board.posts]
    return round(sum(marks) / len(marks), 1) if marks else None


def shop_page(board: Board, posts: tuple[Post, ...], base: str) -> dict[str, Any]:
    """The shop with its mean over the whole board and the reviews of one page."""
    shop = {"@context": CONTEXT, "@type": "OnlineStore", "name": SHOP_NAME, "url": SHOP_URL}
    return shop | {"aggregateRating": _aggregate(board), "review": [review(post, base) for post in posts]}


def review_page(post: Post, base: str) -> dict[str, Any]:
    """One review by itself, saying what it is about."""
    shop = {"@type": "OnlineStore", "name": SHOP_NAME, "url": SHOP_URL}
    return {"@context": CONTEXT} | review(post, base) | {"itemReviewed": shop}


def review(post: Post, base: str) -> dict[str, Any]:
    """One review; what the customer left out has no key, as on real sites."""
    draft = post.draft
    value: dict[str, Any] = {
        "@type": "Review",
        "identifier": post.id,
        "url": permalink(base, post.id),
        "author": {"@type": "Person", "name": draft.author},
        "datePublished": iso(post.published),
        "name": draft.title,
        "reviewBody": draft.text,
        "inLanguage": draft.language,
        "reviewRating": {"@type": "Rating", "ratingValue": draft.mark, "bestRating": 10, "worstRating": 1},
        "positiveNotes": _notes(draft.pros),
        "negativeNotes": _notes(draft.cons),
        "comment": _comment(post.answer),
    }
    return {key: part for key, part in value.items() if part is not None}


def _aggregate(board: Board) -> dict[str, Any]:
    mean = average(board)
    count = {"@type": "AggregateRating", "reviewCount": len(board.posts), "bestRating": 10, "worstRating": 1}
    return count if mean is None else count | {"ratingValue": mean}


def _notes(notes: tuple[str, ...]) -> dict[str, Any] | None:
    items = [{"@type": "ListItem", "position": number, "name": note} for number, note in enumerate(notes, 1)]
    return {"@type": "ItemList", "itemListElement": items} if items else None


def _comment(answer: Answer | None) -> dict[str, Any] | None:
    if answer is None:
        return None
    return {
        "@type": "Comment",
        "author": {"@type": "Organization", "name": SHOP_NAME},
        "text": answer.text,
        "datePublished": iso(answer.published),
    }

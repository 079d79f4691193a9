"""Whether a reading is sure enough to alert on: the bounds were measured on pages of a hundred sites."""

from __future__ import annotations

from collections.abc import Callable

from complaints.review import Review
from crawler.reading.card_model import CardReview
from crawler.reading.cards.names import is_kept_back

FEWEST = 3
_AUTHOR = "an author"
SURE = 0.75
_NEEDED = ("author", "published", "text", "rating")


def doubts(read: list[CardReview], *, marked: bool, nameless: int) -> tuple[str, ...]:
    """Why a page is not green; empty for a green one. nameless: how many say themselves that they name nobody."""
    reviews = [each.review for each in read]
    if len(reviews) < FEWEST:
        return (f"fewer than {FEWEST} reviews",)
    found = []
    for name, least, has in _BOUNDS:
        share = _share(reviews, has) + (nameless / len(reviews) if name == _AUTHOR else 0)
        if share < least:
            found.append(f"{name} in {share:.0%} of the reviews")
    authors = [review.author for review in reviews if review.author and not is_kept_back(review.author)]
    if len(set(authors)) < 0.6 * len(authors):
        found.append("the same authors again and again")
    rated = _share(reviews, lambda review: review.rating is not None)
    if marked and rated < 0.9:
        found.append(f"a mark in {rated:.0%} of the reviews")
    if unsure := {name for each in read for name in _NEEDED if each.confidence.get(name, 1.0) < SURE}:
        found.append(f"unsure which is the {', '.join(sorted(unsure))}")
    return tuple(found)


def _share(reviews: list[Review], has: Callable[[Review], bool]) -> float:
    return sum(map(has, reviews)) / len(reviews)


_BOUNDS: tuple[tuple[str, float, Callable[[Review], bool]], ...] = (
    ("a date", 0.95, lambda review: review.published is not None),
    (_AUTHOR, 0.90, lambda review: review.author is not None),
    ("a text", 0.80, lambda review: bool(review.text or review.pros or review.cons)),
)

"""How sure each field of a review is, from 0 to 1: the part of such fields that was right where it was measured.

Measured on captured and invented pages, as they are and with their classes taken away, by how much the key that was
chosen for a field looks like it and how far it is ahead of the next.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise
from typing import Any

from complaints.review import Review
from crawler.reading.card_model import CardReview
from crawler.reading.cards.columns import Pick
from crawler.reading.cards.replies import Answer

# Below it a field is not given.
GIVEN_FROM = 0.5
_NOT_LOOKED_FOR = 0.95
_SIDE = 0.9
# The worth of a key, and the part that was right from there on.
_AUTHOR = ((0.9, 0.25), (1.3, 0.5), (1.7, 0.75), (1.9, 0.92), (2.2, 0.98))
_TITLE = ((0.8, 0.4), (1.0, 0.7), (1.4, 0.85), (1.9, 0.95), (2.3, 0.98))
_DATE = ((0.4, 0.4), (0.9, 0.75), (1.6, 0.93), (2.0, 0.98))
# The worth of the next best text as a part of that of the best, and the part that was right from there on.
_TEXT = ((0.0, 0.98), (0.3, 0.95), (0.6, 0.85), (1.0, 0.5))
# A date that has an equal beside it may be that of another thing.
_CLOSE, _OF_TWO = 0.15, 0.85


def of_author(pick: Pick) -> float:
    """How sure it is that the key holds the names."""
    return _on_line(pick.worth, _AUTHOR) if pick.looked_for else _NOT_LOOKED_FOR


def of_title(pick: Pick) -> float:
    """How sure it is that the key holds the headings."""
    return _on_line(pick.worth, _TITLE) if pick.looked_for else _NOT_LOOKED_FOR


def of_date(pick: Pick) -> float:
    """How sure it is that the key holds the dates."""
    if not pick.looked_for:
        return _NOT_LOOKED_FOR
    sure = _on_line(pick.worth, _DATE)
    return min(sure, _OF_TWO) if pick.next > pick.worth - _CLOSE else sure


def of_text(pick: Pick) -> float:
    """How sure it is that the key holds the texts."""
    return _on_line(max(0.0, pick.next) / pick.worth, _TEXT) if pick.looked_for and pick.worth else _NOT_LOOKED_FOR


def _on_line(at: float, points: tuple[tuple[float, float], ...]) -> float:
    """The value between the two points that at lies between; that of the first or last outside of them."""
    if at <= points[0][0]:
        return points[0][1]
    for (before, low), (after, high) in pairwise(points):
        if at <= after:
            return round(low + (high - low) * (at - before) / (after - before), 2)
    return points[-1][1]


def with_sureness(review: Review, answer: Answer | None, sure: Mapping[str, float]) -> CardReview:
    """The review with how sure its fields are; without those that are not sure enough, which keep their number."""
    known = {name: value for name, value in sure.items() if getattr(review, name)}
    if answer:
        known["reply"] = 0.95 if answer.by_shop else 0.8
    known |= {name: _SIDE for name in ("pros", "cons") if getattr(review, name)}
    if review.recommend is not None:
        known["recommend"] = _SIDE
    dropped: dict[str, Any] = {name: None for name, value in known.items() if value < GIVEN_FROM}
    return CardReview(review=replace(review, **dropped), confidence=known)

"""What the reader of cards gives back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from complaints.review import Review

PRINTED, GIVEN, GUESSED = "printed", "given", "guessed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """Where the marks of a list end, and who says so: it is printed on the page, given by the source, or guessed."""

    best: float
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CardReview:
    """A review as read from a card, and how sure each of its fields is, from 0 to 1; what is unsure is not given."""

    review: Review
    confidence: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class CardReading:
    """What a page of cards says.

    green: sure enough to alert on where the scale is known; else why_not_green says what is missing. refused: why
    what is repeated on the page is no list of reviews, None where reviews were read. scale: None without marks; a
    guessed one is in no review's rating.best.
    """

    reviews: tuple[CardReview, ...] = ()
    green: bool = False
    why_not_green: tuple[str, ...] = ()
    scale: Scale | None = None
    refused: str | None = None

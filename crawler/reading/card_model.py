"""What the reader of cards is given beside the page, and what it gives back."""

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
class Layout:
    """How the cards of a list are built, and the ways in them to what is in their fields, None where they have none.

    tag and words: the element of a card and its classes; flat: a card is such an element with what follows it. shape:
    the elements in the first card. method: how its marks are said; month_first: how its dates are written.
    """

    tag: str
    words: tuple[str, ...] = ()
    flat: bool = False
    shape: tuple[str, ...] = ()
    author: str | None = None
    date: str | None = None
    title: str | None = None
    text: tuple[str, ...] = ()
    mark: str | None = None
    method: str | None = None
    month_first: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One review of a page, as whoever looked at it says: who wrote it, how it begins, its title where it has one."""

    author: str
    text: str
    title: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Prior:
    """What is known of a page's cards beforehand: how they were built, how long their texts were, or one of them.

    It says where to look first. What is no list of reviews is none with it either.
    """

    layout: Layout | None = None
    lengths: tuple[int, ...] = ()
    example: Example | None = None


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
    guessed one is in no review's rating.best. layout: how the cards are built; None where none were read.
    """

    reviews: tuple[CardReview, ...] = ()
    green: bool = False
    why_not_green: tuple[str, ...] = ()
    scale: Scale | None = None
    refused: str | None = None
    layout: Layout | None = None

"""Which scale a mark is on. What nothing says is unknown, so that no guess can call a shop good or bad."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from complaints.review import Rating
from crawler.reading.fields import number, rating, value_and_top
from crawler.reading.graph import Found, Graph, Node

# "If bestRating is omitted, 5 is assumed": Google's rules for review snippets, and schema.org until 2021.
OMITTED_BEST = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Scales:
    """What the page and its source say about scales that a review itself leaves out.

    expected is the source's own scale, or None; omitted is 5 where no mark on the page passes it, or None.
    """

    expected: float | None
    omitted: float | None


def stated(node: Node) -> Rating | None:
    """The mark of a review, with the scale only as far as the review itself says it; None without a mark."""
    holder = _holder(node)
    best, worst = number(holder.get("bestRating")), number(holder.get("worstRating"))
    value, top = value_and_top(holder.get("ratingValue"))
    if value is None:
        return _in_words(holder.get("ratingValue"), best, worst)
    return None if value < 0 else Rating(value=value, best=top if best is None else best, worst=worst)


def _in_words(value: Any, best: float | None, worst: float | None) -> Rating | None:
    """A mark that is written for people, where its scale is sure: "4 van 5 sterren", "FIVE", "★★★☆☆"."""
    mark = rating(value, best=best, worst=worst) if isinstance(value, str) else None
    return mark if mark and mark.best is not None else None


def scales(graph: Graph, marks: Iterable[Rating | None], expected: float | None) -> Scales:
    """The scales for a whole page, its aggregate ratings included: an average of 8.7 is not out of 5."""
    values = [mark.value for mark in marks if mark is not None]
    values += [value for node in graph.aggregates if (value := number(node.get("ratingValue"))) is not None]
    return Scales(expected=expected, omitted=OMITTED_BEST if all(value <= OMITTED_BEST for value in values) else None)


def settled(mark: Rating | None, found: Found, graph: Graph, known: Scales) -> Rating | None:
    """The mark on its scale: the review's own, else the source's, else its item's, else 5 where that can be.

    0 where the scale starts at 1 or does not say is no mark at all. A mark outside its scale, or a scale upside
    down, keeps its value and has no scale.
    """
    if mark is None:
        return None
    best, worst = mark.best, mark.worst
    if best is None:
        best, worst = _from_outside(mark, found, graph, known)
    if mark.value == 0 and (worst is None or worst > 0):
        return None
    lowest = worst or 0.0
    if best is None or not lowest < best or not lowest <= mark.value <= best:
        return Rating(value=mark.value)
    return Rating(value=mark.value, best=best, worst=worst)


def _from_outside(mark: Rating, found: Found, graph: Graph, known: Scales) -> tuple[float | None, float | None]:
    if known.expected is not None:
        return known.expected, mark.worst
    for aggregate in aggregates_of(found, graph):
        best = number(aggregate.get("bestRating"))
        if best is not None:
            return best, number(aggregate.get("worstRating")) if mark.worst is None else mark.worst
    return known.omitted, mark.worst


def aggregates_of(found: Found, graph: Graph) -> Iterator[Node]:
    """The aggregate ratings of what a review reviews, nearest first."""
    for item in found.items:
        aggregate = graph.resolve(item.get("aggregateRating"))
        if aggregate is not None:
            yield aggregate


def _holder(node: Node) -> Node:
    """The node that holds the mark: the overall one where several aspects are rated, or the review itself."""
    rating: Any = node.get("reviewRating")
    if isinstance(rating, list):
        listed = [each for each in rating if isinstance(each, dict)]
        rating = next((each for each in listed if "reviewAspect" not in each), None)
    if isinstance(rating, dict):
        return rating
    return {"ratingValue": rating} if rating is not None else node

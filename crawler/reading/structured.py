"""Reviews that a page itself declares: JSON-LD first, microdata where JSON-LD has none."""

from __future__ import annotations

from dataclasses import replace
from reprlib import Repr

from complaints.review import Review
from crawler.reading.fields import number
from crawler.reading.graph import Found, Graph, walk
from crawler.reading.identity import once
from crawler.reading.json_ld import read_blocks
from crawler.reading.links import next_url
from crawler.reading.microdata import has_marked_reviews, read_microdata
from crawler.reading.page import Page, Reading, Unreadable
from crawler.reading.prescan import refuse_too_many
from crawler.reading.scale import aggregates_of, scales, settled, stated
from crawler.reading.schema_org import review

JSON_LD = "json-ld"
MICRODATA = "microdata"
# How a node begins; the whole of it, with all that is nested in it, may be the whole page.
_BEGINNING = Repr()
_BEGINNING.maxlevel, _BEGINNING.maxdict, _BEGINNING.maxstring = 3, 10, 100


def read(page: Page) -> Reading:
    """The page's reviews, how many it says there are, and its next page.

    Raises HostilePageError where microdata must be parsed, and for more reviews than a page may list; JSON-LD is read
    without parsing the page.
    """
    blocks = read_blocks(page.html)
    graph = walk(blocks.values)
    unreadable = blocks.unreadable
    reader = JSON_LD
    if not graph.reviews and has_marked_reviews(page.html):
        marked = read_microdata(page.html, page.url)
        graph = walk(blocks.values + marked.values)
        unreadable += marked.unreadable
        reader = MICRODATA
    reading = _reading(page, graph, reader)
    return replace(reading, unreadable=unreadable + reading.unreadable, next_url=next_url(page.html, page.url))


def _reading(page: Page, graph: Graph, reader: str) -> Reading:
    refuse_too_many(len(graph.reviews))
    found = list(graph.found())
    made, empty = _reviews(page, graph, found, reader)
    reviews = once(made)
    counts = _counts(graph, found)
    return Reading(
        reviews=reviews,
        reader=reader if reviews else None,
        unreadable=tuple(
            Unreadable.because("a review without mark, title or text", _BEGINNING.repr(node)) for node in empty
        ),
        says_none=not found and bool(counts) and not any(counts),
        aggregate_count=counts.pop() if len(counts) == 1 else None,
    )


def _reviews(page: Page, graph: Graph, found: list[Found], reader: str) -> tuple[list[Review], list[object]]:
    marks = [stated(each.node) for each in found]
    known = scales(graph, marks, page.best)
    made: list[Review] = []
    empty: list[object] = []
    for each, mark in zip(found, marks, strict=True):
        one = review(each, graph, page, settled(mark, each, graph, known), reader)
        if one is None:
            empty.append(each.node)
        else:
            made.append(one)
    return made, empty


def _counts(graph: Graph, found: list[Found]) -> set[int]:
    """How many reviews there are by the aggregate ratings of what is reviewed, else by all of the page."""
    reviewed = [aggregate for each in found for aggregate in aggregates_of(each, graph)]
    stated_counts = (
        number(node.get("reviewCount", node.get("ratingCount"))) for node in (reviewed or graph.aggregates)
    )
    return {int(count) for count in stated_counts if count is not None and count >= 0}

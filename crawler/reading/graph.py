"""Walking schema.org nodes: which are reviews, and of what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

Node = dict[str, Any]

REVIEW_TYPES = frozenset({"Review", "UserReview"})
_HOLDS_REVIEWS = frozenset({"review", "reviews"})
# A shop's answer hangs below its review and may itself be typed Review.
HOLDS_REPLIES = ("comment", "comments", "reply", "replies", "response")
_NAMES_A_NODE = frozenset({"@id", "@type", "@context"})
_VOCABULARIES = frozenset(
    {"", "http://schema.org/", "https://schema.org/", "http://www.schema.org/", "https://www.schema.org/"}
)


@dataclass(frozen=True, slots=True)
class Found:
    """A review's node and the nodes that say what it reviews, nearest first; empty where nothing does."""

    node: Node
    items: tuple[Node, ...]


@dataclass(slots=True)
class Graph:
    """All that was met: reviews in the page's order, aggregate ratings, nodes by their @id."""

    reviews: list[tuple[Node, Node | None]] = field(default_factory=list)
    aggregates: list[Node] = field(default_factory=list)
    by_id: dict[str, Node] = field(default_factory=dict)

    def resolve(self, value: Any) -> Node | None:
        """The node a property points at: itself, or the fuller one its @id names; of a list the first."""
        if isinstance(value, list):
            value = value[0] if value else None
        if isinstance(value, str):
            return self.by_id.get(value, {"name": value})
        if not isinstance(value, dict):
            return None
        known = self.by_id.get(_id(value))
        return known if known is not None and len(known) > len(value) else value

    def found(self) -> Iterator[Found]:
        """Each review with what it reviews: its itemReviewed, and the node it stands in as a property."""
        for node, parent in self.reviews:
            item = self.resolve(node.get("itemReviewed"))
            yield Found(node, tuple(each for each in (item, parent) if each is not None))


def walk(values: tuple[Any, ...]) -> Graph:
    """The graph of all blocks of a page: lists, @graph and any nesting, without recursion."""
    graph = Graph()
    waiting: list[tuple[Any, Node | None, str]] = [(value, None, "") for value in reversed(values)]
    while waiting:
        value, parent, key = waiting.pop()
        if isinstance(value, list):
            waiting += [(each, parent, key) for each in reversed(value) if isinstance(each, (dict, list))]
        elif isinstance(value, dict):
            is_review = _note(graph, value, parent, key)
            waiting += [
                (each, value, name)
                for name, each in reversed(value.items())
                if isinstance(each, (dict, list)) and not (is_review and name in HOLDS_REPLIES)
            ]
    return graph


def types(node: Node) -> frozenset[str]:
    """The schema.org types of a node without their prefix; types of other vocabularies do not count."""
    stated = node.get("@type")
    if isinstance(stated, str):
        return _short(stated)
    listed = stated if isinstance(stated, list) else []
    return frozenset[str]().union(*(_short(each) for each in listed if isinstance(each, str)))


def _note(graph: Graph, node: Node, parent: Node | None, key: str) -> bool:
    known = graph.by_id.get(name := _id(node))
    if name and (known is None or len(node) > len(known)):
        graph.by_id[name] = node
    kinds = types(node)
    if "AggregateRating" in kinds or (not kinds and key == "aggregateRating"):
        graph.aggregates.append(node)
        return False
    if not (kinds & REVIEW_TYPES or (not kinds and key in _HOLDS_REVIEWS and _looks_like_one(node))):
        return False
    if node.keys() - _NAMES_A_NODE:  # else it only refers to a review that stands elsewhere
        graph.reviews.append((node, parent if key in _HOLDS_REVIEWS else None))
    return True


def _looks_like_one(node: Node) -> bool:
    return "reviewBody" in node or "reviewRating" in node


def _id(node: Node) -> str:
    name = node.get("@id")
    return name if isinstance(name, str) else ""


@lru_cache(maxsize=256)
def _short(name: str) -> frozenset[str]:
    head, slash, tail = name.strip().rstrip("/").rpartition("/")
    return frozenset({tail.removeprefix("schema:")} if head + slash in _VOCABULARIES else ())

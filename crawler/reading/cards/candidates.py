"""Which parts of a page may be the cards of one list: ranges of it that are built alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from crawler.reading.cards.tree import Node, Tree

_FEWEST = 2
_FEWEST_SEGMENT_CHILDREN = 4
_MOST_GROUPS = 4_000
_MOST_CLASSES = 6
_LOOKED_AT_INSIDE = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A part of the page: the element that it is, or of which it is some children, from start up to end."""

    node: Node
    start: int
    end: int
    flat: bool = False

    @property
    def root(self) -> Node:
        """The element that ways to what is in the card start from."""
        return self.node.parent if self.flat and self.node.parent else self.node


def candidates(tree: Tree, telling: list[int]) -> Iterator[list[Span]]:
    """The lists that may be the reviews: elements with the same way of tags to them, those of them that share a class,
    and the children of one element from one repeated child to the next.

    telling: how many dates, marks and longer texts there are before each position; without any of them a part is none.
    """
    groups: dict[int, list[Node]] = defaultdict(list)
    for node in tree.nodes:
        if telling[node.end] > telling[node.at]:
            groups[node.path].append(node)
    for nodes in list(groups.values())[:_MOST_GROUPS]:
        for alike in _alike(nodes):
            yield [Span(node=node, start=node.at, end=node.end) for node in alike]
    for node in tree.nodes:
        if telling[node.end] - telling[node.at] >= _FEWEST_SEGMENT_CHILDREN:
            yield from _segments(tree, node)


def _alike(nodes: list[Node]) -> Iterator[list[Node]]:
    if len(nodes) < _FEWEST:
        return
    yield nodes
    classed: dict[str, list[Node]] = defaultdict(list)
    for node in nodes:
        for word in node.words[:_MOST_CLASSES]:
            classed[word].append(node)
    seen: set[tuple[int, int]] = set()
    for alike in classed.values():
        # Two classes that are borne by as many are most often borne by the same.
        if len(alike) >= _FEWEST and (len(alike), alike[0].at) not in seen and len(alike) < len(nodes):
            seen.add((len(alike), alike[0].at))
            yield alike


def _segments(tree: Tree, node: Node) -> Iterator[list[Span]]:
    children = list(tree.children(node))
    if len(children) < _FEWEST_SEGMENT_CHILDREN:
        return
    kinds: dict[str, list[Node]] = defaultdict(list)
    for child in children:
        kinds[child.label].append(child)
    # Rows of a table are all of one kind; what is in them tells the first row of a review from its second.
    for label in [label for label, alike in kinds.items() if len(alike) > len(children) // 2]:
        for child in kinds[label]:
            inside = tree.nodes[child.at : min(child.end, child.at + _LOOKED_AT_INSIDE)]
            kinds["/".join(each.label for each in inside) + f"/{len(inside)}"].append(child)
    for alike in kinds.values():
        if _FEWEST <= len(alike) <= len(children) // 2:
            ends = [each.at for each in alike[1:]] + [node.end]
            yield [Span(node=each, start=each.at, end=end, flat=True) for each, end in zip(alike, ends, strict=True)]

"""A page as a flat list of its elements in reading order, so that each part of it is a range of positions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from crawler.reading.fields.shown import vocabulary

# What a visitor does not read, or fills in.
_UNSEEN = frozenset(
    ("script", "style", "noscript", "template", "head", "iframe", "object", "select", "textarea", "audio", "video")
)
# Of a drawing it counts that it is there and how it looks, not the lines in it.
_SHALLOW = frozenset(("path", "g", "defs", "clippath", "lineargradient", "mask", "symbol"))
# What machines add to a class so that it is nobody else's, and what tells one card of a list from the next.
_IDENTIFIES = re.compile(r"\d{3}|(?:__|--|-)(?=[A-Za-z]*\d)[A-Za-z0-9]{5,}\Z")
_MADE = re.compile(r"(?<=[A-Za-z]{4})(?:__|--|-|_)(?=[A-Za-z]*\d)[A-Za-z0-9]{4,}\Z")
# What tells elements without a class apart.
_ROLES = ("slot", "data-testid", "data-test", "data-qa", "itemprop", "data-field")
_CELLS = frozenset(("td", "th"))
_NUMBERED = re.compile(r"(?<=[A-Za-z]{3})[-_]?\d{1,2}\Z")
_STATE = vocabulary(
    "odd even first last active alt thread-odd thread-even thread-alt current selected visible hidden open show "
    "parent byuser highlander-comment is-active"
)
MOST_NODES = 60_000


class Node:
    """An element: where it stands, where what is in it ends, and the texts that stand directly in it."""

    __slots__ = ("at", "attrs", "column", "end", "label", "parent", "path", "tag", "words")

    def __init__(self, at: int, parent: Node | None, element: Any, path: int) -> None:
        self.at = at
        self.end = at + 1
        self.parent = parent
        self.tag: str = element.tag
        self.attrs: Any = element.attrib
        self.words = _words(self.attrs)
        self.column: int | None = None
        self.label = ".".join((self.tag, *self.words))
        self.path = path

    def climb(self) -> Iterator[Node]:
        """The node and what it stands in, inmost first."""
        node: Node | None = self
        while node is not None:
            yield node
            node = node.parent

    def hints(self) -> str:
        """What its maker called it, in small letters: classes, id, and attributes made for tests."""
        get = self.attrs.get
        return f"{get('class') or ''} {get('id') or ''} {get('data-testid') or ''}".casefold()


class Piece:
    """A text between two tags: the element it stands in, and the position it comes after."""

    __slots__ = ("after", "owner", "text")

    def __init__(self, owner: Node, after: int, text: str) -> None:
        self.owner = owner
        self.after = after
        self.text = text


class Tree:
    """The elements of a page and its texts, in reading order."""

    __slots__ = ("nodes", "pieces", "title")

    def __init__(self) -> None:
        self.nodes: list[Node] = []
        self.pieces: list[Piece] = []
        self.title = ""

    def children(self, node: Node) -> Iterator[Node]:
        """The elements directly in one."""
        at = node.at + 1
        while at < node.end:
            yield self.nodes[at]
            at = self.nodes[at].end


def grow(html: str) -> Tree:
    """The page as a tree; empty for what is no page. At most 60,000 elements are looked at."""
    tree = Tree()
    root = _parsed(html)
    if root is None:
        return tree
    tree.title = " ".join("".join(root.xpath("string(//title)")).split())[:300]
    _walk(root, tree)
    for node in reversed(tree.nodes):
        if node.parent and node.parent.end < node.end:
            node.parent.end = node.end
    return tree


def _parsed(html: str) -> Any:
    """The root element. A page nested deeper than 255 elements is read as far as the parser goes."""
    body = html.replace("\x00", "").strip().encode("utf-8", "replace")
    # Without huge_tree: the depth of a tree is what its walkers take from the stack.
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    return etree.fromstring(body, parser) if body else None


def _walk(root: Any, tree: Tree) -> None:
    paths: dict[tuple[int, str], int] = {}
    columns: Counter[Node | None] = Counter()
    waiting: list[tuple[Any, Node | None, str | None]] = [(root, None, None)]
    while waiting and len(tree.nodes) < MOST_NODES:
        element, parent, tail = waiting.pop()
        if element is None:
            if parent and tail and (text := " ".join(tail.split())):
                tree.pieces.append(Piece(parent, len(tree.nodes) - 1, text))
            continue
        above = parent.path if parent else 0
        path = paths.setdefault((above, element.tag), len(paths) + 1)
        node = Node(len(tree.nodes), parent, element, path)
        tree.nodes.append(node)
        if node.tag in _CELLS:
            node.column = columns[node.parent]
            columns[node.parent] += 1
        _push(element, node, waiting)


def _push(element: Any, node: Node, waiting: list[tuple[Any, Node | None, str | None]]) -> None:
    """What is in an element, to be taken in order: last in, first out."""
    inside: list[tuple[Any, Node | None, str | None]] = []
    if element.text:
        inside.append((None, node, element.text))
    for child in element if node.tag not in _SHALLOW else ():
        # A comment or processing instruction has no name.
        if isinstance(child.tag, str) and child.tag not in _UNSEEN:
            inside.append((child, node, None))
        if child.tail:
            inside.append((None, node, child.tail))
    waiting.extend(reversed(inside))


def _words(attrs: Any) -> tuple[str, ...]:
    """The classes that say what an element is, without its state and number; without any, what its maker calls it."""
    value = attrs.get("class") if attrs else None
    if value:
        words = (_MADE.sub("", word) for word in value.split()[:12])
        return tuple(sorted({_NUMBERED.sub("", word) for word in words if not _is_passing(word)}))
    if not attrs:
        return ()
    called = next((value for name in _ROLES if (value := attrs.get(name))), None)
    return (called,) if called and len(called) <= 40 and not _is_passing(called) else ()


def _is_passing(word: str) -> bool:
    """Whether a class says which card it is, or in what state, and not what kind of element."""
    return word in _STATE or bool(_IDENTIFIES.search(word))

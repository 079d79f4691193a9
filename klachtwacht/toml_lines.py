"""On which line of a TOML text a key stands.

tomllib gives values without their places; tree-sitter gives places. Only a file with a fault, or one that
deserves a warning, is read this second time.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tree_sitter import Node

# A place in the file as a path of keys and positions in lists: ("shops", 0, "sources", 1, "url").
Loc = tuple[str | int, ...]


class Lines:
    """The lines of the keys in one text."""

    def __init__(self, text: str) -> None:
        self._text = text

    def of(self, loc: Loc) -> int:
        """The line of the key or list item at loc, from 1; else of the nearest table around it, else 1."""
        lines = self._lines
        return next((lines[loc[:end]] for end in range(len(loc), 0, -1) if loc[:end] in lines), 1)

    @cached_property
    def _lines(self) -> dict[Loc, int]:
        import tree_sitter_toml
        from tree_sitter import Language, Parser

        parser = Parser(Language(tree_sitter_toml.language()))
        lines: dict[Loc, int] = {}
        for loc, line in _Walk().document(parser.parse(self._text.encode()).root_node):
            lines.setdefault(loc, line)
        return lines


class _Walk:
    """One walk over a document, which counts the [[tables]] that it passes."""

    def __init__(self) -> None:
        self._counts: dict[Loc, int] = {}

    def document(self, root: Node) -> Iterator[tuple[Loc, int]]:
        for node in root.named_children:
            if node.type == "pair":
                yield from _pair((), node)
            elif node.type in ("table", "table_array_element") and not node.named_children[0].has_error:
                yield from self._table(node)

    def _table(self, node: Node) -> Iterator[tuple[Loc, int]]:
        base = self._base(_keys(node.named_children[0]), new=node.type == "table_array_element")
        # The tables around a header have no line of their own when only the header names them.
        yield from ((base[:end], _line(node)) for end in range(1, len(base) + 1))
        for child in node.named_children[1:]:
            if child.type == "pair":
                yield from _pair(base, child)

    def _base(self, keys: list[str], *, new: bool) -> Loc:
        base: Loc = ()
        for position, key in enumerate(keys, start=1):
            base = (*base, key)
            if new and position == len(keys):
                self._counts[base] = self._counts.get(base, 0) + 1
            if base in self._counts:
                base = (*base, self._counts[base] - 1)
        return base


def _pair(base: Loc, node: Node) -> Iterator[tuple[Loc, int]]:
    if node.has_error:
        return
    keys = _keys(node.named_children[0])
    for end in range(1, len(keys) + 1):
        yield (*base, *keys[:end]), _line(node)
    yield from _value((*base, *keys), node.named_children[1])


def _value(loc: Loc, node: Node) -> Iterator[tuple[Loc, int]]:
    if node.type == "inline_table":
        for child in node.named_children:
            if child.type == "pair":
                yield from _pair(loc, child)
    elif node.type == "array":
        items = (child for child in node.named_children if child.type != "comment")
        for position, child in enumerate(items):
            yield (*loc, position), _line(child)
            yield from _value((*loc, position), child)


def _keys(node: Node) -> list[str]:
    if node.type == "dotted_key":
        return [key for child in node.named_children for key in _keys(child)]
    written = (node.text or b"").decode()
    return [written] if node.type == "bare_key" else list(tomllib.loads(f"{written} = 0"))


def _line(node: Node) -> int:
    return node.start_point.row + 1

"""The names of the columns of a table whose rows are cards: the heads above them, or what each cell says of itself."""

from __future__ import annotations

from collections.abc import Mapping

from complaints.normalise import folded
from crawler.reading.cards.lists import Card
from crawler.reading.cards.tokens import Token
from crawler.reading.cards.tree import Node

LONGEST_HEAD = 60
_SAID = ("data-label", "data-title", "data-th", "data-column", "data-header")
_EDGES = " :*?"


def heads(cards: list[Card], found: list[Token]) -> dict[int, str]:
    """The text above each column, where the cards are rows of a table with such a row before them; else none."""
    row = cards[0].span.node
    if row.tag != "tr":
        return {}
    table = next((node for node in row.climb() if node.tag == "table"), row)
    above = [token for token in found if table.at < token.at < row.at and 0 < len(token.text) <= LONGEST_HEAD]
    named = {cell.column: token.text for token in above if (cell := _cell(token.node, table)) and cell.tag == "th"}
    return {column: _bare(text) for column, text in named.items() if column is not None} if len(named) > 1 else {}


def head_of(node: Node, card: Card, named: Mapping[int, str]) -> str:
    """What the column is called that an element of the card stands in; empty where nothing says so."""
    for each in node.climb():
        for name in _SAID:
            said = each.attrs.get(name)
            if said and len(said) <= LONGEST_HEAD and not said.isdigit():
                return _bare(said)
        if each.column is not None and each.parent is card.span.node:
            return named.get(each.column, "")
        if each is card.span.root or each.at <= card.span.start:
            break
    return ""


def _cell(node: Node, table: Node) -> Node | None:
    for each in node.climb():
        if each.column is not None:
            return each
        if each is table:
            break
    return None


def _bare(text: str) -> str:
    return folded(text).strip(_EDGES)

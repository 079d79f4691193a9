"""What some sites add to a review: a badge, an id and an address of its own."""

from __future__ import annotations

import re
from collections import Counter

from crawler.reading.cards.keys import Value
from crawler.reading.cards.lists import Card
from crawler.reading.cards.tree import Node, Tree
from crawler.reading.identity import absolute, own_id, same_page

_VERIFIED = re.compile(
    r"geverifieerd|verified|v[\u00e9e]rifi[\u00e9e]|verifiziert|bevestigde aankoop|achat confirm", re.IGNORECASE
)
_NOT_VERIFIED = re.compile(r"\b(?:niet|not|un|non|nicht)[ -]?(?:geverif|verif|v\u00e9rif)", re.IGNORECASE)
_ID_NAMES = ("data-review-id", "data-reviewid", "data-comment-id", "data-id", "data-key", "id")
_GENERAL = re.compile(r"(?:[A-Za-z]{2,30}[-_]){0,4}\d{2,30}|[0-9a-f]{12,64}|[0-9a-f-]{36}", re.ASCII)
_MOST_LINKS = 40


def verified(row: list[Value]) -> bool | None:
    """True where a badge says that the reviewer bought there; None where nothing does."""
    for value in row:
        if value.text and len(value.text) <= 60 and _VERIFIED.search(value.text):
            said = not _NOT_VERIFIED.search(value.text)
            if len(value.text.split()) <= 3 and not value.label:
                value.role = "badge"
            return said or None
    return None


def ids(tree: Tree, cards: list[Card], page_url: str) -> list[str | None]:
    """The site's own ids of the reviews, from the attributes of their cards; None where they are not all different."""
    for name in _ID_NAMES:
        found = [_attribute(tree, card, name) for card in cards]
        known = [each for each in found if each]
        if len(known) >= 0.8 * len(cards) and len(set(known)) == len(known):
            return [own_id({"identifier": each}, page_url) if each else None for each in found]
    return [None] * len(cards)


def _attribute(tree: Tree, card: Card, name: str) -> str | None:
    """The id of a card, on it, on what is around it alone, or on the first elements in it."""
    span = card.span
    around = [span.node.parent] if span.node.parent and span.node.parent.end == span.end else []
    for node in [*around, *tree.nodes[span.start : min(span.end, span.start + 4)]]:
        value = node.attrs.get(name)
        if value and len(value) <= 100 and _GENERAL.fullmatch(value):
            return str(value)
    return None


def links(tree: Tree, cards: list[Card], known: list[str | None], page_url: str) -> list[str | None]:
    """The addresses of the reviews: a link that holds the id of the card, or stands around its date; each its own."""
    found = [_link(tree, card, known[number], page_url) for number, card in enumerate(cards)]
    times = Counter(each for each in found if each)
    return [each if each and times[each] == 1 else None for each in found]


def _link(tree: Tree, card: Card, own: str | None, page_url: str) -> str | None:
    dated = {token.node.at for token in card.tokens if token.when}
    anchors = [node for node in tree.nodes[card.span.start : card.span.end] if node.tag == "a"][:_MOST_LINKS]
    for node in anchors:
        address = node.attrs.get("href")
        if not address or len(address) > 1_000:
            continue
        if (own and own in address and "reply" not in address) or _around_date(node, dated):
            made = absolute(address, page_url)
            if made and not (same_page(made, page_url) and "#" not in made):
                return made
    return None


def _around_date(node: Node, dated: set[int]) -> bool:
    return any(at in dated for at in range(node.at, node.end)) or (
        node.parent is not None and node.parent.tag == "time"
    )

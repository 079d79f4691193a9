"""What some sites add to a review: good and bad points, a recommendation, a badge, an address of its own."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from crawler.reading.cards.keys import CONS, PROS, Value
from crawler.reading.cards.lists import Card
from crawler.reading.cards.tree import Node, Tree
from crawler.reading.fields import recommendation
from crawler.reading.identity import absolute, own_id, same_page

_PROS = re.compile(r"\bpros?\b|plus|positive|voordel|avantage", re.IGNORECASE)
_CONS = re.compile(r"\bcons?\b|minus|minpunt|minnen|negative|nadel|inconv", re.IGNORECASE)
_SIGNED = re.compile(r"\s*([+\u2795\u2713\u2714\u2212\u2796\u2717\u2718-])\s*(?=\S)")
_GOOD = frozenset("+\u2795\u2713\u2714")
_VERIFIED = re.compile(
    r"geverifieerd|verified|v[\u00e9e]rifi[\u00e9e]|verifiziert|bevestigde aankoop|achat confirm", re.IGNORECASE
)
_NOT_VERIFIED = re.compile(r"\b(?:niet|not|un|non|nicht)[ -]?(?:geverif|verif|v\u00e9rif)", re.IGNORECASE)
_ASKS = re.compile(r"aanbev|aanrad|beve+l|recommend|recommand|empf|conseil", re.IGNORECASE)
_SAYS = re.compile(r"beve+l|recommend|recommand|empfehl|empfiehl", re.IGNORECASE)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_ID_NAMES = ("data-review-id", "data-reviewid", "data-comment-id", "data-id", "data-key", "id")
_GENERAL = re.compile(r"(?:[A-Za-z]{2,30}[-_]){0,4}\d{2,30}|[0-9a-f]{12,64}|[0-9a-f-]{36}", re.ASCII)
_MOST_LINKS = 40
_LONGEST_POINT = 2_000


def take_points(row: list[Value]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The good and the bad points of a card, by the label above them, the sign before them or what they stand in."""
    pros: list[str] = []
    cons: list[str] = []
    for value in row:
        side = _side(value)
        if side is None or value.used or (value.constant and not value.label) or not value.text:
            continue
        value.role = "point"
        text = _SIGNED.sub("", value.text, count=1) if _SIGNED.match(value.text) else value.text
        (pros if side else cons).append(text[:_LONGEST_POINT])
    return tuple(pros), tuple(cons)


def _side(value: Value) -> bool | None:
    """True for a good point, False for a bad one."""
    if value.label:
        return True if value.label in PROS else (False if value.label in CONS else None)
    return _called(value.key)


@lru_cache(maxsize=4096)
def _called(key: str) -> bool | None:
    """Which side the classes name, in the last three steps of a key."""
    steps = ".".join(key.rsplit(">", 3)[-3:])
    if _CONS.search(steps) or _PROS.search(steps):
        return None if _CONS.search(steps) and _PROS.search(steps) else bool(_PROS.search(steps))
    return None


def recommends(row: list[Value]) -> bool | None:
    """Whether the reviewer recommends the shop, where a short text of the card clearly says so."""
    for value in row:
        answer = None if value.used else _recommendation(value)
        if answer is not None:
            value.role = "recommendation"
            return answer
    return None


def _recommendation(value: Value) -> bool | None:
    if value.label and _ASKS.search(value.label):
        answer = recommendation(f"{value.label}: {value.text}")
        return recommendation(value.text) if answer is None else answer
    # "Aanrader" above a review is its title.
    said = len(value.text) <= 60 and value.node.tag not in _HEADINGS and (value.constant or _SAYS.search(value.text))
    return recommendation(value.text) if said and _ASKS.search(value.text) else None


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

"""What a reviewer thinks, said in parts: good and bad points, and whether the shop is recommended."""

from __future__ import annotations

import re
from functools import lru_cache

from crawler.reading.cards.keys import Table, Value
from crawler.reading.cards.tree import Node, Tree
from crawler.reading.cards.words import CONS, PROS, is_label
from crawler.reading.fields import recommendation

_PROS = re.compile(r"\bpros?\b|plus|positive|voordel|avantage", re.IGNORECASE)
_CONS = re.compile(r"\bcons?\b|minus|minpunt|minnen|negative|nadel|inconv|(?<=[-_])min(?![\w-])", re.IGNORECASE)
_SIGNED = re.compile(r"\s*([+\u2795\u2713\u2714\u2212\u2796\u2717\u2718\u2013-])\s*(?=\w)")
_GOOD = frozenset("+\u2795\u2713\u2714")
_GOOD_ICON = re.compile(r"plus|check|thumbs?-?up|positi|voordeel|(?<![a-z])pro(?![a-z])", re.IGNORECASE)
_BAD_ICON = re.compile(r"minus|times|cross|close|thumbs?-?down|negati|nadeel|(?<![a-z])con(?![a-z])", re.IGNORECASE)
_ICONS = frozenset(("i", "svg", "span", "img", "em", "use"))
_ASKS = re.compile(
    r"aanbev|aanrad|beve+l|recommend|recommand|empf|conseil|(?:weer|opnieuw|nogmaals) (?:kopen|bestellen|doen|kiezen)|"
    r"(?:buy|order|shop)(?: \w+){0,2} again|(?:rachet|recommand|command)\w* (?:ici|encore|a nouveau)|"
    r"(?:wieder|nochmal)\w* (?:kauf|bestell)",
    re.IGNORECASE,
)
_SAYS = re.compile(r"beve+l|recommend|recommand|empfehl|empfiehl|aanrader|raadt? .{0,30} (?:aan|af)", re.IGNORECASE)
# "Zou u hier weer kopen? Nee"
_ASKED = re.compile(r"[^?]{8,}\?\s*\w{1,10}[.!]?")
# A title, or what names the words after it.
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "label", "dt", "th"))
_LONGEST_POINT = 2_000
_LONGEST_SIGNED = 200
_LONGEST_SAYING = 60

Points = tuple[tuple[str, ...], tuple[str, ...]]


def take_points(tree: Tree, table: Table) -> list[Points]:
    """The good and the bad points of each card, by the label above them, the sign or drawing before them or what they
    stand in; their atoms are marked as used.
    """
    signed = _signed(table)
    return [_points(tree, row, signed) for row in table.rows]


def _points(tree: Tree, row: list[Value], signed: frozenset[str]) -> Points:
    pros: list[str] = []
    cons: list[str] = []
    for value in row:
        if value.used or not value.text:
            continue
        sign = _SIGNED.match(value.text)
        side = _side(tree, value)
        if side is None and sign and value.key in signed:
            side = sign.group(1) in _GOOD
        if side is None or (value.constant and not value.label and _is_heading(value)):
            continue
        value.role = "point"
        text = value.text[sign.end() :] if sign else value.text
        (pros if side else cons).append(text[:_LONGEST_POINT])
    return tuple(pros), tuple(cons)


def _signed(table: Table) -> frozenset[str]:
    """The keys under which a sign goes before each text, somewhere one for a good point."""
    found = {key: [_sign(value) for value in values if value.text] for key, values in table.by_key.items()}
    kept = {key: signs for key, signs in found.items() if len(signs) > 1 and sum(map(bool, signs)) >= 0.8 * len(signs)}
    every = {sign for signs in kept.values() for sign in signs}
    return frozenset(kept) if every & _GOOD else frozenset()


def _sign(value: Value) -> str:
    found = _SIGNED.match(value.text) if len(value.text) <= _LONGEST_SIGNED else None
    return found.group(1) if found else ""


def _side(tree: Tree, value: Value) -> bool | None:
    """True for a good point, False for a bad one."""
    if value.label in PROS or value.label in CONS:
        return value.label in PROS
    if value.label:
        return None
    called = _called(value.key)
    drawn = called is None and len(value.text) <= _LONGEST_SIGNED and value.node.tag in {"li", "p", "dd"}
    return _drawn(tree, value.node) if drawn else called


def _is_heading(value: Value) -> bool:
    """Whether what stands in most cards is a heading above points and none of them."""
    return is_label(value.text) or not (_SIGNED.match(value.text) or value.node.tag == "li")


def _drawn(tree: Tree, node: Node) -> bool | None:
    """Which side the drawing at the start of an element says."""
    first = tree.nodes[node.at + 1] if node.at + 1 < node.end else None
    if first is None or first.tag not in _ICONS:
        return None
    called = f"{first.hints()} {first.attrs.get('src') or ''}"
    good, bad = bool(_GOOD_ICON.search(called)), bool(_BAD_ICON.search(called))
    return good if good != bad else None


@lru_cache(maxsize=4096)
def _called(key: str) -> bool | None:
    """Which side the classes name, in the last three steps of a key."""
    steps = ".".join(key.rsplit(">", 3)[-3:])
    if _CONS.search(steps) or _PROS.search(steps):
        return None if _CONS.search(steps) and _PROS.search(steps) else bool(_PROS.search(steps))
    return None


def recommendations(table: Table) -> list[bool | None]:
    """Whether each reviewer recommends the shop, where a short text or a drawing of the card clearly says so."""
    sure = {key for key, values in table.by_key.items() if _says_so(values)}
    return [_recommends(row, sure) for row in table.rows]


def _says_so(values: list[Value]) -> bool:
    """Whether what stands under a key is a recommendation in most cards: "Aanrader" alone may be a title."""
    said = [value for value in values if value.text]
    return sum(_said(value) is not None for value in said) >= max(1, 0.5 * len(said))


def _recommends(row: list[Value], sure: set[str]) -> bool | None:
    for value in row:
        if value.used:
            continue
        answer = value.opinion
        if answer is None and value.text:
            answer = _answered(value) if value.label else (_said(value) if value.key in sure else None)
        if answer is not None:
            value.role = "recommendation"
            return answer
    return None


def _answered(value: Value) -> bool | None:
    if not _ASKS.search(value.label):
        return None
    answer = recommendation(value.text)
    return recommendation(f"{value.label}: {value.text}") if answer is None else answer


def _said(value: Value) -> bool | None:
    text = value.text
    # "Aanrader" above a review is its title.
    if len(text) > _LONGEST_SAYING or value.node.tag in _HEADINGS or not _ASKS.search(text):
        return None
    return recommendation(text) if value.constant or _SAYS.search(text) or _ASKED.fullmatch(text) else None

"""What atoms of different cards have in common: the way to them, and the label before them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from complaints.normalise import folded
from crawler.reading.cards.lists import Card
from crawler.reading.cards.marks import Mark
from crawler.reading.cards.tokens import Token
from crawler.reading.cards.tree import Node

LONGEST_LABEL = 45
_PREFIXED = re.compile(r"([^\W\d_][^:.!?]{1,40}):\s+(\S.*)\Z", re.DOTALL)
_EDGES = " :*-\u2022\u00b7"


@dataclass(slots=True, kw_only=True, eq=False)
class Value:
    """An atom of one card under the key that it shares with those of others; nth: its place in the card."""

    card: int
    nth: int
    key: str
    node: Node
    text: str
    when: str | None
    mark: Mark | None
    label: str = ""
    constant: bool = False
    role: str = ""

    @property
    def used(self) -> bool:
        """Whether it is known what the atom is."""
        return bool(self.role)


@dataclass(slots=True, kw_only=True)
class Table:
    """The atoms of all cards of a list, by card and by key."""

    rows: list[list[Value]]
    by_key: dict[str, list[Value]] = field(default_factory=lambda: defaultdict(list))

    @property
    def size(self) -> int:
        """How many cards there are."""
        return len(self.rows)


def table(cards: list[Card]) -> Table:
    """The atoms of the cards with their keys; labels and words that stand in most cards are marked as such."""
    ways: dict[tuple[int, int], str] = {}
    rows = [_row(number, card, ways) for number, card in enumerate(cards)]
    _take_parts_together(rows, cards, ways)
    _mark_constants(rows)
    for row in rows:
        _label(row)
    made = Table(rows=rows)
    for row in rows:
        for value in row:
            made.by_key[value.key].append(value)
    return made


def _row(number: int, card: Card, ways: dict[tuple[int, int], str]) -> list[Value]:
    return [_value(number, nth, token, card, ways) for nth, token in enumerate(card.tokens)]


def _value(number: int, nth: int, token: Token, card: Card, ways: dict[tuple[int, int], str]) -> Value:
    key = _way(token.node, card, ways) + token.nth
    return Value(card=number, nth=nth, key=key, node=token.node, text=token.text, when=token.when, mark=token.mark)


def _way(node: Node, card: Card, ways: dict[tuple[int, int], str]) -> str:
    root = card.span.root
    known = ways.get((root.at, node.at))
    if known is None:
        above = "" if node is root or node.parent is None else _way(node.parent, card, ways)
        # A name is a link for some and not for others.
        known = ways[root.at, node.at] = above if node is root or node.tag == "a" else f"{above}>{node.label}"
    return known


def _take_parts_together(rows: list[list[Value]], cards: list[Card], ways: dict[tuple[int, int], str]) -> None:
    """Where most atoms of a key are a date with other words, each of them is taken apart; else none of them is."""
    whole: Counter[str] = Counter()
    parted: Counter[str] = Counter()
    for row, card in zip(rows, cards, strict=True):
        for value, token in zip(row, card.tokens, strict=True):
            whole[value.key] += 1
            parted[value.key] += bool(token.parts)
    for number, card in enumerate(cards):
        row = rows[number]
        if any(parted[value.key] * 2 >= whole[value.key] for value in row):
            rows[number] = _parted_row(
                number, row, card, {key for key in parted if parted[key] * 2 >= whole[key]}, ways
            )


def _parted_row(
    number: int, row: list[Value], card: Card, apart: set[str], ways: dict[tuple[int, int], str]
) -> list[Value]:
    made: list[Value] = []
    for value, token in zip(row, card.tokens, strict=True):
        parts = token.parts if value.key in apart and token.parts else (token,)
        made += [_value(number, len(made) + more, part, card, ways) for more, part in enumerate(parts)]
    return made


def _mark_constants(rows: list[list[Value]]) -> None:
    """What says the same in half of the cards, at one place: a label, a button, a badge."""
    times: Counter[tuple[str, str]] = Counter()
    for row in rows:
        times.update({(value.key, _plainly(value.text)) for value in row if 0 < len(value.text) <= LONGEST_LABEL})
    prefixes: Counter[tuple[str, str]] = Counter()
    for row in rows:
        prefixes.update(
            {(value.key, found[1]) for value in row if value.text and (found := _PREFIXED.match(value.text))}
        )
    least = max(2, len(rows) / 2)
    for row in rows:
        for value in row:
            value.constant = bool(value.text) and times[value.key, _plainly(value.text)] >= least and not value.mark
            found = _PREFIXED.match(value.text) if value.text else None
            if found and (prefixes[value.key, found[1]] >= least or is_label(found[1])) and not value.constant:
                value.label, value.text = folded(found[1]).strip(_EDGES), found[2]
                value.key += f"@{value.label}"


def _label(row: list[Value]) -> None:
    """Give what comes after a label its name, as far as the next label or the next kind of element."""
    label, key = "", ""
    for value in row:
        if value.label:
            continue
        if value.text and (is_label(value.text) or (value.constant and value.text.rstrip().endswith(":"))):
            label, key = folded(value.text).strip(_EDGES), ""
            value.constant = True
        elif label and (not key or value.key == key):
            key = value.key
            value.label = label
            value.key += f"@{label}"
        else:
            label = ""


PROS = frozenset(
    (
        "pluspunten",
        "pluspunt",
        "plus",
        "plussen",
        "voordelen",
        "voordeel",
        "positief",
        "positieve punten",
        "sterke punten",
        "wat ging goed",
        "les plus",
        "points forts",
        "point fort",
        "avantages",
        "points positifs",
        "pros",
        "pro",
        "advantages",
        "positives",
        "what went well",
        "vorteile",
        "positiv",
        "likes",
    )
)
CONS = frozenset(
    (
        "minpunten",
        "minpunt",
        "min",
        "minnen",
        "nadelen",
        "nadeel",
        "negatief",
        "negatieve punten",
        "zwakke punten",
        "verbeterpunten",
        "verbeterpunt",
        "wat kan beter",
        "les moins",
        "points faibles",
        "point faible",
        "inconvenients",
        "points negatifs",
        "cons",
        "con",
        "disadvantages",
        "negatives",
        "what could be better",
        "nachteile",
        "negativ",
        "dislikes",
    )
)
NAMES = frozenset(
    (
        "naam",
        "auteur",
        "author",
        "name",
        "nom",
        "reviewer",
        "klant",
        "pseudo",
        "door",
        "geschreven door",
        "ingezonden door",
        "melder",
        "klager",
        "customer",
        "client",
        "kunde",
        "autor",
    )
)
TITLES = frozenset(("titel", "onderwerp", "title", "titre", "subject", "betreft", "sujet", "betreff"))
TEXTS = frozenset(
    (
        "ervaring",
        "toelichting",
        "opmerking",
        "opmerkingen",
        "klacht",
        "review",
        "recensie",
        "commentaar",
        "omschrijving",
        "commentaire",
        "comment",
        "comments",
        "bericht",
        "beschrijving",
        "mijn ervaring",
        "uw ervaring",
        "kommentar",
        "description",
        "avis",
    )
)
PLACES = frozenset(("plaats", "woonplaats", "uit", "ville", "city", "location", "place", "land", "regio", "ort"))
_OTHERS = frozenset(
    (
        "datum",
        "date",
        "cijfer",
        "score",
        "rapportcijfer",
        "eindcijfer",
        "waardering",
        "rating",
        "note",
        "beoordeling",
        "geplaatst op",
        "aanbevolen",
        "beveelt aan",
        "aanbeveling",
        "recommande",
        "recommended",
        "zou u deze winkel aanbevelen",
        "zou je deze winkel aanbevelen",
    )
)
_KNOWN = PROS | CONS | NAMES | TITLES | TEXTS | PLACES | _OTHERS


def is_label(text: str) -> bool:
    """Whether a text is a word that sites write before a name, a title, good and bad points and the like."""
    return len(text) <= LONGEST_LABEL and _plainly(text).strip(_EDGES + "?") in _KNOWN


def _plainly(text: str) -> str:
    """The text without case and accents; of those of ASCII alone, which are most, at little cost."""
    return text.lower() if text.isascii() else folded(text)

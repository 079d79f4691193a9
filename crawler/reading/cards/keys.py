"""What atoms of different cards have in common: the way to them, and the label before them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from complaints.normalise import folded
from crawler.reading.cards.headers import head_of
from crawler.reading.cards.lists import Card
from crawler.reading.cards.marks import Mark, mark_of_text
from crawler.reading.cards.tokens import Token
from crawler.reading.cards.tree import Node
from crawler.reading.cards.words import EDGES, LONGEST_LABEL, OFTEN_SAID, is_label, plain

_MOST_REPEATS = 12
_PREFIXED = re.compile(r"([^\W\d_][^:.!?]{1,40}):\s+(\S.*)\Z", re.DOTALL)
_NUMBER = re.compile(r"~\d+\Z", re.ASCII)


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
    opinion: bool | None = None
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


def table(cards: list[Card], columns: Mapping[int, str]) -> Table:
    """The atoms of the cards with their keys; labels and words that stand in most cards are marked as such.

    columns: what the columns are called, where the cards are rows of a table.
    """
    ways: dict[tuple[int, int], str] = {}
    rows = [_row(number, card, ways) for number, card in enumerate(cards)]
    _take_parts_together(rows, cards, ways)
    _number_repeats(rows)
    _mark_constants(rows)
    for row, card in zip(rows, cards, strict=True):
        _head(row, card, columns)
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
    return Value(
        card=number,
        nth=nth,
        key=key,
        node=token.node,
        text=token.text,
        when=token.when,
        mark=token.mark,
        opinion=token.opinion,
    )


def _way(node: Node, card: Card, ways: dict[tuple[int, int], str]) -> str:
    root = card.span.root
    known = ways.get((root.at, node.at))
    if known is None:
        above = "" if node is root or node.parent is None else _way(node.parent, card, ways)
        # A name is a link for some and not for others.
        own = node.label if node.column is None else f"{node.label}[{node.column}]"
        known = ways[root.at, node.at] = above if node is root or node.tag == "a" else f"{above}>{own}"
    return known


def _number_repeats(rows: list[list[Value]]) -> None:
    """Tell apart what stands several times in each card at one way to it, always as often: name, place and day."""
    times: dict[str, Counter[int]] = defaultdict(Counter)
    for row in rows:
        for key, count in Counter(value.key for value in row).items():
            times[key][count] += 1
    steady = {
        key
        for key, counts in times.items()
        if (most := counts.most_common(1)[0])[1] >= 0.8 * len(rows) and 1 < most[0] <= _MOST_REPEATS
    }
    for row in rows if len(rows) > 1 else ():
        counted: Counter[str] = Counter()
        for value in row:
            if value.key in steady:
                key, counted[value.key] = value.key, counted[value.key] + 1
                value.key = f"{key}~{counted[key] - 1}"


def _head(row: list[Value], card: Card, columns: Mapping[int, str]) -> None:
    """Give what stands in a cell the name of its column."""
    for value in row:
        head = head_of(value.node, card, columns) if value.text and not value.label else ""
        if head and plain(value.text).strip(EDGES + "?") == head:
            value.constant = True
        elif head:
            value.label = head
            value.key += f"@{head}"


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
        times.update({(value.key, plain(value.text)) for value in row if 0 < len(value.text) <= LONGEST_LABEL})
    prefixes: Counter[tuple[str, str]] = Counter()
    for row in rows:
        prefixes.update(
            {(value.key, found[1]) for value in row if value.text and (found := _PREFIXED.match(value.text))}
        )
    least = max(2, len(rows) / 2)
    for row in rows:
        for value in row:
            value.constant = bool(value.text) and times[value.key, plain(value.text)] >= least and not value.mark
            found = _PREFIXED.match(value.text) if value.text else None
            named = found and is_label(found[1])
            if found and (named or (prefixes[value.key, found[1]] >= least and not value.constant)):
                value.constant = False
                value.label, value.text = folded(found[1]).strip(EDGES), found[2]
                value.mark = value.mark or mark_of_text(value.text)
                value.key += f"@{value.label}"


def _label(row: list[Value]) -> None:
    """Give what comes after a label its name, as far as the next label or the next kind of element."""
    label, key = "", ""
    for value in row:
        if value.label:
            continue
        if value.text and (_is_own_label(value) or _is_constant_label(value)):
            label, key = folded(value.text).strip(EDGES), ""
            value.constant = True
        elif label and (not key or _without_number(value.key) == key):
            key = _without_number(value.key)
            value.label = label
            value.key += f"@{label}"
        else:
            label = ""


def _without_number(key: str) -> str:
    return _NUMBER.sub("", key)


def _is_constant_label(value: Value) -> bool:
    """Whether what stands in most cards names what comes after it, by its colon or by its element."""
    return value.constant and (value.text.rstrip().endswith(":") or value.node.tag == "label")


def _is_own_label(value: Value) -> bool:
    """Whether an atom is a label for what comes after it; "Top" may be the whole of a title."""
    sure = value.constant or value.text.rstrip().endswith(":") or value.node.tag in {"dt", "th", "label"}
    return is_label(value.text) and (sure or plain(value.text).strip(EDGES + "?") not in OFTEN_SAID)

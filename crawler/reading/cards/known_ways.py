"""Where the fields of a page's cards are by what is known beforehand: the same way, its end, what stands there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from statistics import median

from complaints.normalise import folded
from crawler.reading.card_model import Example, Layout, Prior
from crawler.reading.cards.candidates import Span
from crawler.reading.cards.columns import coverage, text_key
from crawler.reading.cards.keys import Table, Value
from crawler.reading.cards.tree import Node, Tree

# A way is taken where it leads to something in this part of the cards.
_ENOUGH = 0.5
# How far the usual length of a text may lie outside of what it was.
_WIDER = 2.0
_MOST_CARDS = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """The keys that are known to hold a field, None and () where nothing is known of it."""

    author: str | None = None
    date: str | None = None
    title: str | None = None
    text: tuple[str, ...] = ()


UNKNOWN = Ways()


def ways(rows: Table, prior: Prior | None) -> Ways:
    """Where the fields are in these cards by what is known; an example goes before what was learned."""
    if prior is None:
        return UNKNOWN
    found = _learned(rows, prior) if prior.layout else UNKNOWN
    shown = _shown(rows, prior.example) if prior.example else UNKNOWN
    return Ways(
        author=shown.author or found.author,
        date=shown.date or found.date,
        title=shown.title or found.title,
        text=shown.text or found.text,
    )


def _learned(rows: Table, prior: Prior) -> Ways:
    layout = prior.layout or Layout(tag="")
    text = next((key for each in layout.text[:1] if (key := _same_way(rows, each, _is_words))), None)
    return Ways(
        author=_same_way(rows, layout.author, _is_words),
        date=_same_way(rows, layout.date, lambda value: value.when is not None),
        title=_same_way(rows, layout.title, _is_words),
        text=(text,) if text else _as_long(rows, prior.lengths),
    )


def _is_words(value: Value) -> bool:
    return bool(value.text) and not (value.used or value.when or value.mark)


def _same_way(rows: Table, key: str | None, fits: Callable[[Value], bool]) -> str | None:
    """The key itself, else the one that ends as it does; what stands there must be what it was."""
    if key is None:
        return None
    if any(fits(value) for value in rows.by_key.get(key, ())):
        return key
    ends = [other for other in rows.by_key if _end(other) == _end(key)]
    held = {end: [value for value in rows.by_key[end] if fits(value)] for end in ends}
    return next((end for end, values in held.items() if values and coverage(values, rows) >= _ENOUGH), None)


def _end(key: str) -> str:
    """The last two elements of a way, by which it is known where something was put around the card."""
    return ">".join(key.rsplit(">", 2)[-2:])


def _as_long(rows: Table, lengths: tuple[int, ...]) -> tuple[str, ...]:
    """The key whose texts are as long as they were, where the one that looks best is not."""
    best = text_key(rows)
    if not lengths or best is None or _is_as_long(rows.by_key[best], lengths):
        return ()
    others = (key for key, values in rows.by_key.items() if _is_as_long(list(filter(_is_words, values)), lengths))
    return tuple(key for key in others if coverage(rows.by_key[key], rows) >= _ENOUGH)[:1]


def _is_as_long(values: list[Value], lengths: tuple[int, ...]) -> bool:
    if not values:
        return False
    usual = median(len(value.text) for value in values)
    return lengths[0] / _WIDER <= usual <= lengths[-1] * _WIDER


def _shown(rows: Table, example: Example) -> Ways:
    """Where the fields are in the card that the example is of; nothing where no card is."""
    for row in rows.rows:
        text = _holding(row, example.text)
        author = _holding(row, example.author)
        if text and author:
            title = _holding(row, example.title) if example.title else None
            return Ways(author=author.key, title=title.key if title else None, text=(text.key,))
    return UNKNOWN


def _holding(row: list[Value], words: str) -> Value | None:
    """What begins with the words, of several the shortest; else what holds them."""
    wanted = folded(words).rstrip(" .…")
    found = [value for value in row if value.text and wanted in folded(value.text)]
    begins = [value for value in found if folded(value.text).startswith(wanted)]
    return min(begins or found, key=lambda value: len(value.text), default=None)


def spans_like(tree: Tree, layout: Layout) -> list[Span]:
    """The parts of a page that are built as the cards were, one or two as well; not those inside another."""
    return list(_outermost(tree, layout))[:_MOST_CARDS]


def _outermost(tree: Tree, layout: Layout) -> Iterator[Span]:
    found = [node for node in tree.nodes if _is_like(node, layout)]
    until = 0
    for number, node in enumerate(found):
        if node.at < until:
            continue
        end = node.end
        if layout.flat and node.parent:
            after = (other.at for other in found[number + 1 :] if other.parent is node.parent)
            end = next(after, node.parent.end)
        until = end
        yield Span(node=node, start=node.at, end=end, flat=layout.flat)


def _is_like(node: Node, layout: Layout) -> bool:
    """By its tag and most of its classes; an element without classes says too little."""
    if node.tag != layout.tag or not layout.words:
        return False
    return len(set(layout.words).intersection(node.words)) * 2 > len(layout.words)

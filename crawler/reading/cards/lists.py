"""The lists of cards on a page: the part that looks most like reviews, and what else is built as it is."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from operator import itemgetter

from crawler.reading.cards.candidates import Span, candidates
from crawler.reading.cards.scoring import BASELINE, LONG_TEXT, Counts
from crawler.reading.cards.tokens import Token
from crawler.reading.cards.tree import Node, Tree

# How much of its shape a part must have in common with the best to be one of them; more where it is poor itself.
_LIKE, _MORE_LIKE = 0.28, 0.45
_MOST_SHAPE = 60
_MOST_LISTS = 5


@dataclass(slots=True, kw_only=True, eq=False)
class Card:
    """One card: where it is, its atoms in order, and the parts in it that are cards of their own: a thread below it.

    below: the atoms of those parts.
    """

    span: Span
    tokens: list[Token]
    nested: list[Span]
    below: list[Token]


def best_lists(tree: Tree, counts: Counts, baseline: float = BASELINE) -> Iterator[list[Span]]:
    """The parts of the page that look most like lists of reviews, best first, those that share nothing with a better
    one; at most five.

    Of lists that score the same the one that holds most of the page goes first: the card rather than its body.
    """
    scored: list[tuple[float, int, int, list[Span]]] = []
    for spans in candidates(tree, counts.telling):
        score = round(counts.score(spans, baseline), 3)
        if score:
            scored.append((score, counts.atoms_in(spans), -len(scored), spans))
    scored.sort(key=itemgetter(0, 1, 2), reverse=True)
    taken = bytearray(len(tree.nodes) + 1)
    given = 0
    for *_, spans in scored:
        if given < _MOST_LISTS and not any(any(taken[span.start : span.end]) for span in spans):
            for span in spans:
                taken[span.start : span.end] = bytes([1]) * (span.end - span.start)
            given += 1
            yield _of_one_kind(tree, spans, counts)


def _of_one_kind(tree: Tree, spans: list[Span], counts: Counts) -> list[Span]:
    """Without what is built otherwise, with poor cards that are built as the rich ones are."""
    shapes = {span.start: _shape(tree, span) for span in spans}
    worth = {span.start: counts.quality(span) for span in spans}
    most = max(worth.values(), default=0.0)
    richest = [span for span in spans if worth[span.start] == most]
    common = Counter(part for span in richest for part in shapes[span.start])
    core = {part for part, times in common.items() if times * 2 >= len(richest)}
    return [
        span
        for span in spans
        if _similar(shapes[span.start], core) >= (_LIKE if worth[span.start] > BASELINE else _MORE_LIKE)
    ]


def _shape(tree: Tree, span: Span) -> set[tuple[int, tuple[str, ...]]]:
    return {(node.path, node.words) for node in tree.nodes[span.start : min(span.end, span.start + _MOST_SHAPE)]}


def _similar(one: set[tuple[int, tuple[str, ...]]], other: set[tuple[int, tuple[str, ...]]]) -> float:
    return len(one & other) / len(one | other) if one | other else 0.0


def cards_of(tree: Tree, spans: list[Span], found: list[Token]) -> list[Card]:
    """The cards of a list with their atoms, and after each those cards in it that have a mark of their own."""
    places = [token.at for token in found]
    common = _common_words(spans)
    made: list[Card] = []
    waiting = spans[::-1]
    while waiting:
        span = waiting.pop()
        inside = found[bisect_left(places, span.start) : bisect_left(places, span.end)]
        nested = list(_nested(tree, span, common, inside))
        own = _outside(inside, nested)
        below = [token for token in inside if any(part.start <= token.at < part.end for part in nested)]
        made.append(Card(span=span, tokens=own, nested=nested, below=below))
        waiting += [part for part in reversed(nested) if any(_marked_in(part, token) for token in inside)]
    taken = {span.start for span in spans}
    return [card for card in made if card.span.start in taken or any(token.mark for token in card.tokens)]


def _marked_in(part: Span, token: Token) -> bool:
    return token.mark is not None and part.start <= token.at < part.end


def _common_words(spans: list[Span]) -> set[str]:
    return set.intersection(*(set(span.node.words) for span in spans)) if spans else set()


def _nested(tree: Tree, span: Span, common: set[str], inside: list[Token]) -> Iterable[Span]:
    """The outermost elements in a card that are of its kind: with its classes, or its tag where it has none."""
    dates = [token.at for token in inside if token.when]
    texts = [token.at for token in inside if len(token.text) >= LONG_TEXT]
    at = span.start + 1
    while at < span.end:
        node = tree.nodes[at]
        beside = span.flat and node.parent is span.node.parent
        alike = node.tag == span.node.tag and not beside and _of_kind(node, span.node, common)
        # A row of a table within a row is no card, and neither is a part of one.
        if alike and _any_in(dates, node) and (common or (node.tag != "tr" and _any_in(texts, node))):
            yield Span(node=node, start=node.at, end=node.end)
            at = node.end
        else:
            at += 1


def _of_kind(node: Node, card: Node, common: set[str]) -> bool:
    if common:
        return len(common.intersection(node.words)) * 2 > len(common)
    return node.label == card.label


def _any_in(places: list[int], node: Node) -> bool:
    at = bisect_left(places, node.at)
    return at < len(places) and places[at] < node.end


def _outside(inside: list[Token], nested: list[Span]) -> list[Token]:
    if not nested:
        return inside
    return [token for token in inside if not any(part.start <= token.at < part.end for part in nested)]

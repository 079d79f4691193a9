"""What is repeated on a page and is no list of reviews."""

from __future__ import annotations

import re

from complaints.review import Review
from crawler.reading.cards.keys import Table
from crawler.reading.cards.lists import Card
from crawler.reading.cards.scoring import LONG_TEXT
from crawler.reading.cards.tree import Tree

_PRICE = re.compile(r"(?:€|\$|£|\beur\b|\bkč\b)\s?\d|\d[\d.,]*\s?(?:€|£|\beur\b|,-|kč)", re.IGNORECASE)
_BUY = re.compile(
    r"in winkelwagen|in winkelmand|^(?:nu |direct |meteen )?bestellen$|"
    r"add to (?:cart|basket|bag)|ajouter au panier|in den warenkorb",
    re.IGNORECASE,
)
_TESTIMONIALS = re.compile(
    r"testimonial|wat (?:onze )?klanten (?:over|zeggen|vinden|vertellen|schre)|klantervaring|"
    r"klanten (?:over ons|aan het woord|vertellen)|ervaringen van (?:onze )?klanten|"
    r"what (?:our )?(?:customers|clients) say|t[ée]moignage|clients (?:disent|parlent)|kundenstimmen",
    re.IGNORECASE,
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4"))
_FEWEST_TESTIMONIALS, _ALL_NAMED = 3, 0.8
_BUTTONS = frozenset(("a", "button", "span", "input", "label"))
_COMMENT = re.compile(r"comment|reactie|\breply|kommentar", re.IGNORECASE)
_REVIEW = re.compile(
    r"review|beoordel|recensie|ervaring|klacht|waarder|testimonial|\bavis\b|t[ée]moignage|plainte|r[ée]clamation|"
    r"complaint|feedback|bewertung|erfahrung|beschwerde|rating|scam|gastenboek|guestbook|"
    r"livre d.or|oplicht|slechte|waarschuw",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"review|beoordel|recensie|ervaring|klacht|testimonial|\bavis\b|t[ée]moignage|plainte|complaint|feedback|bewertung",
    re.IGNORECASE,
)


def refusal(tree: Tree, cards: list[Card], table: Table, marked: int, fewest: int = 2) -> str | None:
    """Why a list is none of reviews, None where it may be one. marked: how many cards have a mark."""
    size = len(cards)
    if size < fewest:
        return "nothing on the page is repeated as reviews are"
    priced = sum(_is_priced(card) for card in cards)
    written = sum(any(_is_long(value.text) for value in row) for row in table.rows)
    if priced >= 0.6 * size and priced > 0.5 * written - 1 and not _tells_of_amounts(tree, cards, table):
        return "it is a list of products: most entries have a price"
    if not written and not any(
        len(value.text.split()) > 2 for row in table.rows for value in row if not value.constant
    ):
        return "the entries have no text"
    return None if marked else _unmarked(tree, cards, table)


def _unmarked(tree: Tree, cards: list[Card], table: Table) -> str | None:
    """Why entries without a mark are no reviews; None where they are called so."""
    if any(value.when for row in table.rows for value in row):
        called = _speaks_of_reviews(tree, cards)
        return None if called else "no entry has a mark, and nothing says that they are reviews or complaints"
    called = len(cards) >= _FEWEST_TESTIMONIALS and _are_testimonials(tree, cards)
    return None if called else "the entries have neither a date nor a mark"


def too_little(tree: Tree, cards: list[Card], reviews: list[Review]) -> str | None:
    """Why what was read of a list is too little to be reviews; None where it is enough."""
    dated, named = _share(reviews, "published"), _share(reviews, "author")
    if max(_share(reviews, "text"), _share(reviews, "pros"), _share(reviews, "cons")) < 0.2:
        return "the entries have no text"
    if len(reviews) == 2 and min(dated, named) < 1:
        return "two entries without a name or a date are no list"
    if _share(reviews, "rating") == dated == 0 and min(named, _share(reviews, "text")) >= _ALL_NAMED:
        return None
    if _share(reviews, "rating") == 0 and min(dated, named) < 0.5:
        return "the entries have neither marks nor names and dates"
    if dated < 0.3 and named < 0.5 and not _is_called_reviews(tree, cards):
        return "the entries have marks and texts, but neither dates nor names"
    return None


def may_hold_testimonials(tree: Tree) -> bool:
    """Whether anything on the page is called what customers say of a shop."""
    return any(node.words and _TESTIMONIALS.search(node.label) for node in tree.nodes) or any(
        _TESTIMONIALS.search(piece.text) for piece in tree.pieces if piece.owner.tag in _HEADINGS
    )


def _are_testimonials(tree: Tree, cards: list[Card]) -> bool:
    """Whether the cards, what is around them or the heading above them is called so."""
    first = cards[0].span
    headings = [piece.text for piece in tree.pieces if piece.after < first.start and piece.owner.tag in _HEADINGS]
    calls = [each.hints() for each, _ in zip(first.node.climb(), range(4), strict=False)]
    return bool(_TESTIMONIALS.search(" ".join([*calls, *headings[-1:]])))


def _share(reviews: list[Review], name: str) -> float:
    return sum(bool(getattr(review, name)) for review in reviews) / len(reviews) if reviews else 0.0


def _is_called_reviews(tree: Tree, cards: list[Card]) -> bool:
    """Whether the cards or the heading above them are called so; the page may be called so for what else is on it."""
    first = cards[0].span
    headings = [piece.text for piece in tree.pieces if piece.after < first.start and _is_heading(piece.owner)]
    calls = [each.hints() for each, _ in zip(first.node.climb(), range(3), strict=False)]
    return bool(_CALLED.search(" ".join([*calls, *headings[-1:]])))


def is_thread(cards: list[Card]) -> bool:
    """Whether a list is called one of comments, where only those with a mark are reviews."""
    calls = " ".join(each.hints() for each, _ in zip(cards[0].span.node.climb(), range(4), strict=False))
    return bool(_COMMENT.search(calls)) and not _REVIEW.search(cards[0].span.node.hints())


def _is_priced(card: Card) -> bool:
    own = [token for token in card.tokens if token.text and len(token.text) <= 60]
    return any(
        _PRICE.search(token.text) or (token.node.tag in _BUTTONS and _BUY.search(token.text.strip())) for token in own
    )


def _tells_of_amounts(tree: Tree, cards: list[Card], table: Table) -> bool:
    """Whether entries with amounts are called reviews or complaints, and most have a day and tell something."""
    told = [row for row in table.rows if any(value.when for value in row) and any(_is_told(each.text) for each in row)]
    return len(told) >= 0.6 * len(cards) and _is_called_reviews(tree, cards)


def _is_told(text: str) -> bool:
    """Whether a text tells what happened: a complaint may name an amount, and has a day and some sentences."""
    return len(text) >= 1.5 * LONG_TEXT


def _is_long(text: str) -> bool:
    return len(text) >= LONG_TEXT


def _speaks_of_reviews(tree: Tree, cards: list[Card]) -> bool:
    """Whether the list, the headings above it or the page call it reviews, experiences or complaints."""
    first = cards[0].span
    calls = [each.hints() for each, _ in zip(first.node.climb(), range(3), strict=False)]
    if is_thread(cards):
        calls = []
    headings = [piece.text for piece in tree.pieces if piece.after < first.start and _is_heading(piece.owner)]
    return bool(_REVIEW.search(" ".join([*calls, *headings[:1], *headings[-2:], tree.title])))


def _is_heading(node: object) -> bool:
    return any(each.tag in {"h1", "h2", "h3"} for each, _ in zip(node.climb(), range(3), strict=False))  # type: ignore[attr-defined]

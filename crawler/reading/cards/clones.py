"""The copies that a slider makes of its own slides, to go round without an end."""

from __future__ import annotations

import re
from itertools import islice

from crawler.reading.cards.lists import Card

_COPY = re.compile(r"(?:^|[-_])(?:cloned?|duplicate)\Z", re.IGNORECASE)
_FEWEST_WORDS = 5
_NEAR = 3


def without_clones(cards: list[Card]) -> list[Card]:
    """The cards of a list without those that are called copies and say what one that is none says, word for word.

    Two customers may write the same: what is not called a copy stays, and so does what has fewer than five words.
    """
    copies = [_is_copy(card) for card in cards]
    if not any(copies):
        return cards
    originals = {_said(card) for card, copy in zip(cards, copies, strict=True) if not copy}
    return [
        card
        for card, copy in zip(cards, copies, strict=True)
        if not (copy and len(" ".join(_said(card)).split()) >= _FEWEST_WORDS and _said(card) in originals)
    ]


def _is_copy(card: Card) -> bool:
    near = islice(card.span.node.climb(), _NEAR)
    return any(_COPY.search(word) for node in near for word in (node.attrs.get("class") or "").split())


def _said(card: Card) -> tuple[str, ...]:
    return tuple(token.text for token in card.tokens)

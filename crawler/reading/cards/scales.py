"""The scale of the marks where the page says it outside its cards: in a sentence, or with the shop's own mark."""

from __future__ import annotations

import re
from collections.abc import Iterable

from crawler.reading.cards.tokens import Token

_LONGEST = 300
# "een cijfer van 1 tot 10", "1 tot 5 sterren", "cijfer 1-10", "op een schaal van 10", "sur une échelle de 1 à 5".
_RANGE = re.compile(
    r"(?<![\d.,])[01]\s*(?:\([^()]{1,30}\)\s*)?(?:tot(?: en met)?|t/m|-|\u2013|\u00e0|bis|to)\s*"
    r"(5|10|100)(?!\d|%|[.,]\d)",
    re.IGNORECASE,
)
_OF = re.compile(
    r"(?:schaal van|scale of|\u00e9chelle de|skala von|maximaal|maximum van|out of)\s*(5|10|100)(?!\d|%|[.,]\d)",
    re.IGNORECASE,
)
_SPEAKS = re.compile(
    r"cijfer|ster(?:ren)?\b|score|schaal|punt|waarder|beoorde|note[sz]?\b|\u00e9toile|\u00e9chelle|avis|star|rat(?:e|ing)|scale|"
    r"mark|sterne|skala|bewert|rapport",
    re.IGNORECASE,
)
# More marks than these outside the cards are those of other things.
_MOST_MARKS = 3
_SAYING = frozenset(("written", "label"))


def printed(outside: Iterable[Token]) -> float | None:
    """The one scale that the texts and marks outside the cards say, None where they say none or several.

    A sentence on what marks mean goes before the mark of the shop itself.
    """
    tokens = list(outside)
    said = {top for token in tokens if 0 < len(token.text) <= _LONGEST and (top := _said(token.text))}
    if said:
        return said.pop() if len(said) == 1 else None
    marks = [token.mark for token in tokens if token.mark and token.mark.best and token.mark.way in _SAYING]
    tops = {mark.best for mark in marks}
    return tops.pop() if len(tops) == 1 and len(marks) <= _MOST_MARKS else None


def _said(text: str) -> float | None:
    if not _SPEAKS.search(text):
        return None
    found = {float(top) for top in (*_RANGE.findall(text), *_OF.findall(text))}
    return found.pop() if len(found) == 1 else None

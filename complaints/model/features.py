"""A review to what the model counts: words, pairs of words, pieces of words, and what stands under pros and cons."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

# A longer text says what it is about before this; and deciding stays cheap.
LONGEST = 4_000
SHORTEST_PIECE = 3
LONGEST_PIECE = 5
BLOCKS = ("words", "pieces", "points")
# Points weigh little beside the text: few reviews have any.
BLOCK_WEIGHT = {"words": 1.0, "pieces": 0.6, "points": 0.3}
_TOKEN = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?|\d+|[!?]+|[^\w\s]")


def tokens(text: str | None) -> list[str]:
    """Words, numbers and signs in lower case; a number says only whether it has one figure (0) or more (00)."""
    found = _TOKEN.findall((text or "")[:LONGEST].lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'"))
    return ["0" * min(len(each), 2) if each.isdigit() else each for each in found]


def features(title: str | None, text: str | None, pros: Sequence[str], cons: Sequence[str]) -> dict[str, Counter[str]]:
    """How often each feature occurs in what a review says, block by block."""
    for_it, against_it = tokens(". ".join(pros)), tokens(". ".join(cons))
    fields = (tokens(title), tokens(text), for_it, against_it)
    return {
        "words": Counter(word for field in fields for word in _words(field)),
        "pieces": Counter(piece for field in fields for piece in _pieces(field)),
        "points": Counter([*(f"+{word}" for word in for_it), *(f"-{word}" for word in against_it)]),
    }


def _words(field: list[str]) -> Iterable[str]:
    yield from field
    yield from map(" ".join, pairwise(field))


def _pieces(field: list[str]) -> Iterable[str]:
    for token in field:
        word = f" {token} "
        for length in range(SHORTEST_PIECE, LONGEST_PIECE + 1):
            for start in range(len(word) - length + 1):
                yield word[start : start + length]

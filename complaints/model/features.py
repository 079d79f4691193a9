"""A review to what the model counts: words, pairs of words, pieces of words, and what stands under pros and cons."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import chain, pairwise

# A longer text says what it is about before this; and deciding stays cheap.
LONGEST = 4_000
SHORTEST_PIECE = 3
LONGEST_PIECE = 5
LONGEST_WORD = 30
BLOCKS = ("words", "pieces", "points")
# Points weigh little beside the text: few reviews have any.
BLOCK_WEIGHT = {"words": 1.0, "pieces": 0.6, "points": 0.3}
_TOKEN = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?|\d+|[!?]+|[^\w\s]")


def tokens(text: str | None) -> list[str]:
    """Words, numbers and signs in lower case; a number says only whether it has one figure (0) or more (00)."""
    found = _TOKEN.findall((text or "")[:LONGEST].lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'"))
    return ["0" * min(len(each), 2) if each.isdigit() else each for each in found]


def pieces(token: str) -> tuple[str, ...]:
    """The runs of a word's letters, its edges among them."""
    return _of_a_word(token) if len(token) <= LONGEST_WORD else _cut(token)


def features(
    title: str | None,
    text: str | None,
    pros: Sequence[str],
    cons: Sequence[str],
    cut: Callable[[str], tuple[str, ...]] = pieces,
) -> dict[str, Counter[str]]:
    """How often each feature occurs in what a review says, block by block; cut gives a word's pieces."""
    for_it, against_it = tokens(". ".join(pros)), tokens(". ".join(cons))
    fields = (tokens(title), tokens(text), for_it, against_it)
    return {
        "words": Counter(chain(*map(_words, fields))),
        "pieces": Counter(chain.from_iterable(map(cut, chain(*fields)))),
        "points": Counter([*(f"+{word}" for word in for_it), *(f"-{word}" for word in against_it)]),
    }


def _words(field: list[str]) -> Iterable[str]:
    yield from field
    yield from map(" ".join, pairwise(field))


def _cut(token: str) -> tuple[str, ...]:
    word = f" {token} "
    lengths = range(SHORTEST_PIECE, LONGEST_PIECE + 1)
    return tuple(word[start : start + length] for length in lengths for start in range(len(word) - length + 1))


# Most words come again and again; what is no word is not kept.
_of_a_word = lru_cache(maxsize=20_000)(_cut)

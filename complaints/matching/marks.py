"""By what a post is found again among a million: numbers that stand for its words, its author, its sums.

Text: winnowed fingerprints of three words in a row (Schleimer, Wilkerson and Aiken, 2003), so that six shared words in
a row are always found. Author, rare stems and small numbers are common enough to need the time of posting with them:
they are found within a fortnight or so. Order numbers and whole names are found whenever they were posted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import blake2b

from complaints.matching.names import Name
from complaints.matching.post import Post
from complaints.matching.rarity import rarity

WINDOW = 4
SPAN = 16  # days
RAREST_STEMS = 14
# What a shared mark is worth when those are chosen that are looked at closely.
PRINT, WHOLE, NAME, ORDER, NUMBER, STEM = range(6)
WORTH = (2.0, 5.0, 3.0, 6.0, 2.0, 2.0)
_KINDS = 8


def kind_of(mark: int) -> int:
    """Which of the kinds above a mark is."""
    return mark % _KINDS


def marks(post: Post) -> tuple[frozenset[int], frozenset[int]]:
    """The marks a post is kept under, and those under which its like are kept: with the span before and after."""
    whenever, around = tuple(_whenever(post)), tuple(_around(post))
    if post.day is None:
        own = frozenset((*whenever, *_within("", around)))
        return own, own
    before, now, after = (_within(str(post.day // SPAN + step), around) for step in (-1, 0, 1))
    return frozenset((*whenever, *now)), frozenset((*whenever, *before, *now, *after))


def _whenever(post: Post) -> Iterator[int]:
    yield from _prints(post)
    yield from (_mark(ORDER, str(number)) for number in post.numbers.orders)
    if post.name.whole and name_keys(post.name):
        yield _mark(WHOLE, post.name.whole)


def _around(post: Post) -> Iterator[tuple[int, str]]:
    """What is a mark only together with a span of days."""
    yield from ((NAME, key) for key in name_keys(post.name))
    yield from ((NUMBER, str(number)) for number in post.numbers.others)
    rarest = sorted(post.stems, key=lambda stem: (-rarity(stem), stem))[:RAREST_STEMS]
    yield from ((STEM, stem) for stem in rarest)


def _within(span: str, around: Iterable[tuple[int, str]]) -> list[int]:
    return [_mark(kind, span, said) for kind, said in around]


def _prints(post: Post) -> Iterator[int]:
    """Of every four fingerprints in a row the least."""
    every = [_mark(PRINT, *three) for three in zip(post.words, post.words[1:], post.words[2:], strict=False)]
    if len(every) <= WINDOW:
        yield from every
        return
    yield from {min(every[at : at + WINDOW]) for at in range(len(every) - WINDOW + 1)}


def name_keys(name: Name) -> frozenset[str]:
    """What two spellings of one name have in common: its words, their begins, its initials, a handle made of it."""
    if not name.known:
        return frozenset((name.whole,) if any(c.isdigit() for c in name.whole) else ())
    bare = "".join(c for c in name.whole if not c.isdigit())
    first, last = name.parts[0], name.parts[-1]
    long = {part for part in name.parts if len(part) >= 3}
    begins = {part[:4] for part in long if len(part) > 4}
    made = {first[0] + last, first + last[0]} if len(name.parts) > 1 else set[str]()
    return frozenset((*long, *begins, *made, *name.initials, *_short(bare)))


def _short(bare: str) -> Iterable[str]:
    return (bare,) if 2 <= len(bare) <= 12 else ()


def _mark(kind: int, *parts: str) -> int:
    """A number that SQLite and PostgreSQL hold, of which the kind can be read."""
    digest = blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True) // _KINDS * _KINDS + kind

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
# From this rarity on one stem in common is enough to look: about one review in 150.
SELDOM_MET = 5.0
# What a shared mark is worth when those are chosen that are looked at closely.
PRINT, WHOLE, NAME, ORDER, NUMBER, STEM, SELDOM = range(7)
WORTH = (2.0, 5.0, 4.0, 6.0, 2.0, 2.0, 4.0)
_KINDS = 8
# A mark is a number that SQLite and PostgreSQL hold. Those of a span of days lie together, the span before so many
# bits: of a log of years only the part of these weeks is read and written. Those of all times are below nought.
_ROOM = 46


def kind_of(mark: int) -> int:
    """Which of the kinds above a mark is."""
    return mark % _KINDS


def marks(post: Post) -> tuple[frozenset[int], frozenset[int]]:
    """The marks a post is kept under, and those under which its like are kept: with the span before and after."""
    whenever, around = frozenset(_whenever(post)), tuple(_around(post))
    if post.day is None:
        own = whenever.union(around)
        return own, own
    span = post.day // SPAN
    before, now, after = ([each << _ROOM | mark for mark in around] for each in (span - 1, span, span + 1))
    return whenever.union(now), whenever.union(before, now, after)


def _whenever(post: Post) -> Iterator[int]:
    yield from _prints(post)
    yield from (_of_all_times(ORDER, str(number)) for number in post.numbers.orders)
    if post.name.whole and name_keys(post.name):
        yield _of_all_times(WHOLE, post.name.whole)


def _around(post: Post) -> Iterator[int]:
    """What is a mark only together with a span of days, which goes before it."""
    yield from (_number(NAME, _ROOM, key) for key in name_keys(post.name))
    yield from (_number(NUMBER, _ROOM, str(number)) for number in post.numbers.others)
    rarest = sorted(post.stems, key=lambda stem: (-rarity(stem), stem))[:RAREST_STEMS]
    yield from (_number(SELDOM if rarity(stem) >= SELDOM_MET else STEM, _ROOM, stem) for stem in rarest)


def _prints(post: Post) -> Iterator[int]:
    """Of every four fingerprints in a row the least."""
    every = [_of_all_times(PRINT, *three) for three in zip(post.words, post.words[1:], post.words[2:], strict=False)]
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


def _of_all_times(kind: int, *parts: str) -> int:
    return _number(kind, 63, *parts) - (1 << 63)


def _number(kind: int, bits: int, *parts: str) -> int:
    """A number of so many bits, of which the last tell the kind."""
    digest = blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 64 - bits & -_KINDS | kind

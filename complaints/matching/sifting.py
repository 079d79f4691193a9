"""Which pairs are looked at closely: most posts that share a name or a word share nothing else, and to say so is cheap.

What is sifted out had at most the chance of a suggestion by all figures together, and hardly any of it that: these are
the least weights by which no labelled pair that was sure is lost, and few that were suggested.
"""

from __future__ import annotations

from complaints.matching.names import Likeness, likeness
from complaints.matching.post import Post
from complaints.matching.rarity import weight

# Up to so many days apart, posts need shared stems of this weight, by how well their names go together.
_NEAR, _AWHILE = 3, 15
# Fewer words than this are quoted by anyone.
_QUOTED = 4
_NEEDED = (
    (Likeness.STRONG, (0.0, 4.0, 4.0)),
    (Likeness.FITS, (0.0, 4.0, 5.0)),
    (Likeness.FAINT, (4.0, 6.0, 10.0)),
    (Likeness.UNKNOWN, (8.0, 18.0, 30.0)),
    (Likeness.CONFLICT, (22.0, 22.0, 30.0)),
)


def may_belong(one: Post, other: Post) -> bool:
    """Whether two posts might be of one person about one incident, the one the other, or one quoted in the other."""
    if one.numbers.orders & other.numbers.orders or _may_quote(one, other) or _may_quote(other, one):
        return True
    shared = one.vocabulary & other.vocabulary
    if 2 * len(shared) >= min(len(one.vocabulary), len(other.vocabulary)):
        return True
    return weight(one.stems & other.stems) >= _needed(one, other)


def _may_quote(post: Post, other: Post) -> bool:
    return any(len(other.vocabulary.intersection(each)) >= _QUOTED for each in post.quotations)


def _needed(one: Post, other: Post) -> float:
    like, apart = likeness(one.name, other.name), _apart(one, other)
    by_time = next(each for least, each in _NEEDED if like >= least)
    return by_time[(apart > _NEAR) + (apart > _AWHILE)]


def _apart(one: Post, other: Post) -> float:
    """Days; without end where one is unknown."""
    return abs(one.day - other.day) if one.day is not None and other.day is not None else float("inf")

"""Is this the same post? For posts without an id of their own, whose wording may have changed."""

from __future__ import annotations

from complaints.normalise import folded
from complaints.review import Review

# Fewer words than this are what anyone writes.
FEWEST_WORDS = 4
SHARED = 0.5


def is_edit(before: Review, after: Review) -> bool:
    """Whether after is before in new words: half of the shorter text's words stand in the other.

    To be asked of two posts by one author of one date only; short texts never match.
    """
    old, new = _words(before), _words(after)
    fewest = min(len(old), len(new))
    return fewest >= FEWEST_WORDS and len(old & new) / fewest >= SHARED


def _words(review: Review) -> set[str]:
    return set(folded(f"{review.title or ''} {review.text or ''}").split())

"""What two posts are to each other: the same post, the same complaint, news of it, a quote, or nothing that is known.

Sure: acted on by itself. Not sure: for a person to say.
"""

from __future__ import annotations

from dataclasses import dataclass

from complaints.matching.evidence import FARTHEST, Evidence, evidence
from complaints.matching.names import Likeness
from complaints.matching.post import Post
from complaints.matching.trees import chance

SAME_POST, SAME_COMPLAINT, FOLLOW_UP, QUOTE = "same_post", "same_complaint", "follow_up", "quote"
# What makes two posts one complaint; a quote is somebody else's.
JOINS = frozenset({SAME_POST, SAME_COMPLAINT, FOLLOW_UP})
# Chosen on the pairs that are not held back: docs/decisions says by what figures.
SURE = 0.9
UNSURE = 0.55
# With an order number in common.
POSSIBLE = 0.1
# Fewer words than this are what anyone writes.
FEWEST = 8
LONG = 15
# A copy of a post is dated within days of it, news of a complaint mostly not.
COPIED = 3
NEWS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """relation is one of the four; score from 0 to 1; evidence is what it was judged by."""

    relation: str
    score: float
    sure: bool
    evidence: Evidence


def verdict(one: Post, other: Post) -> Verdict | None:
    """The verdict on two posts, whichever comes first; None where nothing says that they belong together."""
    found = evidence(one, other)
    if _is_same_post(found, same_words=bool(one.text) and one.words == other.words and one.bare == other.bare):
        return Verdict(relation=SAME_POST, score=0.99, sure=True, evidence=found)
    if _is_quote(found):
        return Verdict(relation=QUOTE, score=0.9, sure=True, evidence=found)
    return _by_chance(found)


def _is_same_post(found: Evidence, *, same_words: bool) -> bool:
    like = found.name
    if found.length < FEWEST:
        dated = (found.days == 0 and like >= Likeness.FITS) or (found.days <= 1 and like >= Likeness.SAME_FULL)
        return same_words and dated
    near = found.words >= 0.88 and found.pairs >= 0.8 and (found.length_ratio >= 0.6 or found.run_share >= 0.98)
    if not near or like == Likeness.CONFLICT or (found.quoted and like < Likeness.INITIALS):
        return False
    if like >= Likeness.INITIALS:
        return found.days <= COPIED or (found.days == FARTHEST and like >= Likeness.FITS) or found.length >= LONG
    return found.days <= COPIED and (found.length >= LONG or found.days == 0 or same_words)


def _is_quote(found: Evidence) -> bool:
    if found.name >= Likeness.INITIALS or found.own < 5:
        return False
    if found.quoted >= 6 or (found.quoted >= 4 and (found.named or found.tells)):
        return True
    return bool((found.named and found.run >= 6) or (found.tells and found.run >= 8))


def _by_chance(found: Evidence) -> Verdict | None:
    like = found.name
    if found.length < FEWEST and (like < Likeness.FITS or found.days > COPIED * 5):
        return None
    score = chance(found.figures())
    told_on = found.triples >= 0.8 and found.length >= 5 and like >= Likeness.FITS and found.days <= COPIED * 5
    order = found.orders > 0 and like >= Likeness.INITIALS and score >= POSSIBLE
    sure = (score >= SURE or told_on or order) and not (found.orders_apart or like == Likeness.CONFLICT)
    if sure:
        return Verdict(relation=_relation(found), score=max(round(score, 2), SURE), sure=True, evidence=found)
    if score < (POSSIBLE if found.orders else UNSURE):
        return None
    return Verdict(relation=_relation(found), score=min(round(score, 2), SURE), sure=False, evidence=found)


def _relation(found: Evidence) -> str:
    later = NEWS < found.days < FARTHEST or (found.days == FARTHEST and found.dated)
    return FOLLOW_UP if later or (found.again and COPIED <= found.days < FARTHEST) else SAME_COMPLAINT

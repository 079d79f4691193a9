"""What two posts are to each other: the same post, the same complaint, news of it, a quote, or nothing that is known.

Sure: acted on by itself. Not sure: for a person to say.
"""

from __future__ import annotations

from dataclasses import dataclass

from complaints.matching.evidence import FARTHEST, Evidence, evidence
from complaints.matching.names import Likeness
from complaints.matching.post import Post
from complaints.matching.sifting import may_belong
from complaints.matching.trees import ACQUAINTED, INCIDENT, chance

SAME_POST, SAME_COMPLAINT, FOLLOW_UP, QUOTE = "same_post", "same_complaint", "follow_up", "quote"
# What makes two posts one complaint; a quote is somebody else's.
JOINS = frozenset({SAME_POST, SAME_COMPLAINT, FOLLOW_UP})
# Chances of one incident and of no strangers; chosen so that of each third held back in turn, 98 in 100 are right.
SURE = 0.72, 0.86
UNSURE = 0.44, 0.15
# With an order number in common.
POSSIBLE = 0.1
# The least score of what is sure, and more than that of what is not.
CERTAIN = 0.9
# Fewer words than this are what anyone writes.
FEWEST = 8
LONG = 15
CITED = 6
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
    if not may_belong(one, other):
        return None
    found = evidence(one, other)
    if _is_same_post(found, same_words=_say_the_same(one, other)):
        return Verdict(relation=SAME_POST, score=0.99, sure=True, evidence=found)
    if _is_quote(found):
        return Verdict(relation=QUOTE, score=0.9, sure=True, evidence=found)
    return _by_chance(found)


def _say_the_same(one: Post, other: Post) -> bool:
    """Word for word. Without words by their signs, such as an emoji, or where a site lost them by their marks."""
    if one.words or other.words:
        return one.words == other.words
    if one.bare and other.bare:
        return one.bare == other.bare
    return one.share is not None and one.share == other.share


def _is_same_post(found: Evidence, *, same_words: bool) -> bool:
    like = found.name
    if found.length < FEWEST:
        dated = (found.days == 0 and like >= Likeness.FITS) or (found.days <= 1 and like >= Likeness.SAME_FULL)
        return same_words and dated
    near = found.words >= 0.88 and found.pairs >= 0.8 and (found.length_ratio >= 0.6 or found.run_share >= 0.98)
    apart = found.orders_apart or like == Likeness.CONFLICT
    if not near or apart or (found.quoted and like < Likeness.INITIALS):
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
    chances = _chances(found, least=0.0 if found.orders else UNSURE[1])
    order = found.orders > 0 and chances[0] >= POSSIBLE
    likely = _reach(chances, SURE) or (order and like >= Likeness.INITIALS)
    score = round(min(chances), 2)
    if likely and not (found.orders_apart or like == Likeness.CONFLICT or _is_anothers(found)):
        return Verdict(relation=_relation(found), score=max(score, CERTAIN), sure=True, evidence=found)
    if order or _reach(chances, UNSURE):
        return Verdict(relation=_relation(found), score=min(score, CERTAIN - 0.01), sure=False, evidence=found)
    return None


def _is_anothers(found: Evidence) -> bool:
    """Whether one cites at length, and nothing says that it is of the same hand: who passes a complaint on."""
    return found.cites >= CITED and found.name < Likeness.FAINT


def _chances(found: Evidence, *, least: float) -> tuple[float, float]:
    """Of one incident and of no strangers; the former is not asked for where the latter is less than the least."""
    figures = found.figures()
    acquainted = chance(ACQUAINTED, figures)
    return (chance(INCIDENT, figures) if acquainted >= least else 0.0), acquainted


def _reach(chances: tuple[float, float], least: tuple[float, float]) -> bool:
    return all(each >= bound for each, bound in zip(chances, least, strict=True))


def _relation(found: Evidence) -> str:
    later = NEWS < found.days < FARTHEST or (found.days == FARTHEST and found.dated)
    return FOLLOW_UP if later or (found.again and COPIED <= found.days < FARTHEST) else SAME_COMPLAINT

"""Is it a complaint, and how much does it weigh? By the stars and the recommendation, with the reasons.

share = value / best. At most .4 is a complaint, at most .6 mixed; a shop that is not recommended is complained of.
Where neither is given a person has to judge. A mark on an unknown scale decides nothing and may not alert.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from complaints.catalogue import Catalogue
from complaints.review import Rating, Review

COMPLAINT_SHARE = 0.4
MIXED_SHARE = 0.6
SEVERITIES = ("low", "normal", "high")
SEVERITY = {"complaint": "normal", "mixed": "low", "to_judge": "low", "no": "low"}

words = Catalogue(Path(__file__).parent / "words")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """complaint, mixed, no or to_judge, with reasons in the staff's language.

    opens says whether it may open a record and alert: not on a guessed scale, and not for praise.
    """

    decision: str
    severity: str
    reasons: tuple[str, ...]
    themes: tuple[str, ...] = ()
    opens: bool


def decide(review: Review, language: str) -> Decision:
    """The decision on one review; language is the staff's: nl, fr or en."""
    share = rating_share(review.rating)
    decision = _by_stars(share, recommend=review.recommend)
    if decision is None:
        return _undecided(review.rating, language)
    return _decision(decision, _reasons(review, share, language))


def rating_share(rating: Rating | None) -> float | None:
    """value / best, or None for no rating, an unknown scale, or a 0 that means not rated."""
    if rating is None or not rating.best or _is_unrated(rating):
        return None
    # 4.2 / 7 is .6, also in binary.
    return round(rating.value / rating.best, 9)


def _is_unrated(rating: Rating) -> bool:
    return rating.value == 0 and (rating.worst is None or rating.worst > 0)


def _by_stars(share: float | None, *, recommend: bool | None) -> str | None:
    if recommend is False or (share is not None and share <= COMPLAINT_SHARE):
        return "complaint"
    if share is not None:
        return "mixed" if share <= MIXED_SHARE else "no"
    return None if recommend is None else "no"


def _reasons(review: Review, share: float | None, language: str) -> tuple[str, ...]:
    reasons = []
    if review.rating and review.rating.best and share is not None:
        best = number(review.rating.best, language)
        reasons.append(words.say(language, "reason-rating", value=number(review.rating.value, language), best=best))
    if review.recommend is not None:
        key = "reason-recommended" if review.recommend else "reason-not-recommended"
        reasons.append(words.say(language, key))
    return tuple(reasons)


def _undecided(rating: Rating | None, language: str) -> Decision:
    if rating and not rating.best and not _is_unrated(rating):
        reason = words.say(language, "reason-scale-unknown", value=number(rating.value, language))
        return _decision("to_judge", (reason,), opens=False)
    return _decision("to_judge", (words.say(language, "reason-no-rating"),))


def _decision(decision: str, reasons: tuple[str, ...], *, opens: bool = True) -> Decision:
    opens = opens and decision != "no"
    return Decision(decision=decision, severity=SEVERITY[decision], reasons=reasons, opens=opens)


def number(value: float, language: str) -> str:
    """A mark as people write it: no needless decimals, a comma in Dutch and French."""
    text = f"{value:g}"
    return text if language == "en" else text.replace(".", ",")


def worsened(before: Review, decided: str, after: Review, decides: str) -> bool:
    """The rating fell, or praise became a complaint: the only edits that alert."""
    old, new = rating_share(before.rating), rating_share(after.rating)
    if old is not None and new is not None and new < old:
        return True
    return decided == "no" and decides == "complaint"

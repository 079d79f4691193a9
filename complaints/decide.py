"""Is it a complaint, what about and how bad? By the stars and the recommendation, then by the text, with the reasons.

share = value / best. At most .4 is a complaint, at most .6 mixed; a shop that is not recommended is complained of, and
so is one on a site to which nobody comes for anything else, where no mark says otherwise. The
text decides where neither is given, and over a high mark that it contradicts. A mark on an unknown scale decides
nothing and may not alert. What can go either way a person has to judge.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from complaints.catalogue import Catalogue
from complaints.model.reading import Reading, read
from complaints.model.severe import Grave, grave, has_grievance, repeated
from complaints.model.weights import Weights
from complaints.review import Rating, Review

COMPLAINT_SHARE = 0.4
MIXED_SHARE = 0.6
VERY_HIGH_SHARE = 0.8
# How likely a text must complain: where nothing else is known, over a good mark, and over a very good one or a
# recommendation; and over either where no word says what is wrong, which facts told without praise come near to.
# Chosen on what is learnt from of bench/data, each corpus read by a model that had seen none of it.
TEXT_COMPLAINS = 0.64
OVER_GOOD = 0.6
OVER_VERY_GOOD = 0.8
OVER_WITHOUT_GRIEVANCE = 0.95
# From here up to TEXT_COMPLAINS a text can go either way.
TEXT_UNSURE = 0.6
# Below this a text praises for certain, whatever the mark.
TEXT_PRAISES = 0.08
FULL = 0.5
# From here a complaint reads like those that are grave, though no table of cues says why.
GRAVE = 0.25
# Where every post is a complaint by nature.
COMPLAINT_SITES = frozenset({"klacht_nl", "klachtenkompas"})
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


def decide(review: Review, language: str, weights: Weights | None = None) -> Decision:
    """The decision on one review; language is the staff's: nl, fr or en; weights are the shipped ones if not given."""
    share = rating_share(review.rating)
    by_stars = _by_stars(share, recommend=review.recommend) or _by_nature(review)
    if by_stars is None and _scale_is_unknown(review.rating):
        return _on_unknown_scale(review.rating, language)
    reading = read(review, weights)
    # Nothing on an unknown scale may alert but what is not recommended: there the text has no say.
    heard = None if _scale_is_unknown(review.rating) else reading
    decision = _over(by_stars, heard, review)
    reasons = (*_marks(review, share, language), *_of_text(by_stars, decision, reading, language))
    return _weighed(review, decision, reading, reasons, language)


def rating_share(rating: Rating | None) -> float | None:
    """value / best, or None for no rating, an unknown scale, or a 0 that means not rated."""
    if rating is None or not rating.best or _is_unrated(rating):
        return None
    # 4.2 / 7 is .6, also in binary.
    return round(rating.value / rating.best, 9)


def _is_unrated(rating: Rating) -> bool:
    return rating.value == 0 and (rating.worst is None or rating.worst > 0)


def _scale_is_unknown(rating: Rating | None) -> bool:
    return rating is not None and not rating.best and not _is_unrated(rating)


def _by_stars(share: float | None, *, recommend: bool | None) -> str | None:
    if recommend is False or (share is not None and share <= COMPLAINT_SHARE):
        return "complaint"
    if share is not None:
        return "mixed" if share <= MIXED_SHARE else "no"
    return None if recommend is None else "no"


def _by_nature(review: Review) -> str | None:
    return "complaint" if review.site in COMPLAINT_SITES else None


def _over(by_stars: str | None, reading: Reading | None, review: Review) -> str:
    """The stars' decision with the text's put over it where it contradicts them; the text's where there are none."""
    if reading is None:
        return by_stars or "to_judge"
    if by_stars in ("complaint", "mixed"):
        # A slip of the finger, or irony: neither may be lost.
        return "to_judge" if reading.complaint < TEXT_PRAISES and review.recommend is not False else by_stars
    enough = TEXT_COMPLAINS if by_stars is None else _enough(review)
    if reading.complaint >= enough:
        return "complaint" if reading.full >= FULL else "mixed"
    if by_stars is not None or reading.complaint < TEXT_UNSURE:
        return "no"
    # What may go either way and speaks of fraud, the law or injury is not to lie and wait.
    return "complaint" if grave(review) else "to_judge"


def _enough(review: Review) -> float:
    """How likely a text must complain to be heard over a good mark or a recommendation."""
    if not has_grievance(review):
        return OVER_WITHOUT_GRIEVANCE
    share = rating_share(review.rating)
    only_good = share is not None and share <= VERY_HIGH_SHARE and review.recommend is None
    return OVER_GOOD if only_good else OVER_VERY_GOOD


def _marks(review: Review, share: float | None, language: str) -> tuple[str, ...]:
    reasons = []
    if review.rating and review.rating.best and share is not None:
        best = number(review.rating.best, language)
        reasons.append(words.say(language, "reason-rating", value=number(review.rating.value, language), best=best))
    if review.recommend is not None:
        key = "reason-recommended" if review.recommend else "reason-not-recommended"
        reasons.append(words.say(language, key))
    if share is None and review.recommend is None and review.site in COMPLAINT_SITES:
        reasons.append(words.say(language, "reason-complaint-site"))
    return tuple(reasons)


def _of_text(by_stars: str | None, decision: str, reading: Reading | None, language: str) -> tuple[str, ...]:
    """What the text had to do with it: nothing where it only confirms the stars."""
    if reading is None:
        return () if by_stars else (words.say(language, "reason-too-short"),)
    if decision == "to_judge":
        return (words.say(language, "reason-against-stars" if by_stars else "reason-unsure"),)
    if decision == "no":
        return () if by_stars else _shown("reason-praises", reading.praising, language)
    if by_stars == "no":
        return _shown("reason-over-stars", reading.complaining, language)
    return () if by_stars else _shown("reason-complains", reading.complaining, language)


def _shown(key: str, which: tuple[str, ...], language: str) -> tuple[str, ...]:
    if not which:
        return (words.say(language, f"{key}-whole"),)
    return (words.say(language, key, words=quoted(which)),)


def quoted(which: tuple[str, ...]) -> str:
    """Words of the customer's, as such."""
    return ", ".join(f"“{each}”" for each in which)


def _weighed(
    review: Review, decision: str, reading: Reading | None, reasons: tuple[str, ...], language: str
) -> Decision:
    """The decision with its severity, its themes and what makes it grave."""
    complains = decision in ("complaint", "mixed")
    found = grave(review) if decision == "complaint" else ()
    high = bool(found) or (decision == "complaint" and reading is not None and reading.grave >= GRAVE)
    again = repeated(review) if complains else None
    reasons = (*reasons, *_graves(found, language))
    if high and not found:
        reasons = (*reasons, words.say(language, "severe-alike"))
    if again:
        reasons = (*reasons, words.say(language, "severe-again", words=quoted((again,))))
    return Decision(
        decision=decision,
        severity="high" if high else SEVERITY[decision],
        reasons=reasons,
        themes=reading.themes if reading and complains else (),
        opens=decision != "no",
    )


def _graves(found: tuple[Grave, ...], language: str) -> tuple[str, ...]:
    return tuple(words.say(language, f"severe-{each.kind}", words=quoted((each.words,))) for each in found)


def _on_unknown_scale(rating: Rating | None, language: str) -> Decision:
    value = number(rating.value, language) if rating else ""
    reasons = (words.say(language, "reason-scale-unknown", value=value),)
    return Decision(decision="to_judge", severity=SEVERITY["to_judge"], reasons=reasons, opens=False)


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

"""What the text of a review says: whether it complains, about what, in which language, and which words weighed most."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from complaints.model.features import features
from complaints.model.weights import Found, Weights, shipped
from complaints.review import Review

# Commission Recommendation 2010/304/EU, ECC-Net and ACM, brought together.
THEMES = (
    "DELIVERY",
    "WRONG_ITEM",
    "PRODUCT_DEFECT",
    "RETURN_REFUND",
    "SERVICE",
    "PRICE_COST",
    "PAYMENT_WEBSITE",
    "CANCEL_ORDER",
    "WARRANTY_REPAIR",
    "FRAUD_MISLEAD",
    "PRIVACY_SECURITY",
    "OTHER",
)
LANGUAGES = ("nl", "fr", "en", "de")
# How likely a theme must be; each chosen as the decision's bars are.
THEME_AT = dict.fromkeys(THEMES, 0.4) | {
    "DELIVERY": 0.45,
    "RETURN_REFUND": 0.45,
    "PRICE_COST": 0.45,
    "CANCEL_ORDER": 0.35,
    "FRAUD_MISLEAD": 0.45,
    "PRIVACY_SECURITY": 0.35,
    "OTHER": 0.55,
}
MOST_WORDS = 3
# Below this no text can be told.
FEWEST_WORDS = 2
# Characters; a shorter text could be of several languages.
SHORTEST_FOR_LANGUAGE = 20
LEAST_PUSH = 0.1
# Of a word that is shown: "de" and "het" weigh now and then, and say nothing.
SHORTEST_WORD = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """complaint: how likely the text complains, 0 to 1; full: how likely a complaint is one without praise;
    grave: how likely a complaint is grave.

    themes come with the likeliest first; complaining and praising are the words that spoke most for either.
    """

    complaint: float
    full: float
    grave: float
    themes: tuple[str, ...]
    complaining: tuple[str, ...]
    praising: tuple[str, ...]


def read(review: Review, weights: Weights | None = None) -> Reading | None:
    """The reading of a review's title, text and points; None where there is too little to tell by."""
    known = weights or shipped()
    found = features_known(known, review)
    if not found:
        return None
    scores, pushes = known.scores(found), _pushes(known, found)
    return Reading(
        complaint=scores["complaint"],
        full=scores["full"],
        grave=scores["grave"],
        themes=_themes(scores),
        complaining=_heaviest(pushes, lambda push: push),
        praising=_heaviest(pushes, lambda push: -push),
    )


def language_of(review: Review, weights: Weights | None = None) -> str | None:
    """The language a review is written in: nl (also Flemish), fr, en or de; None where too little tells it."""
    if sum(map(len, filter(None, (review.title, review.text, *review.pros, *review.cons)))) < SHORTEST_FOR_LANGUAGE:
        return None
    known = weights or shipped()
    found = features_known(known, review)
    scores = known.scores(found)
    return max(LANGUAGES, key=lambda language: scores[language]) if found else None


def features_known(weights: Weights, review: Review) -> Found:
    """The known features of a review; none where it has too few words."""
    return _found_in(weights, review.title, review.text, review.pros, review.cons)


@lru_cache(maxsize=1)  # its language is asked first, then all the rest
def _found_in(
    weights: Weights, title: str | None, text: str | None, pros: tuple[str, ...], cons: tuple[str, ...]
) -> Found:
    counted = features(title, text, pros, cons, weights.pieces)
    words = sum(count for word, count in counted["words"].items() if word.replace("'", "").isalpha())
    return weights.find(counted) if words >= FEWEST_WORDS else []


def _themes(scores: Mapping[str, float]) -> tuple[str, ...]:
    scored = sorted(((scores[theme], theme) for theme in THEMES), reverse=True)
    likely = tuple(theme for score, theme in scored if score > THEME_AT[theme])
    # A complaint is about something.
    return likely or (scored[0][1],)


def _pushes(weights: Weights, found: Found) -> dict[str, float]:
    words = (each for each in found if each[0] == "words" and _is_shown(each[1]))
    return {name: weights.weight(value, row, "complaint") for _, name, value, row in words}


@lru_cache(maxsize=20_000)
def _is_shown(name: str) -> bool:
    return len(name) >= SHORTEST_WORD and name.replace(" ", "").replace("'", "").isalpha()


def _heaviest(pushes: dict[str, float], towards: Callable[[float], float]) -> tuple[str, ...]:
    heaviest = sorted(
        (name for name in pushes if towards(pushes[name]) >= LEAST_PUSH), key=lambda n: -towards(pushes[n])
    )
    shown: list[str] = []
    for name in heaviest:
        if len(shown) < MOST_WORDS and not any(set(name.split()) & set(each.split()) for each in shown):
            shown.append(name)
    return tuple(shown)

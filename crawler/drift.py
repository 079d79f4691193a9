"""Whether a reading differs from those before it by more than they differ from each other.

What only grows, shrinks by a few or mixes its reviews anew is left in peace: a field must be missing on a fifth more of
the reviews than in the leanest reading before, and more than chance explains; a number must be halved. The rates are
those of one site's own readings, never of sites in general.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from math import exp, log

from complaints.readings import KEPT, Figures
from complaints.review import Review
from complaints.sources import Before

# A drop in coverage of more than 20 points is a changed page: measured on renamed and rewrapped pages.
DROP = 0.2
# With ten fields and numbers held against each other in every run, one in a thousand would be too many already.
CHANCE = 0.001
# A share of fewer reviews says little: readings as small as this count together with the others only.
FEW = 5
# A number falls to less than this part of what it was, and by at least as many.
HALF, THIRD_LESS, BY = 1 / 2, 2 / 3, 5
# Nobody can look at data and confirm it: told of for so long, it is taken as it has become.
AS_IT_IS_AFTER = timedelta(days=3)

_HAS: dict[str, Callable[[Review], bool]] = {
    "author": lambda review: bool(review.author),
    "mark": lambda review: review.rating is not None or review.recommend is not None,
    "scale of the mark": lambda review: review.rating is not None and review.rating.best is not None,
    "date": lambda review: bool(review.published),
    "title": lambda review: bool(review.title),
    "text": lambda review: bool(review.text or review.pros or review.cons),
    "shop's reply": lambda review: review.reply is not None,
}


def filled(reviews: Iterable[Review]) -> Counter[str]:
    """On how many of the reviews each field stands."""
    return Counter(name for review in reviews for name, has in _HAS.items() if has(review))


def is_as_it_is(before: Before, now: datetime, *, data: bool) -> bool:
    """Whether a source is taken as it has become: what it gives is data, and has been otherwise for long; now aware."""
    if not data or before.lamp != "changed" or before.since is None:
        return False
    return now - before.since >= AS_IT_IS_AFTER


def drifted(now: Figures, earlier: Sequence[Figures]) -> str | None:
    """What this reading lost against the earlier good ones of the same source, with numbers; None where nothing."""
    if not earlier or not now.reviews:
        return None
    return (
        "; ".join([*_lost_fields(now, earlier), *_lost_reviews(now, earlier), *_other_language(now, earlier)]) or None
    )


def _lost_fields(now: Figures, earlier: Sequence[Figures]) -> Iterator[str]:
    if now.on_first is None and now.reviews < FEW:
        # Other posts each time, and of other kinds: two comments have no title, and prove nothing.
        return
    recent = earlier[-KEPT:]
    for name in _HAS:
        before = [(each.filled.get(name, 0), each.reviews) for each in recent if each.reviews]
        found = now.filled.get(name, 0)
        if before and is_lost(found, now.reviews, before):
            yield f"{name} on {found} of {now.reviews} reviews; {_usual(before)}"


def is_lost(found: int, reviews: int, before: Sequence[tuple[int, int]]) -> bool:
    """Whether a field on so many of the reviews is too few, after readings of (with the field, reviews)."""
    least = _least_share(before)
    share = found / reviews
    return share <= least - DROP and _chance(share, reviews, least) <= CHANCE


def _least_share(before: Sequence[tuple[int, int]]) -> float:
    """The share of the leanest reading, as if half a review more had lacked the field: the same page read ten times
    proves no more than read once. That of all together, where it is less, or each is too small to prove anything.
    """
    together = sum(found for found, _ in before), sum(reviews for _, reviews in before)
    large = [each for each in before if each[1] >= FEW]
    return min((found + 0.5) / (reviews + 1) for found, reviews in [*large, together])


def _chance(share: float, reviews: int, usual: float) -> float:
    """At most how likely so small a share of the reviews is, where the usual one holds (Chernoff's bound)."""
    parts = ((share, usual), (1 - share, 1 - usual))
    return exp(-reviews * sum(seen * log(seen / expected) for seen, expected in parts if seen))


def _usual(before: Sequence[tuple[int, int]]) -> str:
    readings = _in_the_last(len(before))
    if len(set(before)) == 1:
        found, reviews = before[0]
        return f"on {found} of {reviews} {readings}"
    return f"on {sum(found for found, _ in before)} of {sum(reviews for _, reviews in before)} {readings}"


def _in_the_last(readings: int) -> str:
    return "in the last reading" if readings == 1 else f"in the last {readings} readings"


def _lost_reviews(now: Figures, earlier: Sequence[Figures]) -> Iterator[str]:
    stated = [each.stated for each in earlier[-KEPT:] if each.stated is not None]
    if now.stated is not None and stated and _fell(now.stated, min(stated), THIRD_LESS):
        yield f"the page counts {now.stated} reviews; {min(stated)} or more {_in_the_last(len(stated))}"
    wholes = [each.listed for each in earlier if each.whole]
    if now.whole and wholes:
        if _fell(now.listed, min(wholes), HALF):
            says = f", of which the page counts {now.stated}" if now.stated and now.stated > now.listed else ""
            yield f"{now.listed} reviews to the end of the list{says}; {min(wholes)} or more before"
        # As many as ever, on more pages: the site shows fewer at a time.
        return
    first = [each.on_first for each in earlier[-KEPT:] if each.on_first is not None]
    if now.on_first is not None and first and _fell(now.on_first, min(first), HALF):
        yield f"{now.on_first} reviews on the first page; {min(first)} or more {_in_the_last(len(first))}"


def _fell(number: int, least: int, part: float) -> bool:
    return number < part * least and least - number >= BY


def _other_language(now: Figures, earlier: Sequence[Figures]) -> Iterator[str]:
    """A page that turned to another language shows other reviews, or hides those it showed."""
    declared = {each.lang for each in earlier if each.lang}
    spoken = {each.tongue for each in earlier if each.tongue}
    if now.tongue and spoken:
        if now.tongue not in spoken:
            yield f"the page is in another language: {_name(now.tongue)} by its words; {_names(spoken)} before"
    elif now.lang and declared and now.lang not in declared:
        yield f"the page is in another language: {_name(now.lang)} by what it declares; {_names(declared)} before"


_LANGUAGES = {"nl": "Dutch", "fr": "French", "en": "English", "de": "German"}


def _name(language: str) -> str:
    return _LANGUAGES.get(language, language)


def _names(languages: Iterable[str]) -> str:
    return " or ".join(sorted(_name(language) for language in languages))

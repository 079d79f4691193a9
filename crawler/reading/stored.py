"""A reading that someone confirmed, as it is kept: where to look first next time, and what must not have changed.

It says where the fields of a page's cards were, never what a page is: that is judged anew each time. The canary is one
review by which a reading that went wrong is noticed; of it nothing is kept that can be read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields, replace
from datetime import date
from hashlib import blake2b
from typing import Any

from complaints.normalise import folded
from complaints.review import CARDS, Review
from crawler.reading.card_model import CardReading, Layout
from crawler.reading.learned import VERSION, Canary, Learned, Profile
from crawler.reading.page import Reading

# What of a card is counted, and what its absence says; a title or an answer may come and go.
COUNTED = ("author", "published", "text", "rating")
OTHER_TEXTS = "a text of its own"
LARGEST_DROP = 0.20
# One review without a name is no change of the page.
FEWEST_LESS = 2
_BEGINNING = 40
_DAY = 10
# A date that was said as "3 days ago" is off by the hour.
_DAYS_OFF = 2


def profile_of(reviews: Sequence[Review]) -> Profile:
    """What reviews hold."""
    from statistics import quantiles  # here, for no pass needs it

    lengths = sorted(len(review.text) for review in reviews if review.text)
    cuts = [round(cut) for cut in quantiles(lengths, n=4, method="inclusive")] if len(lengths) > 1 else lengths * 3
    values = Counter(review.rating.value for review in reviews if review.rating)
    return Profile(cards=len(reviews), coverage=_coverage(reviews), lengths=tuple(cuts), values=tuple(sorted(values)))


def _coverage(reviews: Sequence[Review]) -> dict[str, float]:
    size = max(1, len(reviews))
    share = {name: sum(_has(review, name) for review in reviews) / size for name in COUNTED}
    # What stands in every card is no text of a customer.
    share[OTHER_TEXTS] = len({review.text for review in reviews if review.text}) / size
    return {name: round(part, 3) for name, part in share.items()}


def _has(review: Review, name: str) -> bool:
    return bool(review.text or review.pros or review.cons) if name == "text" else getattr(review, name) is not None


def canary_of(reviews: Sequence[Review], salt: str) -> Canary | None:
    """The newest review that is known from all others by its name and by its first words; None where none is."""
    named = [review for review in reviews if review.author and review.text]
    authors = Counter(folded(review.author) for review in reviews)
    words = Counter(_words(review) for review in reviews)
    alone = [review for review in named if authors[folded(review.author)] == words[_words(review)] == 1]
    found = max(alone, key=lambda review: review.published or "", default=None)
    return Canary(published=found.published, seals=_seals(found, salt)) if found else None


def _words(review: Review) -> str:
    return folded(review.text)[:_BEGINNING]


def _seals(review: Review, salt: str) -> dict[str, str]:
    mark = review.rating and f"{review.rating.value:g}/{review.rating.best or 0:g}"
    said = {
        "words": _words(review),
        "author": folded(review.author),
        "title": folded(review.title),
        "rating": mark or "",
    }
    return {name: _seal(name, text, salt) for name, text in said.items()}


def _seal(name: str, text: str, salt: str) -> str:
    sealed = blake2b(text.encode("utf-8", "replace"), key=f"{salt}{name}".encode(), digest_size=12)
    return sealed.hexdigest()


def canary_reads_otherwise(learned: Learned, reviews: Sequence[Review]) -> str | None:
    """Why one known review, which is on the page, is not read as it was; None where it is, or is not there."""
    canary = learned.canary
    if canary is None:
        return None
    for review, seals in ((review, _seals(review, learned.salt)) for review in reviews):
        same = {name for name, seal in seals.items() if seal == canary.seals[name]}
        on_its_day = _same_day(canary, review)
        # The same words by another name on another day are another's.
        if "words" in same and ("author" in same or on_its_day):
            return _other(same, on_its_day=on_its_day)
        if "author" in same and on_its_day and "rating" in same:
            return "the words of a known review read otherwise"
        # No two are posted in one second.
        if review.published == canary.published and len(review.published or "") > _DAY:
            return "the author, words of a known review read otherwise"
    return None


def canary_after(learned: Learned, reading: Reading) -> Canary | None:
    """The one to be kept instead, where the known review has left the page; None while it stands there.

    Only a sure reading of the confirmed means says so.
    """
    if reading.unsure or reading.changed or (learned.layout is None) == (reading.reader == CARDS):
        return None
    gone = learned.canary is None or all(
        _seal("words", _words(review), learned.salt) != learned.canary.seals["words"] for review in reading.reviews
    )
    return canary_of(reading.reviews, learned.salt) if gone else None


def with_canary(kept: Mapping[str, Any], canary: Canary) -> dict[str, Any]:
    """A stored reading with another known review."""
    return {**kept, "canary": asdict(canary)}


def _other(same: set[str], *, on_its_day: bool) -> str | None:
    other = [name for name in ("author", "title", "rating") if name not in same]
    other += [] if on_its_day else ["date"]
    return f"the {', '.join(other)} of a known review reads otherwise" if other else None


def _same_day(canary: Canary, review: Review) -> bool:
    days = [each and each[:10] for each in (canary.published, review.published)]
    if days[0] == days[1]:
        return True
    try:
        one, other = (date.fromisoformat(day or "") for day in days)
    except ValueError:
        return False
    return abs((one - other).days) <= _DAYS_OFF


def held_to(learned: Learned, reading: Reading) -> Reading:
    """A reading by other means than cards, with why it is not what was confirmed of the same means."""
    known = None if learned.layout else canary_reads_otherwise(learned, reading.reviews)
    return replace(reading, changed=(known,)) if known else reading


def drifted(learned: Learned, found: CardReading) -> tuple[str, ...]:
    """Why a page's cards are not those that were confirmed; empty where they are."""
    reviews = [each.review for each in found.reviews]
    why = [*_less(learned.profile, reviews), *_other_marks(learned, found)]
    known = canary_reads_otherwise(learned, reviews)
    return (*why, known) if known else tuple(why)


def _less(profile: Profile | None, reviews: Sequence[Review]) -> list[str]:
    if profile is None or not reviews:
        return []
    now = _coverage(reviews)
    missing = {name: round((was - now[name]) * len(reviews), 6) for name, was in profile.coverage.items()}
    less = [name for name, was in profile.coverage.items() if was - now[name] > LARGEST_DROP]
    return [
        f"{name} in {now[name]:.0%} of the cards, was {profile.coverage[name]:.0%}"
        for name in less
        if missing[name] >= FEWEST_LESS or (now[name] == 0 and profile.coverage[name] == 1)
    ]


def _other_marks(learned: Learned, found: CardReading) -> list[str]:
    layout = found.layout
    if learned.layout is None or layout is None or not (learned.layout.method and layout.method):
        return []
    if layout.method != learned.layout.method:
        return [f"marks are said as {layout.method}, were {learned.layout.method}"]
    if learned.best and found.scale and found.scale.best != learned.best:
        return [f"marks are out of {found.scale.best:g}, were out of {learned.best:g}"]
    return []


def as_json(learned: Learned) -> dict[str, Any]:
    """The reading as it is stored: per field its way, its kind and the label to be taken off."""
    kept = asdict(learned)
    layout = kept.pop("layout")
    if layout is None:
        return {**kept, "card": None, "fields": {}, "marks": None}
    card = {"kind": "segment" if layout["flat"] else "element", **{name: layout[name] for name in _CARD}}
    marks = {"key": layout["mark"], "method": layout["method"]}
    ways: dict[str, Any] = {name: _field(layout[name], kind) for name, kind in _KINDS.items() if layout[name]}
    ways["text"] = [_field(way, "words") for way in layout["text"]]
    return {**kept, "card": card, "fields": ways, "marks": marks, "month_first": layout["month_first"]}


_CARD = ("tag", "words", "shape")
_KINDS = {"author": "name", "date": "date", "title": "words"}


def _field(way: str, kind: str) -> dict[str, Any]:
    return {"key": way, "kind": kind, "strip": way.partition("@")[2] or None}


def from_json(kept: Mapping[str, Any]) -> Learned | None:
    """What was stored; None for a reading of a later version, which says more than is known here."""
    if kept["version"] != VERSION:
        return None
    card, ways, marks = kept["card"], kept["fields"], kept["marks"] or {}
    layout = card and Layout(
        tag=card["tag"],
        words=tuple(card["words"]),
        flat=card["kind"] == "segment",
        shape=tuple(card["shape"]),
        text=tuple(way["key"] for way in ways.get("text", ())),
        mark=marks.get("key"),
        method=marks.get("method"),
        month_first=kept["month_first"],
        **{name: ways[name]["key"] for name in _KINDS if name in ways},
    )
    plain = {field.name: kept[field.name] for field in fields(Learned) if field.name in kept}
    profile, canary = kept["profile"], kept["canary"]
    plain["profile"] = profile and Profile(
        cards=profile["cards"],
        coverage=profile["coverage"],
        lengths=tuple(profile["lengths"]),
        values=tuple(profile["values"]),
    )
    plain["canary"] = canary and Canary(**canary)
    return Learned(**plain, layout=layout)

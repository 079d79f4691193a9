"""Small makers of the values that tests of several rooms need. Shop, people and reviews are invented."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from complaints.events import Event
from complaints.ledger import Ledger
from complaints.review import Rating, Reply, Review
from complaints.shop import Shop
from complaints.sources import Outcome
from complaints.store import Batch, Recorded, record

# A Monday, 11:00 in Amsterdam.
NOW = datetime(2026, 11, 16, 10, 0, tzinfo=UTC)
SITE = "winkelpraat"
PAGE = "https://winkelpraat.example/fietsplezier"
PRAISE = "Snel geleverd, netjes verpakt en precies wat ik zocht. Heel tevreden!"
TEXT = "De fiets kwam drie weken te laat en het zadel was gescheurd."


def a_shop(**changes: Any) -> Shop:
    """A bicycle shop that does not exist."""
    shop = Shop(key="fietsplezier", name="Fietsplezier", names=("fietsplezier",), domains=("fietsplezier.example",))
    return replace(shop, **changes)


# By post, so that nothing takes two of them for one complaint.
FIRST_NAMES = ("Truus", "Sjef", "Wies", "Ko", "Bep", "Huib", "Mien")
SURNAMES = ("Verzonnen", "Bedacht", "Gefingeerd", "Fantasie", "Legende", "Sprookje")
TEXTS = (
    TEXT,
    "Ketting ontbrak, niemand neemt de telefoon op.",
    "Lamp vergeten, pomp vergeten, en niemand reageert op mijn mail.",
    "Twee keer betaald en nergens een factuur te zien.",
    "Mandje paste niet op mijn stuur, terugsturen mocht ik zelf betalen.",
    "Banden plat, velg krom, doos open en geen antwoord van de winkel.",
    "Bel rinkelt niet, jasbeschermer ontbreekt.",
)


def a_review(mark: float | None = 2, *, best: float | None = 5, **changes: Any) -> Review:
    """A review of the shop with this many stars, its text as good or bad as they; mark=None for one without.

    Another id is the post of somebody else.
    """
    praises = mark is not None and bool(best) and round(mark / best, 9) > 0.6
    number = _number(changes.get("id") or "r1")
    surname = SURNAMES[number // 7 % 6]
    review = Review(
        site=SITE,
        url=f"{PAGE}#r1",
        id="r1",
        author=f"{FIRST_NAMES[number % 7]} {chr(64 + number // 42) + surname if number >= 42 else surname}",
        rating=None if mark is None else Rating(value=mark, best=best),
        published="2026-11-14",
        title="Prima" if praises else None if number else "Te laat",
        text=PRAISE if praises else TEXTS[number % 7],
        language="nl",
        reader="json-ld",
    )
    return replace(review, **changes)


def _number(id_: str) -> int:
    """Which of the people and texts above a post of this id has."""
    digits = "".join(filter(str.isdecimal, id_))
    return (int(digits) - 1) % 1000 if digits else sum(map(ord, id_))


def reviews(*marks: float | None) -> tuple[Review, ...]:
    """One review per mark, each a post of its own, by someone else about something else."""
    return tuple(a_review(mark, id=f"r{n}", url=f"{PAGE}#r{n}") for n, mark in enumerate(marks, start=1))


def an_unnamed_post(mark: float | None = 2, **changes: Any) -> Review:
    """A review to which the site gives no id and no address."""
    return a_review(mark, **{"id": None, "url": None, **changes})


def answered(review: Review, text: str = "Excuses, er komt een nieuw zadel.", published: str | None = None) -> Review:
    """The same review with the shop's reply below it."""
    return replace(review, reply=Reply(text=text, published=published))


def a_batch(posts: Sequence[Review], **changes: Any) -> Batch:
    """One page of the shop's source with these reviews, its reading begun NOW."""
    return replace(Batch(source=SITE, url=PAGE, reviews=tuple(posts), started=NOW), **changes)


def recorded(ledger: Ledger, *posts: Review, **changes: Any) -> Recorded:
    """A page with these reviews recorded, its reading begun at the ledger's time."""
    return record(ledger, a_batch(posts, **{"started": ledger.now, **changes}))


def an_outcome(ledger: Ledger, lamp: str = "live", **changes: Any) -> Outcome:
    """A reading of the shop's source that ends now."""
    outcome = Outcome(
        source=SITE,
        started=ledger.now,
        lamp=lamp,
        reason=None,
        next_due=ledger.now + timedelta(hours=1),
        interval=timedelta(hours=1),
        any_page=True,
        site=SITE,
    )
    return replace(outcome, **changes)


def later(ledger: Ledger, **by: float) -> Ledger:
    """The same transaction at a later time."""
    return replace(ledger, now=ledger.now + timedelta(**by))


def to_the_team(event: Event) -> tuple[str, ...]:
    """A route that sends every message to one destination."""
    return ("team",)

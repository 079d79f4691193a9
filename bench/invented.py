"""Review pages of invented text, the same for the same seed: about 114 KB, 20 reviews, JSON-LD and cards."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from html import escape
from typing import Any

SEED = 20261121
REVIEWS = 20
PAGE_BYTES = 114 * 1024
APART = timedelta(minutes=10)
MARKS = {"praise": (4, 5), "complaint": (1, 2)}
SUBJECTS = {
    "praise": ("Snel geleverd", "Vriendelijk geholpen", "Prima fiets", "Netjes verpakt", "Aanrader"),
    "complaint": ("Nooit geleverd", "Niemand neemt op", "Kapot aangekomen", "Geld niet terug", "Slechte service"),
}
_COMMON = (
    "de het een fiets bestelling winkel pakket bezorger zadel ketting band lamp doos week maand dag klant service "
    "garantie monteur afspraak levering toch heel erg snel netjes nieuw oud later eerder zonder met voor na over bij "
    "één geïnstalleerd gekregen geleverd besteld betaald"
)
_OWN = {
    "praise": "gelukkig geholpen opgelost vriendelijk prima tevreden aanrader blij goed fijn " * 3,
    "complaint": (
        "geld factuur reparatie helaas niet wel traag kapot geretourneerd gewacht beloofd vergeten telefoon mail "
        "antwoord nog steeds gebeld gemaild"
    ),
}
OF_MOOD = {mood: [*_COMMON.split(), *own.split()] for mood, own in _OWN.items()}
WORDS = [*_COMMON.split(), *_OWN["praise"].split(), *_OWN["complaint"].split()]
NAMES = [
    "Femke",
    "Joris",
    "Aïcha",
    "Bram",
    "Lotte",
    "Wout",
    "Noor",
    "Thijs",
    "Élise",
    "Ruben",
    "Sanne",
    "Pieter",
    "Yara",
    "Koen",
    "Maud",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Which page of which list: mood praise or complaint; number from 1; follows says whether there is a next."""

    mood: str
    name: str
    number: int
    follows: bool


def page(place: Place, newest: datetime) -> bytes:
    """A whole page; newest (aware) dates the first review of page 1, all others are older in order."""
    chance = random.Random(f"{SEED}/{place.mood}/{place.name}/{place.number}")
    reviews = [_review(place, at, newest, chance) for at in range(REVIEWS)]
    cards = "\n".join(_card(review) for review in reviews)
    head = f"{_data(reviews)}\n</head><body>{_navigation(chance)}<main>{cards}</main>{_next(place)}"
    room = PAGE_BYTES - len(head.encode())
    top = "<!doctype html><html lang=nl><head><title>Ervaringen</title>"
    return f"{top}{head}{_filler(room, chance)}</body></html>".encode()


def _review(place: Place, at: int, newest: datetime, chance: random.Random) -> dict[str, Any]:
    before = (place.number - 1) * REVIEWS + at
    ident = f"{place.mood[0]}{place.name}{100_000 + before}"
    return {
        "@type": "Review",
        "@id": f"/reviews/{ident}",
        "identifier": ident,
        "author": {"@type": "Person", "name": _author(before)},
        "datePublished": (newest - before * APART).isoformat(timespec="seconds"),
        "name": chance.choice(SUBJECTS[place.mood]),
        "reviewBody": _text(place.mood, chance, 40 + chance.randrange(50)),
        "inLanguage": "nl",
        "reviewRating": {
            "@type": "Rating",
            "ratingValue": chance.choice(MARKS[place.mood]),
            "bestRating": 5,
            "worstRating": 1,
        },
    }


def _author(number: int) -> str:
    """A name that none of ten thousand others bears, or two of them would be taken for one."""
    first, second = divmod(number // len(NAMES) % 676, 26)
    return f"{NAMES[number % len(NAMES)]} {chr(65 + first)}e{chr(97 + second)}ing"


def _text(mood: str, chance: random.Random, words: int) -> str:
    return " ".join(chance.choices(OF_MOOD[mood], k=words)).capitalize() + "."


def _data(reviews: list[dict[str, Any]]) -> str:
    shop = {
        "@context": "https://schema.org",
        "@type": "Store",
        "name": "Fietsen Jansen",
        "aggregateRating": {"@type": "AggregateRating", "ratingValue": 3.9, "bestRating": 5, "reviewCount": 4711},
        "review": reviews,
    }
    return f'<script type="application/ld+json">{json.dumps(shop, ensure_ascii=False)}</script>'


def _card(review: dict[str, Any]) -> str:
    mark, stars = review["reviewRating"]["ratingValue"], '<i class="star star--full" aria-hidden="true"></i>'
    return (
        f'<article class="review-card" id="{review["identifier"]}"><header class="review-card__head">'
        f'<span class="review-card__author">{escape(review["author"]["name"])}</span>'
        f'<time datetime="{review["datePublished"]}">{review["datePublished"][:10]}</time>'
        f'<div class="stars" role="img" aria-label="{mark} van 5">{stars * mark}</div></header>'
        f'<h3>{escape(review["name"])}</h3><p class="review-card__text">{escape(review["reviewBody"])}</p>'
        '<footer><button class="helpful" type="button">Nuttig</button><a href="#melden">Meld</a></footer></article>'
    )


def _navigation(chance: random.Random) -> str:
    items = (f'<li class="menu__item"><a href="/rubriek/{n}">{chance.choice(WORDS)}</a></li>' for n in range(60))
    return f"<nav><ul>{''.join(items)}</ul></nav>"


def _next(place: Place) -> str:
    if not place.follows:
        return ""
    return f'<a class="next" rel="next" href="/{place.mood}/{place.name}/page/{place.number + 1}">Volgende</a>'


def _filler(room: int, chance: random.Random) -> str:
    """What a page carries besides: half of it the state of its own scripts, half markup."""
    state = json.dumps({f"k{n}": chance.random() for n in range(max(room, 0) // 2 // 30)})
    script = f"<script>window.__settings = {state}</script>"
    name = '<span class="tile__name">Fiets</span>'
    tile = f'<div class="tile tile--product"><a class="tile__link" href="/p/1">{name}</a></div>'
    return script + tile * ((room - len(script)) // len(tile))

"""Small invented pages of review cards, for the tests of their reader."""

from __future__ import annotations

from datetime import UTC, datetime

from complaints.review import Review
from crawler.reading.cards import CardReading, read_cards
from crawler.reading.page import Page

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
PEOPLE = ("Jan V.", "Marie de Boer", "Pieter", "Sofie Claes", "K. Yilmaz", "Els")
TEXTS = (
    "De fiets kwam drie weken te laat en niemand nam de telefoon op.",
    "Snel geleverd en alles zat netjes in de doos, ik ben er blij mee.",
    "Het zadel was stuk en de winkel wilde het eerst niet terugnemen.",
    "Goede uitleg gekregen in de winkel, de remmen waren goed afgesteld.",
    "Na twee mails nog altijd geen antwoord over mijn terugbetaling.",
    "Prima prijs voor een degelijke fiets, volgend jaar koop ik er weer een.",
)
DAYS = ("12 mei 2026", "3 mei 2026", "28 april 2026", "17 april 2026", "2 april 2026", "30 maart 2026")
MARKS = (2, 5, 1, 4, 2, 5)


def card(number: int, inside: str = "", *, mark: str | None = None) -> str:
    """A card with a name, a day, a mark and a text; inside: what else stands in it."""
    stars = f'<span class="stars" aria-label="{MARKS[number]} van 5 sterren"></span>' if mark is None else mark
    return (
        f'<div class="card"><div class="top"><span class="name">{PEOPLE[number]}</span>'
        f'<span class="day">{DAYS[number]}</span>{stars}</div><p class="words">{TEXTS[number]}</p>{inside}</div>'
    )


def page(cards: str, *, heading: str = "Beoordelingen", best: float | None = None) -> Page:
    """A whole page around cards."""
    html = (
        f"<html><head><title>Fietsen</title></head><body><nav><ul><li><a href='/'>Start</a></li><li><a href='/over'>"
        f"Over ons</a></li></ul></nav><main><h1>{heading}</h1><div class='list'>{cards}</div></main></body></html>"
    )
    return Page(html=html, url="https://mening.example/fietsen", site="page", now=NOW, best=best)


def cards(count: int = 4) -> str:
    return "".join(card(number) for number in range(count))


def read(inside: str, *, heading: str = "Beoordelingen", best: float | None = None) -> CardReading:
    return read_cards(page(inside, heading=heading, best=best))


def reviews(inside: str, *, heading: str = "Beoordelingen", best: float | None = None) -> list[Review]:
    return [each.review for each in read(inside, heading=heading, best=best).reviews]

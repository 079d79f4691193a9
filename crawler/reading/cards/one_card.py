"""One card as a review: its fields by the keys that hold them in the whole list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from complaints.review import CARDS, Rating, Reply, Review
from crawler.reading.cards.dated import Dates
from crawler.reading.cards.keys import Value
from crawler.reading.cards.names import Around
from crawler.reading.page import Page

READER = CARDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Which key holds what, None where no key does.

    month_first: how the dates of the list are written; around: what stands around each name;
    sure: of each field, how sure its key is.
    """

    author: str | None
    date: str | None
    title: str | None
    text: tuple[str, ...]
    month_first: bool
    around: Around
    sure: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Extras:
    """What is known of a card beside its columns."""

    mark: Rating | None
    reply: Reply | None
    points: tuple[tuple[str, ...], tuple[str, ...]]
    recommend: bool | None
    verified: bool | None
    id: str | None
    url: str | None


def review_of(row: list[Value], columns: Columns, extras: Extras, page: Page, dates: Dates) -> Review:
    """The review of a card."""
    name = _first(row, columns.author)
    title = _first(row, columns.title)
    return Review(
        site=page.site,
        url=extras.url,
        id=extras.id,
        author=columns.around.name(name.text) if name else None,
        rating=extras.mark,
        recommend=extras.recommend,
        published=_published(row, columns, dates),
        title=title.text if title else None,
        text=_text(row, columns.text),
        pros=extras.points[0],
        cons=extras.points[1],
        reply=extras.reply,
        language=page.language,
        verified_buyer=extras.verified,
        reader=READER,
    )


def says_nobody(row: list[Value], columns: Columns) -> bool:
    """Whether the place for the name says that nobody is named: "Anoniem"."""
    name = _first(row, columns.author)
    return name is not None and columns.around.name(name.text) is None


def _first(row: list[Value], key: str | None) -> Value | None:
    texts = [value for value in row if value.text and not value.mark and not value.when]
    exact = next((value for value in texts if value.key == key), None)
    return exact or next((value for value in _like(texts, key) if "." in value.key.rpartition(">")[2]), None)


def _like(values: list[Value], key: str | None) -> list[Value]:
    """What stands in an element of the same kind elsewhere in the card."""
    last = (key or "").rpartition(">")[2]
    return [value for value in values if value.key.rpartition(">")[2] == last and not value.used]


def _published(row: list[Value], columns: Columns, dates: Dates) -> str | None:
    dated = [value for value in row if value.when]
    exact = [value for value in dated if value.key == columns.date]
    for value in [*exact, *_like(dated, columns.date)][:1]:
        return dates.read(value.when or "", month_first=columns.month_first)
    return None


def _text(row: list[Value], keys: tuple[str, ...]) -> str | None:
    said = [value.text for value in row if value.key in keys and value.role == "text" and not value.constant]
    return "\n".join(said) or None

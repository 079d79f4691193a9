"""The practice site's HTML: templates filled in, and the few things only they need."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from klachtwacht.practice import markup
from klachtwacht.practice.board import Board, Post
from klachtwacht.practice.reviews import ZONE

PER_PAGE = 20
MONTHS = "januari februari maart april mei juni juli augustus september oktober november december".split()  # noqa: SIM905


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page of reviews; number counts from 1."""

    posts: tuple[Post, ...]
    number: int
    last: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How many of all reviews fall in one band of marks; percent is a whole number."""

    label: str
    count: int
    percent: int


BANDS = (("9 en 10", 9, 10), ("7 en 8", 7, 8), ("5 en 6", 5, 6), ("1 t/m 4", 1, 4))


def render(template: str, **values: Any) -> str:
    """A template of this package filled in; every value is escaped."""
    return environment().get_template(template).render(**values)


def page_of(posts: tuple[Post, ...], number: int, per_page: int = PER_PAGE) -> Page | None:
    """The page with this number, None where there is none; page 1 is always there."""
    last = max(1, -(-len(posts) // per_page))
    if not 1 <= number <= last:
        return None
    start = (number - 1) * per_page
    return Page(posts=posts[start : start + per_page], number=number, last=last)


def spread(board: Board) -> tuple[Share, ...]:
    """The marks in four bands, best first."""
    marks = [post.draft.mark for post in board.posts]
    counts = [(label, sum(low <= mark <= high for mark in marks)) for label, low, high in BANDS]
    return tuple(Share(label=label, count=n, percent=round(100 * n / max(1, len(marks)))) for label, n in counts)


def dutch_day(moment: datetime) -> str:
    """A moment as people read it: 12 november 2026."""
    local = moment.astimezone(ZONE)
    return f"{local.day} {MONTHS[local.month - 1]} {local.year}"


def dutch_number(value: float) -> str:
    """8.1 as 8,1."""
    return f"{value:.1f}".replace(".", ",")


def grade(mark: int) -> str:
    """The class a mark is coloured by."""
    return "goed" if mark >= 7 else "matig" if mark >= 5 else "slecht"


@cache
def environment() -> Environment:
    """The templates' surroundings; tojson escapes <, > and &, so no text can close its script block."""
    made = Environment(
        loader=PackageLoader("klachtwacht.practice"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "sort_keys": False}
    made.filters |= {"dag": dutch_day, "getal": dutch_number, "iso": markup.iso, "kleur": grade}
    made.globals |= {"shop": markup.SHOP_NAME, "shop_url": markup.SHOP_URL, "shop_path": markup.SHOP_PATH}
    return made

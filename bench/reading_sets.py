"""The pages that the reader of cards is measured on, each with what a careful reader finds there."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from parsel import Selector

from bench.unmarked import unmarked
from complaints.review import Review
from crawler.reading import structured
from crawler.reading.fields import author
from crawler.reading.page import Page

SPLIT_SEED = 6
NOW = datetime(2026, 1, 1, tzinfo=UTC)
FIELDS = ("author", "rating", "date", "title", "text", "reply", "pros", "cons")


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """A review as it stands on a page: rating is a part of 1; the fields that are not known are left out."""

    fields: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A page and its reviews. complete: there are no others; best: the scale that its source would declare."""

    name: str
    group: str
    html: str
    gold: list[Gold]
    scored: tuple[str, ...]
    complete: bool = True
    best: float | None = None


def captured(folder: Path) -> Iterator[Example]:
    """The pages of the captures, their markup removed; the untouched third of the wild ones as a group of its own."""
    yield from _wild(folder / "wild")
    yield from _trustpilot(folder / "trustpilot")
    yield from _heureka(folder / "heureka")
    yield from _schemaorg(folder / "schemaorg")
    for file in sorted((folder / "negatives").glob("*.html")):
        yield Example(name=file.stem, group="negatives", html=_text(file), gold=[], scored=())


def untouched(names: list[str]) -> set[str]:
    """The third of the pages, each of a site of its own, that nothing was tuned on."""
    return set(random.Random(SPLIT_SEED).sample(sorted(names), len(names) // 3))


def _wild(folder: Path) -> Iterator[Example]:
    told = json.loads(_text(folder / "gold.json"))
    apart = untouched(list(told))
    for name, page in sorted(told.items()):
        yield Example(
            name=name.removesuffix(".html"),
            group="untouched" if name in apart else "wild",
            html=unmarked(_text(folder / name)),
            gold=[Gold(fields=_as_named(each)) for each in page["reviews"]],
            scored=tuple(field for field in FIELDS[:5] if field not in page["not_visible"]),
            complete=False,
        )


def _as_named(told: dict[str, Any]) -> dict[str, Any]:
    """The fields of a review, its name as every reader gives it: "Jan" of "Jan from Ghent", none of "Anonymous"."""
    return _known(**{**told, "author": author(told.get("author"))})


def _trustpilot(folder: Path) -> Iterator[Example]:
    for file in sorted(folder.glob("*.html")):
        html = _text(file)
        state = json.loads(Selector(html).css("script#__NEXT_DATA__::text").get() or "{}")
        gold = [
            Gold(
                fields=_known(
                    author=each["consumer"]["displayName"],
                    rating=each["rating"] / 5,
                    date=each["dates"]["publishedDate"][:10],
                    title=each["title"],
                    text=each["text"],
                    reply=(each.get("reply") or {}).get("message"),
                )
            )
            for each in state["props"]["pageProps"]["reviews"]
        ]
        yield Example(name=file.stem, group="trustpilot", html=unmarked(html), gold=gold, scored=FIELDS[:6], best=5.0)


def _heureka(folder: Path) -> Iterator[Example]:
    for file in sorted(folder.glob("*.html")):
        html = _text(file)
        gold = [Gold(fields=_post(card)) for card in Selector(html).css("li.c-post")]
        yield Example(name=file.stem, group="heureka", html=unmarked(html), gold=gold, scored=FIELDS)


def _post(card: Selector) -> dict[str, Any]:
    mark = card.css("[data-rating]::attr(data-rating)").get()
    return _known(
        author=_said(card.css(".c-post__author")),
        rating=float(mark) / 10 if mark else None,
        date=(card.css("time::attr(datetime)").get() or "")[:10],
        text=_said(card.css(".c-post__summary")),
        reply=_said(card.css("[class*=reaction] p, [class*=reply] p, [class*=response] p")),
        pros=[text for each in card.css("[class*=pros] li") if (text := _said(each))],
        cons=[text for each in card.css("[class*=cons] li") if (text := _said(each))],
    )


def _schemaorg(folder: Path) -> Iterator[Example]:
    for file in sorted(folder.glob("*.html")):
        html = _text(file)
        page = Page(html=html, url="https://shop.example/", site="page", now=NOW)
        reviews = structured.read(page).reviews
        shown = unmarked(html)
        words = _bare(" ".join(Selector(shown).css("body *::text").getall()))
        gold = [_of(review) for review in reviews if review.text and _bare(review.text)[:30] in words]
        scored = ("author", "rating", "date", "text")
        yield Example(name=file.stem, group="schemaorg", html=shown, gold=gold, scored=scored, complete=False)


def _of(review: Review) -> Gold:
    mark = review.rating
    share = mark.value / (mark.best or 5) if mark else None
    return Gold(fields=_known(author=review.author, rating=share, date=(review.published or "")[:10], text=review.text))


def _known(**fields: Any) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value}


def _said(part: Any) -> str:
    return " ".join(" ".join(part.css("*::text").getall()).split())


def _bare(text: str) -> str:
    return re.sub(r"[^\w]", "", text).casefold()


def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8", errors="replace")

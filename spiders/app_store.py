"""Customer reviews of an app in Apple's App Store, by the public feed of a country: 1-5, the latest 500."""

from __future__ import annotations

import re
from typing import Any

from crawler import ApiSpider, Rating, Review
from crawler.reading.answers import each, figure, succeeded, words
from crawler.reading.page import Page, Reading

_PAGE = re.compile(r"/page=(\d+)/")
# Fifty on a page, ten pages: an eleventh is answered as the first.
LAST = 10


class AppStore(ApiSpider):
    """id is the number of the app; country says of which store, else that of the Netherlands."""

    name = "app_store"
    best = 5
    wants = ("id",)
    host = "https://itunes.apple.com"
    # Nobody's key opens it: it is a public feed.
    obeys_robots = True
    shows_all = False
    gives = "author, mark, title"
    verified = "2020-08, a recorded answer of the Japanese store"

    def addresses(self) -> tuple[str, ...]:
        """The first page of the latest."""
        country = (self.source.country or "nl").lower()
        return (f"{self.base}/{country}/rss/customerreviews/page=1/id={self.source.id}/sortby=mostrecent/json",)

    def answer(self, page: Page) -> Reading:
        """A page of the feed: without entries, with one that is no list, or with a list."""
        entries = succeeded(page)["feed"].get("entry", [])
        listed = entries if isinstance(entries, list) else [entries]
        reviews, unreadable, _ = each(listed, lambda entry: _review(entry, page))
        next_url = _next(page.url) if reviews else None
        return Reading(reviews=reviews, reader=self.name, unreadable=unreadable, next_url=next_url)


def _review(entry: dict[str, Any], page: Page) -> Review | None:
    mark = figure(_label(entry, "im:rating"))
    if mark is None:  # the app itself, which older feeds list first
        return None
    return Review(
        site=page.site,
        reader=page.site,
        id=_label(entry, "id"),
        author=words(entry["author"]["name"]["label"]),
        rating=Rating(value=mark, best=5, worst=1),
        published=_label(entry, "updated"),
        title=_label(entry, "title"),
        text=_label(entry, "content"),
        language=page.language,
    )


def _label(entry: dict[str, Any], name: str) -> str | None:
    return words(entry[name]["label"]) if name in entry else None


def _next(url: str) -> str | None:
    found = _PAGE.search(url)
    number = int(found[1]) if found else LAST
    return _PAGE.sub(f"/page={number + 1}/", url) if number < LAST else None

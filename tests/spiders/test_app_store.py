"""Reviews of an app in Apple's store: its feed, whose parts may be missing, single or not reviews at all."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from complaints.review import Rating
from crawler.reading.answers import AnswerError
from crawler.reading.declared import read_page
from crawler.reading.page import Page, Reading
from crawler.source import Source
from spiders.app_store import AppStore

FIRST = "https://itunes.apple.com/be/rss/customerreviews/page=1/id=4711/sortby=mostrecent/json"
APP = {"im:name": {"label": "Fietsplezier"}, "id": {"label": "https://apps.example/fietsplezier"}}


def an_entry(number: int, **changes: Any) -> dict[str, Any]:
    entry = {
        "author": {"name": {"label": f"klant{number}"}},
        "im:rating": {"label": "2"},
        "id": {"label": str(number)},
        "title": {"label": "Loopt vast"},
        "content": {"label": "Sinds de laatste versie opent de winkelwagen niet meer."},
        "updated": {"label": "2026-11-18T06:12:09-07:00"},
    }
    return {**entry, **changes}


def read(content: Any, url: str = FIRST, status: int = 200) -> Reading:
    html = content if isinstance(content, str) else json.dumps(content)
    page = Page(html=html, url=url, site="app_store", now=datetime(2026, 11, 20, tzinfo=UTC), status=status, best=5)
    return read_page(page, AppStore())


def feed(*entries: dict[str, Any]) -> dict[str, Any]:
    return {"feed": {"entry": list(entries)}}


@pytest.mark.parametrize(("country", "store"), [("BE", "be"), (None, "nl")])
def test_the_store_of_the_country_is_asked(country: str | None, store: str) -> None:
    spider = AppStore()
    spider.source = Source(name="app", shop="fietsplezier", site="app_store", id="4711", country=country)
    assert spider.addresses() == (FIRST.replace("/be/", f"/{store}/"),)


def test_an_entry_is_a_review() -> None:
    (review,) = read(feed(an_entry(7))).reviews
    assert (review.id, review.author, review.title) == ("7", "klant7", "Loopt vast")
    assert (review.rating, review.published) == (Rating(value=2, best=5, worst=1), "2026-11-18T06:12:09-07:00")
    assert (review.text or "").startswith("Sinds de laatste versie")


@pytest.mark.parametrize(
    ("content", "ids"),
    [
        (feed(APP, an_entry(1)), ["1"]),
        ({"feed": {"entry": an_entry(1)}}, ["1"]),
        ({"feed": {}}, []),
        (feed({k: v for k, v in an_entry(1).items() if k != "updated"}), ["1"]),
    ],
    ids=["the app itself comes first", "one entry is no list", "none", "an old feed without dates"],
)
def test_the_shapes_of_a_feed(content: dict[str, Any], ids: list[str]) -> None:
    assert [review.id for review in read(content).reviews] == ids


def test_an_entry_that_cannot_be_read_costs_no_other() -> None:
    found = read(feed(an_entry(1, author={}), an_entry(2)))
    assert ([review.id for review in found.reviews], len(found.unreadable)) == (["2"], 1)


@pytest.mark.parametrize(("page", "following"), [(1, 2), (9, 10), (10, None)])
def test_ten_pages_are_all_there_are(page: int, following: int | None) -> None:
    url = FIRST.replace("page=1", f"page={page}")
    expected = following and FIRST.replace("page=1", f"page={following}")
    assert read(feed(an_entry(1)), url).next_url == expected


@pytest.mark.parametrize(("content", "status"), [("<html>", 200), ("{}", 500), ("{}", 200), ("[]", 200)])
def test_what_is_no_feed_is_named(content: str, status: int) -> None:
    with pytest.raises(AnswerError):
        read(content, status=status)

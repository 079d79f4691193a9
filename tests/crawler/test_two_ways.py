"""Sources that are data by a key and a page without one; and those that are asked something else first."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest
from scrapy.http import HtmlResponse, Request, TextResponse
from scripted_site import a_node, a_page
from spider_stage import FakeKeeper, a_task, parsed, started

from complaints.review import Review
from crawler import AskingFirstSpider, KeyOrPageSpider, Signed
from crawler.reading.answers import AnswerError, each, succeeded
from crawler.reading.apart import read_alone
from crawler.reading.child import Asked
from crawler.reading.declared import is_data
from crawler.reading.page import Page, Reading
from crawler.source import Source
from guard.secrets import Secret

PAGE = "https://winkelpraat.example/fietsplezier"
KEY = "geheim-van-de-winkel"


class Both(KeyOrPageSpider):
    """Data by a key, a page without one."""

    name = "beide"
    host = "https://api.beide.example"
    page_best = None

    def addresses(self) -> tuple[str, ...]:
        return (f"{self.base}/reviews",)

    def signed(self, url: str) -> Signed:
        return Signed(url=url, headers={"X-Token": self.secret})

    def answer(self, page: Page) -> Reading:
        reviews, unreadable, _ = each(succeeded(page), lambda part: _review(part, page))
        return Reading(reviews=reviews, unreadable=unreadable, reader=page.site)


def _review(part: dict[str, Any], page: Page) -> Review:
    return Review(site=page.site, reader=page.site, id=str(part["id"]))


def a_both(keeper: FakeKeeper | None = None, **about: Any) -> Both:
    return Both(task=a_task(keeper, source=Source(name="b", shop="fietsplezier", site="beide", **about)))


def test_with_a_key_it_is_asked_for_data_and_robots_txt_is_not() -> None:
    spider = a_both(key=Secret(KEY))
    (request,) = started(spider)
    assert (request.url, request.headers["X-Token"]) == ("https://api.beide.example/reviews", KEY.encode())
    assert (spider.asks_for_data, spider.asks_robots) == (True, False)


def test_without_one_it_is_a_page_like_any_other() -> None:
    keeper = FakeKeeper()
    spider = a_both(keeper, url=PAGE)
    (request,) = started(spider)
    assert (request.url, "X-Token" in request.headers, spider.asks_robots) == (PAGE, False, True)
    body = a_page([a_node(1)]).body
    parsed(spider, HtmlResponse(PAGE, body=body), PAGE)
    assert [review.reader for review in keeper.pages[0].reviews] == ["json-ld"]


@pytest.mark.parametrize(("about", "lamp"), [({"url": PAGE}, "status"), ({"key": Secret(KEY)}, "needs_key")])
def test_a_refusal_is_a_status_of_a_page_and_an_answer_to_a_key(about: dict[str, Any], lamp: str) -> None:
    spider = a_both(**about)
    parsed(spider, TextResponse(PAGE, status=403, body=b"{}"), PAGE)
    noted = {name: getattr(spider.saw, name) is not None for name in ("status", "needs_key")}
    assert noted == {**dict.fromkeys(noted, False), lamp: True}


@pytest.mark.parametrize(
    ("text", "status", "data"),
    [
        ("[]", 200, True),
        ('<?xml version="1.0"?><r/>', 200, True),
        ("<reviews/>", 200, True),
        ("<!DOCTYPE html><p>", 200, False),
        ("\ufeff\n<html lang=nl>", 200, False),
        ("<!-- saved from url=(0030)https://x.example --><!doctype html>", 200, False),
        ("<!doctype html>", 403, True),
        ("", 200, True),
    ],
)
def test_what_an_answer_is_is_seen_by_how_it_begins(text: str, status: int, data: bool) -> None:
    page = Page(html=text, url=PAGE, site="beide", now=a_task().now, status=status)
    assert is_data(page, Both()) is data


def test_a_heavy_page_of_such_a_source_is_read_apart_as_a_page() -> None:
    body = a_page([a_node(1)]).body + b" " * 600_000
    page = Page(html="", url=PAGE, site="beide", now=a_task().now)
    (review,) = read_alone(Asked(body=body, content_type=None, page=page), Both()).reviews
    assert (review.id, review.reader) == ("1", "json-ld")


# Asked something else first


class Lookup(AskingFirstSpider):
    """Its number is looked up first."""

    name = "opzoeken"
    wants = ()
    host = "https://api.opzoeken.example"
    number = ""

    def first_asked(self) -> Signed | None:
        if self.source.id == "none":
            raise AnswerError("no such shop")
        return None if self.source.id else Signed(url=f"{self.base}/shops")

    def heed(self, page: Page) -> None:
        self.number = str(succeeded(page)["number"])

    def addresses(self) -> tuple[str, ...]:
        return (f"{self.base}/reviews/{self.number}",)


def heard(request: Request, content: Any, status: int = 200) -> list[Any]:
    response = TextResponse(request.url, status=status, body=json.dumps(content).encode(), request=request)

    async def all_of_it() -> list[Any]:
        return [made async for made in request.callback(response, **request.cb_kwargs)]  # type: ignore[misc]

    return asyncio.run(all_of_it())


def test_what_was_asked_first_says_where_to_ask() -> None:
    (first,) = started(Lookup())
    (second,) = heard(first, {"number": 7})
    assert [first.url, second.url] == ["https://api.opzoeken.example/shops", "https://api.opzoeken.example/reviews/7"]


def test_what_need_not_be_asked_is_not() -> None:
    (request,) = started(Lookup(id="7"))
    assert request.url == "https://api.opzoeken.example/reviews/"


def test_what_cannot_be_asked_is_told_before_anything_is() -> None:
    spider = Lookup(id="none")
    assert started(spider) == []
    assert spider.saw.failure == "no such shop"


def test_an_answer_that_does_not_say_it_ends_the_reading() -> None:
    spider = Lookup()
    (first,) = started(spider)
    assert heard(first, {"message": "down"}, 500) == []
    assert spider.saw.failure == 'HTTP 500: {"message": "down"}'


def test_by_hand_no_key_is_told(caplog: pytest.LogCaptureFixture) -> None:
    spider = Lookup(key=KEY)
    (first,) = started(spider)
    heard(first, {"seen": KEY}, 500)
    assert KEY not in caplog.text
    assert "***" in caplog.text

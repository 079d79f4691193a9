"""Sources that answer in data: how they are asked, what is written down of it, where a walk begins again."""

from __future__ import annotations

import json
from typing import Any

import pytest
from scrapy.http import Request, TextResponse
from spider_stage import FakeKeeper, a_known_page, a_task, parsed, started

from complaints.review import Review
from crawler import ApiSpider, Signed, TokenSpider
from crawler.reading.answers import KeyRefusedError, QuotaError, each, succeeded, words
from crawler.reading.page import Page, Reading
from crawler.source import Source
from guard.secrets import Secret

BASE = "https://api.kassa.example/reviews"
KEY = "geheim-van-de-winkel"


class Kassa(ApiSpider):
    """An API with a key in its address."""

    name = "kassa"
    host = "https://api.kassa.example"
    wants = ("id", "key")

    def addresses(self) -> tuple[str, ...]:
        return (f"{self.base}/reviews",)

    def signed(self, url: str) -> Signed:
        return Signed(url=f"{url}?code={self.secret}", headers={"X-Token": self.secret})

    def answer(self, page: Page) -> Reading:
        said = succeeded(page)
        if "quota" in said:
            raise QuotaError("used up", page.now)
        reviews, unreadable, others = each(said["reviews"], lambda part: _review(part, page))
        return Reading(
            reviews=reviews,
            unreadable=unreadable,
            passed_over=others,
            removed=tuple(said.get("removed", ())),
            next_url=said.get("next"),
        )


def _review(part: dict[str, Any], page: Page) -> Review | None:
    if part.get("hidden"):
        return None
    return Review(site=page.site, reader=page.site, id=words(part["id"]), text=words(part["text"]), url=page.url)


class Walker(Kassa):
    """Gives what changed since an address, the last of which again."""

    walks = True


class Tokens(Kassa, TokenSpider):
    """Gives a token for the key first."""

    def token_request(self) -> Signed:
        return Signed(url=f"{self.base}/token", form={"client_secret": self.secret})


def source(**changes: Any) -> Source:
    given = {"name": "kassa", "shop": "fietsplezier", "site": "kassa", "id": "7", "key": Secret(KEY)}
    return Source(**{**given, **changes})


def a_kassa(made: type[Kassa] = Kassa, keeper: FakeKeeper | None = None, **changes: Any) -> Kassa:
    return made(task=a_task(keeper, **{"source": source(), **changes}))


def said(content: Any, status: int = 200) -> TextResponse:
    body = content if isinstance(content, bytes) else json.dumps(content).encode()
    return TextResponse(f"{BASE}?code={KEY}", status=status, body=body)


def reviews(*ids: int, **more: Any) -> dict[str, Any]:
    return {"reviews": [{"id": number, "text": f"Bericht {number}"} for number in ids], **more}


# How it is asked


def test_the_key_is_in_the_request_alone() -> None:
    keeper = FakeKeeper()
    spider = a_kassa(keeper=keeper)
    (request,) = started(spider)
    assert (request.url, request.headers["X-Token"]) == (f"{BASE}?code={KEY}", KEY.encode())
    parsed(spider, said(reviews(1, next=f"{BASE}/2")), request.cb_kwargs["asked"])
    (page,) = keeper.pages
    assert (page.url, page.next_url, page.reviews[0].url) == (BASE, f"{BASE}/2", BASE)


def test_a_request_with_a_key_is_redirected_nowhere() -> None:
    (request,) = started(a_kassa())
    assert request.meta["dont_redirect"] is True


def test_shop_toml_says_another_place() -> None:
    (request,) = started(a_kassa(source=source(url="http://127.0.0.1:8000/")))
    assert request.url.startswith("http://127.0.0.1:8000/reviews?")


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"key": None}, "kassa needs key in shop.toml (docs/sources.md)"),
        ({"key": None, "id": None}, "kassa needs id and key in shop.toml (docs/sources.md)"),
    ],
)
def test_nothing_is_asked_without_what_it_wants(changes: dict[str, Any], reason: str) -> None:
    spider = a_kassa(source=source(**changes))
    assert started(spider) == []
    assert spider.saw.needs_key == reason


# What it answers


def test_what_is_not_to_be_shown_is_counted_and_hides_no_other() -> None:
    keeper = FakeKeeper()
    spider = a_kassa(keeper=keeper)
    parsed(spider, said({"reviews": [{"hidden": True}, {"id": 1, "text": "Traag"}, {"text": "?"}]}), BASE)
    assert [review.id for review in keeper.pages[0].reviews] == ["1"]
    assert (spider.saw.passed_over, len(spider.saw.unreadable)) == (1, 1)


@pytest.mark.parametrize(
    ("response", "noted"),
    [
        (said(b"<h1>Forbidden</h1>", 403), {"needs_key": "HTTP 403: the key is refused: <h1>Forbidden</h1>"}),
        (said({"error": "no"}, 401), {"needs_key": 'HTTP 401: the key is refused: {"error": "no"}'}),
        (said(b"<html>", 200), {"failure": "no JSON: <html>"}),
        (said({"error": 1}, 500), {"failure": 'HTTP 500: {"error": 1}'}),
        (said(b'{"reviews": [NaN]}'), {"failure": 'no JSON: {"reviews": [NaN]}'}),
        (said(b"[" * 100_000), {"failure": "no JSON: " + "[" * 119 + "…"}),
        (said({"quota": 0}), {"refused": "used up"}),
    ],
    ids=["403", "401", "a page", "500", "NaN", "too deep", "quota"],
)
def test_what_is_answered_instead_of_reviews_has_a_name(response: TextResponse, noted: dict[str, str]) -> None:
    spider = a_kassa()
    assert parsed(spider, response, BASE) == []
    assert {name: getattr(spider.saw, name) for name in noted} == noted


def test_an_empty_list_after_a_full_one_is_its_end() -> None:
    spider = a_kassa(deep=True)
    (further,) = parsed(spider, said(reviews(1, next=f"{BASE}/2")), BASE)
    assert not spider.saw.reached_end
    parsed(spider, said(reviews()), further.cb_kwargs["asked"])
    assert spider.saw.reached_end


def test_what_the_site_says_is_gone_is_handed_over_without_reviews_too() -> None:
    keeper = FakeKeeper()
    parsed(a_kassa(keeper=keeper), said(reviews(removed=["3"])), BASE)
    assert keeper.pages[0].removed == ("3",)


# A walk


def walked(spider: Kassa, asked: str, answer: Any) -> list[Request]:
    return parsed(spider, said(answer), asked)


def test_a_walk_is_remembered_by_where_it_began_and_goes_on_until_it_leads_nowhere_else() -> None:
    keeper = FakeKeeper()
    spider = a_kassa(Walker, keeper)
    (first,) = started(spider)
    (second,) = walked(spider, first.cb_kwargs["asked"], reviews(1, 2, next=f"{BASE}/since/2"))
    assert walked(spider, second.cb_kwargs["asked"], reviews(2, next=f"{BASE}/since/2")) == []
    assert [(page.url, page.next_url) for page in keeper.pages] == [(BASE, f"{BASE}/since/2")] * 2
    assert (spider.saw.reached_end, spider.saw.partial) == (True, True)


def test_a_walk_begins_where_the_last_one_came_to() -> None:
    (request,) = started(a_kassa(Walker, pages={BASE: a_known_page(next=f"{BASE}/since/9")}))
    assert request.cb_kwargs["asked"] == f"{BASE}/since/9"


def test_a_walk_that_finds_nothing_new_is_no_empty_source() -> None:
    spider = a_kassa(Walker, pages={BASE: a_known_page(next=f"{BASE}/since/9")})
    (request,) = started(spider)
    walked(spider, request.cb_kwargs["asked"], reviews())
    assert spider.saw.unchanged == 1


def test_a_walk_is_under_way_until_it_leads_nowhere_else() -> None:
    spider = a_kassa(Walker)
    (first,) = started(spider)
    (second,) = walked(spider, first.cb_kwargs["asked"], reviews(1, next=f"{BASE}/since/1"))
    assert spider.saw.under_way
    walked(spider, second.cb_kwargs["asked"], reviews(1, next=f"{BASE}/since/1"))
    assert not spider.saw.under_way


def test_a_walk_that_finds_nothing_more_is_at_its_end() -> None:
    spider = a_kassa(Walker)
    (first,) = started(spider)
    (second,) = walked(spider, first.cb_kwargs["asked"], reviews(1, next=f"{BASE}/since/1"))
    walked(spider, second.cb_kwargs["asked"], reviews())
    assert not spider.saw.under_way


# A token


def test_a_token_is_asked_for_before_anything_else() -> None:
    spider = a_kassa(Tokens)
    (asking,) = started(spider)
    assert (asking.method, asking.url, asking.body) == (
        "POST",
        "https://api.kassa.example/token",
        f"client_secret={KEY}".encode(),
    )


def test_no_token_is_a_key_that_is_refused() -> None:
    page = Page(html='{"error": "invalid_client"}', url="", site="kassa", now=a_task().now, status=400)
    with pytest.raises(KeyRefusedError, match="no token for this key: HTTP 400, invalid_client"):
        Tokens().read_token(page)

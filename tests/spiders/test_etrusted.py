"""eTrusted's reviews: invented ones in the shape of its reference, and how they are asked for."""

from __future__ import annotations

import asyncio
from typing import Any
from urllib.parse import parse_qs

import pytest
from answer_stage import a_page, answered, read, started
from scrapy.http import Request, TextResponse

from complaints.review import Rating, Reply
from crawler.reading.answers import AnswerError, KeyRefusedError
from spiders.etrusted import Etrusted

ADDRESS = "https://api.etrusted.com/reviews?count=500&orderBy=submittedAt"
SECRET = "verzonnen-geheim-van-het-account"
ITEM: dict[str, Any] = {
    "id": "rev-1",
    "rating": 2,
    "title": "Bel stuk",
    "comment": "Kapot aangekomen en niemand belt terug.",
    "createdAt": "2026-11-10T09:00:00.000Z",
    "submittedAt": "2026-11-11T10:00:00.000Z",
    "state": "APPROVED",
    "type": "SERVICE_REVIEW",
    "reply": {"comment": "Wij bellen vandaag.", "createdAt": "2026-11-12T08:00:00.000Z"},
    "customer": {"email": "truus@post.example", "firstName": "Truus", "lastName": "Bedenksel", "mobile": "0612340000"},
    "transaction": {"reference": "ORDER-7781", "date": "2026-11-01T00:00:00.000Z"},
}


def listed(*items: Any, **paging: Any) -> dict[str, Any]:
    return {"totalElements": 7, "paging": {"count": len(items), **paging}, "items": list(items)}


def test_a_review_has_its_mark_its_words_and_the_shops_answer() -> None:
    (review,) = read(Etrusted(), listed(ITEM)).reviews
    assert (review.id, review.rating) == ("rev-1", Rating(value=2, best=5, worst=1))
    assert (review.title, review.text) == ("Bel stuk", "Kapot aangekomen en niemand belt terug.")
    assert review.published == "2026-11-11T10:00:00+00:00"
    assert review.reply == Reply(text="Wij bellen vandaag.", published="2026-11-12T08:00:00+00:00")


@pytest.mark.parametrize("said", ["post.example", "Truus", "Bedenksel", "0612340000", "ORDER-7781"])
def test_nothing_of_the_customer_or_the_order_is_kept(said: str) -> None:
    assert said not in repr(read(Etrusted(), listed(ITEM)))


@pytest.mark.parametrize("state", ["SUBMITTED", "REJECTED", "MODERATION", "DISCARDED", "something new"])
def test_what_is_not_approved_is_counted_and_not_shown(state: str) -> None:
    found = read(Etrusted(), listed({**ITEM, "state": state}, {**ITEM, "id": "rev-2"}))
    assert ([review.id for review in found.reviews], found.passed_over) == (["rev-2"], 1)


@pytest.mark.parametrize("gone", ["id", "state", "rating"])
def test_an_item_without_what_it_must_have_costs_no_other(gone: str) -> None:
    broken = {key: value for key, value in ITEM.items() if key != gone}
    found = read(Etrusted(), listed(broken, ITEM))
    assert (len(found.reviews), len(found.unreadable)) == (1, 1)


@pytest.mark.parametrize("lacking", ["title", "comment", "reply", "customer", "transaction", "submittedAt"])
def test_what_may_be_missing_is_none(lacking: str) -> None:
    bare = {key: value for key, value in ITEM.items() if key != lacking}
    assert len(read(Etrusted(), listed(bare)).reviews) == 1


# Where it leads


@pytest.mark.parametrize(
    ("paging", "following"),
    [
        ({"cursor": {"before": "rev-1", "after": "rev-9"}}, f"{ADDRESS}&after=rev-9"),
        ({"cursor": {"after": "rev-9"}, "links": {"next": "https://api.etrusted.com/x"}}, f"{ADDRESS}&after=rev-9"),
        ({"cursor": {"after": "rev-9"}, "links": {"next": None}}, None),
        ({"cursor": {"after": None}}, None),
        ({"cursor": {"after": "rev 9&status=DISCARDED"}}, f"{ADDRESS}&after=rev%209%26status%3DDISCARDED"),
        ({}, None),
    ],
)
def test_the_next_page_comes_after_the_cursor(paging: dict[str, Any], following: str | None) -> None:
    assert read(Etrusted(), listed(ITEM, **paging), url=ADDRESS).next_url == following
    assert read(Etrusted(), listed(ITEM, **paging), url=f"{ADDRESS}&after=rev-1").next_url == following


def test_an_empty_page_leads_nowhere_whatever_its_cursor_says() -> None:
    assert read(Etrusted(), listed(cursor={"after": "rev-9"}), url=ADDRESS).next_url is None


def test_an_account_says_itself_that_it_has_no_reviews() -> None:
    assert read(Etrusted(), {**listed(), "totalElements": 0}).says_none


# How it is asked


def test_a_token_is_asked_for_with_the_shops_client_credentials() -> None:
    (asking,) = started(Etrusted(id="winkel", key=SECRET))
    assert (asking.method, asking.url, asking.meta["dont_redirect"]) == (
        "POST",
        "https://login.etrusted.com/oauth/token",
        True,
    )
    assert parse_qs(asking.body.decode()) == {
        "grant_type": ["client_credentials"],
        "client_id": ["winkel"],
        "client_secret": [SECRET],
        "audience": ["https://api.etrusted.com"],
    }
    (request,) = answered(asking, {"access_token": "eyJ.verzonnen", "expires_in": 3600})
    assert (request.url, request.headers["Authorization"]) == (ADDRESS, b"Bearer eyJ.verzonnen")


def asked_for_reviews(spider: Etrusted) -> Request:
    (asking,) = started(spider)
    (request,) = answered(asking, {"access_token": "eyJ.eerste"})
    return request


def refused(spider: Etrusted, request: Request) -> list[Any]:
    said = {"status": 401, "message": "token expired: eyJ.eerste"}
    return answered(request.replace(callback=spider.parse), said, 401)


def test_a_token_that_runs_out_is_replaced_once_and_the_same_page_asked_again() -> None:
    spider = Etrusted(id="winkel", key=SECRET)
    request = asked_for_reviews(spider)
    (again,) = refused(spider, request)
    assert again.url == "https://login.etrusted.com/oauth/token"
    (anew,) = answered(again, {"access_token": "eyJ.tweede"})
    assert (anew.url, anew.headers["Authorization"]) == (request.url, b"Bearer eyJ.tweede")
    assert refused(spider, anew) == []
    assert str(spider.saw.needs_key).startswith("HTTP 401: the key is refused")


@pytest.mark.parametrize(
    ("content", "status", "raised"),
    [
        ({"error": "access_denied"}, 401, KeyRefusedError),
        ({"error": "invalid_client"}, 400, KeyRefusedError),
        ({"error": "busy"}, 503, AnswerError),
        ([], 200, KeyRefusedError),
    ],
)
def test_what_comes_instead_of_a_token_has_a_name(content: Any, status: int, raised: type[Exception]) -> None:
    with pytest.raises(raised) as caught:
        Etrusted().read_token(a_page(content, status=status))
    assert type(caught.value) is raised


def test_an_answer_without_items_is_named() -> None:
    with pytest.raises(AnswerError, match="no list of items in the answer"):
        read(Etrusted(), {"message": "moved"})


def test_a_list_in_an_order_that_nobody_documents_is_read_to_its_end() -> None:
    assert Etrusted.newest_first is False


def test_the_token_is_masked_in_what_is_told_of_a_reading() -> None:
    spider = Etrusted(id="winkel", key=SECRET)
    request = asked_for_reviews(spider)
    response = TextResponse(request.url, status=500, body=b'{"seen": "Bearer eyJ.eerste"}', request=request)

    async def play() -> None:
        async for _ in spider.parse(response, request.url):
            pass
        await spider.closed("finished")

    asyncio.run(play())
    assert spider.saw.failure == 'HTTP 500: {"seen": "Bearer ***"}'

"""Trusted Shops' public API, as three clients of it read it: invented reviews."""

from __future__ import annotations

from typing import Any

import pytest
from answer_stage import a_page, answered, read, started

from complaints.review import Rating
from crawler.reading.answers import AnswerError
from spiders.trusted_shops import TrustedShops, number_of

TS_ID = "X" + "0A" * 16
API = "https://api.trustedshops.com/rest/public/v2/shops"


def reviews(*parts: dict[str, Any]) -> dict[str, Any]:
    return {"response": {"code": 200, "data": {"shop": {"tsId": TS_ID, "reviews": list(parts)}}}}


def shops(*numbers: str) -> dict[str, Any]:
    return {"response": {"data": {"shops": [{"tsId": number, "url": "fietsplezier.example"} for number in numbers]}}}


PART = {
    "UID": "0f0e0d0c0b0a09080706050403020100",
    "mark": "2.33",
    "markDescription": "MATIG",
    "comment": "Bel kapot aangekomen.",
    "creationDate": "2026-11-12T14:05:00+01:00",
    "confirmationDate": "2026-11-13T09:00:00+01:00",
    "orderReference": "ORDER-7781",
    "consumerEmail": "truus@post.example",
    "criteria": [{"type": "DELIVERY", "mark": "1"}],
}


def test_a_review_has_a_mark_with_decimals_and_the_day_it_was_written() -> None:
    (review,) = read(TrustedShops(), reviews(PART)).reviews
    assert (review.id, review.rating) == (PART["UID"], Rating(value=2.33, best=5, worst=1))
    assert (review.text, review.published) == ("Bel kapot aangekomen.", "2026-11-12T14:05:00+01:00")


def test_nothing_of_the_customer_or_the_order_is_kept() -> None:
    said = repr(read(TrustedShops(), reviews(PART)))
    assert "post.example" not in said
    assert "ORDER-7781" not in said


def test_stars_without_words_are_a_review() -> None:
    (review,) = read(TrustedShops(), reviews({"UID": "a1", "mark": 1})).reviews
    assert (review.text, review.published, review.rating) == (None, None, Rating(value=1, best=5, worst=1))


def test_a_part_without_a_mark_costs_no_other() -> None:
    found = read(TrustedShops(), reviews({"UID": "a1", "comment": "?"}, PART))
    assert ([review.id for review in found.reviews], len(found.unreadable)) == ([PART["UID"]], 1)


def test_a_shop_known_by_its_number_is_asked_for_at_once() -> None:
    (request,) = started(TrustedShops(id=TS_ID))
    assert request.url == f"{API}/{TS_ID}/reviews.json"


def test_a_shop_known_by_its_domain_is_looked_up_first() -> None:
    (lookup,) = started(TrustedShops(id="fietsplezier.example"))
    (request,) = answered(lookup, shops(TS_ID))
    assert (lookup.url, request.url) == (f"{API}.json?url=fietsplezier.example", f"{API}/{TS_ID}/reviews.json")


@pytest.mark.parametrize("numbers", [(), (TS_ID, "X" + "1B" * 16), ("nothing",)], ids=["none", "two", "no number"])
def test_a_domain_that_is_not_of_one_shop_asks_for_its_number(numbers: tuple[str, ...]) -> None:
    with pytest.raises(AnswerError, match="set id to the shop's number"):
        number_of(a_page(shops(*numbers)))


def test_an_answer_that_is_no_answer_to_a_lookup_is_named() -> None:
    spider = TrustedShops(id="fietsplezier.example")
    (lookup,) = started(spider)
    assert answered(lookup, {"message": "gone"}, 404) == []
    assert spider.saw.failure == 'HTTP 404: {"message": "gone"}'


def test_an_answer_without_a_shop_is_named() -> None:
    with pytest.raises(AnswerError, match="an answer that is not as documented: KeyError: 'shop'"):
        read(TrustedShops(), {"response": {"data": {}}})


def test_only_the_latest_are_shown_and_robots_txt_is_obeyed() -> None:
    assert (TrustedShops.shows_all, TrustedShops.obeys_robots) == (False, True)

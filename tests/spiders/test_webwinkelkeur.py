"""WebwinkelKeur: what its answers say, on which scale, and what keeps a rating without an id the same one."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from ratings_server import CODE, SHOP

from complaints.review import Review, review_json
from crawler.reading.answers import AnswerError, KeyRefusedError
from crawler.reading.page import Page, Reading
from crawler.source import Source
from guard.secrets import Secret
from spiders.webwinkelkeur import Webwinkelkeur

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
FIRST = "https://dashboard.webwinkelkeur.nl/api/1.0/ratings.json?id=1201&limit=100&offset=0"
RATING: dict[str, Any] = {
    "name": "Truus Verzonnen",
    "email": "truus@post.example",
    "rating": 2,
    "ratings": {"shippingtime": 1, "customerservice": 0, "pricequality": 0, "aftersale": 0},
    "comment": "Drie weken gewacht op een bel.",
    "date": "2026-07-14",
    "country": "BE",
    "language": "nl",
    "created": "2026-07-14 19:08:00",
    "read": False,
    "quarantine": False,
    "verified": True,
    "reaction": "Onze excuses, Truus.",
}


def read(*ratings: Any, url: str = FIRST, best: float | None = 5, **said: Any) -> Reading:
    content = {"status": "success", "message": "", "total": len(ratings), "ratings": ratings, **said}
    return Webwinkelkeur().answer(Page(html=json.dumps(content), url=url, site="webwinkelkeur", now=NOW, best=best))


def one(**changes: Any) -> Review:
    (review,) = read({**RATING, **changes}).reviews
    return review


def test_a_rating_says_what_the_customer_wrote_and_the_shop_answered() -> None:
    said = review_json(one())
    assert said.pop("id")
    assert said == {
        "site": "webwinkelkeur", "url": None, "author": "Truus Verzonnen", "rating": {"value": 2.0, "best": 5},
        "recommend": None, "published": "2026-07-14T19:08:00+02:00", "title": None,
        "text": "Drie weken gewacht op een bel.", "pros": [], "cons": [],
        "reply": {"text": "Onze excuses, Truus.", "published": None}, "language": "nl", "verified_buyer": True,
        "reader": "webwinkelkeur",
    }  # fmt: skip


def test_the_mail_address_is_dropped_on_arrival() -> None:
    assert "post.example" not in repr(one())


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"reaction": ""}, {"reply": None}),
        ({"comment": None}, {"text": None}),
        ({"rating": 0}, {"rating": None}),
        ({"created": None}, {"published": "2026-07-14", "id": None}),
        ({"verified": None}, {"verified_buyer": None}),
    ],
)
def test_what_is_not_there_is_not_guessed(changes: dict[str, Any], expected: dict[str, Any]) -> None:
    said = review_json(one(**changes))
    assert {key: said[key] for key in expected} == expected


def test_what_is_in_quarantine_is_counted_and_not_shown() -> None:
    found = read({**RATING, "quarantine": True}, {**RATING, "name": "Jan"})
    assert ([review.author for review in found.reviews], found.passed_over) == (["Jan"], 1)


# The scale


def bests(*marks: float, **more: Any) -> set[float | None]:
    parts = [{**RATING, "rating": mark, "name": f"Klant {mark}"} for mark in marks]
    return {review.rating and review.rating.best for review in read(*parts, **more).reviews}


@pytest.mark.parametrize(
    ("marks", "best", "expected"), [((1, 5), 5, 5), ((2, 9), 5, 10), ((2, 4), 10, 10), ((2, 5.5), 5, 10)]
)
def test_a_mark_over_five_gives_an_answer_of_ten_away(marks: tuple[float, ...], best: float, expected: float) -> None:
    assert bests(*marks, best=best) == {expected}


def test_the_answers_after_it_are_out_of_ten_too() -> None:
    onward = read({**RATING, "rating": 9}, total=3).next_url
    assert onward == FIRST.replace("offset=0", "offset=1#10")
    assert bests(4, url=onward) == {10}
    assert read(RATING, url=onward, total=3).next_url == FIRST.replace("offset=0", "offset=2#10")
    assert asked().signed(onward).url == f"{FIRST.replace('offset=0', 'offset=1')}&code={CODE}"


# Which rating it is


@pytest.mark.parametrize(
    ("changes", "same"),
    [
        ({"comment": "Alsnog opgelost, netjes."}, True),
        ({"rating": 5}, True),
        ({"reaction": ""}, True),
        ({"name": "TRUUS  verzonnen "}, True),
        ({"name": "Truus Anders"}, False),
        ({"created": "2026-07-14 19:08:01"}, False),
    ],
)
def test_an_edit_keeps_the_id_and_another_customer_or_second_does_not(changes: dict[str, Any], same: bool) -> None:
    assert (one(**changes).id == one().id) is same


def test_two_of_one_name_and_second_are_told_apart_by_their_words() -> None:
    found = read(RATING, {**RATING, "comment": "Een andere fiets."})
    assert [review.id for review in found.reviews] == [None, None]


@pytest.mark.parametrize("changes", [{"name": ""}, {"name": None}, {"created": ""}])
def test_nobody_or_no_time_makes_no_id(changes: dict[str, Any]) -> None:
    assert one(**changes).id is None


# What is answered instead, and how it is asked


@pytest.mark.parametrize(
    ("content", "error", "reason"),
    [
        ({"status": "error", "message": "Incorrect authentication credentials."}, KeyRefusedError, "Incorrect"),
        ({"status": "error", "message": "Not all obligated variables are set."}, KeyRefusedError, "Not all"),
        ({"status": "error", "message": "Unexpected error, try again."}, AnswerError, "Unexpected error"),
        ({"ratings": []}, AnswerError, "status None"),
        ({"status": "success"}, AnswerError, "no list of ratings"),
        ([], AnswerError, "no object"),
    ],
)
def test_an_error_with_status_200_has_a_name(content: Any, error: type[AnswerError], reason: str) -> None:
    page = Page(html=json.dumps(content), url=FIRST, site="webwinkelkeur", now=NOW)
    with pytest.raises(error, match=reason) as caught:
        Webwinkelkeur().answer(page)
    assert isinstance(caught.value, KeyRefusedError) is (error is KeyRefusedError)


def asked() -> Webwinkelkeur:
    spider = Webwinkelkeur()
    spider.source = Source(name="bron", shop="fietsplezier", site="webwinkelkeur", id=SHOP, key=Secret(CODE))
    return spider


def test_the_code_is_in_the_request_and_not_in_the_address() -> None:
    (address,) = asked().addresses()
    assert (address, asked().signed(address).url) == (FIRST, f"{FIRST}&code={CODE}")


@pytest.mark.parametrize(
    ("count", "total", "offset"), [(2, 5, "offset=2"), (5, 5, None), (1, None, "offset=1"), (0, 5, None)]
)
def test_the_next_answer_begins_after_what_was_listed(count: int, total: int | None, offset: str | None) -> None:
    parts = [{**RATING, "name": f"Klant {number}"} for number in range(count)]
    assert read(*parts, total=total).next_url == (offset and FIRST.replace("offset=0", offset))


def test_no_ratings_are_believed_where_the_total_is_none() -> None:
    assert read(total=0).says_none
    assert read(total=3) == Reading()

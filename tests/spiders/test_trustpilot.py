"""Trustpilot: its API, the pages one saves oneself, and their JSON. All invented, in the shape of what was recorded."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from answer_stage import a_page, answered, read, started

from complaints.review import Rating, Reply
from crawler.reading.answers import AnswerError, KeyRefusedError
from crawler.reading.declared import read_page
from crawler.reading.page import Reading
from klachtwacht.saved_pages import SavedAnswerError, reading_of
from spiders.trustpilot import Trustpilot

UNIT = "4bdedededed0000640500000"
KEY = "verzonnen-sleutel"
ADDRESS = f"https://api.trustpilot.com/v1/business-units/{UNIT}/reviews?perPage=100&orderBy=createdat.desc&page=1"
URL = "https://nl.trustpilot.com/review/fietsplezier.example"
ID = "65f0a1b2c3d4e5f607182930"

OF_API: dict[str, Any] = {
    "id": ID,
    "consumer": {"id": "c1", "displayName": "Joke B.", "displayLocation": "Gent", "numberOfReviews": 3},
    "stars": 1,
    "title": "Nooit geleverd",
    "text": "Vier weken wachten.",
    "language": "nl",
    "createdAt": "2026-11-10T08:15:30Z",
    "updatedAt": None,
    "companyReply": {"text": "Dag Joke, wij zoeken het uit.", "createdAt": "2026-11-11T09:00:00Z"},
    "isVerified": True,
    "referralEmail": "joke@post.example",
    "referenceId": "ORDER-7781",
}
OF_STATE: dict[str, Any] = {
    "id": ID,
    "filtered": False,
    "pending": False,
    "text": "Vier weken wachten.",
    "rating": 1,
    "labels": {"verification": {"isVerified": True, "verificationLevel": "invited"}},
    "title": "Nooit geleverd",
    "dates": {"experiencedDate": "2026-10-01T00:00:00.000Z", "publishedDate": "2026-11-10T08:15:30.000Z"},
    "consumer": {"id": "c1", "displayName": "Joke B.", "countryCode": "BE", "imageUrl": ""},
    "reply": {"message": "Dag Joke, wij zoeken het uit.", "publishedDate": "2026-11-11T09:00:00.000Z"},
    "language": "nl",
}
# What JSON-LD says of the same review: all but the shop's answer.
OF_JSON_LD = {
    "@type": "Review",
    "@id": f"https://www.trustpilot.com/#/schema/Review/fietsplezier.example/{ID}",
    "author": {"@type": "Person", "name": "Joke B."},
    "datePublished": "2026-11-10T08:15:30.000Z",
    "headline": "Nooit geleverd",
    "reviewBody": "Vier weken wachten.",
    "reviewRating": {"@type": "Rating", "bestRating": "5", "worstRating": "1", "ratingValue": "1"},
    "inLanguage": "nl",
}


def a_saved_page(state: Any = None, json_ld: Any = None) -> str:
    parts = []
    if json_ld is not None:
        parts.append(f'<script type="application/ld+json">{json.dumps({"@graph": json_ld})}</script>')
    if state is not None:
        parts.append(f'<script id="__NEXT_DATA__" type="application/json">{json.dumps(state)}</script>')
    return f"<!DOCTYPE html><html><head><title>Fietsplezier</title></head><body>{''.join(parts)}</body></html>"


def state(*reviews: Any) -> dict[str, Any]:
    return {"props": {"pageProps": {"reviews": list(reviews)}}, "buildId": "1"}


def read_saved_page(html: str) -> Reading:
    return read_page(a_page(html, url=URL, site="trustpilot", best=5), Trustpilot())


# The three ways say the same


@pytest.mark.parametrize(
    ("reading", "reader"),
    [
        (lambda: read(Trustpilot(), {"reviews": [OF_API], "links": []}), "trustpilot"),
        (lambda: read(Trustpilot(), [OF_STATE]), "trustpilot"),
        (lambda: read_saved_page(a_saved_page(state(OF_STATE), [OF_JSON_LD])), "page-state"),
    ],
    ids=["the API", "saved JSON", "a saved page"],
)
def test_a_review_says_the_same_however_it_was_read(reading: Any, reader: str) -> None:
    found = reading()
    (review,) = found.reviews
    assert (found.reader, review.reader) == (reader, reader)
    assert (review.id, review.url) == (ID, f"https://www.trustpilot.com/reviews/{ID}")
    assert (review.author, review.rating) == ("Joke B.", Rating(value=1, best=5, worst=1))
    assert (review.title, review.text) == ("Nooit geleverd", "Vier weken wachten.")
    assert (review.published, review.language) == ("2026-11-10T08:15:30+00:00", "nl")
    assert review.reply == Reply(text="Dag Joke, wij zoeken het uit.", published="2026-11-11T09:00:00+00:00")
    assert review.verified_buyer is True


@pytest.mark.parametrize("said", ["post.example", "ORDER-7781", "Gent", "c1"])
def test_nothing_more_of_who_wrote_it_is_kept(said: str) -> None:
    assert said not in repr(read(Trustpilot(), {"reviews": [OF_API]}))
    assert said not in repr(read(Trustpilot(), [OF_STATE]))


def test_a_review_without_an_answer_has_none() -> None:
    (review,) = read(Trustpilot(), [{**OF_STATE, "reply": None, "labels": None}]).reviews
    assert (review.reply, review.verified_buyer) == (None, None)


# A saved page


def test_a_page_without_its_state_is_read_by_what_it_tells_search_engines() -> None:
    found = read_saved_page(a_saved_page(None, [OF_JSON_LD]))
    (review,) = found.reviews
    assert (found.reader, review.id, review.reply) == ("json-ld", ID, None)
    assert found.unreadable[0].reason == "the page has no state (__NEXT_DATA__)"


def test_a_part_of_the_state_that_is_no_review_costs_no_other() -> None:
    found = read_saved_page(a_saved_page(state({"id": "x"}, OF_STATE), [OF_JSON_LD]))
    assert (len(found.reviews), len(found.unreadable)) == (1, 1)


def test_a_review_that_stands_twice_on_a_page_is_one() -> None:
    assert len(read_saved_page(a_saved_page(state(OF_STATE, OF_STATE))).reviews) == 1


def test_a_page_that_asks_to_sign_in_is_called_so() -> None:
    found = read_saved_page("<!doctype html><html><title>Log in or sign up | Trustpilot</title></html>")
    assert (found.reviews, found.wall) == ((), "sign-in page")


def test_a_saved_file_is_read_by_what_is_in_it(tmp_path: Path) -> None:
    kept = {"pagina.html": a_saved_page(state(OF_STATE)), "pagina.json": json.dumps([OF_STATE])}
    for name, text in kept.items():
        file = tmp_path / name
        file.write_text(text, encoding="utf-8")
        found = reading_of(file, site="trustpilot", url=URL, best=None, at="2026-11-20")
        assert [review.id for review in found.reviews] == [ID]


def test_a_saved_refusal_is_told_as_what_it_is(tmp_path: Path) -> None:
    file = tmp_path / "pagina.json"
    file.write_text('{"error": true, "message": "Your request has been blocked"}', encoding="utf-8")
    with pytest.raises(SavedAnswerError, match="trustpilot reads no reviews in this file: no list of reviews"):
        reading_of(file, site="trustpilot", url=URL, best=None, at=None)


# How the API is asked


def test_the_key_is_in_a_header() -> None:
    spider = Trustpilot(id=UNIT, key=KEY)
    (request,) = started(spider)
    assert (request.url, request.headers["apikey"]) == (ADDRESS, KEY.encode())
    assert (request.meta["dont_redirect"], spider.asks_robots) == (True, False)


def test_a_full_page_leads_to_the_next_and_any_other_nowhere() -> None:
    full = {"reviews": [{**OF_API, "id": f"{number:024x}"} for number in range(100)]}
    assert read(Trustpilot(), full, url=ADDRESS).next_url == ADDRESS.replace("&page=1", "&page=2")
    assert read(Trustpilot(), {"reviews": [OF_API]}, url=ADDRESS).next_url is None
    assert read(Trustpilot(), [OF_STATE] * 100).next_url is None


@pytest.mark.parametrize(
    ("content", "status", "raised"),
    [
        ({"message": "Unknown apikey"}, 401, KeyRefusedError),
        ({"error": True, "message": "blocked"}, 403, KeyRefusedError),
        ({"message": "no such unit"}, 404, AnswerError),
        ({"message": "moved"}, 200, AnswerError),
        ("<html>maintenance</html>", 503, AnswerError),
    ],
)
def test_what_is_answered_instead_has_a_name(content: Any, status: int, raised: type[Exception]) -> None:
    with pytest.raises(raised) as caught:
        read_page(a_page(content, status=status, site="trustpilot"), Trustpilot())
    assert type(caught.value) is raised


# Without a key


def test_without_a_key_its_page_is_asked_for_like_any_other() -> None:
    spider = Trustpilot(url=URL)
    (request,) = started(spider)
    assert (request.url, spider.asks_robots, "apikey" in request.headers) == (URL, True, False)
    assert answered(request.replace(callback=spider.parse), {}, 403) == []
    assert (spider.saw.status, spider.saw.needs_key) == (403, None)


def test_with_neither_a_key_nor_a_page_it_says_what_it_needs() -> None:
    spider = Trustpilot(id=UNIT)
    assert started(spider) == []
    assert spider.saw.needs_key == "trustpilot needs key as -a"

"""Kiyoh and Klantenvertellen: what their answers say, and where the walk goes on from."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from answering_server import Asked
from hypothesis import given
from hypothesis import strategies as st
from practice_stage import call
from publication_server import LOCATION, TOKEN, PublicationServer, a_review, at, refusal

from complaints.review import Review, review_json
from crawler.publication import PublicationSpider
from crawler.reading.answers import AnswerError, KeyRefusedError
from crawler.reading.page import Page, Reading
from crawler.source import Source
from guard.secrets import Secret
from spiders.kiyoh import Kiyoh
from spiders.klantenvertellen import Klantenvertellen

# The server's reviews were written in the days before now.
NOW = datetime.now(UTC)
WALK = "https://www.kiyoh.com/v1/publication/review/external?locationId=1064242&tenantId=98&limit={}&updatedSince={}"
BEGINNING = "2000-01-01T00:00:00.000Z"

XML = """<?xml version="1.0" encoding="UTF-8"?>
<ReviewFeedDto><numberReviews>1</numberReviews><reviews><reviews>
  <reviewId>KIYNL-77</reviewId><reviewAuthor>anoniem</reviewAuthor><rating>3</rating>
  <reviewContent><reviewContent><questionGroup>DEFAULT_ONLINER</questionGroup><questionType>TEXT</questionType>
  <rating>Te laat</rating></reviewContent></reviewContent>
  <dateSince>2026-06-03T16:30:24Z</dateSince><updatedSince>2026-06-03T16:30:24Z</updatedSince>
</reviews></reviews></ReviewFeedDto>"""


def a_page(content: Any, url: str = "", status: int = 200) -> Page:
    html = content if isinstance(content, str) else json.dumps(content)
    return Page(html=html, url=url, site="kiyoh", now=NOW, status=status, best=10)


def read(content: Any, url: str = "", status: int = 200) -> Reading:
    return Kiyoh().answer(a_page(content, url, status))


def one(part: dict[str, Any]) -> Review:
    (review,) = read({"reviews": [part]}).reviews
    return review


def asking(spider: type[PublicationSpider], **changes: Any) -> PublicationSpider:
    given = {"name": "bron", "shop": "fietsplezier", "site": spider.name, "key": Secret(TOKEN), **changes}
    made = spider()
    made.source = Source(**given)
    return made


# What a review says

WRITTEN = {"dateSince": "2026-06-03T16:30:24.278Z", "updatedSince": "2026-06-04T10:00:00+02:00"}


def test_a_review_says_what_was_asked_of_the_customer() -> None:
    review = one(a_review(1, mark=2, reviewComments="Onze excuses.", reviewLanguage="nl", **WRITTEN))
    assert review_json(review) == {
        "site": "kiyoh", "url": None, "id": "r-1", "author": "Klant 1", "rating": {"value": 2.0, "best": 10},
        "recommend": False, "published": "2026-06-03T16:30:24+00:00", "title": "Bestelling 1",
        "text": "De fiets van order 1 kwam in een doos.", "pros": [], "cons": [],
        "reply": {"text": "Onze excuses.", "published": None}, "language": "nl", "verified_buyer": None,
        "reader": "kiyoh",
    }  # fmt: skip


def answered(*said: tuple[str, str, str]) -> list[dict[str, str]]:
    return [{"questionGroup": group, "questionType": kind, "rating": text} for group, kind, text in said]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"rating": 1, "reviewContent": answered(("DEFAULT_OVERALL", "INT", "9"))}, {"rating": 1}),
        ({"rating": None, "reviewContent": answered(("DEFAULT_OVERALL", "INT", "9"))}, {"rating": 9}),
        ({"rating": 0, "reviewContent": []}, {"rating": None}),
        ({"reviewAuthor": "anoniem"}, {"author": None}),
        ({"reviewContent": answered(("DEFAULT_ONLINER", "TEXT", "Traag"))}, {"title": "Traag", "text": None}),
        ({"reviewContent": answered(("CUSTOM", "TEXT", "Nooit meer"), ("CUSTOM", "INT", "3"))}, {"text": "Nooit meer"}),
        ({"reviewContent": answered(("WIE_WEET", "BOOLEAN", "true"))}, {"recommend": None, "text": None}),
        ({"dateSince": "2026-06-03T16:30:24"}, {"published": "2026-06-03T16:30:24+00:00"}),
        ({"dateSince": "2026-06-03T16:30:24+02:00"}, {"published": "2026-06-03T16:30:24+02:00"}),
        ({"reviewLanguage": "NL"}, {"language": "nl"}),
    ],
    ids=["two marks", "one mark", "no mark", "nobody", "their misprint", "other questions", "unknown", "no zone",
         "offset", "language"],
)  # fmt: skip
def test_what_answers_are_known_to_differ_in(changes: dict[str, Any], expected: dict[str, Any]) -> None:
    review = one({**a_review(1), **changes})
    said = {**review_json(review), "rating": review.rating and review.rating.value}
    assert {key: said[key] for key in expected} == expected


def test_neither_the_place_nor_the_order_is_kept() -> None:
    kept = json.dumps(review_json(one(a_review(1))))
    assert "Verzonnenhoek" not in kept
    assert "ORDER-1" not in kept


def test_a_list_of_one_in_xml_is_a_list() -> None:
    (review,) = read(XML).reviews
    assert (review.id, review.author, review.title, review.rating and review.rating.value) == (
        "KIYNL-77", None, "Te laat", 3,
    )  # fmt: skip


def test_xml_that_brings_entities_is_refused() -> None:
    with pytest.raises(AnswerError, match="XML with a document type"):
        read("<!DOCTYPE a [<!ENTITY x 'ha'>]>" + XML.partition("?>")[2])


def test_one_review_that_cannot_be_read_costs_no_other() -> None:
    found = read({"reviews": [{**a_review(1), "reviewId": None}, a_review(2)]})
    assert ([review.id for review in found.reviews], len(found.unreadable)) == (["r-2"], 1)


def test_no_reviews_are_believed_where_the_answer_counts_none() -> None:
    assert read({"numberReviews": 0, "reviews": []}).says_none
    assert read({"numberReviews": 7, "reviews": []}) == Reading()


# What is answered instead


@pytest.mark.parametrize(
    ("content", "status", "error", "reason"),
    [
        (refusal(), 400, KeyRefusedError, "HTTP 400, INVALID_HASH"),
        (refusal(), 200, KeyRefusedError, "HTTP 400, INVALID_HASH"),
        ("<error><httpCode>400</httpCode><errorCode>X</errorCode><detailedError><errorCode>INVALID_HASH</errorCode>"
         "</detailedError></error>", 400, KeyRefusedError, "HTTP 400, INVALID_HASH"),
        ({}, 400, KeyRefusedError, "HTTP 400"),
        ({}, 403, KeyRefusedError, "HTTP 403"),
        ("<html>", 401, KeyRefusedError, "HTTP 401"),
        ({**refusal(), "httpCode": 500}, 500, AnswerError, "HTTP 500"),
        ({"reviews": {}}, 200, AnswerError, "no list of reviews"),
        (XML[:-40], 200, AnswerError, "no XML"),
        ("", 200, AnswerError, "no JSON"),
    ],
    ids=["hash", "saved", "XML", "400", "403", "401", "500", "no list", "cut off", "nothing"],
)  # fmt: skip
def test_what_is_no_list_has_a_name(content: Any, status: int, error: type[AnswerError], reason: str) -> None:
    with pytest.raises(error, match=reason) as caught:
        read(content, status=status)
    assert isinstance(caught.value, KeyRefusedError) is (error is KeyRefusedError)


# How it is asked


@pytest.mark.parametrize(
    ("spider", "host", "tenant"),
    [(Kiyoh, "https://www.kiyoh.com", "98"), (Klantenvertellen, "https://www.klantenvertellen.nl", "99")],
)
def test_two_hosts_and_tenants_are_one_platform(spider: type[PublicationSpider], host: str, tenant: str) -> None:
    removed, reviews = asking(spider, id=LOCATION).addresses()
    assert removed.startswith(f"{host}/v1/publication/review/removed/latest/?updatedSince=2000-01-01")
    query = parse_qs(urlsplit(reviews).query)
    assert reviews.startswith(f"{host}/v1/publication/review/external?")
    assert query == {
        "locationId": [LOCATION], "tenantId": [tenant], "orderBy": ["UPDATE_DATE"], "sortOrder": ["ASC"],
        "limit": ["250"], "updatedSince": [BEGINNING],
    }  # fmt: skip


def test_the_token_is_in_a_header() -> None:
    signed = asking(Kiyoh, id=LOCATION).signed(WALK)
    assert (signed.url, signed.headers) == (WALK, {"X-Publication-Api-Token": TOKEN})


@pytest.mark.parametrize(
    ("url", "address"),
    [
        (None, "https://www.kiyoh.com/v1/review/feed.json?limit=250"),
        ("https://www.kiyoh.com/v1/review/feed.xml", "https://www.kiyoh.com/v1/review/feed.xml?limit=250"),
    ],
)
def test_without_an_id_the_key_is_the_hash_of_the_feed(url: str | None, address: str) -> None:
    spider = asking(Kiyoh, url=url)
    assert spider.addresses() == (address,)
    assert spider.signed(address).url == f"{address}&hash={TOKEN}"
    assert spider.signed(address).headers == {}


# Where the walk goes on from


def following(*parts: dict[str, Any], limit: int = 3, since: str = BEGINNING) -> dict[str, str] | None:
    url = read({"reviews": list(parts)}, WALK.format(limit, since)).next_url
    query = parse_qs(urlsplit(url).query) if url else None
    return query and {name: query[name][0] for name in ("limit", "updatedSince")}


def test_a_walk_goes_on_just_before_the_last_change() -> None:
    assert following(a_review(1), a_review(2)) == {"limit": "3", "updatedSince": _before(at(2))}


def _before(moment: str) -> str:
    when = datetime.fromisoformat(moment).timestamp() - 0.001
    return datetime.fromtimestamp(when, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def test_a_walk_that_comes_no_further_is_at_its_end() -> None:
    here = WALK.format(3, _before(at(1)))
    assert read({"reviews": [a_review(1)]}, here).next_url == here


def test_more_changes_of_one_moment_than_one_answer_holds_are_asked_for_together() -> None:
    parts = [a_review(number, changed=1) for number in range(3)]
    assert following(*parts, since=_before(at(1))) == {"limit": "6", "updatedSince": _before(at(1))}


def test_a_server_that_gives_no_more_than_its_most_holds_up_no_walk() -> None:
    parts = [a_review(number, changed=1) for number in range(250)]
    onward = following(*parts, limit=500, since=_before(at(1)))
    assert onward is not None
    assert onward["updatedSince"] > at(1)


def test_a_moment_of_thousands_of_changes_is_named_and_none_passed_over() -> None:
    parts = [a_review(number, changed=1) for number in range(4_000)]
    with pytest.raises(AnswerError, match="more than 4000 reviews changed at"):
        following(*parts, limit=4_000, since=_before(at(1)))


def test_a_full_answer_in_another_order_is_not_walked() -> None:
    with pytest.raises(AnswerError, match="not in the order"):
        following(a_review(2), a_review(1), limit=2)
    assert following(a_review(2), a_review(1)) == {"limit": "3", "updatedSince": _before(at(2))}


@pytest.mark.parametrize("wrong", ["9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z", "gisteren", None, 7])
def test_a_time_that_cannot_be_leads_a_walk_nowhere(wrong: Any) -> None:
    assert following(a_review(1), {**a_review(2), "updatedSince": wrong}) == {
        "limit": "3", "updatedSince": _before(at(1)),
    }  # fmt: skip
    with pytest.raises(AnswerError, match="no time of a last change"):
        following({**a_review(2), "updatedSince": wrong})


def test_the_feed_is_no_walk() -> None:
    assert read({"reviews": [a_review(2), a_review(1)]}, "https://www.kiyoh.com/v1/review/feed.json").next_url is None


def test_an_answer_of_what_was_removed_gives_their_ids() -> None:
    url = "https://www.kiyoh.com/v1/publication/review/removed/latest/?updatedSince=2026-01-01T00:00:00.000Z"
    part = {"tenantId": "98", "locationId": LOCATION, "reviewId": "r-3", "updatedSince": "2026-06-04T10:00:00.5+02:00"}
    found = read([part], url)
    assert found.removed == ("r-3",)
    assert parse_qs(urlsplit(found.next_url or "").query)["updatedSince"] == ["2026-06-04T08:00:00.499Z"]
    assert read([], url) == Reading()


def walked(server: PublicationServer, limit: int) -> list[str]:
    """The ids that a walk over a server meets, from its beginning to where it leads no further."""
    url, asked, met = WALK.format(limit, BEGINNING), set(), []
    while url not in asked and len(asked) < 500:
        asked.add(url)
        query = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
        headers = {"x-publication-api-token": TOKEN}
        answer = server.answer(Asked(path="/v1/publication/review/external", query=query, headers=headers))
        found = read(answer.content, url)
        met += [str(review.id) for review in found.reviews]
        if found == Reading():
            break
        url = found.next_url or url
    assert len(asked) < 500
    return met


@given(
    st.lists(st.integers(0, 12), max_size=40), st.integers(1, 9), st.booleans(), st.sampled_from([0, 0.00001, 0.0001])
)
def test_a_walk_leaves_out_nothing(minutes: list[int], limit: int, inclusive: bool, offset: float) -> None:
    reviews = [a_review(number, changed=minute + offset) for number, minute in enumerate(minutes)]
    server = PublicationServer(reviews=reviews, inclusive=inclusive)
    assert set(walked(server, limit)) == {review["reviewId"] for review in reviews}


def test_a_saved_answer_that_refuses_is_told_in_words(tmp_path: Path) -> None:
    (tmp_path / "antwoord.json").write_text(json.dumps(refusal()), encoding="utf-8")
    done = call(tmp_path, "read", "antwoord.json", "--site", "kiyoh", "--json")
    assert (done.code, done.out) == (1, "")
    assert "the key, or the id that belongs to it, is refused: HTTP 400, INVALID_HASH" in " ".join(done.err.split())
    assert "Traceback" not in done.err

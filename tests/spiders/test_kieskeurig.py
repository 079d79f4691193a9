"""Kieskeurig's XML service after its document of 2017, in invented reviews; and its page where there is no token."""

from __future__ import annotations

import pytest
from answer_stage import a_page, read, started

from complaints.review import Rating
from crawler.reading.answers import AnswerError, KeyRefusedError
from crawler.reading.declared import read_page
from spiders.kieskeurig import Kieskeurig

SHOP = "0123456789abcdef0123456789abcdef"
TOKEN = "verzonnen-token-van-de-winkel"
SECTION = """
<section id="{id}" review_link_id="{id}" review_link="https://www.kieskeurig.nl/r/{id}" approved="{approved}"
  recommend="{recommend}">
  <title>Drie weken wachten</title>
  <text>Bel kwam niet &amp; niemand antwoordt.</text>
  <location physical="Y">Utrecht</location>
  <date dt="2026-11-10T21:15:00">10-11-2026</date>
  <name>Joke V.</name><gender>V</gender>
  <score>{score}</score>
</section>"""


def section(number: int = 6017352, score: str = "3", recommend: str = "N", approved: str = "Y") -> str:
    return SECTION.format(id=number, score=score, recommend=recommend, approved=approved)


def answer(*sections: str, count: int | None = None) -> str:
    total = "" if count is None else f'<ShopTotalReviewRating count="{count}">7.9</ShopTotalReviewRating>'
    return f'<?xml version="1.0" encoding="ISO-8859-1"?>\n<reviews>{total}{"".join(sections)}</reviews>'


def test_a_review_has_a_mark_out_of_ten_and_whether_the_shop_is_recommended() -> None:
    (review,) = read(Kieskeurig(), answer(section())).reviews
    assert (review.id, review.url) == ("6017352", "https://www.kieskeurig.nl/r/6017352")
    assert (review.rating, review.recommend) == (Rating(value=3, best=10, worst=1), False)
    assert (review.author, review.title) == ("Joke V.", "Drie weken wachten")
    assert (review.text, review.language) == ("Bel kwam niet & niemand antwoordt.", "nl")


def test_a_time_is_on_the_clock_of_the_shop() -> None:
    (review,) = read(Kieskeurig(), answer(section())).reviews
    assert review.published == "2026-11-10T21:15:00+01:00"


@pytest.mark.parametrize("said", ["Utrecht", "gender"])
def test_where_someone_lives_and_their_sex_are_not_kept(said: str) -> None:
    assert said not in repr(read(Kieskeurig(), answer(section())))


def test_what_is_not_approved_is_counted_and_not_shown() -> None:
    found = read(Kieskeurig(), answer(section(1, approved="N"), section(2)))
    assert ([review.id for review in found.reviews], found.passed_over) == (["2"], 1)


def test_a_mark_that_is_none_costs_that_review_only() -> None:
    found = read(Kieskeurig(), answer(section(1, score="goed"), section(2, score="7,5")))
    assert [review.rating and review.rating.value for review in found.reviews] == [7.5]
    assert "ValueError" in found.unreadable[0].reason


def test_of_more_than_a_page_may_list_the_newest_are_read() -> None:
    dated = [section(n).replace("2026-11-10T21:15:00", f"20{10 + n % 15}-01-01T00:00:00") for n in range(5_003)]
    found = read(Kieskeurig(), answer(*dated, count=5_003))
    years = [str(review.published)[:4] for review in found.reviews]
    assert (len(years), years == sorted(years, reverse=True), years[-1]) == (5_000, True, "2010")
    assert (found.aggregate_count, found.unreadable) == (5_003, ())


def test_the_service_says_how_many_there_are() -> None:
    assert read(Kieskeurig(), answer(section(), count=12)).aggregate_count == 12
    assert read(Kieskeurig(), answer(count=0)).says_none


@pytest.mark.parametrize(
    ("content", "status", "raised", "said"),
    [
        ("<error>token</error>", 403, KeyRefusedError, "HTTP 403: the key is refused: <error>token"),
        ("gone", 404, AnswerError, "HTTP 404: gone"),
        ("Token onbekend", 200, AnswerError, "no XML: Token onbekend"),
        ("<reviews><section", 200, AnswerError, "no XML"),
        ("", 200, AnswerError, "no XML"),
        ('<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/x">]><r>&a;</r>', 200, AnswerError, "document type"),
        (
            "<!DOCTYPE r [<!ENTITY a 'x'>" + "<!ENTITY b '&a;&a;&a;'>" + "]><r>&b;</r>",
            200,
            AnswerError,
            "document type",
        ),
        ("<r>" + "<i>" * 300 + "</i>" * 300 + "</r>", 200, AnswerError, "no XML"),
        ("<reviews><message>onderhoud</message></reviews>", 200, AnswerError, "no reviews of a shop"),
    ],
    ids=["403", "404", "text", "cut off", "nothing", "a file", "entities", "too deep", "another answer"],
)
def test_what_is_answered_instead_has_a_name(content: str, status: int, raised: type[Exception], said: str) -> None:
    with pytest.raises(raised, match=said):
        read(Kieskeurig(), content, status=status)


def test_the_token_is_in_the_request_alone() -> None:
    (request,) = started(Kieskeurig(id=SHOP, key=TOKEN))
    asked = f"https://rest-ext.kieskeurig.nl/nl/shop.nsf/reviews?shopid={SHOP}&reviewtype=all&_version=3.10"
    assert (request.url, request.cb_kwargs["asked"]) == (f"{asked}&_token={TOKEN}", asked)
    assert request.meta["dont_redirect"] is True


def test_without_a_token_its_page_is_read_as_what_it_says() -> None:
    html = """<!doctype html><html><script type="application/ld+json">{"@type": "Review", "identifier": "88",
    "reviewBody": "Traag.", "reviewRating": {"ratingValue": 4}}</script></html>"""
    spider = Kieskeurig(url="https://www.kieskeurig.nl/winkels/fietsplezier/reviews")
    (request,) = started(spider)
    assert (request.url, spider.asks_robots) == ("https://www.kieskeurig.nl/winkels/fietsplezier/reviews", True)
    (review,) = read_page(a_page(html, site="kieskeurig", best=10, language="nl"), spider).reviews
    assert (review.reader, review.rating, review.language) == ("json-ld", Rating(value=4, best=10, worst=None), "nl")


def test_nobody_has_compared_it_with_a_real_answer() -> None:
    assert Kieskeurig.verified is None

"""Pages of heureka.cz, after three recorded ones: a page of our own with their markup and invented people."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawler import Review
from crawler.reading.declared import read_page
from crawler.reading.page import Page, Reading
from spiders.heureka import Heureka

PAGE = (Path(__file__).parent / "answers/heureka.html").read_text(encoding="utf-8")
URL = "https://obchody.heureka.example/kolo-novak/recenze/overene"


def reading(html: str = PAGE) -> Reading:
    now = datetime(2026, 11, 20, tzinfo=UTC)
    return read_page(Page(html=html, url=URL, site="heureka", now=now, best=10, language="cs"), Heureka())


@pytest.fixture(scope="module")
def reviews() -> tuple[Review, ...]:
    return reading().reviews


def test_a_review_is_what_its_card_shows(reviews: tuple[Review, ...]) -> None:
    first = reviews[0]
    assert (first.id, first.author, first.verified_buyer) == ("id-101", "Ověřený zákazník Bořivoj", True)
    assert first.rating is not None
    assert (first.rating.value, first.rating.best, first.rating.worst) == (10, 10, 0)
    assert first.text == "Kolo přišlo včas.\nZvonek zvoní."
    assert (first.pros, first.cons) == (("rychlé dodání", "zvonek & světlo v ceně"), ("malý obal",))
    assert (first.recommend, first.reply, first.language) == (True, None, "cs")


def test_its_times_are_those_of_prague_in_summer_and_in_winter(reviews: tuple[Review, ...]) -> None:
    assert [review.published for review in reviews[:2]] == ["2025-08-12T12:37:44+02:00", "2025-02-01T19:15:24+01:00"]


def test_who_does_not_recommend_says_so_and_the_shops_answer_is_its_reply(reviews: tuple[Review, ...]) -> None:
    second = reviews[1]
    assert (second.recommend, second.rating and second.rating.value) == (False, 1)
    assert second.reply is not None
    assert (second.reply.text, second.reply.published) == ("Dobrý den,\n\nmrzí nás to.", None)


def test_no_mark_and_no_word_of_recommendation_are_not_known(reviews: tuple[Review, ...]) -> None:
    third = reviews[2]
    assert (third.rating, third.recommend, third.verified_buyer, third.text) == (None, None, None, "Ujde to.")


def test_a_mark_of_0_is_taken_for_none() -> None:
    assert reading(PAGE.replace('data-rating="1"', 'data-rating="0"')).reviews[1].rating is None


def test_a_card_that_cannot_be_read_costs_no_other() -> None:
    found = reading()
    assert (len(found.reviews), len(found.unreadable)) == (3, 1)


def test_the_next_page_is_that_of_the_same_list() -> None:
    assert reading().next_url == f"{URL}?f=2"

"""A page that no other way reads is read by its cards, and what is not sure of that is said."""

from __future__ import annotations

from dataclasses import replace

import pytest
from card_pages import MARKS, card, cards, page
from parsel import Selector

from complaints.review import Review
from crawler import ReviewSpider, text
from crawler.reading.child import Plain
from crawler.reading.declared import read_page
from crawler.reading.page import Page

PLAIN = Plain()
STARS = '<span class="stars">{} sterren</span>'
LD = (
    '<script type="application/ld+json">{"@type":"Product","name":"Fiets","review":{"@type":"Review","author":"Truus",'
    '"reviewBody":"De fiets kwam te laat.","reviewRating":{"ratingValue":2,"bestRating":5}}}</script>'
)
NONE_YET = '<script type="application/ld+json">{"@type":"Product","aggregateRating":{"reviewCount":0}}</script>'
CAPTCHA = '<div id="px-captcha"></div>'


def with_guessed_marks() -> str:
    return "".join(card(number, mark=STARS.format(MARKS[number])) for number in range(4))


def test_a_page_of_cards_alone_is_read_by_them_and_green() -> None:
    reading = read_page(page(cards(4)), PLAIN)

    assert (len(reading.reviews), reading.reader, reading.unsure) == (4, "cards", ())


def test_structured_data_comes_before_cards() -> None:
    reading = read_page(page(LD + cards(4)), PLAIN)

    assert (len(reading.reviews), reading.reader, reading.unsure) == (1, "json-ld", ())


@pytest.mark.parametrize(
    ("asked", "doubt"),
    [
        (page(cards(2)), "fewer than 3 reviews"),
        (page(with_guessed_marks()), "nothing says where its marks end (perhaps at 5): say so with --best"),
        (page("<p>Welkom.</p>"), "nothing on the page is repeated as reviews are"),
    ],
    ids=["few", "guessed scale", "none"],
)
def test_what_is_not_sure_is_said(asked: Page, doubt: str) -> None:
    assert doubt in read_page(asked, PLAIN).unsure


def test_a_scale_that_the_source_gives_is_no_doubt() -> None:
    assert read_page(page(with_guessed_marks(), best=5), PLAIN).unsure == ()


@pytest.mark.parametrize(("count", "wall"), [(4, None), (2, "captcha")])
def test_only_sure_cards_are_read_where_a_wall_stands(count: int, wall: str | None) -> None:
    reading = read_page(page(CAPTCHA + cards(count)), PLAIN)

    assert (bool(reading.reviews), reading.wall) == (wall is None, wall)


@pytest.mark.parametrize(("count", "says_none"), [(4, False), (2, True)])
def test_a_page_that_counts_no_reviews_is_believed_unless_its_cards_are_sure(count: int, says_none: bool) -> None:
    reading = read_page(page(NONE_YET + cards(count)), PLAIN)

    assert (bool(reading.reviews), reading.says_none) == (not says_none, says_none)


class Own(ReviewSpider):
    """A source whose cards are not what they were."""

    name = "winkel"
    card = "div.card"

    def read(self, card: Selector, page: Page) -> Review:
        return Review(site=page.site, reader=page.site, text=text(card, ".gone"))


def test_where_the_sources_own_reading_fails_its_cards_are_read_without_it() -> None:
    reading = read_page(replace(page(cards(4)), site="winkel"), Own())

    assert (reading.reader, len(reading.reviews), len(reading.unreadable)) == ("cards", 4, 4)

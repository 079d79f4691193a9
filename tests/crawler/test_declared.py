"""Reading a page by the ways there are: what the page itself declares first, then what its source declares."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from parsel import Selector
from scripted_site import a_node, a_page

from complaints.review import Rating, Review
from crawler.reading.declared import CardError, one, read_page, text
from crawler.reading.page import Page, Reading
from crawler.reading.prescan import HostilePageError

URL = "https://winkelpraat.example/fietsplezier"
CARD = "<article><b>{mark}</b><p>{words}</p></article>"


class Cards:
    """A source that reads its own cards."""

    card: str | None = "article"
    next_link: str | None = None
    reads_data = False
    reads_pages = True
    state: tuple[str, ...] = ()

    def read_state(self, node: Any, page: Page) -> Review:
        raise AssertionError("it declares no state")

    def answer(self, page: Page) -> Reading:
        raise AssertionError("its answers are pages")

    def read(self, card: Selector, page: Page) -> Review:
        mark = Rating(value=float(text(card, "b")), best=5)
        return Review(site=page.site, reader=page.site, rating=mark, text=text(card, "p"))


class Nothing(Cards):
    """A source that declares nothing."""

    card = None


class Link(Nothing):
    """A source that only names its link to the next page."""

    next_link = "a.verder"


def a_page_of(html: str) -> Page:
    return Page(html=html, url=URL, site="winkelpraat", now=datetime(2026, 11, 16, tzinfo=UTC))


def cards(*marks: Any) -> str:
    return "".join(CARD.format(mark=mark, words=f"Bericht {number}") for number, mark in enumerate(marks, start=1))


STRUCTURED = a_page([a_node(1)]).body.decode()


def structured_with(html: str) -> Page:
    return a_page_of(STRUCTURED.replace("</body>", f"{html}</body>"))


def test_structured_data_comes_before_the_sources_own_reading() -> None:
    reading = read_page(structured_with(cards(2, 3)), Cards())
    assert [review.id for review in reading.reviews] == ["1"]
    assert reading.reader == "json-ld"


def test_without_structured_data_the_source_reads_its_cards() -> None:
    reading = read_page(a_page_of(cards(2, 3)), Cards())
    assert [review.text for review in reading.reviews] == ["Bericht 1", "Bericht 2"]
    assert reading.reader == "winkelpraat"


def test_a_source_that_declares_no_card_reads_none() -> None:
    assert read_page(a_page_of(cards(2, 3)), Nothing()).reviews == ()


def test_one_unreadable_card_never_costs_the_others() -> None:
    reading = read_page(a_page_of(cards(2, "vier", 5)), Cards())
    assert [review.text for review in reading.reviews] == ["Bericht 1", "Bericht 3"]
    (bad,) = reading.unreadable
    assert "vier" in bad.reason
    assert bad.snippet.startswith("<article>")


def test_a_page_of_unreadable_cards_has_no_reader() -> None:
    reading = read_page(a_page_of(cards("een", "twee")), Cards())
    assert (reading.reviews, reading.reader, len(reading.unreadable)) == ((), None, 2)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<a class=verder href="?page=2">Meer</a>', f"{URL}?page=2"),
        ('<a class=verder href="https://elders.example/">Meer</a>', None),
        ('<a class=verder href="javascript:verder()">Meer</a>', None),
        (f'<a class=verder href="{URL}">Meer</a>', None),
        ("<a class=verder>Meer</a>", None),
        ('<a class=terug href="?page=0">Terug</a>', None),
    ],
)
def test_the_link_to_the_next_page_stays_on_the_site_and_leads_on(html: str, expected: str | None) -> None:
    assert read_page(structured_with(html), Link()).next_url == expected


def test_the_pages_own_next_comes_before_the_sources() -> None:
    html = a_page([a_node(1)], following="?page=2").body.decode() + '<a class=verder href="?page=9">Meer</a>'
    assert read_page(a_page_of(html), Link()).next_url == f"{URL}?page=2"


def test_a_hostile_page_is_given_to_no_parser() -> None:
    with pytest.raises(HostilePageError):
        read_page(a_page_of("<p " + "a=1 " * 3000 + ">" + cards(1)), Cards())


def test_one_gives_the_only_element_and_text_its_folded_words() -> None:
    card = Selector("<div><p> Te \n  <b>laat</b>\tgeleverd </p></div>")
    assert one(card, "b").get() == "<b>laat</b>"
    assert text(card, "p") == "Te laat geleverd"


@pytest.mark.parametrize(("css", "count"), [("i", 0), ("p", 2)])
def test_none_or_several_are_an_error_that_says_so(css: str, count: int) -> None:
    with pytest.raises(CardError, match=f"{count} elements match '{css}', expected one"):
        one(Selector("<div><p>a</p><p>b</p></div>"), css)

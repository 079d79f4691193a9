"""Reading a page by the ways there are: its structured data, what the source itself declares, its repeated cards.

A source that reads cards itself is for markup that was really seen; any other page is read without knowing it. Each
way is tried only where those before it gave nothing, so that which of them reads a page tells when it has changed.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any, Protocol

from parsel import Selector

from complaints.moments import earliest
from complaints.review import Review
from crawler.reading.answer_fields import as_documented
from crawler.reading.answers import each
from crawler.reading.identity import once
from crawler.reading.links import followed
from crawler.reading.page import Page, Reading, Unreadable
from crawler.reading.page_state import PAGE_STATE, StateError, listed
from crawler.reading.prescan import HostilePageError, refuse_hostile, refuse_too_many
from crawler.reading.stored import held_to
from crawler.reading.structured import read as read_structured
from crawler.reading.walls import wall

# How a page begins, and no answer in JSON or XML does.
_IS_PAGE = re.compile(
    r"[\ufeff\s]*+(?:<!--.{0,2000}?-->\s*+)?<(?:!doctype\s+html|html|head|body|div|main|section|article|ul)[\s>]",
    re.IGNORECASE | re.DOTALL,
)


class CardError(ValueError):
    """A card that does not hold exactly what its source says it holds."""


class Declared(Protocol):
    """What a source may declare about its pages."""

    @property
    def card(self) -> str | None:
        """A CSS selector of one card, None where the source reads none itself."""
        ...

    @property
    def next_link(self) -> str | None:
        """A CSS selector of the link to the next page."""
        ...

    @property
    def reads_data(self) -> bool:
        """Whether its answers are data and no pages."""
        ...

    @property
    def reads_pages(self) -> bool:
        """Whether an answer that is a page is read as one, also of a source that reads data."""
        ...

    @property
    def state(self) -> tuple[str, ...]:
        """Where in the page's state its reviews are listed, () where the source reads none."""
        ...

    def read_state(self, node: Any, page: Page) -> Review:
        """One review from one part of the page's state. Raises ValueError for an unreadable one."""
        ...

    def read(self, card: Selector, page: Page) -> Review:
        """One review from one card. Raises ValueError for an unreadable one."""
        ...

    def answer(self, page: Page) -> Reading:
        """What an answer of a source that reads data says. Raises AnswerError."""
        ...


def read_page(page: Page, declared: Declared) -> Reading:
    """The reviews of a page, by structured data, by what its source declares, or by its cards.

    Raises HostilePageError, and AnswerError for data that holds no reviews or is not as documented.
    """
    if is_data(page, declared):
        with as_documented():
            return declared.answer(page)
    reading = _with_state(page, declared, read_structured(page))
    # Without a parser such a page does no harm; but one that gives nothing is to be called what it is.
    if not reading.reviews or declared.card or declared.next_link:
        refuse_hostile(page.html)
    if declared.card or declared.next_link:
        reading = _parsed(page, declared, reading)
    if reading.reviews:
        return held_to(page.learned, reading) if page.learned else reading
    for part in reading.unreadable:
        if part.hostile:
            raise HostilePageError.because(part.reason, part.snippet)
    # Few pages of a pass need it.
    from crawler.reading.by_cards import with_cards

    return with_cards(page, replace(reading, wall=wall(page.html)))


def is_data(page: Page, declared: Declared) -> bool:
    """Whether an answer is data and no page; what a source that may be either answers with a failure is data."""
    is_page = declared.reads_data and declared.reads_pages and page.status < 300 and _IS_PAGE.match(page.html)
    return declared.reads_data and not is_page


def _with_state(page: Page, declared: Declared, reading: Reading) -> Reading:
    """The reading with the reviews of the page's state, which says more of them; where it has none, as it was."""
    if not declared.state:
        return reading
    try:
        nodes = listed(page.html, declared.state)
    except StateError as error:
        return replace(reading, unreadable=(*reading.unreadable, error.part))
    reviews, unreadable, _ = each(nodes, lambda node: _checked(declared.read_state(node, page), page))
    reading = replace(reading, unreadable=reading.unreadable + unreadable)
    if not reviews:
        return reading
    return replace(reading, reviews=once(replace(review, reader=PAGE_STATE) for review in reviews), reader=PAGE_STATE)


def _parsed(page: Page, declared: Declared, reading: Reading) -> Reading:
    # Said, for what looks like JSON would else be taken for it, and nothing be found in it by CSS.
    selector = Selector(page.html, type="html", base_url=page.url)
    if declared.card and not reading.reviews:
        reading = _read_cards(selector, page, declared, reading)
    if declared.next_link and reading.next_url is None:
        reading = replace(reading, next_url=_next_url(selector, page, declared.next_link))
    return reading


def _read_cards(selector: Selector, page: Page, declared: Declared, reading: Reading) -> Reading:
    reviews, unreadable = [], list(reading.unreadable)
    cards = selector.css(declared.card or "")
    refuse_too_many(len(cards))
    for card in cards:
        try:
            reviews.append(_checked(declared.read(card, page), page))
        except (ValueError, LookupError, TypeError, AttributeError) as error:
            # What a reader of cards trips over: one unreadable review never costs the others.
            unreadable.append(Unreadable.because(f"{type(error).__name__}: {error}", card.get()))
    reader = page.site if reviews else None
    return replace(reading, reviews=tuple(reviews), unreadable=tuple(unreadable), reader=reader)


def _checked(review: Review, page: Page) -> Review:
    """The review. Raises ValueError for a time that is none."""
    earliest(review.published, page.zone)
    earliest(review.reply.published if review.reply else None, page.zone)
    return review


def _next_url(selector: Selector, page: Page, css: str) -> str | None:
    return followed(selector.css(css).attrib.get("href", ""), page.url)


def one(card: Selector, css: str) -> Selector:
    """The one element of a card that the selector names. Raises CardError for none or several."""
    found = card.css(css)
    if len(found) != 1:
        raise CardError(f"{len(found)} elements match {css!r}, expected one")
    return found[0]


def text(card: Selector, css: str) -> str:
    """The text of the one element that the selector names, spaces folded. Raises CardError for none or several."""
    return " ".join(" ".join(one(card, css).css("*::text").getall()).split())

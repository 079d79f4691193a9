"""Reading a page that was saved from a browser, with the reader of a site."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from complaints.normalise import normalise
from complaints.review import CARDS, review_json
from complaints.shop import Shop
from crawler.reading.answers import AnswerError
from crawler.reading.apart import read_alone
from crawler.reading.child import Asked
from crawler.reading.declared import is_data
from crawler.reading.page import Page, Reading
from guard.fault import Fault
from klachtwacht import sites

# A saved page without an address of its own: nothing on it can lead anywhere.
NOWHERE = "https://saved-page.invalid/"


class UnknownSiteError(Fault):
    """There is no reader of that name."""


class UnknownMomentError(Fault):
    """A text that says no moment."""


class SavedAnswerError(Fault):
    """A saved answer that holds no reviews, or is none of its site."""


def read_saved(
    file: Path, *, site: str, url: str | None, best: float | None, at: str | None
) -> tuple[list[dict[str, Any]], list[str]]:
    """The reviews on a saved page in the shape of the contract, and what to say of how they were read.

    at is when it was saved, ISO 8601 (now if None; a time without a zone is UTC). Raises UnknownSiteError,
    UnknownMomentError, SavedAnswerError and HostilePageError.
    """
    reading = reading_of(file, site=site, url=url, best=best, at=at)
    reviews = (normalise(review) for review in reading.reviews)
    return [review_json(review if url else _placeless(review)) for review in reviews], said_of_cards(reading)


def said_of_cards(reading: Reading) -> list[str]:
    """Lines for a person on what was read from a page's cards, or why they are none; none for other ways."""
    if reading.reader == CARDS:
        doubts = "; ".join(reading.unsure)
        told = f"not green, so that nothing of it would open a complaint: {doubts}" if doubts else "green"
        return [f"read from the page's cards, {told}"]
    return [f"no reviews were found in the page's cards either: {'; '.join(reading.unsure)}"] if reading.unsure else []


def reading_of(
    file: Path, *, site: str, url: str | None, best: float | None, at: str | None, shop: Shop | None = None
) -> Reading:
    """What a saved page says, read as the crawl would have read it for the shop. Raises as read_saved."""
    if site not in sites.names():
        raise UnknownSiteError(f"there is no site {site}; there are {', '.join(sites.names())}")
    page = _page(site, url, best, at)
    if shop:
        names = (shop.name, *shop.names)
        page = replace(page, zone=shop.zone, shop_names=names, shop_domains=shop.domains, shop_near=shop.near)
    try:
        return read_alone(
            _scaled(Asked(body=file.read_bytes(), content_type=None, page=page), best), sites.spider(site)()
        )
    except AnswerError as error:
        raise SavedAnswerError(f"{site} reads no reviews in this file: {error}") from None


def _page(site: str, url: str | None, best: float | None, at: str | None) -> Page:
    spider = sites.spider(site)
    return Page(
        html="",
        url=url or NOWHERE,
        site=site,
        now=_moment(at),
        best=best,
        language=spider.language,
    )


def _scaled(asked: Asked, best: float | None) -> Asked:
    """With the top of the site's scale where nobody says one; its pages may have another than its data."""
    spider = sites.spider(asked.page.site)
    known = best or spider.scale(data=is_data(asked.decoded(), spider()))
    return replace(asked, page=replace(asked.page, best=known))


def _placeless(review: Any) -> Any:
    return replace(review, url=None) if review.url and review.url.startswith(NOWHERE) else review


def _moment(at: str | None) -> datetime:
    try:
        moment = datetime.fromisoformat(at) if at else datetime.now(UTC)
    except ValueError:
        raise UnknownMomentError(f"{at!r} is no moment; write it as 2026-11-20 or 2026-11-20T09:30+01:00") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)

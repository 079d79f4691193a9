"""Shop reviews on feedbackcompany.com, 1-5, by its API (v2), or the page at url, of no scale that is known."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlencode

from crawler import KeyOrPageSpider, Review, Signed, TokenSpider, author, rating, recommendation
from crawler.reading.answer_fields import answered, parts, when
from crawler.reading.answers import AnswerError, KeyRefusedError, data, each, figure, onward, words
from crawler.reading.page import Page, Reading

_CHOICE = re.compile(r"|[\d.,]{1,10}|ja|nee|oui|non|yes|no|true|false", re.IGNORECASE | re.ASCII)


class FeedbackCompany(KeyOrPageSpider, TokenSpider):
    """id is the client id, key the client secret; else url is the page. Saved answers on products: 0-10."""

    name = "feedback_company"
    domains = ("feedbackcompany.com",)
    best = 5
    # Clients of the API speak of 1-10 and of 1-5; nobody has seen a page.
    page_best = None
    host = "https://www.feedbackcompany.com"
    gives = "author, mark, recommendation; of products also title, pros, cons and the shop's reply"
    verified = "a document only (two clients of the API; the vendor's help page for reviews of products)"

    def token_request(self) -> Signed:
        """A GET, with what is secret in the address: so the API wants it."""
        asked = {"client_id": self.source.id, "client_secret": self.secret, "grant_type": "authorization_code"}
        return Signed(url=f"{self.base}/api/v2/oauth2/token?{urlencode(asked)}")

    def addresses(self) -> tuple[str, ...]:
        """The first reviews."""
        return (f"{self.base}/api/v2/review?limit=100&start=0",)

    def signed(self, url: str) -> Signed:
        """The token in a header."""
        return Signed(url=url, headers={"Authorization": f"Bearer {self.token}"})

    def answer(self, page: Page) -> Reading:
        """A page of reviews of the shop, or of its products."""
        said = data(page)
        _refuse_error(said, page.status)
        products = "product_reviews" in said
        listed = parts(said, "product_reviews" if products else "reviews")
        reviews, unreadable, held = each(listed, lambda part: (_of_product if products else _of_shop)(part, page))
        counted = said.get("count")
        total = figure(counted.get("total")) if isinstance(counted, dict) else None
        return Reading(
            reviews=reviews,
            unreadable=unreadable,
            passed_over=held,
            next_url=onward(page.url, "start", len(listed), total),
            says_none=not listed and total == 0,
        )


def _refuse_error(said: Any, status: int) -> None:
    """Nothing for an answer that succeeded by its own word; an error may come with HTTP 200."""
    if isinstance(said, dict) and said.get("success") and status < 300:
        return
    error = str(said.get("error") or f"HTTP {status}, without success") if isinstance(said, dict) else "no object"
    raise KeyRefusedError(error) if error.startswith("401") else AnswerError(error)


def _of_shop(part: dict[str, Any], page: Page) -> Review:
    client = part.get("client") or {}
    return Review(
        site=page.site,
        reader=page.site,
        id=words(part["id"]),
        author=author(words(client.get("name"))),
        rating=rating(figure(part.get("total_score")), best=page.best or 5, worst=1),
        recommend=recommendation(part.get("recommends")),
        published=when(part.get("date_created"), page),
        text=_written(part.get("questions") or []),
        language=page.language,
    )


def _written(questions: list[dict[str, Any]]) -> str | None:
    """What was answered in words, and is no figure and no yes or no: each shop decides itself what it asks."""
    values = (question.get("value") for question in questions)
    said = (value.strip() for value in values if isinstance(value, str))
    return "\n\n".join(text for text in said if not _CHOICE.fullmatch(text)) or None


def _of_product(part: dict[str, Any], page: Page) -> Review | None:
    if part.get("status", "published") != "published":
        return None
    return Review(
        site=page.site,
        reader=page.site,
        # Their numbers are not those of the shop's reviews.
        id=f"product-{part['id']}",
        rating=rating(figure(part.get("score")), best=10, worst=0),
        published=when(part.get("created_at"), page),
        title=words(part.get("title")),
        text=words(part.get("txt")),
        pros=_points(part, "strengths"),
        cons=_points(part, "weaknesses"),
        reply=answered(part.get("reply"), part.get("replied_at"), page),
        language=page.language,
    )


def _points(part: dict[str, Any], name: str) -> tuple[str, ...]:
    return tuple(filter(None, (words(point.get("text")) for point in part.get(name) or [])))

"""All reviews of a shop's own location on Google, by the Business Profile API with the owner's consent: 1-5."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from crawler import Review, Signed, TokenSpider, rating
from crawler.reading.answer_fields import answered, when
from crawler.reading.answers import KeyRefusedError, each, words
from crawler.reading.google_answers import google_data
from crawler.reading.page import Page, Reading

_ORIGINAL = "(Original)"
_TRANSLATED = "(Translated by Google)"


class GoogleBusiness(TokenSpider):
    """id is "accounts/A/locations/L"; key is "CLIENT_ID:CLIENT_SECRET:REFRESH_TOKEN" with the scope business.manage."""

    name = "google_business"
    best = 5
    host = "https://mybusiness.googleapis.com"
    authority = "https://oauth2.googleapis.com"
    gives = "author, mark, reply"
    verified = "a document only (vendor's API reference, 2026-11)"

    def token_request(self) -> Signed:
        """By OAuth's refresh token. Raises KeyRefusedError for a key that is not in three parts."""
        parts = self.secret.split(":")
        if len(parts) != 3 or not all(parts):
            raise KeyRefusedError("the key of google_business is CLIENT_ID:CLIENT_SECRET:REFRESH_TOKEN")
        names = ("client_id", "client_secret", "refresh_token")
        form = {"grant_type": "refresh_token", **dict(zip(names, parts, strict=True))}
        return Signed(url=f"{self.authority_base}/token", form=form)

    def addresses(self) -> tuple[str, ...]:
        """The first page, what changed last first."""
        return (f"{self.base}/v4/{self.source.id}/reviews?pageSize=50&orderBy=updateTime%20desc",)

    def answer(self, page: Page) -> Reading:
        """A page of reviews, how many there are in all, and the token of the next page."""
        said = google_data(page)
        reviews, unreadable, _ = each(said.get("reviews", ()), lambda part: _review(part, page))
        following, count = words(said.get("nextPageToken")), said.get("totalReviewCount")
        return Reading(
            reviews=reviews,
            reader=self.name,
            unreadable=unreadable,
            says_none=count == 0,
            aggregate_count=count,
            next_url=f"{page.url.partition('&pageToken=')[0]}&pageToken={quote(following)}" if following else None,
        )


def _review(part: dict[str, Any], page: Page) -> Review:
    reviewer, reply = part.get("reviewer") or {}, part.get("reviewReply") or {}
    return Review(
        site=page.site,
        reader=page.site,
        id=words(part["reviewId"]),
        author=None if reviewer.get("isAnonymous") else words(reviewer.get("displayName")),
        rating=rating(part["starRating"], best=5, worst=1),
        published=when(part["createTime"], page),
        text=_original(part.get("comment")),
        reply=answered(_original(reply.get("comment")), reply.get("updateTime"), page),
        language=page.language,
    )


def _original(comment: Any) -> str | None:
    """What was written, without Google's translation of it."""
    said = words(comment)
    if said and said.startswith(_TRANSLATED) and _ORIGINAL in said:
        return words(said.partition(_ORIGINAL)[2])
    return said

"""Reviews on Trustpilot: 1-5, by its API with the shop's key; pages and their JSON as one saves them oneself."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from crawler import KeyOrPageSpider, Review, Signed
from crawler.reading.answer_fields import answered, mark, parts, when
from crawler.reading.answers import each, succeeded, words
from crawler.reading.page import Page, Reading

_EACH = 100


class Trustpilot(KeyOrPageSpider):
    """id is the shop's business unit id and key its API key. Its robots.txt refuses all programs its pages.

    A page hides what is not in its language unless its address says languages=all.
    """

    name = "trustpilot"
    domains = ("trustpilot.com",)
    best = page_best = 5
    wants = ("id", "key")
    host = "https://api.trustpilot.com"
    state = ("props", "pageProps", "reviews")
    gives = "author, mark, title, reply, language, whether verified"
    verified = "a document only (the API's parameters, Airbyte's schema)"
    page_verified = "a recorded page of 2023-05 and JSON of 2023-12"

    def addresses(self) -> tuple[str, ...]:
        """The first page, the newest first."""
        return (
            f"{self.base}/v1/business-units/{self.source.id}/reviews?perPage={_EACH}&orderBy=createdat.desc&page=1",
        )

    def signed(self, url: str) -> Signed:
        """With the key in a header."""
        return Signed(url=url, headers={"apikey": self.secret})

    def answer(self, page: Page) -> Reading:
        """A page of the API, or the reviews of a page's state that someone saved as JSON."""
        said = succeeded(page)
        listed, read = (said, self.read_state) if isinstance(said, list) else (parts(said, "reviews"), _of_api)
        reviews, unreadable, _ = each(listed, lambda part: read(part, page))
        before, _, number = page.url.partition("&page=")
        next_url = f"{before}&page={int(number) + 1}" if number and len(listed) >= _EACH else None
        return Reading(reviews=reviews, reader=self.name, unreadable=unreadable, next_url=next_url)

    def read_state(self, node: Any, page: Page) -> Review:
        """A review as the page's state holds it."""
        reply, verified = node.get("reply") or {}, (node.get("labels") or {}).get("verification") or {}
        return replace(
            _review(node, node["rating"], node["dates"]["publishedDate"], page),
            reply=answered(reply.get("message"), reply.get("publishedDate"), page),
            verified_buyer=verified.get("isVerified"),
        )


def _of_api(part: dict[str, Any], page: Page) -> Review:
    reply = part.get("companyReply") or {}
    return replace(
        _review(part, part["stars"], part["createdAt"], page),
        reply=answered(reply.get("text"), reply.get("createdAt"), page),
        verified_buyer=part.get("isVerified"),
    )


def _review(part: dict[str, Any], stars: Any, published: Any, page: Page) -> Review:
    """What the page's state and the API say in the same words."""
    return Review(
        site=page.site,
        reader=page.site,
        url=f"https://www.trustpilot.com/reviews/{part['id']}",
        id=words(part["id"]),
        author=words((part.get("consumer") or {}).get("displayName")),
        rating=mark(stars, best=5),
        published=when(published, page),
        title=words(part.get("title")),
        text=words(part.get("text")),
        language=words(part.get("language")) or page.language,
    )

"""Reviews of a shop and its products at Trusted Shops, by the eTrusted API with the shop's account: 1-5."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from crawler import Review, Signed, TokenSpider
from crawler.reading.answer_fields import answered, mark, parts, when
from crawler.reading.answers import each, succeeded, words
from crawler.reading.page import Page, Reading

_EACH = 500


class Etrusted(TokenSpider):
    """id and key are the client id and client secret that the shop makes in its account."""

    name = "etrusted"
    best = 5
    host = "https://api.etrusted.com"
    authority = "https://login.etrusted.com"
    # What orderBy puts first is not documented.
    newest_first = False
    gives = "mark, title, reply"
    verified = "a document only (vendor's API reference, 2026-11)"

    def token_request(self) -> Signed:
        """By OAuth's client credentials."""
        form = {
            "grant_type": "client_credentials",
            "client_id": str(self.source.id),
            "client_secret": self.secret,
            "audience": self.host,
        }
        return Signed(url=f"{self.authority_base}/oauth/token", form=form)

    def addresses(self) -> tuple[str, ...]:
        """The first page of all reviews of the account."""
        return (f"{self.base}/reviews?count={_EACH}&orderBy=submittedAt",)

    def answer(self, page: Page) -> Reading:
        """A page of reviews, and the cursor of the next: the id of the last review on this one."""
        said = succeeded(page)
        items = parts(said, "items")
        reviews, unreadable, held_back = each(items, lambda item: _review(item, page))
        after = _after(said.get("paging") or {}) if items else None
        return Reading(
            reviews=reviews,
            reader=self.name,
            unreadable=unreadable,
            passed_over=held_back,
            says_none=said.get("totalElements") == 0,
            aggregate_count=said.get("totalElements"),
            next_url=f"{page.url.partition('&after=')[0]}&after={quote(after)}" if after else None,
        )


def _after(paging: dict[str, Any]) -> str | None:
    links = paging.get("links") or {}
    is_last = "next" in links and not links["next"]
    return None if is_last else words((paging.get("cursor") or {}).get("after"))


def _review(item: dict[str, Any], page: Page) -> Review | None:
    """The review without whoever wrote it, who is known there by mail and order; None for one not to be shown."""
    if item["state"] != "APPROVED":
        return None
    reply = item.get("reply") or {}
    return Review(
        site=page.site,
        reader=page.site,
        id=words(item["id"]),
        rating=mark(item["rating"], best=5),
        published=when(item.get("submittedAt") or item.get("createdAt"), page),
        title=words(item.get("title")),
        text=words(item.get("comment")),
        reply=answered(reply.get("comment"), reply.get("createdAt"), page),
        language=page.language,
    )

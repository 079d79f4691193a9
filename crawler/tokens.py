"""Sources that give a token for the shop's key (OAuth 2.0) before they answer: asked for anew in each reading.

A token is kept nowhere: what is not stored need not be encrypted, and costs one request a reading.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import scrapy
from scrapy.http import Response

from crawler.api import ApiSpider, Signed
from crawler.reading.answers import AnswerError, KeyRefusedError, data, words
from crawler.reading.page import Page


class TokenSpider(ApiSpider):
    """A source that is asked for a token first; signed() then finds it in self.token."""

    wants = ("id", "key")
    token = ""

    def token_request(self) -> Signed:
        """The request for a token."""
        raise NotImplementedError(f"{type(self).__name__} needs a token_request()")

    def read_token(self, page: Page) -> str:
        """The token in the answer; pure. Raises KeyRefusedError where there is none, AnswerError."""
        said = data(page)
        token = words(said.get("access_token")) if isinstance(said, dict) else None
        if token is None:
            raise KeyRefusedError(f"no token for this key: HTTP {page.status}, {_error(said)}")
        return token

    async def _begin(self) -> AsyncIterator[scrapy.Request]:
        asking = self.token_request()
        made = scrapy.FormRequest if asking.form is not None else scrapy.Request
        form: dict[str, Any] = {} if asking.form is None else {"formdata": dict(asking.form)}
        meta = {"referrer_policy": "no-referrer", "dont_redirect": True}
        headers = {"Accept": "application/json", **asking.headers}
        yield made(
            asking.url,
            headers=headers,
            meta=meta,
            callback=self._authorised,
            errback=self.failed,
            dont_filter=True,
            **form,
        )

    async def _authorised(self, response: Response) -> AsyncIterator[scrapy.Request]:
        """The token came, or what the source says instead of one."""
        try:
            self.token = self.read_token(self._page(response, "").decoded())
        except AnswerError as error:
            self.saw.note_refusal(error)
            self._tell_by_hand(str(error))
            return
        async for request in super()._begin():
            yield request


def _error(said: Any) -> str:
    """What OAuth calls the error (RFC 6749, 5.2)."""
    return str(said.get("error", "without an error")) if isinstance(said, dict) else "no object"

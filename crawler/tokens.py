"""Sources that give a token for the shop's key (OAuth 2.0) before they answer: asked for anew in each reading.

A token is kept nowhere: what is not stored need not be encrypted, and costs one request a reading.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from functools import cached_property
from typing import Any, ClassVar

from scrapy.http import Response

from crawler.api import Signed
from crawler.asking_first import AskingFirstSpider
from crawler.reading.answers import AnswerError, KeyRefusedError, data, words
from crawler.reading.page import Page
from guard.secrets import mask


class TokenSpider(AskingFirstSpider):
    """A source that is asked for a token first; signed() then finds it in self.token.

    One that runs out while the reading goes on is replaced, once for each page.
    """

    wants = ("id", "key")
    # Where tokens come from, where that is not where answers do; url in shop.toml goes before it.
    authority: ClassVar[str] = ""
    token = ""

    @property
    def authority_base(self) -> str:
        """What the address of a token begins with."""
        return (self.source.url or self.authority or self.host).rstrip("/")

    def token_request(self) -> Signed:
        """The request for a token."""
        raise NotImplementedError(f"{type(self).__name__} needs a token_request()")

    def read_token(self, page: Page) -> str:
        """The token in the answer; pure. Raises KeyRefusedError where there is none, AnswerError."""
        if page.status >= 500:
            raise AnswerError(f"HTTP {page.status} where a token was asked for")
        said = data(page)
        token = words(said.get("access_token")) if isinstance(said, dict) else None
        if token is None:
            raise KeyRefusedError(f"no token for this key: HTTP {page.status}, {_error(said)}")
        return token

    def signed(self, url: str) -> Signed:
        """The request for an address, with the token as its bearer's (RFC 6750)."""
        return Signed(url=url, headers={"Authorization": f"Bearer {self.token}"})

    def first_asked(self) -> Signed:
        """The token."""
        return self.token_request()

    def heed(self, page: Page) -> None:
        """The token came. Raises what read_token raises."""
        self.token = self.read_token(page)

    @cached_property
    def _replaced(self) -> set[str]:
        """The addresses for which a token was replaced."""
        return set()

    async def parse(self, response: Response, asked: str) -> AsyncIterator[Any]:
        """An answer, or a request for another token where this one has run out."""
        if response.status == 401 and asked not in self._replaced:
            self._replaced.add(asked)
            yield self._asking(self.first_asked(), asked)
            return
        async for made in super().parse(response, asked):
            yield made

    async def closed(self, reason: str) -> None:
        """The crawl is over: what is told of it holds no token, whatever the source's answers repeat."""
        saw = self.saw
        told = (saw.needs_key, saw.refused, saw.failure)
        saw.needs_key, saw.refused, saw.failure = (said and mask(said, [self.token]) for said in told)
        await super().closed(reason)


def _error(said: Any) -> str:
    """What OAuth calls the error (RFC 6749, 5.2)."""
    return str(said.get("error", "without an error")) if isinstance(said, dict) else "no object"

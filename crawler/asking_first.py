"""Sources that are asked something else before their reviews: for a token, or under which id they are."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import scrapy
from scrapy.http import Response

from crawler.api import ApiSpider, Signed
from crawler.reading.answer_fields import as_documented
from crawler.reading.answers import AnswerError
from crawler.reading.page import Page


class AskingFirstSpider(ApiSpider):
    """A source whose first answer says how to ask for the reviews; it is kept nowhere."""

    def first_asked(self) -> Signed | None:
        """The request that goes before all others; None where it is not needed. Raises AnswerError."""
        raise NotImplementedError(f"{type(self).__name__} needs a first_asked()")

    def heed(self, page: Page) -> None:
        """Remember what its answer says. Raises AnswerError."""
        raise NotImplementedError(f"{type(self).__name__} needs a heed()")

    async def _begin(self) -> AsyncIterator[scrapy.Request]:
        try:
            asking = self.first_asked()
        except AnswerError as error:
            self._note(error)
            return
        if asking:
            yield self._asking(asking, None)
            return
        async for request in super()._begin():
            yield request

    def _asking(self, asking: Signed, then: str | None) -> scrapy.Request:
        """The request that goes before; then is the address to ask after it, None for the first ones."""
        made = scrapy.FormRequest if asking.form is not None else scrapy.Request
        form: dict[str, Any] = {} if asking.form is None else {"formdata": dict(asking.form)}
        return made(
            asking.url,
            headers={"Accept": "application/json", **asking.headers},
            meta={"referrer_policy": "no-referrer", "dont_redirect": True},
            callback=self._answered,
            errback=self.failed,
            cb_kwargs={"then": then},
            dont_filter=True,
            **form,
        )

    async def _answered(self, response: Response, then: str | None) -> AsyncIterator[scrapy.Request]:
        """What was asked first is known, or what the source says instead."""
        try:
            with as_documented():
                self.heed(self._page(response, "").decoded())
        except AnswerError as error:
            self._note(error)
            return
        if then is not None:
            yield self._ask(then)
            return
        async for request in super()._begin():
            yield request

    def _note(self, error: AnswerError) -> None:
        self.saw.note_refusal(error)
        self._tell_by_hand(str(error))

"""Sources that answer in data: an API with the shop's key, a feed. They differ from pages in how they are asked.

A source's own file says where it is, what it needs, how a request is signed, and what an answer says.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import ClassVar

import scrapy
from scrapy.http import Response

from crawler.handover import PageRead
from crawler.reading.answers import KeyRefusedError
from crawler.reading.page import Reading
from crawler.source import Source
from crawler.spider import ReviewSpider
from guard.secrets import Secret, mask

DOCUMENTED = "docs/sources.md"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """A request as it is really made, with what is secret in it.

    form is what a POST sends, None for a GET: only what is asked before the reviews is ever a POST.
    """

    url: str
    headers: Mapping[str, str] = field(default_factory=dict)
    form: Mapping[str, str] | None = None


class ApiSpider(ReviewSpider):
    """A source that is asked for data. wants: the keys of its table in shop.toml without which nothing is asked.

    An address that addresses() or answer() gives holds no secret: it is written down. signed() adds the secret to the
    request alone, which is then redirected nowhere. A source that walks has answers of what changed since an address;
    the last one it led to is where the next reading begins, so that what is not met there is not missing.
    """

    reads_data = True
    reads_pages = False
    # The shop's own reviews, by its own key.
    obeys_robots = False
    wants: ClassVar[tuple[str, ...]] = ("key",)
    # Where its answers come from; url in shop.toml goes before it.
    host: ClassVar[str] = ""
    # Whether a review that is no longer in the answers is gone: not where only the latest or the best are shown.
    shows_all: ClassVar[bool] = True

    def addresses(self) -> tuple[str, ...]:
        """The addresses of the first answers, one after the other, without a secret."""
        raise NotImplementedError(f"{type(self).__name__} needs addresses()")

    def signed(self, url: str) -> Signed:
        """The request for an address, with the key where there is one."""
        return Signed(url=url)

    @property
    def base(self) -> str:
        """What its addresses begin with."""
        return (self.source.url or self.host).rstrip("/")

    @cached_property
    def source(self) -> Source:
        """What shop.toml says of the source; by hand what -a says."""
        if self.task:
            return self.task.source
        key = getattr(self, "key", None)
        return Source(
            name=str(self.name),
            shop="",
            site=str(self.name),
            url=self.url,
            id=getattr(self, "id", None),
            country=getattr(self, "country", None),
            key=Secret(str(key)) if key else None,
        )

    @cached_property
    def _begun(self) -> dict[str, str]:
        """From which of the first addresses each one was reached."""
        return {}

    @cached_property
    def _under_way(self) -> set[str]:
        """Where the walks began that have not come to their end."""
        return set()

    def _walk(self, begun: str, *, ended: bool) -> None:
        (self._under_way.discard if ended else self._under_way.add)(begun)
        self.saw.under_way = bool(self._under_way)

    @property
    def secret(self) -> str:
        """The source's key itself, "" where it has none; for signed()."""
        return self.source.key.reveal() if self.source.key else ""

    @classmethod
    def asks_robots_of(cls, source: Source) -> bool:
        """Not where a key opens it: what a key opens is the shop's own to read."""
        return cls.obeys_robots and not source.key

    @property
    def asks_robots(self) -> bool:
        """As of its source."""
        return self.asks_robots_of(self.source)

    def lacks(self) -> list[str]:
        """The keys of its table in shop.toml that it wants and does not have."""
        return [key for key in self.wants if not getattr(self.source, key)]

    async def start(self) -> AsyncIterator[scrapy.Request]:
        """The first requests; none where shop.toml lacks what the source wants."""
        missing = self.lacks()
        if missing:
            where = f"in shop.toml ({DOCUMENTED})" if self.task else "as -a"
            self.saw.note_refusal(KeyRefusedError(f"{self.name} needs {' and '.join(missing)} {where}"))
            self._tell_by_hand(str(self.saw.needs_key))
            return
        self.saw.partial = self.walks or not self.shows_all
        async for request in self._begin():
            yield request

    def _tell_by_hand(self, why: str) -> None:
        super()._tell_by_hand(mask(why, [self.secret]))

    async def _begin(self) -> AsyncIterator[scrapy.Request]:
        for address in self.addresses():
            known = self._known(address) if self.walks else None
            begins = (known and known.next) or address
            self._begun[begins] = address
            yield self._ask(begins)

    async def _reading(self, response: Response, asked: str) -> Reading:
        reading = await super()._reading(response, asked)
        if reading == Reading() and response.status < 300:
            # An empty list says nothing of a source that was full; after a full one it is the end of it.
            self.saw.reached_end = self.saw.reached_end or bool(self.saw.reviews)
            # And nothing has changed since where the last reading came to.
            self.saw.unchanged += self.is_walk and asked != self._begun[asked]
            self._walk(self._begun.get(asked, asked), ended=True)
        return reading

    async def _after(self, asked: str, read: PageRead | None, next_url: str | None) -> list[scrapy.Request]:
        if self.is_walk:
            begun = self._begun[asked]
            self._walk(begun, ended=next_url in (None, asked))
            # Remembered by where it began, with where it came to: in one transaction with what was read.
            read = read and replace(read, url=begun)
            self._begun.setdefault(next_url or begun, begun)
        return await super()._after(asked, read, next_url)

    def _request(self, url: str, headers: dict[str, str]) -> scrapy.Request:
        signed = self.signed(url)
        made = super()._request(url, {"Accept": "application/json,*/*;q=0.5", **headers, **signed.headers})
        secret = signed.url != url or bool(signed.headers)
        # A credential leaves its host by no redirect.
        meta = {**made.meta, "dont_redirect": True} if secret else made.meta
        return made.replace(url=signed.url, meta=meta)

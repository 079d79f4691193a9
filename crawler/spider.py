"""The spider all sources are: it asks, reads, hands over, and goes on as far as it has to.

A source's own file declares where it is and, where needed, how its cards read; nothing else.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property
from typing import Any, ClassVar

import scrapy
from parsel import Selector
from scrapy.exceptions import CloseSpider
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from complaints.review import Review, review_json
from complaints.sources import KnownPage
from crawler.browser.manner import Manner
from crawler.browser.middleware import DRAWN
from crawler.browser.refusal import BrowserError
from crawler.failures import in_words
from crawler.handover import Keeper, Kept, NotKeptError, PageRead, Task
from crawler.lamps import Saw
from crawler.manners.conduct import Conduct
from crawler.manners.pace import host_and_port
from crawler.manners.refusal import BusyError, RefusedError, RulesError
from crawler.paging import most_pages, reads_on
from crawler.reading.answers import AnswerError
from crawler.reading.apart import Reader
from crawler.reading.child import Asked
from crawler.reading.page import ZONE, Page, Reading
from crawler.reading.prescan import HostilePageError
from crawler.reading.stored import canary_after
from crawler.source import Source
from crawler.steps import Step
from crawler.walls_met import languages_of, wall_in_place, wall_led_to, wall_met, wall_of_refusal
from crawler.ways import declared_way
from guard.addresses import Allowed

PAGES_BY_HAND = 5


class ReviewSpider(scrapy.Spider):
    """One site. name is what shop.toml calls it; best the top of its scale where the page does not say.

    domains are the site's own; next_link a CSS selector of the link to the next page where rel=next is missing;
    card a CSS selector of one review, read by read(); verified when and on what real page the reading was checked.
    """

    domains: ClassVar[tuple[str, ...]] = ()
    best: ClassVar[float | None] = None
    language: ClassVar[str | None] = None
    next_link: ClassVar[str | None] = None
    card: ClassVar[str | None] = None
    verified: ClassVar[str | None] = None
    # For docs/sources.md: what a review from it holds beside text and date, and whose ids it has.
    gives: ClassVar[str] = ""
    ids: ClassVar[str] = "the site's own"
    # Only not for what the shop has a right of its own to: an API with its key, its own private feed.
    obeys_robots: ClassVar[bool] = True
    # See crawler/api.py: answers are data, and may be walked from where the last reading came to.
    reads_data: ClassVar[bool] = False
    # Whether an answer that is a page is read as one; of a source that reads data only where it may be either.
    reads_pages: ClassVar[bool] = True
    # Where in the page's state its reviews are listed, each read by read_state(); see crawler/reading/page_state.py.
    state: ClassVar[tuple[str, ...]] = ()
    walks: ClassVar[bool] = False
    # Whether its pages are drawn by JavaScript, what is to be done on them, and whose hosts beside its own they ask.
    browser: ClassVar[bool] = False
    steps: ClassVar[tuple[Step, ...]] = ()
    hosts: ClassVar[tuple[str, ...]] = ()
    # Whether its latest are known to stand first: else every reading goes on to the end.
    newest_first: ClassVar[bool] = True
    # Every answer is ours to judge: a refusal is a lamp, not a log line.
    handle_httpstatus_list: ClassVar[list[int]] = [304, *range(400, 600)]

    def __init__(
        self,
        url: str | None = None,
        task: Task | None = None,
        conduct: Conduct | None = None,
        reader: Reader | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self._conduct = conduct
        # By hand it has a reader of its own, and ends it.
        self._reader, self._own_reader = reader or Reader(), reader is None
        self.url = (task.source.url if task else None) or url
        self.task = task
        self.saw = Saw()
        self._asked: set[str] = set()

    @classmethod
    def scale(cls, *, data: bool) -> float | None:  # noqa: ARG003 for those whose pages have another than their data
        """The top of its scale, of its data or of its pages; None where nobody knows."""
        return cls.best

    @classmethod
    def verified_of(cls, source: Source) -> str | None:  # noqa: ARG003 for those with two ways in
        """On what real answer the reading of a source of this site was checked."""
        return cls.verified

    @classmethod
    def asks_robots_of(cls, source: Source) -> bool:  # noqa: ARG003 for those that ask by its key
        """Whether robots.txt is asked about the requests for a source of this site."""
        return cls.obeys_robots

    @property
    def asks_robots(self) -> bool:
        """Whether robots.txt is asked about its requests."""
        return self.obeys_robots

    def answer(self, page: Page) -> Reading:
        """What an answer says, for a source that reads data. Raises AnswerError."""
        raise TypeError(f"{type(self).__name__} reads data and needs an answer()")

    def read(self, card: Selector, page: Page) -> Review:
        """One review from one card, for a source that declares card. Raises ValueError for an unreadable one."""
        raise TypeError(f"{type(self).__name__} declares card and needs a read()")

    def read_state(self, node: Any, page: Page) -> Review:
        """One review from one part of the page's state, for a source that declares state. Raises ValueError."""
        raise TypeError(f"{type(self).__name__} declares state and needs a read_state()")

    @property
    def asks_for_data(self) -> bool:
        """Whether this reading asks for data, so that a refusal is an answer to be read."""
        return self.reads_data

    @property
    def is_walk(self) -> bool:
        """Whether this reading begins where the last one came to."""
        return self.walks and self.asks_for_data

    @cached_property
    def conduct(self) -> Conduct:
        """What its requests are held to; by hand what Scrapy's settings say, with -a allow_private=HOST,… opened."""
        if self._conduct is not None:
            return self._conduct
        opened = str(getattr(self, "allow_private", ""))
        return Conduct(
            agent=str(self.settings["USER_AGENT"]),
            delay=self.settings.getfloat("KLACHTWACHT_DELAY"),
            allowed=Allowed.of(filter(None, opened.split(","))),
        )

    @cached_property
    def now(self) -> datetime:
        """When this reading began, aware UTC."""
        return self.task.now if self.task else datetime.now(UTC)

    async def start(self) -> AsyncIterator[scrapy.Request]:
        """The first page. Raises ValueError where no address was given."""
        if not self.url:
            raise ValueError(f"{self.name} needs an address: -a url=…")
        yield self._ask(self.url)

    @property
    def is_drawn(self) -> bool:
        """Whether a browser draws the pages of this reading."""
        asked = self.browser or bool(self.task and self.task.source.browser)
        return asked and not self.asks_for_data

    @property
    def manner(self) -> Manner:
        """How they are drawn: by what shop.toml says of the source, else the spider."""
        source = self.task.source if self.task else None
        return Manner(
            agent=self.conduct.agent,
            steps=(source and source.steps) or self.steps,
            hosts=(source and source.hosts) or self.hosts,
            zone=source.zone.key if source else "Europe/Amsterdam",
        )

    def _ask(self, url: str) -> scrapy.Request:
        self._asked.add(url)
        # A page may be as it was, and what its scripts fetch for it not.
        known = None if self.is_drawn else self._known(url)
        asking = {"If-None-Match": known and known.etag, "If-Modified-Since": known and known.last_modified}
        return self._request(url, {name: value for name, value in asking.items() if value})

    def _request(self, url: str, headers: dict[str, str]) -> scrapy.Request:
        # Said per request, because a page's own Referrer-Policy outranks the setting.
        meta = {"referrer_policy": "no-referrer", DRAWN: self.is_drawn}
        return scrapy.Request(
            url, headers=headers, meta=meta, errback=self.failed, cb_kwargs={"asked": url}, dont_filter=True
        )

    def _known(self, url: str) -> KnownPage | None:
        return self.task.pages.get(url) if self.task else None

    async def parse(self, response: Response, asked: str) -> AsyncIterator[Any]:
        """One answer: hand over what it says, then the next page if there is reason to."""
        known = self._known(asked)
        if response.status == 304 and known:
            self.saw.note_unchanged()
            for request in await self._after(asked, None, known.next):
                yield request
        elif response.status >= 300 and not self.asks_for_data:
            self.saw.status, self.saw.wall = response.status, wall_of_refusal(response, asked)
        else:
            reading = await self._reading(response, asked)
            if self.task is None:
                for review in reading.reviews:
                    yield review_json(review)
            if reading.reviews or reading.passed_over or reading.removed:
                read = replace(_page_read(asked, response, reading), came=self._page(response, response.url))
                for request in await self._after(asked, read, reading.next_url):
                    yield request

    def _delay(self, url: str) -> float:
        """The seconds left between two requests to the host of the URL."""
        return self._conduct.pace.delay(host_and_port(url), self._conduct.delay) if self._conduct else 0.0

    async def _after(self, asked: str, read: PageRead | None, next_url: str | None) -> list[scrapy.Request]:
        """Hand a page over, read None for one that did not change; gives the request for the next page, if any."""
        if self.task is None:
            more = next_url is not None and self.saw.pages < PAGES_BY_HAND
        else:
            kept = await self._keep(self.task.keeper, asked, read)
            self.saw.at_limit = self.saw.pages >= most_pages(self.task, self._delay(asked))
            always = self.is_walk or not self.newest_first
            more = not self.saw.at_limit and (always or reads_on(self.task, kept, next_url))
        # A list whose last page leads back to its first would be read round and round.
        self.saw.reached_end = next_url is None or next_url in self._asked
        return [self._ask(next_url)] if more and next_url and not self.saw.reached_end else []

    async def _keep(self, keeper: Keeper, asked: str, read: PageRead | None) -> Kept:
        """Have a page kept; where that fails the crawl of this source ends without another word."""
        try:
            return await (keeper.page(read) if read else keeper.unchanged(asked))
        except NotKeptError as error:
            self.saw.not_kept = error.__cause__ or error
            raise CloseSpider("not kept") from error

    async def _reading(self, response: Response, asked: str) -> Reading:
        """What the page says; trouble is noted in saw."""
        try:
            # Where the address itself holds a secret, what is read from it must not.
            reading = await self._reader.read(self._page(response, asked if self.asks_for_data else response.url), self)
        except HostilePageError as error:
            self.saw.hostile = str(error)
            self._tell_by_hand(self.saw.hostile)
            return Reading()
        except AnswerError as error:
            self.saw.note_refusal(error)
            # A page was asked for, and something else came that only looks like its data.
            self.saw.wall = None if self.asks_for_data else wall_in_place(response, asked)
            self._tell_by_hand(str(error))
            return Reading()
        if self.asks_for_data:
            self.saw.note(reading, reading.wall)
            return reading
        self.saw.note(reading, None if reading.reviews else wall_met(response, asked, reading.wall))
        if self.saw.pages == 1:
            self.saw.lang, self.saw.tongue = languages_of(response, reading)
        self.saw.note_way(reading, (self.task and self.task.way) or declared_way(self))
        if self.saw.pages == 1 and self.task and self.task.learned and reading.reviews:
            self.saw.canary = canary_after(self.task.learned, reading)
        if self.task is None and reading.unsure:
            self.logger.warning("by its cards, not sure: %s", "; ".join(reading.unsure))
        return reading

    def _page(self, response: Response, url: str) -> Asked:
        source = self.task.source if self.task else None
        learned = self.task.learned if self.task and not self.asks_for_data else None
        page = Page(
            html="",
            url=url,
            status=response.status,
            site=str(self.name),
            now=self.now,
            best=(source and source.best) or (learned and learned.best) or self.scale(data=self.asks_for_data),
            language=(source and source.language) or self.language,
            shop_names=self.task.shop_names if self.task else (),
            shop_domains=self.task.shop_domains if self.task else (),
            shop_near=self.task.shop_near if self.task else (),
            zone=source.zone if source else ZONE,
            learned=learned,
        )
        return Asked(body=response.body, content_type=_header(response, "Content-Type"), page=page)

    async def closed(self, reason: str) -> None:
        """The crawl is over: the reader is ended where nobody else uses it."""
        if self._own_reader:
            await self._reader.close()

    def failed(self, failure: Failure) -> None:
        """A request that got no answer, or one that is no page: a redirect to nowhere."""
        request = getattr(failure, "request", None)
        led_to = wall_led_to(request, request.cb_kwargs.get("asked", request.url)) if request else None
        if led_to:
            self.saw.wall = led_to
        elif isinstance(failure.value, BusyError):
            self.saw.status, self.saw.again = failure.value.status, failure.value.again
        elif isinstance(failure.value, RulesError) and self.saw.pages:
            # What may be read was; the rest is no reason to leave it alone.
            self.saw.next_refused, self.saw.at_limit = str(failure.value), True
        elif isinstance(failure.value, RefusedError):
            self.saw.refused, self.saw.again = str(failure.value), failure.value.again
        elif isinstance(failure.value, HostilePageError):
            self.saw.hostile = str(failure.value)
        elif isinstance(failure.value, BrowserError):
            self.saw.failure = str(failure.value)
        elif isinstance(failure.value, HttpError):
            self.saw.status = failure.value.response.status
        else:
            self.saw.failure = in_words(failure.value)
        self._tell_by_hand(led_to or self.saw.refused or self.saw.hostile or in_words(failure.value))

    def _tell_by_hand(self, why: str) -> None:
        """Whoever crawls by hand sees no lamp."""
        if self.task is None:
            self.logger.warning("no page: %s", why)


def _page_read(asked: str, response: Response, reading: Reading) -> PageRead:
    return PageRead(
        url=asked,
        reviews=reading.reviews,
        removed=reading.removed,
        withheld=bool(reading.unsure),
        next_url=reading.next_url,
        etag=_header(response, "ETag"),
        last_modified=_header(response, "Last-Modified"),
    )


def _header(response: Response, name: str) -> str | None:
    value = response.headers.get(name)
    return value.decode("latin-1") if value else None

"""What passes between a spider and whoever keeps its findings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from complaints.review import Review
from complaints.sources import KnownPage
from crawler.reading.learned import Learned
from crawler.source import Source

if TYPE_CHECKING:
    from scrapy import Spider

    from crawler.reading.child import Asked


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRead:
    """One page as read: its reviews in order, where it leads, and what to ask with next time.

    removed: the site's ids of reviews that it says are gone. withheld: it was read by a way that is not sure. came: how
    it came, for who wants to read it once more.
    """

    url: str
    reviews: tuple[Review, ...]
    removed: tuple[str, ...] = ()
    withheld: bool = False
    came: Asked | None = None
    next_url: str | None = None
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What the keeper says of a page: whether it held news, and how many watched posts are still to be met."""

    known: bool
    watched_left: int


class NotKeptError(Exception):
    """What was read could not be written down, for the reason in its cause: no fault of the source, and none is read
    any further.
    """


class Keeper(Protocol):
    """Keeps what a spider reads; its answer tells the spider whether to read on. Raises NotKeptError."""

    async def page(self, read: PageRead) -> Kept:
        """Keep a page that was read."""
        ...

    async def unchanged(self, url: str) -> Kept:
        """Note that a known page is as it was."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One reading of one source: what is known of it and how far to go.

    spider imports the source's spider: one that is broken costs its own sources only. first: never read before;
    deep: do not stop at what is known. now is when the reading begins, aware UTC. way: the reader that is known to be
    its own; learned: the reading that someone confirmed.
    """

    source: Source
    spider: Callable[[], type[Spider]]
    keeper: Keeper
    now: datetime
    first: bool
    deep: bool
    max_pages: int
    learned: Learned | None = None
    way: str | None = None
    shop_names: tuple[str, ...] = ()
    shop_domains: tuple[str, ...] = ()
    shop_near: tuple[str, ...] = ()
    pages: Mapping[str, KnownPage] = field(default_factory=dict)

"""Keeping what one spider reads: page after page to the writer, and the sum of it for the run."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise
from typing import TypeVar

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from complaints import edits
from complaints.events import Route
from complaints.ledger import Ledger
from complaints.shop import Shop
from complaints.sources import Before, KnownPage, SeenPage, keep_page, see_again
from complaints.store import Batch, Recorded, record
from complaints.summary import tell_again
from complaints.writer import Writer
from crawler.handover import Kept, NotKeptError, PageRead

Result = TypeVar("Result")
Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a keeper must know of the reading it serves."""

    shop: Shop
    source: str
    before: Before
    history: timedelta
    started: datetime
    route: Route


@dataclass(slots=True, kw_only=True)
class Sum:
    """What a reading came to, over all its pages. dates: of each post that stands there, unchanged pages too."""

    read: int = 0
    new: int = 0
    edited: int = 0
    replies: int = 0
    removed: int = 0
    unknown_scale: int = 0
    withheld: int = 0
    opened: list[str] = field(default_factory=list)
    reopened: list[str] = field(default_factory=list)
    dates: list[datetime | None] = field(default_factory=list)

    def add(self, page: Recorded) -> None:
        """Count a page in."""
        self.read += page.read
        self.new += page.new
        self.edited += page.edited
        self.replies += page.replies
        self.unknown_scale += page.unknown_scale
        self.withheld += page.withheld
        self.opened += page.opened
        self.reopened += page.reopened
        self.dates += [published for _, published in page.findings]


class SourceKeeper:
    """Keeps one source's pages; a crawler.handover.Keeper."""

    def __init__(self, reading: Reading, writer: Writer, clock: Clock) -> None:
        self.sum = Sum()
        self._reading = reading
        self._writer = writer
        self._clock = clock
        self._met: set[int] = set()

    async def page(self, read: PageRead) -> Kept:
        """Record a page: findings, complaints and what to ask with next time, in one transaction."""
        recorded = await self._write(lambda connection: self._record(connection, read))
        self.sum.add(recorded)
        self._met.update(finding for finding, _ in recorded.findings)
        return self._kept(known=recorded.known)

    async def unchanged(self, url: str) -> Kept:
        """Note that what stood on a page stands there still."""
        known = self._reading.before.pages[url].findings
        self.sum.dates += await self._write(lambda connection: see_again(self._ledger(connection), known))
        self._met.update(known)
        return self._kept(known=True)

    def _kept(self, *, known: bool) -> Kept:
        return Kept(known=known, watched_left=len(self._reading.before.watched - self._met))

    async def _write(self, work: Callable[[Connection], Result]) -> Result:
        try:
            return await asyncio.wrap_future(self._writer.submit(work))
        except DBAPIError as error:
            raise NotKeptError from error

    def _ledger(self, connection: Connection) -> Ledger:
        reading = self._reading
        return Ledger(connection=connection, shop=reading.shop, now=self._clock(), route=reading.route)

    def _is_past(self, url: str) -> bool:
        """Whether what stands on a page is history: in a first reading, and on pages that one cut off did not reach."""
        before = self._reading.before
        return before.first_read is None or (before.last_deep is None and url not in before.pages)

    def _record(self, connection: Connection, read: PageRead) -> Recorded:
        ledger, reading = self._ledger(connection), self._reading
        batch = Batch(
            source=reading.source,
            url=read.url,
            reviews=read.reviews,
            started=reading.started,
            first=self._is_past(read.url),
            history=reading.history,
            since=reading.before.news_since,
            withheld=read.withheld,
        )
        recorded = record(ledger, batch)
        self.sum.removed += edits.remove(ledger, reading.source, read.removed)
        if recorded.past:
            tell_again(ledger, reading.source)
        known = KnownPage(
            etag=read.etag,
            last_modified=read.last_modified,
            next=read.next_url,
            findings=tuple(finding for finding, _ in recorded.findings),
        )
        keep_page(ledger, reading.source, SeenPage(url=read.url, known=known))
        return recorded


def newest_first(dates: list[datetime | None]) -> bool:
    """Whether a list of posts proves that it is ordered from new to old: dated, and none newer than the one before."""
    known = [date for date in dates if date is not None]
    return len(known) == len(dates) > 1 and all(a >= b for a, b in pairwise(known))

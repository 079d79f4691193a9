"""robots.txt between runs: read from the database at once before the crawl, written through the thread that writes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from sqlalchemy import Engine

from complaints import robots_files
from complaints.database import reading
from complaints.robots_files import RobotsFile
from complaints.writer import Writer
from crawler.manners.robots_policy import authority_of


def known_robots(engine: Engine, urls: Iterable[str | None]) -> dict[str, RobotsFile | None]:
    """What was kept of the sites of these addresses, by authority; None where nothing was. Raises as site_of."""
    authorities = {site_of(url) for url in urls if url}
    with reading(engine) as connection:
        found = robots_files.load(connection, authorities)
    return {authority: found.get(authority) for authority in authorities}


def site_of(url: str) -> str:
    """The authority of an address as shop.toml writes it, in the spelling in which it is asked: names in ASCII.

    Raises ValueError for an address that cannot be one.
    """
    from w3lib.url import safe_url_string

    return authority_of(safe_url_string(url))


class DatabaseShelf:
    """A crawler.manners.robots_book.Shelf. known: what was looked up before; its time is that of the run."""

    def __init__(
        self, writer: Writer, clock: Callable[[], datetime], known: Mapping[str, RobotsFile | None] | None = None
    ) -> None:
        self._writer = writer
        self._clock = clock
        self._known = dict(known or {})

    def now(self) -> datetime:
        """The time, aware."""
        return self._clock()

    async def load(self, authority: str) -> RobotsFile | None:
        """What was kept last."""
        if authority not in self._known:
            work = self._writer.submit(lambda connection: robots_files.load(connection, [authority]))
            self._known[authority] = (await asyncio.wrap_future(work)).get(authority)
        return self._known[authority]

    async def save(self, file: RobotsFile) -> None:
        """Keep what came, in a transaction of its own."""
        await asyncio.wrap_future(self._writer.submit(lambda connection: robots_files.save(connection, file)))
        self._known[file.authority] = file

"""robots.txt between runs: in the database, through the one thread that writes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime

from complaints import robots_files
from complaints.robots_files import RobotsFile
from complaints.writer import Writer


class DatabaseShelf:
    """A crawler.manners.robots_book.Shelf; its time is that of the run."""

    def __init__(self, writer: Writer, clock: Callable[[], datetime]) -> None:
        self._writer = writer
        self._clock = clock

    def now(self) -> datetime:
        """The time, aware."""
        return self._clock()

    async def load(self, authority: str) -> RobotsFile | None:
        """What was kept last."""
        work = self._writer.submit(lambda connection: robots_files.load(connection, [authority]))
        return (await asyncio.wrap_future(work)).get(authority)

    async def save(self, file: RobotsFile) -> None:
        """Keep what came, in a transaction of its own."""
        await asyncio.wrap_future(self._writer.submit(lambda connection: robots_files.save(connection, file)))

"""What is known of each site's robots.txt, for all crawlers of the process: asked for once, however many wait."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Protocol

from complaints.robots_files import RobotsFile
from crawler.manners.robots_policy import Standing

Fetch = Callable[[datetime], Awaitable[RobotsFile]]


class Shelf(Protocol):
    """Where it is kept between runs, and what time it is there."""

    def now(self) -> datetime:
        """The time, aware."""
        ...

    async def load(self, authority: str) -> RobotsFile | None:
        """What was kept last, whether it still holds or not."""
        ...

    async def save(self, file: RobotsFile) -> None:
        """Keep what came, in place of what was known."""
        ...


class NoShelf:
    """Nothing is kept between runs."""

    def now(self) -> datetime:
        """The time, aware."""
        return datetime.now(UTC)

    async def load(self, authority: str) -> RobotsFile | None:
        """Nothing."""
        return None

    async def save(self, file: RobotsFile) -> None:
        """Nothing is done."""


class RobotsBook:
    """One standing for each authority, renewed when it has expired."""

    def __init__(self, shelf: Shelf | None = None) -> None:
        self._shelf = shelf or NoShelf()
        self._known: dict[tuple[str, str], Standing] = {}
        self._turns: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def standing(self, authority: str, agent: str, fetch: Fetch) -> Standing:
        """What the authority lets the crawler with this user agent do.

        fetch is given the time and called by the first who asks, when nothing that is known still holds; the others
        wait. What it raises goes to who called it, and the next in line tries. What is kept is renewed with it.
        """
        async with self._turns[authority]:
            known = self._known.get((authority, agent))
            if known is None or not holds(known.file, self._shelf.now()):
                known = self._known[authority, agent] = Standing.of(await self._file(authority, fetch), agent)
            return known

    async def _file(self, authority: str, fetch: Fetch) -> RobotsFile:
        kept = await self._shelf.load(authority)
        if kept is not None and holds(kept, self._shelf.now()):
            return kept
        file = await fetch(self._shelf.now())
        await self._shelf.save(file)
        return file


def holds(file: RobotsFile, now: datetime) -> bool:
    """Whether it may still be used. One from the future is that of a clock that was wrong."""
    return file.fetched <= now < file.expires

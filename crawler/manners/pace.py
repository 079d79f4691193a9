"""One pace per host for the whole process: one request at a time, and a delay between the starts of two.

Scrapy's own slots belong to one crawler; several sources on one host, each with its crawler, would not share them.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from time import monotonic
from urllib.parse import urlsplit

PORTS = {"http": 80, "https": 443}


def host_and_port(url: str) -> str:
    """What has one pace: the host with its port, written out."""
    parts = urlsplit(url)
    return f"{parts.hostname}:{parts.port or PORTS.get(parts.scheme, 0)}"


class Pace:
    """Turns per host; a turn is taken before a request and given back when its answer or failure is there."""

    def __init__(self) -> None:
        self._turns: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._started: dict[str, float] = {}

    async def take(self, host: str, delay: float) -> None:
        """Wait until no request to the host is under way and the last began at least delay seconds ago."""
        await self._turns[host].acquire()
        wait = self._started.get(host, float("-inf")) + delay - monotonic()
        try:
            await asyncio.sleep(max(wait, 0))
        except asyncio.CancelledError:
            self.give_back(host)
            raise
        self._started[host] = monotonic()

    def give_back(self, host: str) -> None:
        """The request to the host is over."""
        self._turns[host].release()

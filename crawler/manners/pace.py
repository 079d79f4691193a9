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
    """Turns per host; a turn is taken before a request and given back when its answer or failure is there.

    The delay counts from the end of a turn. The server saw the request somewhere within it, a connection's set-up
    later than it was made; so no two come closer than the delay by the server's clock either.
    """

    def __init__(self) -> None:
        self._turns: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._ended: dict[str, float] = {}
        self._least: dict[str, float] = {}
        self._opens: dict[str, float] = {}

    def slow_down(self, host: str, seconds: float) -> None:
        """From now on leave at least this between two requests to the host: it asked for it."""
        self._least[host] = max(seconds, self._least.get(host, 0.0))

    def delay(self, host: str, delay: float) -> float:
        """The seconds that are left between two requests to the host: what it asked for, at least delay."""
        return max(delay, self._least.get(host, 0.0))

    def close(self, host: str, seconds: float) -> None:
        """Let no request to the host begin for so long; one that waits already waits on."""
        self._opens[host] = max(monotonic() + seconds, self._opens.get(host, 0.0))

    async def take(self, host: str, delay: float) -> None:
        """Wait until the host is open, no request to it is under way and the last was over delay seconds ago."""
        await self._turns[host].acquire()
        try:
            # A sleep may end a little early, and the host be closed or slowed down meanwhile.
            while (wait := self._wait(host, delay)) > 0:
                await asyncio.sleep(wait)
        except asyncio.CancelledError:
            self._turns[host].release()
            raise

    def _wait(self, host: str, delay: float) -> float:
        """The seconds until the next request may begin; none is left when it is zero or less."""
        last = self._ended.get(host, float("-inf"))
        paced = last + self.delay(host, delay)
        return max(paced, self._opens.get(host, 0.0)) - monotonic()

    def give_back(self, host: str) -> None:
        """The request to the host is over."""
        self._ended[host] = monotonic()
        self._turns[host].release()

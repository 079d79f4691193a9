"""A bound on the headers of an answer: Twisted bounds a line of them (16 KiB), not how many there are.

A server that goes on sending headers would be listened to for the whole timeout: gigabytes, at a hundred MiB a second.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.exceptions import DownloadFailedError
from twisted.python.failure import Failure

from crawler.reading.prescan import HostilePageError

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Request, Response

# As much as Chrome takes. What is counted comes in pieces of 64 KiB at most, the last of which may hold some body.
LARGEST_HEAD = 256 * 1024
_HEAD = frozenset({"STATUS", "HEADER"})


class BoundedHeadersHandler(HTTP11DownloadHandler):
    """Scrapy's own way to make requests, with every connection watched."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        pool: Any = self._pool
        # Where Scrapy itself puts the factory of its connections.
        pool._factory = _watching(pool._factory)  # noqa: SLF001

    async def download_request(self, request: Request) -> Response:
        """The answer. Raises HostilePageError for one whose headers do not end, which is not asked for again."""
        try:
            return await super().download_request(request)
        except DownloadFailedError as error:
            for reason in getattr(error.__cause__, "reasons", ()):
                if isinstance(reason.value, HostilePageError):
                    raise reason.value from error
            raise


def _watching(factory: Callable[..., Any]) -> Callable[..., Any]:
    def watched(*about: Any) -> Any:
        made = factory(*about)
        build = made.buildProtocol
        made.buildProtocol = lambda address: _watched(build(address))
        return made

    return watched


def _watched(protocol: Any) -> Any:
    """The connection, given up where the head of an answer is too large."""
    received = protocol.dataReceived
    answer, taken = None, 0

    def count(data: bytes) -> None:
        nonlocal answer, taken
        # Nothing public says where an answer begins, or that its head is not over: each has a parser of its own.
        parser = protocol._parser  # noqa: SLF001
        if parser is not answer:
            answer, taken = parser, 0
        if getattr(parser, "state", None) in _HEAD:
            taken += len(data)
        if taken > LARGEST_HEAD:
            protocol._giveUp(_too_large())  # noqa: SLF001 what it does itself with a faulty head
        else:
            received(data)

    protocol.dataReceived = count
    return protocol


def _too_large() -> Failure:
    error = HostilePageError(f"hostile page: headers of more than {LARGEST_HEAD // 1024} KiB")
    return Failure(error)  # type: ignore[no-untyped-call]

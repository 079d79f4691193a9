"""The browser's only way to the network: a proxy on this machine that lets nothing through.

What a page may have, the crawler itself fetches for it (fetches.py). Whatever does not come by that way, such as a
WebSocket, a preconnect or a redirect, ends here: no name is looked up for it and no connection made.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress

REFUSED = b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
SECONDS = 5.0


class Door:
    """A closed door."""

    def __init__(self) -> None:
        self._server: asyncio.Server | None = None

    async def open(self) -> str:
        """Stand on a free port of this machine; its address as a proxy."""
        self._server = await asyncio.start_server(self._answer, "127.0.0.1", 0)
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    async def close(self) -> None:
        """Stand there no more."""
        if self._server is not None:
            self._server.close()
            self._server = None

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError, TimeoutError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            async with asyncio.timeout(SECONDS):
                await reader.readuntil(b"\r\n\r\n")
                writer.write(REFUSED)
                await writer.drain()
        writer.close()

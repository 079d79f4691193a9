"""A site of invented review pages on loopback, in a process of its own, so that what it takes is not counted.

/praise/LIST/page/3 is the third page of a list without an end; /praise/LIST a page alone. Both have an ETag.
Run as `python -m bench.site 24` it prints the ports of 24 hosts, and serves until its standard input closes.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache

from bench.child import environment
from bench.invented import Place, page

NEWEST = datetime.now(UTC).replace(microsecond=0)


@contextmanager
def serving(hosts: int = 1) -> Iterator[list[str]]:
    """The sites' base URLs, while the block runs."""
    command = [sys.executable, "-m", "bench.site", str(hosts)]
    server = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment())
    assert server.stdin
    assert server.stdout
    try:
        yield [f"http://127.0.0.1:{port}" for port in json.loads(server.stdout.readline())]
    finally:
        server.stdin.close()
        server.wait(10)


@cache
def _answer(path: str) -> tuple[bytes, str]:
    mood, name, *rest = path.strip("/").split("/")
    place = Place(mood=mood, name=name, number=int(rest[1]) if rest else 1, follows=bool(rest))
    body = page(place, NEWEST)
    return body, f'"{hashlib.blake2b(body, digest_size=8).hexdigest()}"'


async def _serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while head := await reader.readuntil(b"\r\n\r\n"):
            writer.write(_response(head.decode("latin-1")))
            await writer.drain()
    except (asyncio.IncompleteReadError, ConnectionError):
        pass  # the client has what it came for
    finally:
        writer.close()


def _response(head: str) -> bytes:
    path = head.split(" ", 2)[1]
    if path == "/robots.txt":
        return b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
    body, etag = _answer(path)
    # Lists without end are asked for anew each time: only pages alone are remembered.
    tag = "" if "/page/" in path else f"ETag: {etag}\r\n"
    if tag and f"if-none-match: {etag}" in head.lower():
        return f"HTTP/1.1 304 Not Modified\r\n{tag}\r\n".encode()
    kind = "Content-Type: text/html; charset=utf-8\r\n"
    return f"HTTP/1.1 200 OK\r\n{kind}{tag}Content-Length: {len(body)}\r\n\r\n".encode() + body


async def _run(hosts: int) -> None:
    servers = [await asyncio.start_server(_serve, "127.0.0.1", 0) for _ in range(hosts)]
    print(json.dumps([server.sockets[0].getsockname()[1] for server in servers]), flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    for server in servers:
        server.close()


if __name__ == "__main__":
    asyncio.run(_run(int(sys.argv[1])))

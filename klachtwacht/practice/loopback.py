"""A uvicorn server in a thread of its own on this machine, closed cleanly at the end."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

import uvicorn
from starlette.types import ASGIApp

START_SECONDS = 10.0
STOP_SECONDS = 10.0


class NotStartedError(RuntimeError):
    """The server did not come up, or did not go down, within its time."""


def bound(host: str, port: int) -> socket.socket:
    """A listening socket; port 0 asks the system for a free one. Raises OSError when the port is taken."""
    return socket.create_server((host, port), backlog=128)


@contextmanager
def served(app: ASGIApp, listening: socket.socket) -> Iterator[None]:
    """Serve the app on the socket while the block runs. Raises NotStartedError; touches no signal handler."""
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        lifespan="off",
        ws="none",
        http="h11",
        loop="asyncio",
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=2,
    )
    server = uvicorn.Server(config)
    # uvicorn takes signals in the main thread only, so here they stay the caller's.
    thread = Thread(target=server.run, args=([listening],), name="practice-http", daemon=True)
    thread.start()
    try:
        _await_start(server, thread)
        yield
    finally:
        server.should_exit = True
        thread.join(STOP_SECONDS)
        listening.close()
    if thread.is_alive():
        raise NotStartedError("the practice server did not stop")


def _await_start(server: uvicorn.Server, thread: Thread) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not server.started:
        if not thread.is_alive() or time.monotonic() > deadline:
            raise NotStartedError("the practice server did not start")
        time.sleep(0.005)

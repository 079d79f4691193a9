"""A server on loopback that is asked by GET and answers as a vendor's documents say, until a test has it fail."""

from __future__ import annotations

import json
import threading
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, TypeVar
from urllib.parse import parse_qs, urlsplit


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One request: the path, the first value of each parameter, the headers by their names in lower case."""

    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """An answer; cut: the connection ends in the middle of it."""

    content: Any = None
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    cut: bool = False


@dataclass(slots=True, kw_only=True)
class AnsweringServer(ABC):
    """What such a server knows. faults: what is answered instead, by how many requests for reviews went before.

    stalled is set when a request is not to be answered at all: whoever asks may be killed then. free ends the wait.
    """

    url: str = ""
    asked: list[Asked] = field(default_factory=list)
    faults: dict[int, Said] = field(default_factory=dict)
    stalls_at: int | None = None
    stalled: threading.Event = field(default_factory=threading.Event)
    free: threading.Event = field(default_factory=threading.Event)
    lists: int = 0

    @abstractmethod
    def answer(self, asked: Asked) -> Said:
        """What it says to a request when all is well."""

    @abstractmethod
    def is_list(self, asked: Asked) -> bool:
        """Whether reviews are asked for, and not a token or something else."""

    def fails_from(self, number: int, fault: Said) -> None:
        """Answer this instead of reviews, from the request of that number on: the program tries thrice."""
        self.lists, self.faults = 0, dict.fromkeys(range(number, number + 3), fault)

    def mends(self) -> None:
        """Answer as it should again."""
        self.lists, self.faults, self.stalls_at = 0, {}, None

    def says(self, asked: Asked) -> Said:
        self.asked.append(asked)
        if not self.is_list(asked):
            return self.answer(asked)
        self.lists += 1
        if self.lists == self.stalls_at:
            self.stalled.set()
            self.free.wait(60)
        return self.faults.get(self.lists) or self.answer(asked)

    def queries(self, name: str) -> list[str]:
        """The values of a parameter, in the order in which reviews were asked for."""
        return [one.query[name] for one in self.asked if self.is_list(one)]


Served = TypeVar("Served", bound=AnsweringServer)


class _QuietServer(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: Any) -> None:
        """A visitor that was killed hung up in the middle."""


@contextmanager
def serving(said: Served) -> Iterator[Served]:
    """The server on a free port while the block runs."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            place = urlsplit(self.path)
            query = {name: values[0] for name, values in parse_qs(place.query, keep_blank_values=True).items()}
            headers = {name.lower(): value for name, value in self.headers.items()}
            self._give(said.says(Asked(path=place.path, query=query, headers=headers)))

        def _give(self, answer: Said) -> None:
            content = answer.content
            body = content.encode() if isinstance(content, str) else json.dumps(content).encode()
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body[: len(body) // 2] if answer.cut else body)

        def log_message(self, *_: Any) -> None:
            """Not to standard error."""

    server = _QuietServer(("127.0.0.1", 0), Handler)
    said.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield said
    finally:
        said.free.set()
        server.shutdown()
        server.server_close()
        thread.join()

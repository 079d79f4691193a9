"""A server on loopback that answers as eTrusted's reference says its API does, and fails where a test says so.

It gives fewer reviews at once than it is asked for, so that a few make several pages; all people are invented.
"""

from __future__ import annotations

import json
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

CLIENT = "fietsplezier"
SECRET = "geheim-dat-nergens-mag-staan"
AT_ONCE = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What a request meets instead of its answer: a status, with seconds to wait; or half of the answer; or silence."""

    status: int | None = None
    retry_after: int | None = None
    expired: bool = False
    cut: bool = False
    silent: bool = False


@dataclass(slots=True, kw_only=True)
class Etrusted:
    """What the server knows, and what it was asked. faults: by the cursor that is asked for, "" for the first page."""

    url: str = ""
    items: list[dict[str, Any]] = field(default_factory=list)
    faults: dict[str, deque[Fault]] = field(default_factory=dict)
    tokens: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    # Set when a request is met with silence.
    waits: threading.Event = field(default_factory=threading.Event)

    def fail(self, after: str, *faults: Fault) -> None:
        """The next requests for the page after a review meet these."""
        self.faults[after] = deque(faults)

    def next_fault(self, after: str) -> Fault | None:
        return self.faults[after].popleft() if self.faults.get(after) else None

    def new_token(self) -> str:
        self.tokens.append(f"eyJ-verzonnen-token-{len(self.tokens) + 1}")
        return self.tokens[-1]

    def page(self, after: str, count: int) -> dict[str, Any]:
        """The reviews after the one of that id, in the order of the list."""
        ids = [item["id"] for item in self.items]
        begin = ids.index(after) + 1 if after else 0
        shown = self.items[begin : begin + min(count, AT_ONCE)]
        more = begin + len(shown) < len(self.items)
        cursor = {"before": shown[0]["id"], "after": shown[-1]["id"]} if shown else {}
        links = {"previous": None, "next": f"{self.url}/reviews?after={cursor['after']}" if more else None}
        paging = {"count": len(shown), "cursor": cursor, "links": links}
        return {"totalElements": len(self.items), "paging": paging, "items": shown}


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_POST(self) -> None:
        form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        given = {name: values[0] for name, values in form.items()}
        expected = {"grant_type": "client_credentials", "client_id": CLIENT, "client_secret": SECRET}
        right = self.path == "/oauth/token" and given == {**expected, "audience": "https://api.etrusted.com"}
        self.server.known.asked.append("token")
        if right:
            self._answer(200, {"access_token": self.server.known.new_token(), "expires_in": 3600})
        else:
            self._answer(401, {"error": "access_denied", "error_description": f"not {given.get('client_secret')}"})

    def do_GET(self) -> None:
        known = self.server.known
        query = {name: values[0] for name, values in parse_qs(urlsplit(self.path).query).items()}
        after = query.get("after", "")
        known.asked.append(after)
        fault = known.next_fault(after) or Fault()
        if fault.expired:
            known.tokens.append("a newer one")
        if self.headers.get("Authorization") != f"Bearer {(known.tokens or [''])[-1]}":
            self._answer(401, {"status": 401, "message": f"no longer valid: {self.headers.get('Authorization')}"})
        elif fault.status:
            wait = {} if fault.retry_after is None else {"Retry-After": str(fault.retry_after)}
            self._answer(fault.status, {"status": fault.status}, **wait)
        elif fault.silent:
            known.waits.set()
            self.server.stopping.wait(60)
        else:
            self._answer(200, known.page(after, int(query["count"])), cut=fault.cut)

    def _answer(self, status: int, content: Any, *, cut: bool = False, **headers: str) -> None:
        body = json.dumps(content).encode()
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", **headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body[: len(body) // 2] if cut else body)
        self.close_connection = cut

    def log_message(self, *_: Any) -> None:
        """Not to standard error."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, known: Etrusted) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.known = known
        self.stopping = threading.Event()

    def handle_error(self, *_: Any) -> None:
        """A visitor that was killed hung up in the middle."""


@contextmanager
def etrusted_server(items: list[dict[str, Any]]) -> Iterator[Etrusted]:
    """The server on a free port while the block runs."""
    known = Etrusted(items=items)
    server = _Server(known)
    known.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield known
    finally:
        server.stopping.set()
        server.shutdown()
        server.server_close()
        thread.join()

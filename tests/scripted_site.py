"""A web server on loopback that answers what a test says, and remembers when it was asked what."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a path answers; delay in seconds."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    delay: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One request: when it came in (monotonic seconds), for what, with which headers (names in lower case)."""

    at: float
    path: str
    headers: Mapping[str, str]


@dataclass(slots=True, kw_only=True)
class ScriptedSite:
    """A running server; what has no answer is 404. Several answers for one path come in turn, the last for good."""

    url: str
    answers: dict[str, list[Answer]] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)

    def serve(self, path: str, *answers: Answer) -> str:
        """Answer a path with these; gives its address."""
        self.answers[path] = list(answers)
        return self.url + path

    def next_answer(self, path: str) -> Answer:
        waiting = self.answers.get(path, [Answer(status=404)])
        return waiting.pop(0) if len(waiting) > 1 else waiting[0]

    def paths(self) -> list[str]:
        return [one.path for one in self.asked]

    def gaps(self) -> list[float]:
        """The seconds between each request and the one before."""
        times = [one.at for one in self.asked]
        return [later - earlier for earlier, later in pairwise(times)]


class _QuietServer(ThreadingHTTPServer):
    def handle_error(self, *args: Any) -> None:
        """A visitor that was killed hung up in the middle."""


@contextmanager
def scripted_site() -> Iterator[ScriptedSite]:
    """The server on a free port while the block runs."""
    site = ScriptedSite(url="")
    stopping = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            site.asked.append(Asked(at=time.monotonic(), path=self.path, headers=headers))
            answer = site.next_answer(self.path)
            stopping.wait(answer.delay)
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            self.wfile.write(answer.body)

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.do_GET()

        def log_message(self, *args: Any) -> None:
            """Not to standard error."""

    server = _QuietServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    site.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield site
    finally:
        stopping.set()
        server.shutdown()
        server.server_close()
        thread.join()


def a_node(number: int, mark: float = 8, **changes: Any) -> dict[str, Any]:
    """A schema.org Review with an id, a date and a mark out of ten."""
    node: dict[str, Any] = {
        "@type": "Review",
        "identifier": str(number),
        "author": {"@type": "Person", "name": f"Klant {number}"},
        "datePublished": "2026-11-01T10:00:00+01:00",
        "reviewBody": f"Bericht {number} over de fiets die we hier kochten.",
        "reviewRating": {"@type": "Rating", "ratingValue": mark, "bestRating": 10, "worstRating": 1},
    }
    return {**node, **changes}


def a_page(
    nodes: Sequence[Mapping[str, Any]], *, following: str | None = None, delay: float = 0.0, **headers: str
) -> Answer:
    """A page that lists these reviews in JSON-LD, and its link to the next one."""
    shop = {"@context": "https://schema.org", "@type": "OnlineStore", "name": "Fietsplezier", "review": list(nodes)}
    link = f'<link rel="next" href="{following}">' if following else ""
    html = (
        f"<!doctype html><html><head><title>Reviews</title>{link}"
        f'<script type="application/ld+json">{json.dumps(shop)}</script></head><body><h1>Reviews</h1></body></html>'
    )
    return Answer(body=html.encode(), headers={"Content-Type": "text/html; charset=utf-8", **headers}, delay=delay)

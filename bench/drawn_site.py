"""A site whose pages are drawn by JavaScript, page after page (bench.invented), and which tells what it is asked."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import unquote

from bench.invented import Place, page

FIRST = "/praise/a/page/1"
NEWEST = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
SCRIPT = """
fetch('/data' + location.pathname).then((answer) => answer.text()).then((text) => {
  const drawn = new DOMParser().parseFromString(text, 'text/html');
  document.head.append(...drawn.head.children);
  document.body.append(...drawn.body.children);
});
"""
EMPTY = '<!doctype html><html lang="nl"><head><script src="/app.js" defer></script></head><body></body></html>'
Answers = Mapping[str, tuple[str, str]]


@contextmanager
def drawn_site(answers: Answers, asked: Callable[[str], None]) -> Iterator[str]:
    """Its address. answers: other paths with their type and body; asked is told of every path."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            asked(self.path)
            status, kind, body = _answer(self.path, answers)
            self.send_response(status)
            self.send_header("Location" if status == 302 else "Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def _answer(path: str, answers: Answers) -> tuple[int, str, bytes]:
    if path in answers:
        kind, body = answers[path]
        return 200, kind, body.encode()
    if path.startswith("/to?"):
        return 302, unquote(path.partition("?")[2]).encode().decode("latin-1"), b""
    if path == "/app.js":
        return 200, "text/javascript", SCRIPT.encode()
    if path.startswith("/data/"):
        return 200, "text/html", page(_place(path.removeprefix("/data")), NEWEST)
    return (200, "text/html", EMPTY.encode()) if path.startswith("/praise/") else (404, "text/plain", b"")


def _place(path: str) -> Place:
    _, mood, name, _, number = path.split("/")
    return Place(mood=mood, name=name, number=int(number), follows=True)

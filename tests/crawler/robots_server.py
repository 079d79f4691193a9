"""A site on a port of its own whose robots.txt answers what a case says: rules, errors, redirects, broken connections.

Every other path is a page with one review. Cases have the shape of the suite of RFC 9309's fetching.
"""

from __future__ import annotations

import base64
import gzip
import socket
import socketserver
import ssl
import struct
import threading
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from scripted_site import a_node, a_page

PIECE = 64 * 1024
NOWHERE = "praat.invalid"


@dataclass(slots=True, kw_only=True)
class RobotsSite:
    """A running site: what it was asked for, and how many bytes of robots.txt it could send."""

    url: str
    asked: list[str] = field(default_factory=list)
    sent: int = 0

    @property
    def pages(self) -> list[str]:
        return [path for path in self.asked if "robots" not in path]

    @property
    def robots(self) -> int:
        """How often robots.txt was asked for, what it was redirected to left out."""
        return self.asked.count("/robots.txt")


@contextmanager
def robots_site(answer: Mapping[str, Any], folder: Path) -> Iterator[RobotsSite]:
    """The site while the block runs; folder is for its certificate, where it needs one."""
    error = answer.get("error")
    if error == "dns-nxdomain":
        yield RobotsSite(url=f"http://{NOWHERE}")
    elif error == "refused":
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = taken.getsockname()[1]
        yield RobotsSite(url=f"http://127.0.0.1:{port}")
    else:
        with ExitStack() as stack:
            elsewhere = ""
            if answer.get("cross_host"):
                elsewhere = stack.enter_context(robots_site({**answer, "cross_host": False}, folder)).url
            site = RobotsSite(url="")
            server = stack.enter_context(_Server(("127.0.0.1", 0), _handler(site, answer, elsewhere)))
            if error == "tls-error":
                server.socket = _self_signed(folder).wrap_socket(server.socket, server_side=True)
            site.url = f"{'https' if error == 'tls-error' else 'http'}://127.0.0.1:{server.server_address[1]}"
            thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
            thread.start()
            try:
                yield site
            finally:
                server.stopping.set()
                server.shutdown()
                thread.join()


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.stopping = threading.Event()

    def handle_error(self, *arguments: Any) -> None:
        """The visitor hung up, or does not like the certificate."""


def _handler(site: RobotsSite, answer: Mapping[str, Any], elsewhere: str) -> type[socketserver.BaseRequestHandler]:
    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            while path := _asked(self.request):
                site.asked.append(path)
                if not _answered(self, path):
                    return

    def _answered(handler: Handler, path: str) -> bool:
        hop = int(path.rpartition("-")[2]) if path.startswith("/robots-") else 0
        chain = answer.get("chain", [])
        if "robots" not in path or (path == "/robots.txt" and len(site.asked) > 1 and answer.get("url") == path):
            handler.request.sendall(_http(200, a_page([a_node(1)]).body, "text/html; charset=utf-8"))
        elif hop < len(chain):
            where = f"{elsewhere}/robots-{hop + 1}"
            handler.request.sendall(_http(chain[hop], b"", "text/plain", f"Location: {where}\r\n"))
        else:
            return _rules(handler.request, site, answer, handler.server.stopping)  # type: ignore[attr-defined]
        return True

    return Handler


def _asked(connection: socket.socket) -> str | None:
    """The path of the next request on the connection; None when there is none."""
    head = b""
    while b"\r\n\r\n" not in head:
        data = connection.recv(PIECE)
        if not data:
            return None
        head += data
    return head.split(b" ", 2)[1].decode("ascii")


def _rules(connection: socket.socket, site: RobotsSite, answer: Mapping[str, Any], stopping: threading.Event) -> bool:
    """Send what a case has in place of rules; False when the connection is to be closed then."""
    match answer.get("error"):
        case "timeout":
            stopping.wait(30)
            return False
        case "reset":
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            connection.close()
            return False
        case "truncated":
            connection.sendall(_http(200, b"User-agent: *\nAllow: /\n", "text/plain", length=1000))
            return False
    body = _body(answer)
    packed = "Content-Encoding: gzip\r\n" if answer.get("gzip") else ""
    retry = f"Retry-After: {answer['retry_after']}\r\n" if "retry_after" in answer else ""
    whole = _http(answer.get("status", 200), body, "text/plain", packed + retry)
    for start in range(0, len(whole), PIECE):
        connection.sendall(whole[start : start + PIECE])
        site.sent += PIECE
    return True


def _body(answer: Mapping[str, Any]) -> bytes:
    body = base64.b64decode(answer["body_b64"]) if "body_b64" in answer else answer.get("body", "").encode()
    padded = b"#" * (answer["pad_bytes"] - 1) + b"\n" + body if "pad_bytes" in answer else body
    return gzip.compress(padded) if answer.get("gzip") else padded


def _http(status: int, body: bytes, kind: str, headers: str = "", length: int | None = None) -> bytes:
    size = len(body) if length is None else length
    head = f"HTTP/1.1 {status} X\r\nContent-Type: {kind}\r\nContent-Length: {size}\r\n{headers}\r\n"
    return head.encode() + body


def _self_signed(folder: Path) -> ssl.SSLContext:
    """A server's side of TLS with a certificate that nobody vouches for."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "praat.example")])
    now = datetime.now(UTC)
    made = x509.CertificateBuilder().issuer_name(name).subject_name(name).public_key(key.public_key())
    dated = made.serial_number(1).not_valid_before(now - timedelta(1)).not_valid_after(now + timedelta(1))
    certificate = dated.sign(key, hashes.SHA256())
    file = folder / "certificate.pem"
    kept = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file.write_bytes(kept + certificate.public_bytes(serialization.Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context

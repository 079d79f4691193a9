"""Receivers that keep what they get, and invented complaints to send them."""

from __future__ import annotations

import ssl
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from alerts.destination import Destination
from complaints.outbox import Claimed
from complaints.shop import Shop
from guard.secrets import Secret

NOW = datetime(2026, 11, 20, 10, 0, 0, tzinfo=UTC)
SHOP = Shop(key="fietsvoorbeeld", name="Fietsen Voorbeeld")


def review(**changes: Any) -> dict[str, Any]:
    """A finding of a snapshot, with an invented bad review."""
    found = {
        "source": "surveysite",
        "site": "surveysite",
        "url": "https://survey.test/reviews/17",
        "id": "17",
        "author": "B. Verzonnen",
        "rating": {"value": 2.0, "best": 10.0},
        "recommend": False,
        "published": "2026-11-19",
        "title": "Nooit meer",
        "text": "Drie weken op een fiets gewacht en niemand die terugbelt.",
        "pros": [],
        "cons": ["traag"],
        "reply": None,
        "language": "nl",
        "verified_buyer": None,
        "reader": "json-ld",
    }
    return {**found, **changes}


def opened(kind: str = "opened", **changes: Any) -> dict[str, Any]:
    """A snapshot of a complaint."""
    data = {
        "reference": "KW-2026-00042",
        "shop": SHOP.key,
        "shop_name": SHOP.name,
        "status": "new",
        "severity": "high",
        "reasons": ["2 van 10", "beveelt de winkel niet aan"],
        "themes": [],
        "decision": "complaint",
        "opened": "2026-11-20T10:00:00+00:00",
        "due": "2026-11-27T16:00:00+00:00",
        "owner": None,
        "posts": ["https://survey.test/reviews/17"],
        "findings": [review()],
        "note": None,
    }
    return {"type": f"complaint.{kind}", "timestamp": "2026-11-20T10:00:00+00:00", "data": {**data, **changes}}


def claimed(**changes: Any) -> Claimed:
    """A claimed row, for senders that need no database."""
    values: dict[str, Any] = {
        "id": 1,
        "event": 1,
        "uid": "evt_0123456789abcdef",
        "kind": "opened",
        "shop": SHOP.key,
        "at": NOW,
        "complaint": 1,
        "snapshot": opened(),
        "destination": "balie",
        "attempts": 1,
        "doubtful": False,
    }
    return Claimed(**{**values, **changes})


def channel(url: str, name: str = "balie", **changes: Any) -> Destination:
    """A destination with an Apprise URL."""
    return Destination(name=name, kind="apprise", url=Secret(url), **changes)


def webhook(url: str, name: str = "koppeling", **changes: Any) -> Destination:
    """A webhook destination with a valid secret."""
    return Destination(name=name, kind="webhook", url=Secret(url), secret=Secret(SIGNING), **changes)


SIGNING = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"


@dataclass
class Call:
    """A request as it arrived."""

    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class WebReceiver:
    """An HTTP server that keeps what it gets and answers as told, 204 by default."""

    url: str
    calls: list[Call] = field(default_factory=list)
    answers: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    # Runs while the sender waits for its answer.
    meanwhile: Callable[[], None] = lambda: None


def handler(receiver: WebReceiver) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            headers = {name.lower(): value for name, value in self.headers.items()}
            receiver.calls.append(Call(self.path, headers, body))
            receiver.meanwhile()
            status, extra = receiver.answers.pop(0) if receiver.answers else (204, {})
            self.send_response(status)
            for name, value in {"content-length": "0", **extra}.items():
                self.send_header(name, value)
            self.end_headers()

        def log_message(self, *arguments: Any) -> None:
            """Quiet."""

    return Handler


@dataclass
class MailReceiver:
    """An SMTP server that keeps what it gets; answers gives a reply per step ("MAIL", "RCPT address", "DATA")."""

    port: int = 0
    envelopes: list[Envelope] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)

    async def handle_RCPT(self, server: SMTP, session: Session, envelope: Envelope, address: str, options: Any) -> str:  # noqa: N802
        refusal = self.answers.get(f"RCPT {address}")
        if refusal is None:
            envelope.rcpt_tos.append(address)
        return refusal or "250 OK"

    async def handle_MAIL(self, server: SMTP, session: Session, envelope: Envelope, address: str, options: Any) -> str:  # noqa: N802
        envelope.mail_from = address
        return self.answers.get("MAIL", "250 OK")

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        answer = self.answers.get("DATA", "250 OK")
        if answer.startswith("250"):
            self.envelopes.append(envelope)
        return answer


def authenticate(server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any) -> AuthResult:
    """Only this name and password."""
    right = isinstance(data, LoginPassword) and (data.login, data.password) == (b"balie", b"geheim-woord")
    return AuthResult(success=right, handled=False)


class Authority:
    """A certificate authority for one test: its certificate in a file, and servers' certificates on demand."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Testautoriteit")])
        self.file = folder / "ca.pem"
        self.file.write_bytes(self._sign(self._name, self._key, x509.BasicConstraints(ca=True, path_length=None)))

    def server_context(self, host: str) -> ssl.SSLContext:
        """A server's side of TLS, for this host."""
        key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
        private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        file = self._folder / f"{host}.pem"
        file.write_bytes(self._sign(name, key, x509.SubjectAlternativeName([x509.DNSName(host)])) + private)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(file)
        return context

    def _sign(self, name: x509.Name, key: ec.EllipticCurvePrivateKey, extension: x509.ExtensionType) -> bytes:
        now = datetime.now(UTC)
        builder = x509.CertificateBuilder(
            issuer_name=self._name,
            subject_name=name,
            public_key=key.public_key(),
            serial_number=x509.random_serial_number(),
            not_valid_before=now - timedelta(days=1),
            not_valid_after=now + timedelta(days=2),
        )
        certificate = builder.add_extension(extension, critical=True).sign(self._key, hashes.SHA256())
        return certificate.public_bytes(Encoding.PEM)

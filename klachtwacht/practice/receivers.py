"""Where alerts arrive in practice: a webhook's address and a mail server on this machine, which show what came."""

from __future__ import annotations

import asyncio
import json
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from threading import Thread
from typing import Any

from aiosmtpd.smtp import SMTP, Envelope, Session
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from klachtwacht.practice.inbox import Inbox
from klachtwacht.practice.loopback import STOP_SECONDS, bound, served

LOOPBACK = "127.0.0.1"
ACCEPTED = "250 OK"


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One webhook call; header names are lower case, body is as sent."""

    method: str
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str | None:
        """The first header of this name (any case), None without one."""
        return next((value for key, value in self.headers if key == name.lower()), None)

    def json(self) -> Any:
        """The body read as JSON. Raises ValueError when it is not."""
        return json.loads(self.body)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What the webhook receiver answers: a status, with Retry-After where given."""

    status: int = 204
    retry_after: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookReceiver:
    """A running webhook receiver; planned answers are used up first, then it says 204."""

    url: str
    inbox: Inbox[Call] = field(default_factory=Inbox)
    planned: deque[Said] = field(default_factory=deque)

    @property
    def calls(self) -> tuple[Call, ...]:
        """What came so far, oldest first, refused calls included."""
        return self.inbox.all()

    def answer_next(self, *answers: Said) -> None:
        """Answer the next calls with these, in this order."""
        self.planned.extend(answers)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """One mail as it arrived, decoded; to holds the envelope's recipients, raw the bytes."""

    sender: str
    to: tuple[str, ...]
    subject: str
    text: str | None
    html: str | None
    message_id: str | None
    raw: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class MailReceiver:
    """A running mail server that keeps every mail; planned SMTP answers are used up first."""

    host: str
    port: int
    inbox: Inbox[Mail] = field(default_factory=Inbox)
    planned: deque[str] = field(default_factory=deque)

    @property
    def mails(self) -> tuple[Mail, ...]:
        """What was accepted so far, oldest first."""
        return self.inbox.all()

    def answer_next(self, *answers: str) -> None:
        """Answer the next mails with these lines, e.g. "451 later": only a mail answered 2xx is kept."""
        self.planned.extend(answers)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Called by aiosmtpd when a mail is complete; its SMTP answer."""
        answer = self.planned.popleft() if self.planned else ACCEPTED
        if answer.startswith("2"):
            self.inbox.keep(read_mail(envelope))
        return answer


@contextmanager
def webhook_receiver(*, port: int = 0) -> Iterator[WebhookReceiver]:
    """A webhook receiver on 127.0.0.1 (port 0: a free one) while the block runs. Raises OSError."""
    listening = bound(LOOPBACK, port)
    receiver = WebhookReceiver(url=f"http://{LOOPBACK}:{listening.getsockname()[1]}/")

    async def receive(request: Request) -> Response:
        body = await request.body()
        receiver.inbox.keep(Call(method=request.method, headers=tuple(request.headers.items()), body=body))
        said = receiver.planned.popleft() if receiver.planned else Said()
        headers = {"retry-after": said.retry_after} if said.retry_after is not None else None
        return Response(status_code=said.status, headers=headers)

    app = Starlette(routes=[Route("/{path:path}", receive, methods=["POST", "PUT"])])
    with served(app, listening):
        yield receiver


@contextmanager
def mail_receiver(*, port: int = 0) -> Iterator[MailReceiver]:
    """A mail server on 127.0.0.1 (port 0: a free one) while the block runs, without sign-in. Raises OSError."""
    with bound(LOOPBACK, port) as listening:
        receiver = MailReceiver(host=LOOPBACK, port=listening.getsockname()[1])
        stop = asyncio.Event()
        loop = asyncio.new_event_loop()

        async def run() -> None:
            server = await loop.create_server(lambda: SMTP(receiver, hostname="localhost", loop=loop), sock=listening)
            await stop.wait()
            # Not waiting for open connections: a client that never says QUIT would hold the end up.
            server.close()

        def work() -> None:
            with asyncio.Runner(loop_factory=lambda: loop) as runner:
                runner.run(run())

        thread = Thread(target=work, name="practice-mail", daemon=True)
        thread.start()
        try:
            yield receiver
        finally:
            loop.call_soon_threadsafe(stop.set)
            thread.join(STOP_SECONDS)


def read_mail(envelope: Envelope) -> Mail:
    r"""The mail in an SMTP envelope, its parts decoded, lines ended by \n."""
    raw = envelope.content if isinstance(envelope.content, bytes) else str(envelope.content or "").encode()
    message = message_from_bytes(raw, _class=EmailMessage, policy=policy.default)
    return Mail(
        sender=envelope.mail_from or "",
        to=tuple(envelope.rcpt_tos),
        subject=str(message["subject"] or ""),
        text=_part(message, "plain"),
        html=_part(message, "html"),
        message_id=message["message-id"] and str(message["message-id"]),
        raw=raw,
    )


def _part(message: EmailMessage, kind: str) -> str | None:
    part = message.get_body(preferencelist=(kind,))
    return str(part.get_content()).replace("\r\n", "\n") if isinstance(part, EmailMessage) else None

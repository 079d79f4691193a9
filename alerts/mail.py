"""Mail by SMTP, with an id that is the same on every try.

Apprise reads the mailto:// URL, the providers it knows included, but does not send: it gives every try
a Message-ID of its own and drops the server's answer, which says whether to try again.
"""

from __future__ import annotations

import hashlib
import re
import smtplib
import ssl
import time
from contextlib import suppress
from datetime import datetime
from email.errors import HeaderParseError
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, formataddr
from typing import Any

from alerts.message import Message
from alerts.outcome import SENT, Outcome, failed

# apprise.plugins.email.NotifyEmail, whose attributes have no types.
NotifyEmail = Any
STEP_SECONDS = 30.0
# A claim lasts two minutes; a whole delivery has to end well before.
TOTAL_SECONDS = 60.0
_DOMAIN = re.compile(r"[A-Za-z0-9.-]+\.[A-Za-z0-9-]+", re.ASCII)
_HEADER_NAME = re.compile(r"[!-9;-~]+", re.ASCII)
_UNKNOWN_DOMAIN = "klachtwacht.invalid"
# 8-bit bodies need a server that says it can take them; this way every server can.
_POLICY = SMTP.clone(cte_type="7bit")


class _Bounded(smtplib.SMTP):
    """An SMTP connection of which every step, and the whole, ends in time."""

    def __init__(self, host: str, port: int, **kwargs: Any) -> None:
        self._ends = time.monotonic() + TOTAL_SECONDS
        super().__init__(host, port, timeout=STEP_SECONDS, **kwargs)

    def getreply(self) -> tuple[int, bytes]:
        """The server's answer. Raises TimeoutError when there is no time left to wait for it."""
        left = self._ends - time.monotonic()
        if left <= 0:
            raise TimeoutError(f"no end to it within {TOTAL_SECONDS:.0f} s")
        if self.sock is not None:
            self.sock.settimeout(min(left, STEP_SECONDS))
        return super().getreply()


class _BoundedTls(_Bounded, smtplib.SMTP_SSL):
    """The same, encrypted from the first byte."""


def message_id(uid: str, destination: str, sender: str) -> str:
    """The Message-ID of an event for a destination: the same on every try, and telling nothing of either."""
    digest = hashlib.sha256(destination.encode()).hexdigest()[:12]
    domain = sender.rpartition("@")[2]
    return f"<{uid}.{digest}@{domain if _DOMAIN.fullmatch(domain) else _UNKNOWN_DOMAIN}>"


def build(plugin: NotifyEmail, message: Message, message_id: str, now: datetime) -> EmailMessage:
    """The mail to the plugin's recipients, as plain text. Raises ValueError for a header that cannot be one."""
    mail = EmailMessage(policy=_POLICY)
    # A review can hold an encoded word with a line break in it, which the email package would undo and write out.
    mail["Subject"] = message.title.replace("=?", "= ?")
    mail["From"] = formataddr((plugin.from_addr[0] or "", plugin.from_addr[1]))
    mail["To"] = ", ".join(formataddr((name or "", address)) for name, address in plugin.targets)
    for header, addresses in (("Cc", plugin.cc), ("Reply-To", plugin.reply_to)):
        if addresses:
            mail[header] = ", ".join(formataddr((plugin.names.get(one) or "", one)) for one in sorted(addresses))
    mail["Date"] = format_datetime(now)
    mail["Message-ID"] = message_id
    mail["Auto-Submitted"] = "auto-generated"
    _add_own_headers(mail, plugin)
    mail.set_content(message.body, charset="utf-8")
    return mail


def _add_own_headers(mail: EmailMessage, plugin: NotifyEmail) -> None:
    for name, value in plugin.headers.items():
        if name not in mail and _HEADER_NAME.fullmatch(name):
            mail[name] = value


def send_mail(plugin: NotifyEmail, message: Message, message_id: str, now: datetime) -> Outcome:
    """Hand the mail to the server for all recipients at once, so that a second try never doubles it for some.

    A 5xx answer is final, a 4xx answer and no answer wait. Where the server refuses some recipients
    for good, the others get it. Reasons hold the server's words and are not masked yet.
    """
    try:
        mail = build(plugin, message, message_id, now)
        server = _connect(plugin)
        try:
            return _deliver(server, plugin, mail)
        finally:
            # The server has answered; how it takes the goodbye changes nothing.
            with suppress(smtplib.SMTPException, OSError):
                server.quit()
    except smtplib.SMTPResponseException as error:
        return _refused(error.smtp_code, error.smtp_error)
    except (smtplib.SMTPException, OSError, ValueError, HeaderParseError) as error:
        return failed(f"{type(error).__name__}: {error}")


def _connect(plugin: NotifyEmail) -> smtplib.SMTP:
    """A connection, secured and signed in. Raises what smtplib raises, leaving nothing open."""
    context = _tls(verify=plugin.verify_certificate)
    if plugin.secure_mode == "ssl":
        server: smtplib.SMTP = _BoundedTls(plugin.smtp_host, plugin.port, context=context)
    else:
        server = _Bounded(plugin.smtp_host, plugin.port)
    try:
        if plugin.secure_mode == "starttls":
            server.starttls(context=context)
        if plugin.user and plugin.password:
            server.login(plugin.user, plugin.password)
    except (smtplib.SMTPException, OSError, ValueError):
        server.close()
        raise
    return server


def _tls(*, verify: bool) -> ssl.SSLContext:
    context = ssl.create_default_context()
    if not verify:
        # Only where the URL says verify=no.
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context


def _deliver(server: smtplib.SMTP, plugin: NotifyEmail, mail: EmailMessage) -> Outcome:
    server.ehlo_or_helo_if_needed()
    code, answer = server.mail(plugin.from_addr[1])
    if code != 250:
        return _refused(code, answer)
    recipients = recipients_of(plugin)
    refusals = _refusals(server, recipients)
    for code, answer in refusals.values():
        if code < 500 or len(refusals) == len(recipients):
            return _refused(code, answer)
    code, answer = server.data(mail.as_bytes())
    if code != 250:
        return _refused(code, answer)
    return Outcome(sent=True, error=f"refused: {', '.join(refusals)}") if refusals else SENT


def recipients_of(plugin: NotifyEmail) -> list[str]:
    """Every address that gets the mail, each once: To, Cc and Bcc."""
    to = (address for _name, address in plugin.targets)
    return list(dict.fromkeys([*to, *sorted(plugin.cc), *sorted(plugin.bcc)]))


def _refusals(server: smtplib.SMTP, recipients: list[str]) -> dict[str, tuple[int, bytes]]:
    answers = {recipient: server.rcpt(recipient) for recipient in recipients}
    refused = {recipient: answer for recipient, answer in answers.items() if answer[0] not in {250, 251}}
    # A 4xx among them first: then nobody gets it now, and all get it once, later.
    return dict(sorted(refused.items(), key=lambda item: item[1][0]))


def _refused(code: int, answer: bytes | str) -> Outcome:
    said = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    return failed(f"SMTP {code} {said}", final=500 <= code < 600)

"""Which way a destination is reached, and whether it can be."""

from __future__ import annotations

from datetime import datetime

from alerts import webhook
from alerts.destination import Destination
from alerts.message import Message
from alerts.outcome import Outcome
from alerts.quiet import parse_quiet
from complaints.outbox import Claimed


def send(destination: Destination, row: Claimed, message: Message, *, now: datetime) -> Outcome:
    """One try to get the row there. now is aware. Takes less than a claim; errors hold no secrets.

    A webhook gets the row's snapshot, everything else the message.
    """
    if destination.kind == "webhook":
        return webhook.post(destination, row, now)
    from alerts import channels

    return channels.notify(destination, row, message, now)


def check(destination: Destination) -> str | None:
    """Why nothing could ever be sent there, in words without secrets; None when it looks fine. Sends nothing."""
    if destination.quiet is not None:
        try:
            parse_quiet(destination.quiet)
        except ValueError as error:
            return str(error)
    if destination.kind == "webhook":
        return webhook.check(destination)
    from alerts import channels

    return channels.check(destination.url.reveal())


def knows_doubles(destination: Destination) -> bool:
    """Whether the receiver can tell a second copy by its id: a webhook by webhook-id, mail by Message-ID."""
    return destination.kind == "webhook" or destination.url.reveal().lower().startswith(("mailto:", "mailtos:"))

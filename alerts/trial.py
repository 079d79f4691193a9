"""A message that says nothing happened, to see whether a destination gets what is sent."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4
from zoneinfo import ZoneInfo

from alerts.destination import Destination
from alerts.message import compose
from alerts.outcome import Outcome
from alerts.send import send
from complaints.outbox import Claimed


def try_out(destination: Destination, language: str, now: datetime) -> Outcome:
    """Send it once, at any hour, in the destination's language, else this one. now is aware; errors hold no secrets."""
    snapshot = {"type": "test", "timestamp": now.isoformat(), "data": {"destination": destination.name}}
    message = compose(snapshot, destination.language or language, ZoneInfo("UTC"))
    row = Claimed(
        id=0,
        event=0,
        uid=f"evt_{uuid4().hex}",
        kind="test",
        shop="",
        at=now,
        complaint=None,
        snapshot=snapshot,
        destination=destination.name,
        attempts=1,
        doubtful=False,
    )
    return send(destination, row, message, now=now)

"""Complaints that came in another way than on a page: by phone, mail, letter, over the counter. The log is for all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import insert

from complaints.database import keep_writers_out
from complaints.decide import words
from complaints.ledger import Ledger
from complaints.moments import earliest
from complaints.normalise import LONGEST_NAME, LONGEST_TEXT
from complaints.records import NOTHING_YET, Letter, event, keep, next_references, tell
from complaints.tables import complaints
from guard.text import one_line, plain

CHANNELS = ("phone", "mail", "letter", "counter", "form", "other")
# As much of the customer's words as an alert shows.
LONGEST_NOTE = 300

Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a customer told staff; person None for one who stays anonymous.

    happened: when, as in a review: ISO 8601 with an offset, or YYYY-MM-DD; None for now. contact: where the customer
    can be reached; order: the number of an order; asked: what the customer wants.
    """

    channel: str
    text: str
    person: str | None = None
    contact: str | None = None
    happened: str | None = None
    asked: str | None = None
    order: str | None = None
    severity: str = "normal"


def open_by_hand(ledger: Ledger, told: Told, *, alert: bool) -> str:
    """Open a record for what was told, with the customer's words as its first correspondence. Gives the reference.

    alert: the destinations are told, as of a complaint that was found.
    """
    keep_writers_out(ledger.connection)
    (reference,) = next_references(ledger, 1)
    row = _row(ledger, told, reference)
    row["id"] = ledger.connection.execute(insert(complaints).values(row).returning(complaints.c.id)).scalar_one()
    # Without an alert the words stand in one place only.
    note = {"note": one_line(told.text, LONGEST_NOTE)} if alert else {}
    opened = tell(ledger, row, event(ledger, row, "opened", {"channel": told.channel, **note}), alert=alert)
    for letter in _letters(ledger, told, row):
        keep(ledger, row["id"], opened, letter)
    return reference


def _row(ledger: Ledger, told: Told, reference: str) -> Row:
    return {
        **NOTHING_YET,
        "reference": reference,
        "shop": ledger.shop.key,
        "status": "new",
        "channel": told.channel,
        "from_history": False,
        "person": told.person and one_line(told.person, LONGEST_NAME),
        "decision": "complaint",
        "severity": told.severity,
        "reasons": [words.say(ledger.shop.language, f"came-by-{told.channel}")],
        "themes": [],
        "happened": told.happened,
        "posted": earliest(told.happened, ledger.shop.zone),
        "seen": ledger.now,
        "opened": ledger.now,
        "remedy_asked": told.asked and plain(told.asked, LONGEST_TEXT),
    }


def _letters(ledger: Ledger, told: Told, row: Row) -> list[Letter]:
    """The customer's words, and for staff only how to reach the customer and what it is about."""
    at = row["posted"] or ledger.now
    author = row["person"]
    text = plain(told.text, LONGEST_TEXT)
    letters = [Letter(direction="from_customer", text=text, at=at, channel=told.channel, author=author)]
    for_staff = [
        words.say(ledger.shop.language, key, value=one_line(value, LONGEST_NAME))
        for key, value in (("contact", told.contact), ("order", told.order))
        if value
    ]
    if for_staff:
        note = Letter(direction="internal", text="\n".join(for_staff), at=ledger.now, author=ledger.by)
        letters.append(note)
    return letters

"""Complaints that came by phone, mail, letter or over the counter: in the same log, without a finding."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from builders import NOW, a_review, recorded
from recorded import column, rows, the_only, told

from complaints import actions, views
from complaints.by_hand import CHANNELS, Told, open_by_hand
from complaints.complaint_table import header, table
from complaints.ledger import Ledger
from complaints.records import find

TOLD = Told(channel="phone", text="Het wiel is krom en niemand belt terug.", person="Mevr. Bedacht")


def opened(ledger: Ledger, *, alert: bool = False, **changes: str | None) -> dict:
    reference = open_by_hand(ledger, replace(TOLD, **changes), alert=alert)
    return find(ledger.connection, reference)


def test_a_complaint_that_came_by_phone_is_a_record_like_any_other(ledger):
    row = opened(ledger, asked="een nieuw wiel", happened="2026-11-14", severity="high")
    expected = {
        "reference": "KW-2026-00001", "status": "new", "channel": "phone", "person": "Mevr. Bedacht",
        "decision": "complaint", "severity": "high", "reasons": ["kwam telefonisch binnen"], "happened": "2026-11-14",
        "posted": datetime(2026, 11, 13, 23, 0, tzinfo=UTC), "seen": NOW, "opened": NOW, "from_history": False,
        "remedy_asked": "een nieuw wiel",
    }  # fmt: skip
    assert {name: row[name] for name in expected} == expected


def test_references_are_counted_on_from_those_of_the_crawl(ledger):
    recorded(ledger, a_review(1))
    assert opened(ledger)["reference"] == "KW-2026-00002"
    assert recorded(ledger, a_review(1, id="r2")).opened == ("KW-2026-00003",)


def test_what_the_customer_said_is_the_first_correspondence(ledger):
    row = opened(ledger, happened="2026-11-14T09:30:00+01:00")
    letter = the_only(ledger, "correspondence")
    assert (letter["direction"], letter["channel"], letter["author"], letter["public"]) == (
        *("from_customer", "phone", "Mevr. Bedacht"),
        False,
    )
    assert (letter["text"], letter["at"]) == (TOLD.text, datetime(2026, 11, 14, 8, 30, tzinfo=UTC))
    assert letter["complaint"] == row["id"]


def test_contact_and_order_are_a_note_for_staff_and_stand_nowhere_else(ledger):
    opened(ledger, contact="06-12345678", order="B-77")
    assert column(ledger, "correspondence", "direction") == ["from_customer", "internal"]
    assert column(ledger, "correspondence", "text")[1] == "bereikbaar: 06-12345678\nbestelling: B-77"
    for name in ("complaints", "events", "outbox"):
        assert "12345678" not in str(rows(ledger, name))


def test_a_customer_may_stay_anonymous(ledger):
    row = opened(ledger, person=None)
    assert (row["person"], the_only(ledger, "correspondence")["author"]) == (None, None)


def test_nobody_is_told_unless_asked(ledger):
    opened(ledger)
    assert told(ledger) == []
    assert the_only(ledger, "events")["data"] == {"channel": "phone"}


def test_when_asked_the_destinations_are_told_what_the_customer_said(ledger):
    opened(ledger, alert=True)
    assert told(ledger) == ["complaint.opened"]
    data = the_only(ledger, "events")["snapshot"]["data"]
    assert (data["findings"], data["posts"], data["note"]) == ([], [], TOLD.text)


@pytest.mark.parametrize("language", ["nl", "fr", "en"])
@pytest.mark.parametrize("channel", CHANNELS)
def test_every_way_has_words_for_why_it_is_a_complaint(ledger, shop, language, channel):
    other = replace(ledger, shop=replace(shop, languages=(language,)))
    assert opened(other, channel=channel)["reasons"][0]


def test_hostile_text_is_made_harmless(ledger):
    row = opened(ledger, text="a\x1b[31mb\r\nc", person="Bo\u202e\nBedacht")
    assert row["person"] == "Bo Bedacht"
    assert the_only(ledger, "correspondence")["text"] == "a[31mb\nc"


def test_a_record_without_a_finding_is_listed_shown_exported_and_worked_on(ledger):
    row = opened(ledger)
    (listed,) = views.list_complaints(ledger.connection, only_open=True)
    shown = views.show(ledger.connection, row)
    assert (listed["posts"], shown["findings"], len(shown["correspondence"])) == ([], [], 1)
    _, line = table(ledger.connection)
    cells = dict(zip(header(), line, strict=True))
    assert (cells["reference"], cells["review.author"]) == ("KW-2026-00001", "")
    for verb in (actions.acknowledge, actions.close, actions.reopen):
        verb(ledger, find(ledger.connection, "KW-2026-00001"))
    assert column(ledger, "events", "kind") == ["opened", "acknowledged", "closed", "reopened"]

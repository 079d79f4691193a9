"""The records in the shape of the contract: every key always there, null where nothing is known."""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from builders import NOW, PAGE, a_review, an_unnamed_post, answered, later, recorded, reviews
from recorded import rows

from complaints import actions
from complaints.decide import decide
from complaints.records import find
from complaints.review import Review, review_json
from complaints.views import iso, list_complaints, list_findings, show

REVIEW = [
    "site", "url", "id", "author", "rating", "recommend", "published", "title", "text", "pros", "cons", "reply",
    "language", "verified_buyer", "reader",
]  # fmt: skip
FINDING = [
    "finding", "source", *REVIEW, "decision", "themes", "severity", "reasons", "complaint", "match", "first_seen",
    "last_seen", "removed", "revisions", "withheld",
]  # fmt: skip
COMPLAINT = [
    "reference", "shop", "status", "severity", "themes", "decision", "opened", "due", "owner", "posts",
    "reply_observed", "events",
]  # fmt: skip
# What came to the contract later stands last.
THEMES = list(decide(a_review(1), "nl").themes)
SETTLED = ["reply_posted", "remedy", "waiting", "satisfaction", "merged_into"]
SHOWN = [*COMPLAINT, "reasons", "findings", "correspondence", "matches", *SETTLED]


def test_a_review_has_every_key_of_the_contract():
    assert list(review_json(Review(site="page", reader="json-ld"))) == REVIEW


def test_a_finding_has_every_key_of_the_contract(ledger):
    recorded(ledger, *reviews(1, 5))
    for finding in list_findings(ledger.connection):
        assert list(finding) == FINDING


def test_a_complaint_has_every_key_of_the_contract(ledger):
    recorded(ledger, *reviews(1))
    (complaint,) = list_complaints(ledger.connection)
    assert list(complaint) == [*COMPLAINT, *SETTLED]
    assert {name: list(complaint[name]) for name in SETTLED[1:-1]} == {
        "remedy": ["asked", "offered", "given", "amount"],
        "waiting": ["for", "until"],
        "satisfaction": ["asked", "answer", "score"],
    }
    assert [list(event) for event in complaint["events"]] == [["kind", "at", "by"]]


def test_a_complaint_that_is_shown_has_every_key_of_the_contract(ledger):
    recorded(ledger, answered(a_review(1)))
    shown = show(ledger.connection, find(ledger.connection, "KW-2026-00001"))
    assert list(shown) == SHOWN
    assert [list(finding) for finding in shown["findings"]] == [FINDING]
    (letter,) = shown["correspondence"]
    assert list(letter) == ["at", "direction", "public", "channel", "author", "text", "file"]


def test_what_a_page_does_not_say_is_null(ledger):
    recorded(ledger, Review(site="page", text="Nooit meer", reader="json-ld"))
    (finding,) = list_findings(ledger.connection)
    unknown = ("url", "id", "author", "rating", "recommend", "published", "title", "reply", "language", "removed")
    assert {name: finding[name] for name in unknown} == dict.fromkeys(unknown)
    assert (finding["pros"], finding["cons"], finding["verified_buyer"], finding["match"]) == ([], [], None, None)


def test_a_finding_tells_what_was_published_and_what_was_decided(ledger):
    recorded(ledger, a_review(1))
    (finding,) = list_findings(ledger.connection)
    expected = {
        "rating": {"value": 1, "best": 5}, "published": "2026-11-14", "decision": "complaint", "severity": "normal",
        "reasons": ["1 van 5"], "complaint": "KW-2026-00001", "first_seen": "2026-11-16T10:00:00+00:00",
        "revisions": 0,
        "withheld": False,
    }  # fmt: skip
    assert {name: finding[name] for name in expected} == expected


def test_a_complaint_tells_its_state_its_posts_and_its_events(ledger):
    recorded(ledger, a_review(1))
    actions.acknowledge(replace(later(ledger, hours=1), by="Miep"), find(ledger.connection, "KW-2026-00001"))
    assert list(list_complaints(ledger.connection)) == [
        {
            "reference": "KW-2026-00001", "shop": "fietsplezier", "status": "acknowledged", "severity": "normal",
            "themes": THEMES, "decision": "complaint", "opened": "2026-11-16T10:00:00+00:00", "due": None,
            "owner": "Miep", "posts": [f"{PAGE}#r1"], "reply_observed": None,
            "events": [
                {"kind": "opened", "at": "2026-11-16T10:00:00+00:00", "by": "klachtwacht"},
                {"kind": "acknowledged", "at": "2026-11-16T11:00:00+00:00", "by": "Miep"},
            ],
            "reply_posted": None,
            "remedy": {"asked": None, "offered": None, "given": None, "amount": None},
            "waiting": {"for": None, "until": None},
            "satisfaction": {"asked": None, "answer": None, "score": None},
            "merged_into": None,
        }
    ]  # fmt: skip


def test_a_post_without_an_address_is_not_among_the_posts(ledger):
    recorded(ledger, an_unnamed_post(1))
    (complaint,) = list_complaints(ledger.connection)
    assert complaint["posts"] == []


def test_open_complaints_are_those_with_work_left(ledger):
    recorded(ledger, *reviews(1, 1, 1))
    actions.close(ledger, find(ledger.connection, "KW-2026-00001"))
    actions.answer(ledger, find(ledger.connection, "KW-2026-00002"), "Excuses!", posted=True)
    found = [one["reference"] for one in list_complaints(ledger.connection, only_open=True)]
    assert found == ["KW-2026-00002", "KW-2026-00003"]


@pytest.mark.parametrize(("due", "listed"), [(None, False), (-1, True), (0, True), (1, False)])
def test_complaints_that_are_due_are_those_whose_deadline_has_passed(ledger, due, listed):
    recorded(ledger, a_review(1))
    if due is not None:
        at = (NOW + timedelta(hours=due)).replace(tzinfo=None).isoformat(sep=" ")
        zone = "+00" if ledger.connection.dialect.name == "postgresql" else ".000000"
        ledger.connection.exec_driver_sql(f"UPDATE complaints SET due = '{at}{zone}'")
    assert bool(list(list_complaints(ledger.connection, due_before=NOW))) is listed


def test_more_than_a_batch_is_listed_whole_and_in_order(ledger, monkeypatch):
    monkeypatch.setattr("complaints.views.BATCH", 2)
    recorded(ledger, *reviews(1, 1, 1, 1, 1))
    found = [one["reference"] for one in list_complaints(ledger.connection)]
    assert found == [f"KW-2026-0000{n}" for n in range(1, 6)]
    assert len(list(list_findings(ledger.connection))) == 5


def test_findings_can_be_listed_before_something_is_written(ledger):
    recorded(ledger, a_review(1))
    assert len(list(list_findings(ledger.connection))) == 1
    assert recorded(later(ledger, hours=1), a_review(1, id="r2")).new == 1


def test_a_message_carries_the_complaint_as_it_stood(ledger):
    recorded(ledger, a_review(1))
    message = rows(ledger, "events")[0]["snapshot"]
    assert (message["type"], message["timestamp"]) == ("complaint.opened", "2026-11-16T10:00:00+00:00")
    assert list(message["data"]) == [*COMPLAINT, "shop_name", "reasons", "note", "findings", *SETTLED]
    assert message["data"]["events"] == [{"kind": "opened", "at": "2026-11-16T10:00:00+00:00", "by": "klachtwacht"}]


def test_a_message_is_not_changed_by_what_comes_later(ledger):
    recorded(ledger, a_review(1))
    before = rows(ledger, "events")[0]["snapshot"]
    recorded(later(ledger, hours=1), answered(a_review(1, text="anders")))
    assert rows(ledger, "events")[0]["snapshot"] == before
    assert before["data"]["findings"][0]["text"] != "anders"


def test_a_message_carries_no_longer_text_than_a_webhook_takes(ledger):
    recorded(ledger, a_review(1, text="a " * 9_000))
    message = rows(ledger, "events")[0]["snapshot"]
    assert len(message["data"]["findings"][0]["text"]) == 4_000
    assert len(rows(ledger, "findings")[0]["review"]["text"]) > 4_000


def test_times_are_written_with_their_offset():
    amsterdam = datetime(2026, 11, 16, 11, 0, 0, 5, tzinfo=ZoneInfo("Europe/Amsterdam"))
    assert iso(amsterdam) == "2026-11-16T11:00:00+01:00"
    assert iso(None) is None

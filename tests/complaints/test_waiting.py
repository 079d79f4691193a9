"""Waiting: until a day on the shop's clock, or until the customer lets something be heard."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from builders import TEXT, a_review, answered, later, recorded
from recorded import happened, rows, the_only, told

from complaints import actions, waiting
from complaints.actions import Note
from complaints.ledger import Ledger
from complaints.moments import MomentError
from complaints.records import find

# Midnight in Amsterdam on 1 December.
END = datetime(2026, 11, 30, 23, 0, tzinfo=UTC)


@pytest.fixture
def staff(ledger: Ledger) -> Ledger:
    """Miep at work on a complaint that waits for the customer until 1 December."""
    recorded(ledger, a_review(2))
    staff = replace(later(ledger, hours=1), by="Miep")
    waiting.begin(staff, find(staff.connection, "KW-2026-00001"), "customer", "2026-12-01")
    return staff


def status(ledger: Ledger) -> str:
    return str(the_only(ledger, "complaints")["status"])


def note(ledger: Ledger, direction: str) -> None:
    actions.note(ledger, find(ledger.connection, "KW-2026-00001"), Note(text="Belde.", direction=direction))


def test_a_wait_says_for_whom_and_until_when(staff):
    complaint = the_only(staff, "complaints")
    assert (complaint["status"], complaint["waiting_for"], complaint["waiting_until"]) == ("waiting", "customer", END)
    assert rows(staff, "events")[-1]["data"] == {"for": "customer", "until": "2026-11-30T23:00:00+00:00"}


def test_who_has_a_complaint_wait_has_seen_it(staff):
    assert the_only(staff, "complaints")["acknowledged"] == staff.now


def test_a_wait_can_be_set_anew(staff):
    waiting.begin(staff, the_only(staff, "complaints"), "other", "2026-12-24T12:00")
    complaint = the_only(staff, "complaints")
    assert (complaint["waiting_for"], complaint["waiting_until"]) == ("other", datetime(2026, 12, 24, 11, tzinfo=UTC))
    assert happened(staff) == ["opened", "waiting", "waiting"]


@pytest.mark.parametrize("until", ["2026-11-16", "2026-11-16T12:00", "2027-12-01", "2026-03-29T02:30"])
def test_a_wait_ends_later_than_now_and_within_a_year(staff, until):
    before = rows(staff, "complaints"), rows(staff, "events")
    with pytest.raises(MomentError):
        waiting.begin(staff, the_only(staff, "complaints"), "customer", until)
    assert (rows(staff, "complaints"), rows(staff, "events")) == before


@pytest.mark.parametrize(("minutes", "becomes"), [(-1, "waiting"), (0, "acknowledged"), (1, "acknowledged")])
def test_a_wait_ends_when_its_time_has_come(staff, minutes, becomes):
    waiting.end_passed(replace(staff, now=END + timedelta(minutes=minutes)))
    assert status(staff) == becomes


def test_a_wait_ends_once_and_clears_what_it_waited_for(staff):
    for hours in (0, 1):
        waiting.end_passed(replace(staff, now=END + timedelta(hours=hours), by="klachtwacht"))
    complaint, event = the_only(staff, "complaints"), rows(staff, "events")[-1]
    assert (complaint["waiting_for"], complaint["waiting_until"]) == (None, None)
    assert (event["kind"], event["by"], event["data"]) == ("resumed", "klachtwacht", {"because": "until"})
    assert happened(staff) == ["opened", "waiting", "resumed"]


def test_the_end_of_a_wait_is_told_to_nobody(staff):
    waiting.end_passed(replace(staff, now=END))
    assert told(staff) == ["complaint.opened"]


def test_another_shops_wait_goes_on(staff, shop):
    waiting.end_passed(replace(staff, now=END, shop=replace(shop, key="elders")))
    assert status(staff) == "waiting"


def test_an_edit_by_the_customer_ends_a_wait(staff):
    recorded(later(staff, hours=1), a_review(2, text=TEXT + " Het nummer is 12345."))
    assert (status(staff), happened(staff)[-2:]) == ("acknowledged", ["edited", "resumed"])


def test_an_edit_that_makes_it_worse_ends_a_wait_and_alerts(staff):
    recorded(later(staff, hours=1), a_review(1))
    assert (status(staff), happened(staff)[-3:]) == ("acknowledged", ["edited", "resumed", "worsened"])
    assert told(staff)[-1] == "complaint.worsened"


def test_word_from_the_customer_ends_a_wait(staff):
    note(staff, "from_customer")
    assert (status(staff), happened(staff)[-2:]) == ("acknowledged", ["note", "resumed"])
    assert rows(staff, "events")[-1]["data"] == {"because": "from_customer"}


@pytest.mark.parametrize("direction", ["to_customer", "internal"])
def test_what_the_shop_notes_itself_ends_no_wait(staff, direction):
    note(staff, direction)
    assert status(staff) == "waiting"


def test_the_shops_answer_on_the_page_answers_what_waits(staff):
    recorded(later(staff, hours=1), answered(a_review(2)))
    complaint = the_only(staff, "complaints")
    assert (complaint["status"], complaint["waiting_for"], complaint["waiting_until"]) == ("answered", None, None)


def test_staff_can_take_up_again_what_waits(staff):
    actions.acknowledge(staff, the_only(staff, "complaints"))
    assert (status(staff), happened(staff)[-1]) == ("acknowledged", "resumed")


@pytest.mark.parametrize("end", [actions.close, actions.reopen])
def test_what_ended_does_not_wait_any_more(staff, end):
    actions.close(staff, the_only(staff, "complaints"))
    if end is actions.reopen:
        actions.reopen(staff, the_only(staff, "complaints"))
    waiting.end_passed(replace(staff, now=END + timedelta(days=1)))
    assert happened(staff)[-1] in {"closed", "reopened"}
    assert the_only(staff, "complaints")["waiting_until"] is None

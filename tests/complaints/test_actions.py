"""What staff does to a complaint: the state, the time, the event with who did it, and the correspondence."""

from dataclasses import replace
from datetime import timedelta

import pytest
from builders import NOW, a_review, later, recorded
from recorded import column, happened, rows, the_only, told

from complaints import actions, records
from complaints.database import open_engine
from complaints.ledger import Ledger
from complaints.records import UnknownReferenceError, find
from complaints.states import ForbiddenChangeError


@pytest.fixture
def staff(ledger: Ledger) -> Ledger:
    """Miep at work, an hour after a complaint came in."""
    recorded(ledger, a_review(1))
    return replace(later(ledger, hours=1), by="Miep")


def the_complaint(staff: Ledger) -> dict:
    return find(staff.connection, "KW-2026-00001")


def test_who_acknowledges_owns_it(staff):
    actions.acknowledge(staff, the_complaint(staff))
    complaint = the_complaint(staff)
    assert (complaint["status"], complaint["owner"], complaint["acknowledged"]) == ("acknowledged", "Miep", staff.now)


def test_who_acknowledges_what_is_assigned_leaves_the_owner(staff):
    actions.assign(staff, the_complaint(staff), "Kees")
    actions.acknowledge(staff, the_complaint(staff))
    assert the_complaint(staff)["owner"] == "Kees"


def test_assigning_changes_the_owner_and_keeps_who_it_was(staff):
    actions.assign(staff, the_complaint(staff), "Kees")
    actions.assign(staff, the_complaint(staff), "werkplaats")
    assert (the_complaint(staff)["owner"], the_complaint(staff)["status"]) == ("werkplaats", "new")
    assert rows(staff, "events")[-1]["data"] == {"owner": "werkplaats", "before": "Kees"}


@pytest.mark.parametrize("posted", [True, False])
def test_an_answer_is_kept_word_for_word_with_who_wrote_it_and_whether_it_is_public(staff, posted):
    actions.answer(staff, the_complaint(staff), "Beste Truus,\n\nExcuses!", posted=posted)
    letter, event = the_only(staff, "correspondence"), rows(staff, "events")[-1]
    expected = {
        "direction": "to_customer", "public": posted, "author": "Miep", "text": "Beste Truus,\n\nExcuses!",
        "at": staff.now, "event": event["id"],
    }  # fmt: skip
    assert {name: letter[name] for name in expected} == expected
    assert event["data"] == {"posted": posted}
    assert (the_complaint(staff)["status"], the_complaint(staff)["answered"]) == ("answered", staff.now)


def test_an_answer_by_staff_has_not_been_seen_on_the_page(staff):
    actions.answer(staff, the_complaint(staff), "Excuses!", posted=True)
    assert the_complaint(staff)["reply_observed"] is None


def test_a_closed_complaint_is_kept_for_two_years(staff):
    actions.close(staff, the_complaint(staff))
    complaint = the_complaint(staff)
    assert (complaint["status"], complaint["closed"]) == ("closed", staff.now)
    assert complaint["retain_until"] == staff.now + timedelta(days=730)


def test_a_reopened_complaint_starts_anew_and_is_kept(staff):
    actions.acknowledge(staff, the_complaint(staff))
    actions.answer(staff, the_complaint(staff), "Excuses!", posted=False)
    actions.close(staff, the_complaint(staff))
    actions.reopen(staff, the_complaint(staff))
    complaint = the_complaint(staff)
    times = ("acknowledged", "answered", "reply_observed", "resolved", "closed", "retain_until")
    assert (complaint["status"], complaint["owner"]) == ("new", "Miep")
    assert {name: complaint[name] for name in times} == dict.fromkeys(times)


def test_every_act_is_an_event_with_its_actor_and_time_and_none_is_ever_changed(staff):
    acts = (
        actions.acknowledge,
        lambda ledger, row: actions.assign(ledger, row, "Kees"),
        lambda ledger, row: actions.answer(ledger, row, "een", posted=False),
        lambda ledger, row: actions.answer(ledger, row, "twee", posted=True),
        actions.close,
        actions.reopen,
    )
    written = rows(staff, "events")
    for hour, act in enumerate(acts, start=1):
        at_work = replace(later(staff, hours=hour), by=f"medewerker {hour}")
        act(at_work, the_complaint(staff))
        assert rows(staff, "events")[:-1] == written
        written = rows(staff, "events")
        assert (written[-1]["by"], written[-1]["at"]) == (f"medewerker {hour}", at_work.now)
    assert happened(staff) == ["opened", "acknowledged", "assigned", "answered", "answered", "closed", "reopened"]
    assert column(staff, "correspondence", "text") == ["een", "twee"]


def test_what_staff_does_is_told_to_nobody(staff):
    actions.acknowledge(staff, the_complaint(staff))
    actions.close(staff, the_complaint(staff))
    actions.reopen(staff, the_complaint(staff))
    assert told(staff) == ["complaint.opened"]


def test_a_forbidden_act_changes_nothing(staff):
    actions.close(staff, the_complaint(staff))
    before = rows(staff, "complaints"), rows(staff, "events")
    with pytest.raises(ForbiddenChangeError):
        actions.answer(staff, the_complaint(staff), "Te laat", posted=False)
    assert (rows(staff, "complaints"), rows(staff, "events")) == before
    assert rows(staff, "correspondence") == []


@pytest.mark.parametrize("reference", ["KW-2026-00001", "kw-2026-00001", " KW-2026-00001\n"])
def test_a_complaint_is_found_by_its_reference_as_people_type_it(staff, reference):
    assert find(staff.connection, reference)["reference"] == "KW-2026-00001"


def test_an_unknown_reference_is_named(staff):
    with pytest.raises(UnknownReferenceError, match="there is no complaint KW-2026-00099"):
        find(staff.connection, "KW-2026-00099")


def test_an_act_goes_by_the_state_as_it_is_now_not_as_it_was_read(engine, shop):
    with engine.begin() as connection:
        recorded(Ledger(connection=connection, shop=shop, now=NOW), a_review(1))
    with engine.begin() as connection:
        read_before = find(connection, "KW-2026-00001")
    with engine.begin() as connection:
        actions.close(Ledger(connection=connection, shop=shop, now=NOW), find(connection, "KW-2026-00001"))
    with engine.begin() as connection, pytest.raises(ForbiddenChangeError):
        actions.acknowledge(Ledger(connection=connection, shop=shop, now=NOW), read_before)


# SQLite has one writer at a time.
@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_two_at_once_act_one_after_the_other(engine, url, shop):
    with engine.begin() as connection:
        recorded(Ledger(connection=connection, shop=shop, now=NOW), a_review(1))
    other = open_engine(url)
    with engine.begin() as ours:
        records.by_id(ours, find(ours, "KW-2026-00001")["id"])
        with other.begin() as theirs:
            taken = theirs.exec_driver_sql("SELECT id FROM complaints FOR UPDATE SKIP LOCKED").all()
    other.dispose()
    assert taken == []

"""What staff does to a complaint: the state, the time, the event with who did it, and the correspondence."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from builders import NOW, a_review, later, recorded
from recorded import column, happened, rows, the_only, told

from complaints import actions, records
from complaints.actions import Note, Remedy
from complaints.database import open_engine
from complaints.ledger import Ledger
from complaints.moments import MomentError
from complaints.records import UnknownReferenceError, find
from complaints.states import ForbiddenChangeError
from complaints.typed import TypedError


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
    times = ("acknowledged", "answered", "reply_posted", "reply_observed", "resolved", "closed", "retain_until")
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


# Notes


def noted(staff: Ledger, **said: object) -> dict:
    """The letter that a note is kept as."""
    actions.note(staff, the_complaint(staff), Note(**{"text": "Belde: het zadel is er nog niet.", **said}))
    return rows(staff, "correspondence")[-1]


@pytest.mark.parametrize(
    ("direction", "author"), [("from_customer", "Truus Verzonnen"), ("to_customer", "Miep"), ("internal", "Miep")]
)
@pytest.mark.parametrize("public", [True, False])
def test_a_note_is_kept_with_who_said_it_and_who_can_read_it(staff, direction, author, public):
    letter = noted(staff, direction=direction, public=public)
    expected = {"direction": direction, "public": public, "author": author, "at": staff.now, "file": None}
    assert {name: letter[name] for name in expected} == expected
    assert (happened(staff)[-1], the_complaint(staff)["status"]) == ("note", "new")


def test_a_note_has_a_time_of_its_own(staff):
    letter = noted(staff, at="2026-11-15T09:30")
    assert letter["at"] == datetime(2026, 11, 15, 8, 30, tzinfo=UTC)
    assert rows(staff, "events")[-1]["at"] == staff.now


@pytest.mark.parametrize("at", ["2026-11-16T12:01", "2026-10-25T02:30", "2026-03-29T02:30", "straks"])
def test_a_note_of_a_time_that_cannot_be_meant_is_not_kept(staff, at):
    with pytest.raises(MomentError):
        noted(staff, at=at)
    assert (rows(staff, "correspondence"), happened(staff)) == ([], ["opened"])


@pytest.mark.parametrize("end", [actions.close, lambda ledger, row: actions.dismiss(ledger, row, "van een ander")])
def test_what_ended_can_still_be_noted_on_and_stays_ended(staff, end):
    end(staff, the_complaint(staff))
    before = the_complaint(staff)
    noted(staff, direction="from_customer")
    assert the_complaint(staff) == before


# Settling


def test_a_simple_complaint_is_settled_in_one_step(staff):
    remedy = Remedy(asked="geld terug", offered="nieuw zadel", given="nieuw zadel", amount="39,95")
    actions.resolve(staff, the_complaint(staff), remedy, "Truus komt het ophalen.")
    complaint, letter = the_complaint(staff), the_only(staff, "correspondence")
    assert (complaint["status"], complaint["resolved"]) == ("resolved", staff.now)
    assert complaint["retain_until"] == staff.now + timedelta(days=730)
    remedies = {name: complaint[f"remedy_{name}"] for name in ("asked", "offered", "given", "amount")}
    assert remedies == {
        "asked": "geld terug", "offered": "nieuw zadel", "given": "nieuw zadel", "amount": Decimal("39.95"),
    }  # fmt: skip
    assert (letter["direction"], letter["text"]) == ("internal", "Truus komt het ophalen.")


def test_a_remedy_can_be_completed_and_each_event_keeps_what_was_said_then(staff):
    actions.resolve(staff, the_complaint(staff), Remedy(given="nieuw zadel"), None)
    actions.resolve(later(staff, hours=1), the_complaint(staff), Remedy(given="nieuwe fiets", amount="899"), None)
    complaint = the_complaint(staff)
    assert (complaint["remedy_given"], complaint["remedy_amount"]) == ("nieuwe fiets", 899)
    assert complaint["resolved"] == staff.now
    said = [event["data"] for event in rows(staff, "events")[1:]]
    assert said == [{"given": "nieuw zadel"}, {"given": "nieuwe fiets", "amount": "899"}]


def test_an_answer_after_settling_leaves_it_settled(staff):
    actions.resolve(staff, the_complaint(staff), Remedy(), None)
    actions.answer(staff, the_complaint(staff), "Opgelost!", posted=True)
    assert (the_complaint(staff)["status"], the_complaint(staff)["answered"]) == ("resolved", staff.now)


def test_the_first_answer_is_the_one_that_counts(staff):
    for hours in (0, 5):
        actions.answer(later(staff, hours=hours), the_complaint(staff), "Excuses!", posted=True)
    assert the_complaint(staff)["answered"] == staff.now


def test_the_customer_is_asked_and_what_they_say_is_kept_as_theirs(staff):
    actions.answer(staff, the_complaint(staff), "Excuses!", posted=False)
    actions.ask_satisfaction(staff, the_complaint(staff))
    actions.keep_satisfaction(later(staff, days=2), the_complaint(staff), "Netjes opgelost", 8)
    complaint, letter = the_complaint(staff), rows(staff, "correspondence")[-1]
    assert (complaint["satisfaction_asked"], complaint["satisfaction"]) == (staff.now, "Netjes opgelost")
    assert complaint["satisfaction_score"] == 8
    assert (letter["direction"], letter["author"], letter["text"]) == (
        "from_customer", "Truus Verzonnen", "Netjes opgelost",
    )  # fmt: skip
    assert happened(staff)[-2:] == ["satisfaction", "satisfaction"]


def test_who_says_so_unasked_was_not_asked(staff):
    actions.close(staff, the_complaint(staff))
    actions.keep_satisfaction(staff, the_complaint(staff), "Prima", None)
    assert (the_complaint(staff)["satisfaction_asked"], the_complaint(staff)["status"]) == (None, "closed")


def test_a_mark_alone_is_no_letter(staff):
    actions.close(staff, the_complaint(staff))
    actions.keep_satisfaction(staff, the_complaint(staff), None, 1)
    assert (the_complaint(staff)["satisfaction_score"], the_complaint(staff)["satisfaction"]) == (1, None)
    assert rows(staff, "correspondence") == []


def test_an_answer_that_was_placed_starts_the_clock_until_it_is_seen(staff):
    actions.answer(staff, the_complaint(staff), "Excuses!", posted=False)
    assert the_complaint(staff)["reply_posted"] is None
    placed = later(staff, hours=1)
    for hours in (0, 1):
        actions.answer(later(placed, hours=hours), the_complaint(staff), "Excuses!", posted=True)
    assert the_complaint(staff)["reply_posted"] == placed.now


def test_a_dismissed_complaint_keeps_why_and_is_kept_for_two_years(staff):
    actions.dismiss(staff, the_complaint(staff), "gaat over een andere winkel")
    complaint = the_complaint(staff)
    assert (complaint["status"], complaint["retain_until"]) == ("dismissed", staff.now + timedelta(days=730))
    assert rows(staff, "events")[-1]["data"] == {"why": "gaat over een andere winkel"}


# What staff types


@pytest.mark.parametrize(
    "act",
    [
        actions.assign,
        lambda ledger, row, words: actions.answer(ledger, row, words, posted=False),
        lambda ledger, row, words: actions.note(ledger, row, Note(text=words)),
        lambda ledger, row, words: actions.resolve(ledger, row, Remedy(given=words), None),
        lambda ledger, row, words: actions.resolve(ledger, row, Remedy(), words),
        actions.dismiss,
    ],
)
@pytest.mark.parametrize("words", ["\x00\u200b", "a" * 20_001])
def test_what_is_empty_or_endless_is_refused_and_changes_nothing(staff, act, words):
    before = rows(staff, "complaints"), rows(staff, "events")
    with pytest.raises(TypedError):
        act(staff, the_complaint(staff), words)
    assert (rows(staff, "complaints"), rows(staff, "events"), rows(staff, "correspondence")) == (*before, [])


def test_what_staff_types_is_kept_without_what_a_terminal_obeys(staff):
    actions.assign(staff, the_complaint(staff), "Kees\x1b[2J\u202e")
    actions.answer(staff, the_complaint(staff), "Excuses\x07!\x9b2J", posted=False)
    assert the_complaint(staff)["owner"] == "Kees[2J"
    assert the_only(staff, "correspondence")["text"] == "Excuses!2J"

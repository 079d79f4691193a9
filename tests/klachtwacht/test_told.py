"""A complaint as `show` tells it: events and letters in one order, on the shop's clock."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from builders import TEXT, a_review, answered, later, recorded, reviews

from complaints import actions, views, waiting
from complaints.actions import Note, Remedy
from complaints.chronicle import chronicle
from complaints.joining import merge, split
from complaints.judging import Judgement, judge
from complaints.ledger import Ledger
from complaints.records import Row, find
from complaints.states import CHANGES
from klachtwacht.happenings import local, said
from klachtwacht.story import story

REFERENCE = "KW-2026-00001"
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
WHOLE = """\
KW-2026-00001  closed  complaint, severity normal
    why: 2 van 5
    owner: werkplaats
    remedy asked: geld terug
    remedy given: nieuw zadel
    remedy worth: € 39.95
    asked if satisfied: 2026-11-19 11:00
    satisfaction: 8 out of 10

Post {finding}: 2026-11-14  Truus Verzonnen  2/5  winkelpraat
    https://winkelpraat.example/fietsplezier#r1
    Te laat
    De fiets kwam drie weken te laat en het zadel was gescheurd. Graag snel.
    (edited, 1 earlier wording(s) kept)

What happened
    2026-11-15 09:30  from the customer, in private  (noted 2026-11-16 12:00 by Miep)
        Mailde een foto.
    2026-11-16 11:00  opened  (klachtwacht)
    2026-11-16 11:00  alerted: team  (klachtwacht)
    2026-11-16 12:00  acknowledged  (Miep)
    2026-11-16 12:00  assigned to werkplaats (was Miep)  (Miep)
    2026-11-16 13:00  waiting for the customer until 2026-12-01 00:00  (Miep)
    2026-11-16 14:00  post {finding} was changed  (klachtwacht)
    2026-11-16 14:00  taken up again: the customer changed the post  (klachtwacht)
    2026-11-16 15:00  answered, posted in public  (Miep)
        Beste Truus,

        Excuses!
    2026-11-17 00:00  to the customer, in public  (noted 2026-11-17 11:00 by klachtwacht)
        Beste Truus, excuses!
    2026-11-17 11:00  the shop's answer was seen on the page  (klachtwacht)
    2026-11-18 11:00  resolved (asked: geld terug; given: nieuw zadel; worth € 39.95)  (Miep)
        Opgehaald in de winkel.
    2026-11-19 11:00  asked whether the customer is satisfied  (Miep)
    2026-11-19 11:00  the customer on how it was handled: 8 out of 10  (Miep)
        Netjes opgelost
    2026-11-20 11:00  closed  (Miep)"""


def told(ledger: Ledger, reference: str = REFERENCE) -> str:
    row = find(ledger.connection, reference)
    return "\n".join(story(views.show(ledger.connection, row), chronicle(ledger.connection, row["id"]), AMSTERDAM))


def lived(ledger: Ledger) -> None:
    """One complaint from its first to its last day."""

    def at(**by: float) -> tuple[Ledger, Row]:
        return replace(later(ledger, **by), by="Miep"), find(ledger.connection, REFERENCE)

    recorded(ledger, a_review(2))
    _alerted(ledger)
    actions.acknowledge(*at(hours=1))
    actions.assign(*at(hours=1), "werkplaats")
    actions.note(*at(hours=1), Note(text="Mailde een foto.", direction="from_customer", at="2026-11-15T09:30"))
    waiting.begin(*at(hours=2), "customer", "2026-12-01")
    recorded(later(ledger, hours=3), a_review(2, text=f"{TEXT} Graag snel."))
    actions.answer(*at(hours=4), "Beste Truus,\n\nExcuses!", posted=True)
    replied = answered(a_review(2, text=f"{TEXT} Graag snel."), "Beste Truus, excuses!", "2026-11-17")
    recorded(later(ledger, days=1), replied)
    remedy = Remedy(asked="geld terug", given="nieuw zadel", amount="39,95")
    actions.resolve(*at(days=2), remedy, "Opgehaald in de winkel.")
    actions.ask_satisfaction(*at(days=3))
    actions.keep_satisfaction(*at(days=3), "Netjes opgelost", 8)
    actions.close(*at(days=4))


def _alerted(ledger: Ledger) -> None:
    from complaints import outbox

    (row,) = outbox.claim(ledger.connection, ledger.now, ["team"])
    outbox.mark_sent(ledger.connection, row, ledger.now)


def test_the_whole_story_of_a_complaint_is_told_in_order(ledger: Ledger) -> None:
    lived(ledger)
    (finding,) = views.show(ledger.connection, find(ledger.connection, REFERENCE))["findings"]
    assert told(ledger) == WHOLE.format(finding=finding["finding"])


def test_a_complaint_that_waits_says_so_at_its_head(ledger: Ledger) -> None:
    recorded(ledger, a_review(2))
    waiting.begin(ledger, find(ledger.connection, REFERENCE), "other", "2026-11-20T12:30")
    assert "    waiting for: other, until 2026-11-20 12:30\n" in told(ledger)


def test_an_answer_that_was_placed_and_not_seen_yet_is_named(ledger: Ledger) -> None:
    recorded(ledger, a_review(2))
    actions.answer(ledger, find(ledger.connection, REFERENCE), "Excuses!", posted=True)
    assert "    answer placed 2026-11-16 11:00, not seen on the page yet\n" in told(ledger)
    recorded(later(ledger, days=1), answered(a_review(2), "Excuses!"))
    assert "not seen" not in told(ledger)


def test_what_a_person_judged_is_told(ledger: Ledger) -> None:
    recorded(ledger, a_review(2))
    judge(ledger, find(ledger.connection, REFERENCE), Judgement(decision="mixed", themes=("levering", "kapot")))
    assert told(ledger).endswith("judged: decision mixed; themes levering, kapot  (klachtwacht)")


def test_a_complaint_that_was_merged_says_where_it_went_and_both_tell_of_it(ledger: Ledger) -> None:
    recorded(ledger, *reviews(1, 2))
    merge(ledger, find(ledger.connection, REFERENCE), find(ledger.connection, "KW-2026-00002"))
    assert "    merged into: KW-2026-00002, where its posts and letters are\n" in told(ledger)
    assert told(ledger).endswith("merged into KW-2026-00002  (klachtwacht)")
    assert told(ledger, "KW-2026-00002").endswith("KW-2026-00001 was merged into this  (klachtwacht)")
    split(ledger, find(ledger.connection, "KW-2026-00002"), REFERENCE)
    assert told(ledger).endswith("split off from KW-2026-00002  (klachtwacht)")
    assert told(ledger, "KW-2026-00002").endswith("split off: KW-2026-00001  (klachtwacht)")


def test_why_a_complaint_was_dismissed_is_told(ledger: Ledger) -> None:
    recorded(ledger, a_review(2))
    actions.dismiss(ledger, find(ledger.connection, REFERENCE), "andere winkel")
    assert told(ledger).endswith("dismissed: andere winkel  (klachtwacht)")


@pytest.mark.parametrize(
    ("moment", "shown"),
    [
        (datetime(2026, 3, 29, 0, 59, tzinfo=UTC), "2026-03-29 01:59"),
        (datetime(2026, 3, 29, 1, 0, tzinfo=UTC), "2026-03-29 03:00"),
        (datetime(2026, 10, 24, 23, 59, tzinfo=UTC), "2026-10-25 01:59"),
        # The hour that comes twice says which one it is.
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "2026-10-25 02:30 (+0200)"),
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), "2026-10-25 02:30 (+0100)"),
        (datetime(2026, 10, 25, 2, 0, tzinfo=UTC), "2026-10-25 03:00"),
    ],
)
def test_times_are_those_of_the_clock_in_the_shop(moment: datetime, shown: str) -> None:
    assert local(moment, AMSTERDAM) == shown


def test_the_times_of_a_shop_that_is_not_known_any_more_are_utc() -> None:
    assert local(datetime(2026, 7, 1, 12, 0, tzinfo=AMSTERDAM), None) == "2026-07-01 10:00"


def test_letters_of_a_night_of_25_hours_stand_in_the_order_they_were_written(ledger: Ledger) -> None:
    recorded(ledger, a_review(2))
    for text, at in (("later", "2026-10-25T02:15+01:00"), ("eerder", "2026-10-25T02:45+02:00")):
        actions.note(ledger, find(ledger.connection, REFERENCE), Note(text=text, at=at))
    said_first, said_then = told(ledger).index("eerder"), told(ledger).index("later")
    assert said_first < said_then


def test_a_clock_that_was_set_back_loses_nothing(ledger: Ledger) -> None:
    recorded(ledger, a_review(2))
    actions.acknowledge(replace(ledger, now=ledger.now - timedelta(days=1)), find(ledger.connection, REFERENCE))
    assert [entry["kind"] for entry in chronicle(ledger.connection, find(ledger.connection, REFERENCE)["id"])] == [
        "acknowledged",
        "opened",
    ]


@pytest.mark.parametrize("kind", sorted({change.event for change in CHANGES}))
def test_every_kind_of_event_can_be_told(kind: str) -> None:
    whole = {
        "from": REFERENCE,
        "until": "2026-12-01T00:00:00+01:00",
        "finding": 7,
        "note": "slechter",
        "why": "andere winkel",
    }
    whole |= {"owner": "Kees", "was": "closed", "for": "customer", "direction": "internal", "public": False}
    assert said(kind, whole, AMSTERDAM)

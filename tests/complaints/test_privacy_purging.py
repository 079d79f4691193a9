"""What has been kept long enough goes, what is open never does, and nothing goes by a clock that jumped."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa
from builders import NOW, a_review, later, recorded, reviews
from recorded import rows, the_only

from complaints import accesses, actions, runs, tables
from complaints.ledger import Ledger
from complaints.privacy.purging import PURGE, ClockError, check_clock, clock_fault, due, purge
from complaints.records import find
from complaints.retention import Terms

TERMS = Terms()
REFERENCE = "KW-2026-00001"


def purged(ledger: Ledger, terms: Terms = TERMS, **by: float) -> dict[str, int]:
    """What is erased so much later."""
    return purge(ledger.connection, later(ledger, **by).now, "Jo", terms).counts()


def closed(ledger: Ledger) -> None:
    recorded(ledger, *reviews(1))
    actions.close(ledger, find(ledger.connection, REFERENCE))


@pytest.mark.parametrize(("days", "status"), [(729, "closed"), (730, "erased"), (4000, "erased")])
def test_a_complaint_goes_two_years_after_it_ended(ledger, days, status):
    closed(ledger)
    purged(ledger, days=days)
    assert the_only(ledger, "complaints")["status"] == status
    assert len(rows(ledger, "findings")) == (status == "closed")


@pytest.mark.parametrize("verb", [None, actions.acknowledge])
def test_an_open_complaint_is_never_erased_however_old(ledger, verb):
    recorded(ledger, *reviews(1))
    if verb:
        verb(ledger, find(ledger.connection, REFERENCE))
    assert set(purged(ledger, days=9999).values()) == {0}
    assert the_only(ledger, "findings")["review"]["author"] == "Truus Verzonnen"


def test_a_reopened_complaint_is_kept(ledger):
    closed(ledger)
    actions.reopen(later(ledger, days=700), find(ledger.connection, REFERENCE))
    assert purged(ledger, days=800)["complaints"] == 0


def test_an_erased_complaint_says_that_its_term_was_over_and_does_not_come_back(ledger):
    closed(ledger)
    purged(ledger, days=731)
    assert rows(ledger, "events")[-1]["data"] == {"was": "closed", "because": "term"}
    assert recorded(later(ledger, days=732), *reviews(1)).new == 0


def test_praise_that_stands_on_its_page_keeps_its_mark_only(ledger):
    recorded(ledger, *reviews(5))
    recorded(later(ledger, days=89), *reviews(5))
    assert purged(ledger, days=91)["bare"] == 1
    row = the_only(ledger, "findings")
    assert (row["review"]["author"], row["review"]["text"], row["slot"]) == (None, None, None)
    assert row["review"]["rating"] == {"value": 5, "best": 5}
    assert purged(ledger, days=92)["bare"] == 0


def test_praise_of_which_the_mark_stays_is_known_again_and_a_fallen_mark_is_told(ledger):
    recorded(ledger, *reviews(5))
    recorded(later(ledger, days=89), *reviews(5))
    purged(ledger, days=91)
    again = recorded(later(ledger, days=92), *reviews(5))
    assert (again.new, again.edited) == (0, 0)
    worse = recorded(later(ledger, days=93), a_review(1, id="r1", published="2027-02-16"))
    assert worse.opened == ("KW-2027-00001",)


def test_praise_that_left_its_page_goes_whole(ledger):
    recorded(ledger, *reviews(5))
    assert purged(ledger, days=91)["gone"] == 1
    assert rows(ledger, "findings") == []


@pytest.mark.parametrize(("days", "erased"), [(99, 0), (100, 1)])
def test_the_terms_of_the_shop_count_for_what_is_there_already(ledger, days, erased):
    closed(ledger)
    assert purged(ledger, Terms(after_closing=timedelta(days=100)), days=days)["complaints"] == erased


def test_who_looked_is_forgotten_with_the_complaints_of_its_time(ledger):
    accesses.note(ledger.connection, NOW, "Jo", "show", reference=REFERENCE)
    assert purged(ledger, days=731)["accesses"] == 1
    assert rows(ledger, "accesses") == []


def test_what_is_due_can_be_seen_without_erasing_it(ledger):
    closed(ledger)
    before = rows(ledger, "complaints"), rows(ledger, "findings")
    found = due(ledger.connection, later(ledger, days=731).now, TERMS)
    assert (found.counts()["complaints"], found.held.references) == (1, (REFERENCE,))
    assert (rows(ledger, "complaints"), rows(ledger, "findings")) == before


# The clock


def days(*numbers: float) -> list[datetime]:
    return [NOW + timedelta(days=number) for number in numbers]


@pytest.mark.parametrize(
    ("recorded_on", "now", "trusted"),
    [
        ([], 0, True),
        ([0], 40, True),
        ([0, 30, 60], 61, True),
        ([0], 41, False),
        ([0, 500], 500, False),
        ([0, 500, 501], 502, False),
        ([0, 1], -1, False),
        ([0], -0.001, True),
    ],
    ids=str,
)
def test_a_clock_is_trusted_where_the_record_goes_on_without_a_gap(recorded_on, now, trusted):
    fault = clock_fault(days(*recorded_on), NOW + timedelta(days=now), timedelta(days=40))
    assert (fault is None) is trusted


def test_a_pass_on_a_wrong_clock_does_not_make_it_right(ledger):
    recorded(ledger, *reviews(1))
    ahead = later(ledger, days=900)
    runs.begin(ledger.connection, ahead.now)
    with pytest.raises(ClockError, match=r"nothing is recorded between 2026-11-16 and 2029-05-04.*--clock-is-right"):
        check_clock(ledger.connection, ahead.now, TERMS)


def test_a_clock_that_was_set_back_is_named(ledger):
    runs.begin(ledger.connection, NOW)
    with pytest.raises(ClockError, match="2026-11-16 10:00, which has still to come"):
        check_clock(ledger.connection, later(ledger, days=-2).now, TERMS)


def test_gaps_before_the_last_purge_were_looked_at_then(ledger):
    runs.begin(ledger.connection, NOW)
    ahead = later(ledger, days=100)
    accesses.note(ledger.connection, ahead.now, "Jo", PURGE)
    check_clock(ledger.connection, later(ahead, days=1).now, TERMS)


def test_the_gap_that_is_trusted_can_be_set(ledger):
    runs.begin(ledger.connection, NOW)
    check_clock(ledger.connection, later(ledger, days=100).now, Terms(gap=timedelta(days=120)))


# Who looked


def test_a_view_is_noted_with_who_and_what_and_no_words(engine):
    assert accesses.try_note(engine, NOW, "Jo\x1b[31m", "show", reference=REFERENCE) is None
    assert accesses.try_note(engine, NOW, " ", "complaints", count=7) is None
    with engine.connect() as connection:
        assert accesses.listed(connection, REFERENCE) == [
            {"at": "2026-11-16T10:00:00+00:00", "by": "Jo[31m", "what": "show", "reference": REFERENCE, "count": None}
        ]
        assert [(row["by"], row["count"]) for row in accesses.listed(connection)] == [("Jo[31m", None), ("unknown", 7)]


def test_a_view_that_cannot_be_noted_says_why(engine):
    with engine.begin() as connection:
        tables.accesses.drop(connection)
    assert "accesses" in (accesses.try_note(engine, NOW, "Jo", "show") or "")


def test_a_view_waits_for_a_writer_no_longer_than_two_seconds(engine, database):
    if database != "sqlite":
        pytest.skip("PostgreSQL lets all write at once")
    with engine.begin() as writer:
        writer.execute(sa.insert(tables.keys).values(name="x", value="x"))
        assert accesses.try_note(engine, NOW, "Jo", "show") == "database is locked"

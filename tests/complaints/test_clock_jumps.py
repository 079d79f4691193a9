"""A clock that was ahead or behind for a while: nothing falls silent, nothing is told twice, nothing is lost."""

from dataclasses import replace
from datetime import timedelta

import pytest
from builders import NOW, SITE, a_review, an_outcome, later, recorded, reviews
from recorded import column, counts, the_only, told

from complaints import outbox
from complaints.ledger import Ledger
from complaints.sources import Before, finish, load

YEAR = timedelta(days=365)
JUMPS = [timedelta(hours=-1), -YEAR, timedelta(hours=1), YEAR]


def known(ledger: Ledger) -> Before:
    return load(ledger.connection, ledger.shop.key, SITE, ledger.now)


def read(ledger: Ledger, *posts, since=None) -> None:
    """A reading of the source that goes to its end, as of the ledger's time."""
    recorded(ledger, *posts, since=since)
    oldest = NOW - timedelta(days=20)
    outcome = an_outcome(ledger, read=len(posts), complete=True, range_from=oldest)
    finish(ledger, replace(outcome, next_due=ledger.now + timedelta(hours=1)))


@pytest.mark.parametrize("jump", JUMPS)
def test_what_is_known_stays_known_and_is_told_once_whatever_the_clock_does(ledger, jump):
    read(ledger, *reviews(1, 2))
    before = counts(ledger), told(ledger)
    for by in (jump, timedelta(0)):
        read(replace(ledger, now=ledger.now + timedelta(minutes=10) + by), *reviews(1, 2))
    assert (counts(ledger), told(ledger)) == before


def test_a_source_read_by_a_clock_that_was_ahead_is_due_at_once_when_it_is_right_again(ledger):
    read(replace(ledger, now=NOW + YEAR), *reviews(1))
    assert known(ledger).due(NOW)
    assert known(ledger).deep(NOW)


def test_a_clock_that_is_set_back_by_minutes_changes_nothing(ledger):
    read(ledger, *reviews(1))
    assert not known(ledger).due(NOW - timedelta(minutes=4))
    assert not known(ledger).deep(NOW - timedelta(minutes=4))


def test_a_post_last_seen_by_a_clock_that_was_ahead_is_still_found_removed(ledger):
    read(ledger, *reviews(1, 2))
    read(replace(ledger, now=NOW + YEAR), *reviews(1, 2))
    for hours in (2, 3):
        read(later(ledger, hours=hours), *reviews(1))
    removed = column(ledger, "findings", "removed")
    assert [moment is not None for moment in removed] == [False, True]


@pytest.mark.parametrize("jump", [YEAR, -YEAR])
def test_a_complaint_that_comes_while_the_clock_is_wrong_opens_a_record(ledger, jump):
    read(ledger, a_review(1, published="2026-11-14"))
    wrong = replace(ledger, now=NOW + jump)
    read(wrong, a_review(2, id="r2", published="2026-11-16"), since=known(ledger).news_since)
    read(wrong, a_review(1, id="r3", published="2026-11-17"), since=known(ledger).news_since)
    assert len(told(ledger)) == 3


def test_a_complaint_that_came_while_no_run_was_made_for_long_opens_a_record(ledger):
    read(ledger, a_review(1, published="2026-11-14"))
    back = later(ledger, days=60)
    read(back, a_review(2, id="r2", published="2026-11-18"), since=known(ledger).news_since)
    assert len(told(ledger)) == 2


def test_an_old_post_that_a_site_shows_again_opens_none(ledger):
    read(ledger, a_review(1, published="2026-11-14"))
    read(ledger, a_review(2, id="r2", published="2026-08-14"), since=known(ledger).news_since)
    assert len(told(ledger)) == 1


def claimed(ledger: Ledger) -> int:
    return len(outbox.claim(ledger.connection, ledger.now, ["team"]))


def test_a_message_claimed_or_put_off_by_a_clock_that_was_ahead_does_not_wait_for_that_time(ledger):
    recorded(ledger, a_review(1))
    ahead = replace(ledger, now=NOW + YEAR)
    (row,) = outbox.claim(ledger.connection, ahead.now, ["team"])
    assert claimed(ledger) == 1
    outbox.mark_waiting(ledger.connection, replace(row, attempts=2), ahead.now + timedelta(hours=1), "no answer")
    assert the_only(ledger, "outbox")["next_try"] == NOW + YEAR + timedelta(hours=1)
    assert claimed(ledger) == 1


def test_a_message_that_waits_for_its_next_try_waits(ledger):
    recorded(ledger, a_review(1))
    (row,) = outbox.claim(ledger.connection, ledger.now, ["team"])
    assert claimed(ledger) == 0
    outbox.mark_waiting(ledger.connection, row, ledger.now + timedelta(hours=28), "no answer")
    assert claimed(ledger) == 0

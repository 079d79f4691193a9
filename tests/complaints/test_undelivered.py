"""Messages that did not get where they should, by destination."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from builders import NOW, an_outcome, later
from sqlalchemy import Connection

from complaints import tables
from complaints.ledger import Ledger
from complaints.sources import finish
from complaints.undelivered import Undelivered, dead, failing, unsent

HOUR = timedelta(hours=1)


def a_message(ledger: Ledger, **values: Any) -> Connection:
    """A message of NOW to the team, in a state."""
    finish(ledger, an_outcome(ledger, "failed"))
    ledger.connection.execute(sa.update(tables.outbox).values(**values))
    return ledger.connection


@pytest.mark.parametrize(("days", "told"), [(1, True), (13, True), (15, False)])
def test_a_message_that_was_given_up_is_told_of_for_two_weeks(ledger, days, told):
    connection = a_message(ledger, state="dead", attempts=10, error="kapot", next_try=None)
    expected = [Undelivered(destination="team", count=1, since=NOW, error="kapot")] if told else []
    assert dead(connection, NOW + timedelta(days=days)) == expected


@pytest.mark.parametrize(
    ("attempts", "error", "to", "count"),
    [(3, "kapot", "team", 0), (4, "kapot", "team", 1), (4, None, "team", 0), (4, "kapot", "elders", 0)],
)
def test_a_message_that_was_tried_for_half_an_hour_in_vain_is_told_of(ledger, attempts, error, to, count):
    connection = a_message(ledger, attempts=attempts, error=error, next_try=NOW + 9 * HOUR)
    assert [each.count for each in failing(connection, [to])] == [1] * count


@pytest.mark.parametrize(
    ("next_try", "count"),
    [(NOW - HOUR, 1), (NOW - HOUR / 4, 0), (NOW + 9 * HOUR, 0)],  # the last for quiet hours
)
def test_a_message_that_nobody_sends_is_told_of(ledger, next_try, count):
    connection = a_message(ledger, next_try=next_try)
    assert [each.count for each in unsent(connection, ["team"], NOW)] == [1] * count


def test_what_was_sent_is_no_trouble(ledger):
    connection = a_message(later(ledger, hours=-9), state="sent", attempts=5, error="een remark", next_try=None)
    assert (dead(connection, NOW), failing(connection, ["team"]), unsent(connection, ["team"], NOW)) == ([], [], [])

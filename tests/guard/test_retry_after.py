"""How long a server asks to be left alone."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guard.retry_after import LONGEST, retry_after

NOW = datetime(2026, 11, 20, 10, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "wait"),
    [
        ("120", timedelta(minutes=2)),
        (" 120 ", timedelta(minutes=2)),
        ("0", timedelta(0)),
        ("1.5", timedelta(seconds=1.5)),
        ("Fri, 20 Nov 2026 10:01:00 GMT", timedelta(minutes=1)),
        ("Friday, 20-Nov-26 10:01:00 GMT", timedelta(minutes=1)),
        ("Fri Nov 20 10:01:00 2026", timedelta(minutes=1)),
        ("Fri, 20 Nov 2026 11:01:00 +0100", timedelta(minutes=1)),
        ("Fri, 20 Nov 2026 10:01:00 -0000", timedelta(minutes=1)),
        ("Fri, 20 Nov 2026 09:00:00 GMT", timedelta(0)),
        ("Fri, 20 Nov 2099 10:00:00 GMT", LONGEST),
        ("999999", LONGEST),
        ("9" * 5000, LONGEST),
        (None, None),
        ("", None),
        ("-5", None),
        ("soon", None),
        ("٣", None),
        ("Fri, 99 Foo 2026 10:00:00 GMT", None),
        ("2026-11-20T10:01:00Z", None),
    ],
)
def test_seconds_and_dates_become_a_bounded_wait(value, wait):
    assert retry_after(value, NOW) == wait


def test_the_longest_wait_can_be_given():
    assert retry_after("7200", NOW, longest=timedelta(hours=1)) == timedelta(hours=1)


@given(st.text())
def test_no_value_gives_a_negative_or_endless_wait(value):
    wait = retry_after(value, NOW)
    assert wait is None or timedelta(0) <= wait <= LONGEST

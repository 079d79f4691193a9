"""What a page says of a time, in Amsterdam: the first and the last instant it can mean."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from complaints.moments import earliest, latest

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


@pytest.mark.parametrize(
    ("published", "first", "last"),
    [
        ("2026-11-14T09:30:00+01:00", "2026-11-14T08:30:00Z", "2026-11-14T08:30:00Z"),
        ("2026-11-14T09:30:00Z", "2026-11-14T09:30:00Z", "2026-11-14T09:30:00Z"),
        ("2026-11-14T09:30:00-05:00", "2026-11-14T14:30:00Z", "2026-11-14T14:30:00Z"),
        ("2026-11-14", "2026-11-13T23:00:00Z", "2026-11-14T22:59:59Z"),
        ("2026-07-14", "2026-07-13T22:00:00Z", "2026-07-14T21:59:59Z"),
        # Clocks go forward: a day of 23 hours. Back: one of 25.
        ("2026-03-29", "2026-03-28T23:00:00Z", "2026-03-29T21:59:59Z"),
        ("2026-10-25", "2026-10-24T22:00:00Z", "2026-10-25T22:59:59Z"),
        ("2026-03", "2026-02-28T23:00:00Z", "2026-03-31T21:59:59Z"),
        ("2026-10", "2026-09-30T22:00:00Z", "2026-10-31T22:59:59Z"),
        ("2028-02", "2028-01-31T23:00:00Z", "2028-02-29T22:59:59Z"),
        ("2026-12", "2026-11-30T23:00:00Z", "2026-12-31T22:59:59Z"),
    ],
)
def test_a_published_time_means_from_its_first_to_its_last_instant(published, first, last):
    assert earliest(published, AMSTERDAM) == datetime.fromisoformat(first)
    assert latest(published, AMSTERDAM) == datetime.fromisoformat(last)


def test_instants_are_given_in_utc():
    assert earliest("2026-11-14", AMSTERDAM).tzinfo is UTC
    assert latest("2026-11-14", AMSTERDAM).tzinfo is UTC


def test_an_unknown_time_stays_unknown():
    assert earliest(None, AMSTERDAM) is None
    assert latest(None, AMSTERDAM) is None


@pytest.mark.parametrize("text", ["gisteren", "14-11-2026", "2026", "2026-13", "2026-02-30"])
def test_what_is_no_time_of_the_contract_is_an_error(text):
    with pytest.raises(ValueError, match=r".+"):
        earliest(text, AMSTERDAM)

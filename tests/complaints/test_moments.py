"""Times as texts, in Amsterdam: the first and the last instant a page can mean, and what a person types."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from complaints.moments import MomentError, earliest, latest, typed

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


@pytest.mark.parametrize(
    ("said", "instant"),
    [
        ("2026-11-20", "2026-11-19T23:00:00Z"),
        (" 2026-11-20T09:30\n", "2026-11-20T08:30:00Z"),
        ("2026-07-20 09:30", "2026-07-20T07:30:00Z"),
        ("2026-11-20T09:30Z", "2026-11-20T09:30:00Z"),
        ("2026-11-20T09:30-05:00", "2026-11-20T14:30:00Z"),
        # The last and the first minute on either side of the change to summer time, and of the change back.
        ("2026-03-29T01:59", "2026-03-29T00:59:00Z"),
        ("2026-03-29T03:00", "2026-03-29T01:00:00Z"),
        ("2026-03-29", "2026-03-28T23:00:00Z"),
        ("2026-10-25T01:59", "2026-10-24T23:59:00Z"),
        ("2026-10-25T03:00", "2026-10-25T02:00:00Z"),
        ("2026-10-25T02:30+02:00", "2026-10-25T00:30:00Z"),
        ("2026-10-25T02:30+01:00", "2026-10-25T01:30:00Z"),
        ("2026-10-25", "2026-10-24T22:00:00Z"),
    ],
)
def test_a_typed_time_is_on_the_shops_clock_unless_it_says_otherwise(said, instant):
    assert typed(said, AMSTERDAM) == datetime.fromisoformat(instant)


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ("gisteren", "'gisteren' is no time; write it as 2026-11-20 or 2026-11-20T09:30"),
        ("", "'' is no time; write it as 2026-11-20 or 2026-11-20T09:30"),
        ("2026-02-30", "'2026-02-30' is no time; write it as 2026-11-20 or 2026-11-20T09:30"),
        ("0001-01-01T00:00", "'0001-01-01T00:00' is not in a year that can be meant"),
        ("9999-12-31T23:59-12:00", "'9999-12-31T23:59-12:00' is not in a year that can be meant"),
        ("2026-03-29T02:00", "2026-03-29T02:00 does not exist in Europe/Amsterdam: the clock was put forward over it"),
        ("2026-03-29T02:59", "2026-03-29T02:59 does not exist in Europe/Amsterdam: the clock was put forward over it"),
        (
            "2026-10-25T02:30",
            "2026-10-25T02:30 came twice in Europe/Amsterdam, as the clock was put back: "
            "write 2026-10-25T02:30+02:00 or 2026-10-25T02:30+01:00",
        ),
    ],
)
def test_a_typed_time_that_means_nothing_or_two_things_is_refused_in_words(said, fault):
    with pytest.raises(MomentError) as caught:
        typed(said, AMSTERDAM)
    assert str(caught.value) == fault


def test_what_was_typed_for_a_time_is_shown_harmless_and_short():
    with pytest.raises(MomentError) as caught:
        typed("\x1b[2J" + "9" * 1000, AMSTERDAM)
    assert "\x1b" not in str(caught.value)
    assert len(str(caught.value)) < 120

"""What `klachtwacht sources` says of a source as of now."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints.sources import Before
from crawler.source import Source
from klachtwacht.keeper import newest_first
from klachtwacht.source_list import shown_lamp
from klachtwacht.staleness import passed_over

NOW = datetime(2026, 11, 16, 10, 0, tzinfo=UTC)
SOURCE = Source(name="praat", shop="fietsplezier", site="page", url="https://praat.example/")
LIVE = Before(lamp="live", since=NOW - timedelta(days=9), last_ok=NOW)


def test_a_source_never_read_is_new() -> None:
    assert shown_lamp(SOURCE, Before(), NOW) == ("new", None, None)


def test_a_source_that_is_switched_off_is_off_whatever_its_lamp_was() -> None:
    lamp, reason, since = shown_lamp(replace(SOURCE, enabled=False), LIVE, NOW)
    assert (lamp, since) == ("off", None)
    assert reason == "enabled = false in shop.toml"


@pytest.mark.parametrize(
    ("every", "ago", "lamp"),
    [
        (timedelta(hours=1), timedelta(hours=2), "live"),
        (timedelta(hours=1), timedelta(hours=4), "stale"),
        (timedelta(minutes=5), timedelta(hours=1), "live"),
        (timedelta(minutes=5), timedelta(hours=3), "stale"),
        (timedelta(days=1), timedelta(days=2), "live"),
    ],
)
def test_a_healthy_source_that_no_pass_read_for_long_is_stale(every: timedelta, ago: timedelta, lamp: str) -> None:
    shown = shown_lamp(replace(SOURCE, every=every), replace(LIVE, last_ok=NOW - ago), NOW)
    assert shown[0] == lamp


def test_a_stale_source_says_what_to_look_at_and_since_when() -> None:
    _, reason, since = shown_lamp(SOURCE, replace(LIVE, last_ok=NOW - timedelta(days=2)), NOW)
    assert reason == "not read since 2026-11-14 10:00 UTC: is `klachtwacht run` still scheduled?"
    assert since == NOW - timedelta(days=2) + timedelta(hours=3)


def test_a_source_read_by_a_clock_that_was_ahead_is_stale_from_now_on() -> None:
    lamp, reason, since = shown_lamp(SOURCE, replace(LIVE, last_ok=NOW + timedelta(days=365)), NOW)
    assert (lamp, since) == ("stale", NOW)
    assert reason == "not read since 2027-11-16 10:00 UTC: the clock was ahead then, or is behind now"


@pytest.mark.parametrize("lamp", ["blocked", "changed", "failed", "hostile"])
def test_an_unhealthy_source_keeps_its_lamp_and_reason(lamp: str) -> None:
    before = replace(LIVE, lamp=lamp, reason="why", last_ok=NOW - timedelta(days=30))
    assert shown_lamp(SOURCE, before, NOW) == (lamp, "why", before.since)


def test_a_pass_that_does_not_come_to_a_source_says_so() -> None:
    late = replace(LIVE, last_ok=NOW - timedelta(days=2))
    found = passed_over(SOURCE, late, NOW)
    assert found is not None
    assert found.reason == "not read since 2026-11-14 10:00 UTC, and passes were made: none came to it"
    assert passed_over(SOURCE, LIVE, NOW) is None
    assert passed_over(SOURCE, replace(late, lamp="failed"), NOW) is None
    assert passed_over(SOURCE, replace(LIVE, last_ok=NOW + timedelta(days=9)), NOW) is None


dates = st.lists(st.datetimes(timezones=st.just(UTC)), min_size=2)


@given(dates)
def test_a_list_from_new_to_old_is_newest_first(found: list[datetime]) -> None:
    assert newest_first(sorted(found, reverse=True))


@given(dates)
def test_a_list_with_a_newer_post_below_an_older_one_is_not(found: list[datetime]) -> None:
    assert newest_first(list(found)) == (found == sorted(found, reverse=True))


@pytest.mark.parametrize("found", [[], [NOW], [NOW, None], [None, None]])
def test_one_post_or_one_without_a_date_proves_no_order(found: list[datetime | None]) -> None:
    assert not newest_first(found)

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.reading.fields import iso_date, number, value_and_top

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
AMSTERDAM = ZoneInfo("Europe/Amsterdam")


@pytest.mark.parametrize(
    ("stated", "value"),
    [(4, 4), (4.5, 4.5), ("4", 4), ("4.5", 4.5), ("4,5", 4.5), (" 4 ", 4), ("4 / 5", 4), ("0", 0), ("-1", -1)],
)
def test_a_number_is_read_as_sites_write_it(stated: Any, value: float) -> None:
    assert number(stated) == value


@pytest.mark.parametrize(
    "stated", [None, True, "", "vier", "4.5.6", "1e9", "٤", float("nan"), float("inf"), 10**400, "4" * 100, [4], {}]
)
def test_anything_else_is_no_number(stated: Any) -> None:
    assert number(stated) is None


def test_a_fraction_names_its_scale() -> None:
    assert value_and_top("8,5/10") == (8.5, 10)


@pytest.mark.parametrize(
    ("stated", "iso"),
    [
        ("2026-11-01", "2026-11-01"),
        ("2026-11", "2026-11"),
        ("2026-1-5", "2026-01-05"),
        ("2026-11-01T10:00:00Z", "2026-11-01T10:00:00+00:00"),
        ("2026-11-01T10:00:00.123Z", "2026-11-01T10:00:00+00:00"),
        ("2026-11-01T10:00:00+0100", "2026-11-01T10:00:00+01:00"),
        ("2026-11-01T10:00:00 -05:00", "2026-11-01T10:00:00-05:00"),
        ("2026-11-01T10:00+01", "2026-11-01T10:00:00+01:00"),
        ("2026-11-01T10:00:00", "2026-11-01T10:00:00+01:00"),
        ("2026-07-01 10:00:00", "2026-07-01T10:00:00+02:00"),
        ("\n2026-11-01 ", "2026-11-01"),
        ("2026-11-21", "2026-11-21"),
        ("2026-11-21T11:59:59Z", "2026-11-21T11:59:59+00:00"),
    ],
)
def test_a_date_says_as_much_as_the_page_does(stated: str, iso: str) -> None:
    assert iso_date(stated, zone=AMSTERDAM, now=NOW) == iso


@pytest.mark.parametrize(
    "stated",
    [
        "",
        "gisteren",
        "2026",
        "2026-02-31",
        "2026-13-01",
        "2026-11-01T25:00:00Z",
        "2026-11-01T10:00:00+99:00",
        "0001-01-01T00:00:00",
        "1970-01-01T00:00:00Z",
        "2026-11-22",
        "2026-12",
        "2026-11-21T12:00:01Z",
        "2026-11-01" + " " * 100,
        "01-11-2026",
    ],
)
def test_what_is_no_possible_date_is_none(stated: str) -> None:
    assert iso_date(stated, zone=AMSTERDAM, now=NOW) is None


@given(st.integers(min_value=700_000_000, max_value=int(NOW.timestamp())))
def test_what_comes_out_is_read_again_as_the_same(seconds: int) -> None:
    moment = datetime.fromtimestamp(seconds, UTC).replace(tzinfo=None)
    once = iso_date(moment.isoformat(), zone=AMSTERDAM, now=NOW)
    assert once is not None
    assert iso_date(once, zone=UTC, now=NOW) == once

"""Quiet hours on the clock on the wall, over midnight and over clock changes."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from alerts.quiet import parse_quiet

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
NIGHT = "22:00-07:00"
SPRING, AUTUMN, WINTER = "2026-03-29", "2026-10-25", "2026-01-15"


@pytest.mark.parametrize(
    ("hours", "instant", "quiet"),
    [
        # Winter: one hour ahead of UTC.
        (NIGHT, f"{WINTER}T20:59:59+00:00", False),
        (NIGHT, f"{WINTER}T21:00:00+00:00", True),
        (NIGHT, f"{WINTER}T23:30:00+00:00", True),
        (NIGHT, f"{WINTER}T05:59:59+00:00", True),
        (NIGHT, f"{WINTER}T06:00:00+00:00", False),
        # Summer: two.
        (NIGHT, "2026-07-15T19:59:00+00:00", False),
        (NIGHT, "2026-07-15T20:00:00+00:00", True),
        (NIGHT, "2026-07-15T05:00:00+00:00", False),
        # The night the clock goes forward ends an hour of real time earlier.
        (NIGHT, f"{SPRING}T04:59:00+00:00", True),
        (NIGHT, f"{SPRING}T05:00:00+00:00", False),
        # 02:30 does not exist that night: quiet from two to three never comes.
        ("02:00-03:00", f"{SPRING}T00:59:59+00:00", False),
        ("02:00-03:00", f"{SPRING}T01:00:00+00:00", False),
        ("02:30-06:00", f"{SPRING}T01:00:00+00:00", True),
        # The night the clock goes back, 02:30 comes twice and is quiet twice.
        ("02:00-03:00", f"{AUTUMN}T00:30:00+00:00", True),
        ("02:00-03:00", f"{AUTUMN}T01:30:00+00:00", True),
        ("02:00-03:00", f"{AUTUMN}T02:00:00+00:00", False),
        (NIGHT, f"{AUTUMN}T05:59:00+00:00", True),
        (NIGHT, f"{AUTUMN}T06:00:00+00:00", False),
        # Within a day.
        ("12:00-13:30", f"{WINTER}T11:00:00+00:00", True),
        ("12:00-13:30", f"{WINTER}T12:30:00+00:00", False),
        ("18:00-24:00", f"{WINTER}T22:59:00+00:00", True),
        ("18:00-24:00", f"{WINTER}T23:00:00+00:00", False),
    ],
)
def test_the_clock_on_the_wall_decides(hours, instant, quiet):
    assert parse_quiet(hours).covers(datetime.fromisoformat(instant), AMSTERDAM) is quiet


@pytest.mark.parametrize("day", [SPRING, AUTUMN, WINTER])
def test_every_night_ends(day):
    quiet = parse_quiet(NIGHT)
    midnight = datetime.fromisoformat(f"{day}T00:00:00+00:00")
    minutes = [midnight + timedelta(minutes=n) for n in range(12 * 60)]
    states = [quiet.covers(minute, AMSTERDAM) for minute in minutes]
    assert states == sorted(states, reverse=True)
    assert minutes[states.index(False)].astimezone(AMSTERDAM).hour == 7


def test_the_zone_of_the_shop_counts_not_that_of_the_instant():
    instant = datetime(2026, 1, 15, 21, 30, tzinfo=UTC).astimezone(ZoneInfo("America/New_York"))
    assert parse_quiet(NIGHT).covers(instant, AMSTERDAM)


@pytest.mark.parametrize("text", ["", "22-7", "22:00", "25:00-07:00", "22:60-07:00", "24:30-07:00", "07:00-07:00", "x"])
def test_what_is_not_quiet_hours_is_refused_with_what_is_expected(text):
    with pytest.raises(ValueError, match=r"22:00-07:00|clock|always or never"):
        parse_quiet(text)

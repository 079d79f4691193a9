"""How long a source is left alone: as long as shop.toml says, or between bounds by what happens there."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.source import Source
from klachtwacht.intervals import due, next_interval

NOW = datetime(2026, 11, 16, 10, 0, tzinfo=UTC)
MIN, EVERY, MAX = timedelta(minutes=10), timedelta(hours=1), timedelta(days=1)


def a_source(
    every: timedelta = EVERY, least: timedelta | None = None, most: timedelta | None = None, name: str = "praat"
) -> Source:
    return Source(name=name, shop="fietsplezier", site="page", every=every, every_min=least, every_max=most)


ADAPTS = a_source(least=MIN, most=MAX)


@pytest.mark.parametrize("last", [None, timedelta(minutes=5), EVERY, timedelta(days=3)])
@pytest.mark.parametrize("news", [True, False, None])
@pytest.mark.parametrize("awaited", [True, False])
def test_without_bounds_the_interval_is_every(last: timedelta | None, news: bool | None, awaited: bool) -> None:
    assert next_interval(a_source(), last, news=news, awaited=awaited) == EVERY


@pytest.mark.parametrize(
    ("last", "news", "awaited", "minutes"),
    [
        # Nothing new: half as long again, up to every_max.
        (60, False, False, 90),
        (90, False, False, 135),
        (10, False, False, 15),
        (1200, False, False, 1440),
        (1440, False, False, 1440),
        # News: back to every, and from there half as long, down to every_min.
        (1440, True, False, 60),
        (61, True, False, 60),
        (60, True, False, 30),
        (30, True, False, 15),
        (15, True, False, 10),
        (10, True, False, 10),
        # An answer that has still to be seen: every_min.
        (1440, False, True, 10),
        (60, True, True, 10),
        # What could not be read is not asked more often, whatever is awaited there.
        (1440, None, False, 1440),
        (10, None, False, 60),
        (10, None, True, 60),
        # The first reading, in which everything is new.
        (None, True, False, 60),
        (None, False, False, 60),
        (None, None, False, 60),
        (None, True, True, 10),
        # The bounds were changed in shop.toml.
        (5000, None, False, 1440),
        (1, True, False, 10),
    ],
)
def test_between_bounds_it_follows_what_happens(
    last: int | None, news: bool | None, awaited: bool, minutes: int
) -> None:
    before = None if last is None else timedelta(minutes=last)
    assert next_interval(ADAPTS, before, news=news, awaited=awaited) == timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("source", "news", "awaited", "expected"),
    [
        (a_source(least=MIN), False, False, EVERY),
        (a_source(least=MIN), False, True, MIN),
        (a_source(most=MAX), True, False, EVERY),
        (a_source(most=MAX), False, True, EVERY),
        (a_source(most=MAX), False, False, timedelta(minutes=90)),
    ],
)
def test_where_one_bound_is_missing_every_is_that_bound(
    source: Source, news: bool, awaited: bool, expected: timedelta
) -> None:
    assert next_interval(source, EVERY, news=news, awaited=awaited) == expected


seconds = st.integers(1, 400 * 86400).map(lambda number: timedelta(seconds=number))


@st.composite
def sources(draw: st.DrawFn) -> Source:
    least, every, most = sorted([draw(seconds), draw(seconds), draw(seconds)])
    return a_source(every, draw(st.sampled_from([least, None])), draw(st.sampled_from([most, None])))


@given(sources(), st.none() | seconds, st.sampled_from([True, False, None]), st.booleans())
def test_the_interval_is_always_within_its_bounds_and_in_whole_seconds(
    source: Source, last: timedelta | None, news: bool | None, awaited: bool
) -> None:
    interval = next_interval(source, last, news=news, awaited=awaited)
    assert (source.every_min or source.every) <= interval <= (source.every_max or source.every)
    assert interval == timedelta(seconds=int(interval.total_seconds()))


@given(sources(), st.lists(st.sampled_from([True, False, None]), max_size=30))
def test_news_never_makes_a_source_wait_longer_and_silence_never_shorter(
    source: Source, happens: list[bool | None]
) -> None:
    last = source.every
    for news in happens:
        interval = next_interval(source, last, news=news, awaited=False)
        assert interval <= last if news else interval >= last
        last = interval


@given(seconds, st.text(min_size=1, max_size=20))
def test_a_source_is_due_at_the_interval_or_up_to_a_tenth_earlier(interval: timedelta, name: str) -> None:
    after = due(a_source(name=name), NOW, interval) - NOW
    assert interval * 0.9 - timedelta(microseconds=1) <= after <= interval


def test_a_source_always_keeps_its_place_and_many_are_spread() -> None:
    times = [due(a_source(name=f"bron{number}"), NOW, EVERY) for number in range(60)]
    assert times == [due(a_source(name=f"bron{number}"), NOW, EVERY) for number in range(60)]
    assert len({f"{time:%H:%M}" for time in times}) == 6


@pytest.mark.parametrize(("hours", "expected"), [(0.5, None), (2, 2)])
def test_a_site_that_asks_for_longer_is_left_alone_for_longer(hours: float, expected: float | None) -> None:
    again = NOW + timedelta(hours=hours)
    at = due(ADAPTS, NOW, EVERY, again)
    assert at == (again if expected else due(ADAPTS, NOW, EVERY))

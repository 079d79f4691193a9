"""How long a busy server is left alone, and when it is left until a later run."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.manners.patience import GiveUp, Patience, Refusal, Wait, decide

NOW = datetime(2026, 11, 16, 10, 0, tzinfo=UTC)
PATIENCE = Patience()
MINUTES = 60.0
RUN = 15 * MINUTES


def said(seconds: float | None, *, of_request: int = 1, of_host: int = 1, left: float = RUN) -> Refusal:
    """A refusal with that Retry-After, None for one without."""
    asked = None if seconds is None else timedelta(seconds=seconds)
    return Refusal(asked=asked, of_request=of_request, of_host=of_host, left=left)


def until(seconds: float) -> GiveUp:
    return GiveUp(NOW + timedelta(seconds=seconds))


@pytest.mark.parametrize(
    ("refusal", "decided"),
    [
        (said(0), Wait(0)),
        (said(7), Wait(7)),
        (said(7, of_request=2), Wait(7)),
        (said(7, of_request=3), until(7)),
        (said(7, of_request=2, of_host=9), Wait(7)),
        (said(10 * MINUTES), Wait(10 * MINUTES)),
        (said(10 * MINUTES + 1), until(10 * MINUTES + 1)),
        (said(24 * 60 * MINUTES), until(24 * 60 * MINUTES)),
        (said(7, left=6.9), until(7)),
        (said(7, left=7), Wait(7)),
        (said(7, left=-1), until(7)),
        (said(None), Wait(30)),
        (said(None, of_host=2), Wait(60)),
        (said(None, of_host=3), until(120)),
        (said(None, of_host=2, of_request=1), Wait(60)),
        (said(None, of_host=1000), until(10 * MINUTES)),
        (said(None, left=29), until(30)),
    ],
)
def test_a_wait_that_fits_in_the_run_is_kept_and_another_ends_it(refusal: Refusal, decided: Wait | GiveUp) -> None:
    assert decide(refusal, NOW, PATIENCE, 0) == decided


@pytest.mark.parametrize(("chance", "seconds"), [(0, 30), (0.5, 33.75), (1, 37.5)])
def test_a_wait_of_our_own_is_lengthened_by_chance(chance: float, seconds: float) -> None:
    assert decide(said(None), NOW, PATIENCE, chance) == Wait(seconds)


def test_what_the_server_asks_for_is_not_lengthened() -> None:
    assert decide(said(30), NOW, PATIENCE, 1) == Wait(30)


refusals = st.builds(
    Refusal,
    asked=st.none() | st.timedeltas(min_value=timedelta(0), max_value=timedelta(hours=24)),
    of_request=st.integers(1, 10_000),
    of_host=st.integers(1, 10_000),
    left=st.floats(-1e6, 1e6) | st.just(float("inf")),
)


@given(refusals, st.floats(0, 1))
def test_no_wait_is_shorter_than_asked_longer_than_ten_minutes_or_past_the_runs_end(
    refusal: Refusal, chance: float
) -> None:
    decided = decide(refusal, NOW, PATIENCE, chance)
    asked = timedelta(0) if refusal.asked is None else refusal.asked
    if isinstance(decided, Wait):
        assert asked.total_seconds() <= decided.seconds <= min(600, refusal.left)
    else:
        assert decided.until >= NOW + asked


@given(st.none() | st.timedeltas(min_value=timedelta(0), max_value=timedelta(hours=24)), st.floats(0, 1))
def test_a_page_is_asked_for_three_times_at_most(asked: timedelta | None, chance: float) -> None:
    third = Refusal(asked=asked, of_request=3, of_host=3, left=float("inf"))
    assert isinstance(decide(third, NOW, PATIENCE, chance), GiveUp)

"""The verdict on a source: silence is never taken for health."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints.review import Rating, Review
from complaints.sources import HEALTHY, UNHEALTHY
from crawler.lamps import Saw, Verdict, judge, not_too_quiet
from crawler.reading.page import Reading, Unreadable

NOW = datetime(2026, 11, 16, 10, 0, tzinfo=UTC)
AGAIN = datetime(2026, 11, 16, 12, 34, 56, tzinfo=UTC)


def saw(**seen: Any) -> Saw:
    return Saw(**{"pages": 1, "reviews": 20, **seen})


def verdict(seen: Saw, *, most_read: int = 20, newest: datetime | None = NOW) -> Verdict:
    return judge(seen, most_read=most_read, newest=newest, now=NOW)


@pytest.mark.parametrize(
    ("seen", "lamp", "reason"),
    [
        (saw(), "live", None),
        (saw(reviews=0, unchanged=1), "live", None),
        (saw(status=401), "blocked", "HTTP 401: asks for a login"),
        (saw(status=403), "blocked", "HTTP 403: forbidden"),
        (saw(status=429), "blocked", "HTTP 429: too many requests"),
        (
            saw(status=429, again=AGAIN),
            "blocked",
            "HTTP 429: too many requests; not asked again before 2026-11-16 12:34 UTC",
        ),
        (saw(status=503, again=AGAIN), "failed", "HTTP 503; not asked again before 2026-11-16 12:34 UTC"),
        (saw(status=451), "blocked", "HTTP 451: unavailable for legal reasons"),
        (saw(status=404), "failed", "HTTP 404"),
        (saw(status=500), "failed", "HTTP 500"),
        (saw(status=304), "failed", "HTTP 304"),
        (saw(reviews=0, wall="captcha"), "blocked", "captcha instead of reviews"),
        (saw(hostile="hostile page: too much"), "hostile", "hostile page: too much"),
        (saw(failure="the server did not answer in time"), "failed", "the server did not answer in time"),
        (Saw(failure="the server refused the connection"), "failed", "the server refused the connection"),
        (saw(reviews=0), "changed", "no reviews could be read, and there were 20 before"),
        (saw(reviews=0, says_none=True), "changed", "the page says it has no reviews, and there were 20 before"),
        (Saw(), "changed", "no reviews could be read, and there were 20 before"),
        (saw(reviews=1, unreadable=["bad: <x>"]), "changed", "1 parts could not be read: bad: <x>"),
        (saw(unreadable=["bad: <x>"]), "live", "1 of 21 could not be read"),
        (saw(unknown_scale=3), "live", "3 ratings on an unknown scale: set best in shop.toml"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_a_run_saw_gives_the_lamp_and_the_reason(seen: Saw, lamp: str, reason: str | None) -> None:
    assert verdict(seen) == Verdict(lamp=lamp, reason=reason)


def test_no_reviews_are_believed_only_of_a_page_that_says_so_and_was_never_fuller() -> None:
    says_none = saw(reviews=0, says_none=True)
    assert verdict(says_none, most_read=0, newest=None).lamp == "quiet"
    assert verdict(saw(reviews=0), most_read=0, newest=None).lamp == "changed"
    assert verdict(saw(reviews=0, counted=12), most_read=0).reason == (
        "no reviews could be read on this page, which says it has 12"
    )


@pytest.mark.parametrize(
    ("newest", "lamp"),
    [
        (NOW - timedelta(days=29), "live"),
        (NOW - timedelta(days=31), "quiet"),
        (None, "live"),
    ],
)
def test_nothing_new_for_a_month_is_quiet(newest: datetime | None, lamp: str) -> None:
    assert verdict(saw(), newest=newest).lamp == lamp


def after_a_silence(quiet: timedelta, longest: timedelta | None) -> Verdict:
    newest = NOW - quiet
    return not_too_quiet(verdict(saw(), newest=newest), newest=newest, silence=longest, now=NOW)


@pytest.mark.parametrize(
    ("days", "silence", "lamp"),
    [
        (31, None, "quiet"),
        (31, 2, "stale"),
        (29, 2, "live"),
        (31, 11, "quiet"),
        (34, 11, "stale"),
        (200, 90, "quiet"),
    ],
)
def test_a_silence_of_three_times_the_longest_there_ever_was_is_stale(
    days: int, silence: int | None, lamp: str
) -> None:
    longest = None if silence is None else timedelta(days=silence)
    assert after_a_silence(timedelta(days=days), longest).lamp == lamp


def test_a_page_without_news_for_too_long_says_how_long_it_never_was() -> None:
    found = after_a_silence(timedelta(days=40), timedelta(days=3, hours=4))
    assert found.reason == "nothing new since 2026-10-07, and before that never for more than 4 days"


@given(
    reviews=st.integers(0, 5),
    unchanged=st.integers(0, 5),
    status=st.sampled_from([None, 403, 404, 500]),
    wall=st.sampled_from([None, "captcha"]),
    failure=st.sampled_from([None, "no answer"]),
    hostile=st.sampled_from([None, "hostile page"]),
    says_none=st.booleans(),
    most_read=st.integers(0, 3),
)
def test_no_lamp_is_healthy_after_trouble_or_silence(most_read: int, **seen: Any) -> None:
    given_up = any(seen[key] for key in ("status", "wall", "failure", "hostile"))
    silent = not (seen["reviews"] or seen["unchanged"] or (seen["says_none"] and not most_read))
    found = verdict(Saw(pages=1, **seen), most_read=most_read)
    assert found.lamp in HEALTHY | UNHEALTHY
    assert (found.lamp in HEALTHY) == (not given_up and not silent)
    assert found.lamp in HEALTHY or found.reason


def test_a_run_sums_up_its_pages() -> None:
    seen = Saw()
    review = Review(site="praat", reader="json-ld", text="Mooi", rating=Rating(value=4, best=None))
    broken = Unreadable.because("bad", "<x>")
    seen.note(Reading(reviews=(review, review), aggregate_count=40), None)
    seen.note(Reading(reviews=(review,), unreadable=(broken,), aggregate_count=41), None)
    seen.note_unchanged()
    assert (seen.pages, seen.reviews, seen.unchanged, seen.unknown_scale) == (3, 3, 1, 3)
    assert (seen.counted, seen.unreadable) == (40, ["bad: <x>"])


def test_what_could_not_be_read_is_kept_as_a_short_harmless_line() -> None:
    seen = Saw()
    seen.note(Reading(unreadable=(Unreadable.because("bad", "\x1b[31m\n" + "x" * 5000),)), None)
    (line,) = seen.unreadable
    assert line.isprintable()
    assert len(line) <= 250

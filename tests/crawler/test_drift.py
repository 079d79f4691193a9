"""A reading held against the earlier ones of its source: what is lost is named, what only varies is left in peace."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from builders import a_review, answered
from hypothesis import given
from hypothesis import strategies as st

from complaints.readings import KEPT, Figures, as_rows, from_rows, with_latest
from complaints.sources import Before
from crawler.drift import drifted, filled, is_as_it_is, is_lost
from crawler.lamps import Saw, Verdict, judge
from crawler.reading.page import Reading

FIELDS = ("author", "mark", "scale of the mark", "date", "title", "text")


def a_reading(reviews: int = 20, lost: dict[str, int] | None = None, **changes: Any) -> Figures:
    """A reading of so many reviews that have every field, but those lost on all but so many."""
    found = dict.fromkeys(FIELDS, reviews) | (lost or {})
    shape = {"listed": reviews, "on_first": reviews, "filled": {name: n for name, n in found.items() if n}}
    return Figures(reviews=reviews, **{**shape, **changes})


_NOW = datetime(2026, 11, 16, 10, 0, tzinfo=UTC)
TEN = [a_reading()] * 10


def test_a_field_that_is_gone_is_told_with_its_numbers_now_and_before() -> None:
    assert drifted(a_reading(lost={"author": 0}), TEN) == (
        "author on 0 of 20 reviews; on 20 of 20 in the last 10 readings"
    )


def test_a_few_of_what_is_another_list_each_time_prove_nothing() -> None:
    before = [a_reading(2, on_first=None)] * 10
    assert drifted(a_reading(4, lost={"title": 0}, on_first=None), before) is None
    assert drifted(a_reading(5, lost={"title": 0}, on_first=None), before) is not None
    assert drifted(a_reading(4, lost={"title": 0}), before) is not None


def test_readings_that_differed_are_told_as_their_sum() -> None:
    before = [a_reading(lost={"title": 19}), a_reading(lost={"title": 17}), a_reading()]
    assert drifted(a_reading(lost={"title": 2}), before) == (
        "title on 2 of 20 reviews; on 56 of 60 in the last 3 readings"
    )


@pytest.mark.parametrize("name", FIELDS)
def test_any_field_that_is_gone_is_seen_after_a_single_reading(name: str) -> None:
    assert str(drifted(a_reading(lost={name: 0}), [a_reading()])).startswith(f"{name} on 0 of 20 reviews")


LOSSES = [
    # found now, reviews now, earlier readings, lost
    (0, 20, [(20, 20)], True),
    (12, 20, [(20, 20)] * 10, True),
    (17, 20, [(20, 20)] * 10, False),  # three anonymous ones among the newest
    (12, 20, [(20, 20)] * 9 + [(12, 20)], False),  # it was so before
    (0, 20, [(4, 20)] * 10, False),  # few ever had it
    (0, 20, [(11, 20)] * 10, True),
    (6, 20, [(11, 20)] * 10, False),
    (0, 1, [(1, 1)] * 10, False),  # one review says nothing of a page
    (0, 2, [(2, 2)] * 10, True),
    (1, 2, [(2, 2)] * 10, False),
    (0, 2, [(2, 2)], False),
    (0, 4, [(3, 3)], True),
    (0, 3, [(1, 1), (0, 1), (1, 1)], False),  # a key's answers of what changed, one at a time
    (60, 100, [(95, 100)] * 3, True),
    (80, 100, [(95, 100)] * 3, False),  # fifteen points less: not the whole page
]


@pytest.mark.parametrize(("found", "reviews", "before", "lost"), LOSSES)
def test_a_field_is_lost_when_neither_chance_nor_the_sources_own_variation_explains_it(
    found: int, reviews: int, before: Sequence[tuple[int, int]], lost: bool
) -> None:
    assert is_lost(found, reviews, before) is lost


COUNTS = [
    (a_reading(stated=40), [a_reading(stated=214)] * 2,
     "the page counts 40 reviews; 214 or more in the last 2 readings"),
    (a_reading(stated=200), [a_reading(stated=214)], None),  # some were taken down
    (a_reading(stated=None), [a_reading(stated=214)], None),
    (a_reading(1, stated=1), [a_reading(2, stated=2)], None),
    (a_reading(4), [a_reading(20), a_reading(19)], "4 reviews on the first page; 19 or more in the last 2 readings"),
    (a_reading(10), [a_reading(20)], None),  # half as many on a page
    (a_reading(1), [a_reading(5)], None),  # a small shop
    (a_reading(20, whole=True, stated=214), [a_reading(210, on_first=20, whole=True, stated=214)],
     "20 reviews to the end of the list, of which the page counts 214; 210 or more before"),
    # Fewer on a page, and as many as ever to the end.
    (a_reading(200, on_first=5, whole=True), [a_reading(210, on_first=50, whole=True)], None),
    (a_reading(300, on_first=20), [a_reading(20)], None),  # a list that grew
    # An answer of what changed, or a feed of the latest: no number that must hold.
    (a_reading(1, on_first=None), [a_reading(40, on_first=None)], None),
]  # fmt: skip


@pytest.mark.parametrize(("now", "before", "said"), COUNTS)
def test_a_number_is_lost_when_it_is_less_than_half_of_what_it_ever_was(
    now: Figures, before: Sequence[Figures], said: str | None
) -> None:
    assert drifted(now, before) == said


LANGUAGES = [
    ("nl", "nl", None),
    ("fr", "fr", "the page is in another language: French by its words; Dutch before"),
    ("nl", "fr", "the page is in another language: French by its words; Dutch before"),
    ("fr", None, "the page is in another language: French by what it declares; Dutch before"),
    ("en", "nl", None),  # a template that now declares what it is not
    (None, None, None),
    (None, "de", "the page is in another language: German by its words; Dutch before"),
]


@pytest.mark.parametrize(("lang", "tongue", "said"), LANGUAGES)
def test_a_page_in_another_language_is_told_by_its_words_or_else_by_what_it_declares(
    lang: str | None, tongue: str | None, said: str | None
) -> None:
    before = [a_reading(lang="nl", tongue="nl"), a_reading(lang="nl", tongue=None)]
    assert drifted(a_reading(lang=lang, tongue=tongue), before) == said


@pytest.mark.parametrize("before", [[], [a_reading(lang=None)], TEN])
def test_a_language_is_held_against_nothing_where_none_was_known(before: Sequence[Figures]) -> None:
    assert drifted(a_reading(lang="fr", tongue="fr"), before) is None


def test_a_first_reading_and_one_of_unchanged_pages_lost_nothing() -> None:
    assert drifted(a_reading(lost=dict.fromkeys(FIELDS, 0)), []) is None
    assert drifted(a_reading(0), TEN) is None


READINGS = st.builds(
    lambda reviews, shares, stated: a_reading(
        reviews, {name: round(share * reviews) for name, share in zip(FIELDS, shares, strict=True)}, stated=stated
    ),
    st.integers(1, 60),
    st.tuples(*[st.floats(0, 1)] * len(FIELDS)),
    st.none() | st.integers(0, 500),
)


@given(st.lists(READINGS, min_size=1, max_size=10), st.data())
def test_a_reading_that_was_seen_before_never_lost_anything(before: list[Figures], data: st.DataObject) -> None:
    assert drifted(data.draw(st.sampled_from(before)), before) is None


def test_what_a_reading_lost_makes_its_source_changed() -> None:
    seen = Saw()
    review = a_review(5)
    seen.note(Reading(reviews=(a_review(5, author=None),) * 20, aggregate_count=40), None)
    before = Saw()
    before.note(Reading(reviews=(review,) * 20, aggregate_count=40), None)
    verdict = judge(seen, most_read=20, newest=None, now=_NOW, earlier=[before.figures])
    assert verdict == Verdict(lamp="changed", reason="author on 0 of 20 reviews; on 20 of 20 in the last reading")


@pytest.mark.parametrize(
    ("lamp", "hours", "data", "as_it_is"),
    [
        ("changed", 72, True, True),
        ("changed", 71, True, False),
        ("changed", 720, False, False),  # a page is looked at, and confirmed
        ("blocked", 720, True, False),
        ("live", 720, True, False),
    ],
)
def test_data_that_is_otherwise_for_three_days_is_taken_as_it_is(
    lamp: str, hours: int, data: bool, as_it_is: bool
) -> None:
    before = Before(lamp=lamp, since=_NOW - timedelta(hours=hours))
    assert is_as_it_is(before, _NOW, data=data) is as_it_is


def test_a_reading_in_numbers_counts_what_each_review_has() -> None:
    found = filled([answered(a_review(5)), a_review(None, title="", published=None)])
    assert found == {
        "author": 2, "mark": 1, "scale of the mark": 1, "date": 1, "title": 1, "text": 2, "shop's reply": 1,
    }  # fmt: skip


SHAPES = [
    ({"reached_end": True}, 3, True),
    ({"reached_end": True, "unchanged": 1}, 3, False),
    ({"reached_end": True, "at_limit": True}, 3, False),
    ({"reached_end": True, "partial": True}, None, False),
    ({"reached_end": False}, 3, False),
]


@pytest.mark.parametrize(("seen", "on_first", "whole"), SHAPES)
def test_a_reading_is_whole_where_every_page_was_read_to_the_end(
    seen: dict[str, Any], on_first: int | None, whole: bool
) -> None:
    saw = Saw(**seen)
    saw.note(Reading(reviews=(a_review(5),) * 2, passed_over=1), None)
    assert (saw.figures.on_first, saw.figures.whole, saw.figures.listed) == (on_first, whole, 3)


def test_the_latest_readings_are_kept_and_the_latest_that_went_to_the_end() -> None:
    kept: tuple[Figures, ...] = ()
    for number in range(100):
        kept = with_latest(kept, a_reading(number + 1, whole=number % 24 == 0))
    assert [each.reviews for each in kept if each.whole] == [1, 25, 49, 73, 97]
    assert [each.reviews for each in kept[-KEPT:]] == list(range(91, 101))


def test_readings_come_back_from_the_database_as_they_went_in() -> None:
    kept = (a_reading(stated=3, lang="nl"), a_reading(2, whole=True))
    assert from_rows(as_rows(kept)) == kept
    assert from_rows([{**as_rows(kept)[0], "later": 1}]) == kept[:1]
    assert from_rows(None) == ()

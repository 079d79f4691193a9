"""How far a reading goes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spider_stage import SECOND, a_task

from crawler.handover import Kept
from crawler.paging import most_pages, reads_on

kepts = st.builds(Kept, known=st.booleans(), watched_left=st.integers(0, 3))


@pytest.mark.parametrize(
    ("first", "deep", "known", "watched_left", "goes_on"),
    [
        (False, False, False, 0, True),
        (False, False, True, 0, False),
        (False, False, True, 1, True),
        (True, False, True, 0, True),
        (False, True, True, 0, True),
    ],
)
def test_it_goes_on_while_there_is_news_or_an_answer_is_awaited_or_all_is_wanted(
    first: bool, deep: bool, known: bool, watched_left: int, goes_on: bool
) -> None:
    kept = Kept(known=known, watched_left=watched_left)
    assert reads_on(a_task(first=first, deep=deep), kept, SECOND) is goes_on


@pytest.mark.parametrize(
    ("most", "delay", "pages"),
    [(50, 0, 50), (50, 1, 50), (50, 13.5, 50), (50, 14, 48), (50, 60, 11), (5, 60, 5), (50, 675, 1), (50, 5000, 1)],
)
def test_a_site_that_asks_for_long_pauses_is_read_as_far_as_its_time_goes(most: int, delay: float, pages: int) -> None:
    assert most_pages(a_task(max_pages=most), delay) == pages


@given(st.integers(1, 500), st.floats(0, 1e6))
def test_a_page_is_read_always_and_never_more_than_the_most(most: int, delay: float) -> None:
    assert 1 <= most_pages(a_task(max_pages=most), delay) <= most


@given(kept=kepts, first=st.booleans(), deep=st.booleans())
def test_it_never_goes_where_there_is_no_next_page(kept: Kept, first: bool, deep: bool) -> None:
    assert not reads_on(a_task(first=first, deep=deep), kept, None)

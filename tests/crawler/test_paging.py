"""How far a reading goes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spider_stage import SECOND, a_task

from crawler.handover import Kept
from crawler.paging import reads_on

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
    assert reads_on(a_task(first=first, deep=deep), kept, 1, SECOND) is goes_on


@given(kept=kepts, first=st.booleans(), deep=st.booleans(), most=st.integers(1, 9), more=st.integers(0, 9))
def test_it_never_passes_the_most_pages(kept: Kept, first: bool, deep: bool, most: int, more: int) -> None:
    task = a_task(first=first, deep=deep, max_pages=most)
    assert not reads_on(task, kept, most + more, SECOND)


@given(kept=kepts, first=st.booleans(), deep=st.booleans())
def test_it_never_goes_where_there_is_no_next_page(kept: Kept, first: bool, deep: bool) -> None:
    assert not reads_on(a_task(first=first, deep=deep), kept, 1, None)

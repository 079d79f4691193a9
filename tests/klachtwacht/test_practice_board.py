"""The practice site's board and its opening reviews, without a server."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klachtwacht.practice import pages
from klachtwacht.practice.board import Board, BoardError, Draft, Layout, UnknownPostError
from klachtwacht.practice.reviews import ZONE, first_board

NOW = datetime(2026, 11, 21, 13, 0, tzinfo=UTC)
DRAFT = Draft(author="Lies", mark=2, text="Nog altijd geen fiets.")


@pytest.fixture
def board() -> Board:
    return first_board(NOW)


def test_the_site_opens_with_reviews_newest_first_of_the_last_120_days(board: Board) -> None:
    dates = [post.published for post in board.posts]
    assert len(dates) >= 45
    assert dates == sorted(dates, reverse=True)
    assert NOW - timedelta(days=121) < min(dates) < NOW - timedelta(days=100)
    assert max(dates) < NOW


def test_it_opens_with_unanswered_complaints_of_this_month_and_older_ones(board: Board) -> None:
    complaints = [post for post in board.posts if post.draft.mark <= 4]
    recent = [post for post in complaints if post.published > NOW - timedelta(days=30)]
    assert len([post for post in recent if post.answer is None]) >= 4
    assert len(complaints) > len(recent)


def test_every_answer_came_after_its_review_and_before_now(board: Board) -> None:
    answered = [post for post in board.posts if post.answer]
    assert len(answered) >= 4
    assert all(post.answer and post.published < post.answer.published < NOW for post in answered)


def test_ids_are_different_and_the_next_one_is_new(board: Board) -> None:
    ids = [post.id for post in board.posts]
    assert len(set(ids)) == len(ids)
    assert str(board.next_number) not in ids


@given(st.datetimes(min_value=datetime(2020, 1, 1), max_value=datetime(2040, 1, 1)))  # noqa: DTZ001
def test_on_any_day_the_reviews_lie_in_the_past_and_each_has_its_offset(moment: datetime) -> None:
    now = moment.replace(tzinfo=UTC)
    posts = first_board(now).posts
    assert all(post.published < now and post.published.utcoffset() is not None for post in posts)


def test_two_starts_on_one_day_show_the_same_dates() -> None:
    morning, evening = NOW.astimezone(ZONE).replace(hour=6), NOW.astimezone(ZONE).replace(hour=23)
    assert first_board(morning).posts == first_board(evening).posts


def test_a_review_added_now_stands_first_and_the_old_board_stays_as_it_was(board: Board) -> None:
    added = board.add(DRAFT, now=NOW)
    assert added.posts[0].draft == DRAFT
    assert added.posts[0].id == str(board.next_number)
    assert len(board.posts) == len(added.posts) - 1


def test_a_review_dated_back_takes_its_place_between_the_others(board: Board) -> None:
    added = board.add(DRAFT, now=NOW, published=NOW - timedelta(days=60))
    dates = [post.published for post in added.posts]
    assert dates == sorted(dates, reverse=True)
    assert added.posts[0] == board.posts[0]


def test_an_id_is_never_used_again(board: Board) -> None:
    first = board.add(DRAFT, now=NOW)
    again = first.remove(first.posts[0].id, now=NOW).add(DRAFT, now=NOW)
    assert again.posts[0].id != first.posts[0].id


def test_an_edit_changes_what_is_given_and_leaves_the_rest(board: Board) -> None:
    old = board.posts[3]
    new = board.edit(old.id, now=NOW, mark=1).post(old.id)
    assert (new.draft.mark, new.draft.text, new.published) == (1, old.draft.text, old.published)


def test_an_edit_may_take_the_title_away(board: Board) -> None:
    post_id = board.posts[0].id
    assert board.edit(post_id, now=NOW, title="").post(post_id).draft.title is None


def test_an_answer_is_dated_now_and_a_second_one_replaces_it(board: Board) -> None:
    post_id = board.posts[1].id
    later = NOW + timedelta(hours=1)
    answer = board.answer(post_id, "Eerst.", now=NOW).answer(post_id, "Toen.", now=later).post(post_id).answer
    assert answer is not None
    assert (answer.text, answer.published) == ("Toen.", later)


def test_every_change_moves_the_moment_of_change(board: Board) -> None:
    post_id, later = board.posts[0].id, NOW + timedelta(minutes=1)
    changes = [
        board.add(DRAFT, now=later),
        board.edit(post_id, now=later, mark=3),
        board.answer(post_id, "Dank.", now=later),
        board.remove(post_id, now=later),
        board.shown_as(Layout.BROKEN, now=later),
        board.blocking(True, now=later),
    ]
    assert {changed.changed for changed in changes} == {later}


@pytest.mark.parametrize(
    ("draft", "said"),
    [
        (Draft(author="A", mark=0, text="x"), "cijfer"),
        (Draft(author="A", mark=11, text="x"), "cijfer"),
        (Draft(author=" ", mark=5, text="x"), "naam"),
        (Draft(author="A", mark=5, text="\n "), "review"),
        (Draft(author="A", mark=5, text="x" * 4001), "te lang"),
        (Draft(author="A", mark=5, text="x", title="x" * 121), "te lang"),
    ],
)
def test_a_draft_the_site_would_not_take_is_refused_in_dutch(board: Board, draft: Draft, said: str) -> None:
    with pytest.raises(BoardError, match=said):
        board.add(draft, now=NOW)


def test_a_review_from_tomorrow_is_refused(board: Board) -> None:
    with pytest.raises(BoardError, match="toekomst"):
        board.add(DRAFT, now=NOW, published=NOW + timedelta(days=1))


def test_changing_a_review_that_is_not_there_says_so(board: Board) -> None:
    with pytest.raises(UnknownPostError):
        board.remove("1", now=NOW)


@given(st.integers(min_value=1, max_value=60))
def test_the_pages_together_hold_every_review_once(per_page: int) -> None:
    board = first_board(NOW)
    first = pages.page_of(board.posts, 1, per_page)
    assert first is not None
    found = [pages.page_of(board.posts, number, per_page) for number in range(1, first.last + 1)]
    assert [post for page in found if page for post in page.posts] == list(board.posts)
    assert pages.page_of(board.posts, first.last + 1, per_page) is None


def test_the_spread_counts_every_review(board: Board) -> None:
    assert sum(share.count for share in pages.spread(board)) == len(board.posts)


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 11, 12, 10, tzinfo=UTC), "12 november 2026"),
        (datetime(2026, 12, 31, 23, 30, tzinfo=UTC), "1 januari 2027"),
    ],
)
def test_days_are_written_in_dutch_and_in_dutch_time(moment: datetime, day: str) -> None:
    assert pages.dutch_day(moment) == day

"""How the marks of cards are drawn and said, and which scale they are on."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from card_pages import MARKS, card, read, reviews

from crawler.reading.cards import Scale


def marked(draw: Callable[[int], str]) -> str:
    return "".join(card(number, mark=draw(MARKS[number])) for number in range(6))


def icons(full: str, empty: str) -> Callable[[int], str]:
    return lambda mark: f"<div>{full * mark}{empty * (5 - mark)}</div>"


@pytest.mark.parametrize(
    "draw",
    [
        pytest.param(lambda mark: f'<i aria-label="Beoordeling: {mark} van 5"></i>', id="a label for screen readers"),
        pytest.param(lambda mark: f'<img src="x.png" alt="Rated {mark} out of 5 stars">', id="a picture with its text"),
        pytest.param(lambda mark: f"<em>{mark}/5</em>", id="written"),
        pytest.param(lambda mark: "★" * mark + "☆" * (5 - mark), id="signs"),
        pytest.param(icons('<i class="s s-full"></i>', '<i class="s s-empty"></i>'), id="icons with telling classes"),
        pytest.param(icons('<i class="fa p"></i>', '<i class="fa q"></i>'), id="icons with classes that say nothing"),
        pytest.param(
            icons('<svg fill="gold"><path d="M1"/></svg>', '<svg fill="#ccc"><path d="M1"/></svg>'),
            id="coloured drawings",
        ),
        pytest.param(icons("<span class=on>★</span>", "<span class=off>★</span>"), id="one sign in two colours"),
        pytest.param(
            lambda mark: (
                "<div>"
                + "".join(
                    f'<b data-rating="{star}" class="{"x" if star <= mark else "y"}"><svg></svg></b>'
                    for star in range(1, 6)
                )
                + "</div>"
            ),
            id="each star with a number of its own",
        ),
        pytest.param(lambda mark: f'<div class="rating"><i style="width:{mark * 20}%"></i></div>', id="a width"),
        pytest.param(lambda mark: f'<meter value="{mark}" max="5"></meter>', id="a meter"),
    ],
)
def test_marks_are_read_with_their_scale(draw: Callable[[int], str]):
    found = read(marked(draw))

    assert [each.review.rating and each.review.rating.value for each in found.reviews] == list(MARKS)
    assert found.scale == Scale(best=5.0, source="printed")


@pytest.mark.parametrize(
    "draw",
    [
        pytest.param(lambda mark: f'<i class="stars stars-{mark}"></i>', id="a class"),
        pytest.param(lambda mark: f'<i data-rating="{mark}"></i>', id="an attribute"),
        pytest.param(lambda mark: f"<em>{mark} sterren</em>", id="stars in words"),
    ],
)
def test_a_scale_that_nothing_says_is_guessed_and_in_no_review(draw: Callable[[int], str]):
    found = read(marked(draw))

    assert found.scale == Scale(best=5.0, source="guessed")
    assert [each.review.rating and each.review.rating.best for each in found.reviews] == [None] * 6


def test_bare_numbers_are_marks_where_they_are_called_so():
    found = read(marked(lambda mark: f'<b class="cijfer">{mark * 2}</b>'), best=10)

    assert [each.review.rating and each.review.rating.value for each in found.reviews] == [mark * 2 for mark in MARKS]
    assert found.scale == Scale(best=10.0, source="given")


def test_a_bad_shop_on_a_scale_of_ten_is_not_made_good_by_a_guess():
    found = read(marked(lambda mark: f'<b class="cijfer">{mark}</b>'), best=10)

    assert {each.review.rating.best for each in found.reviews if each.review.rating} == {10.0}


def test_the_scale_may_be_printed_above_the_list():
    cards = marked(lambda mark: f'<b class="cijfer">{mark}</b>')

    assert read(f"<p>8,7/10</p>{cards}").scale == Scale(best=10.0, source="printed")


def test_the_overall_mark_goes_before_those_of_parts():
    found = reviews(marked(lambda mark: f"<em>{mark}/5</em><div class='sub'><u>levering</u><s>1/5</s></div>"))

    assert [review.rating and review.rating.value for review in found] == list(MARKS)


def test_votes_are_no_marks():
    votes = "".join(card(number, f'<small class="votes">{number + 2}</small>', mark="") for number in range(5))

    assert {review.rating for review in reviews(votes)} == {None}

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
        pytest.param(
            lambda mark: f'<div role="img" aria-label="{mark} van de 5 sterren">' + '<i class="s"></i>' * 5 + "</div>",
            id="icons coloured by style, and a label",
        ),
        pytest.param(
            lambda mark: f'<div class="stars" data-score="{mark}">' + '<i class="s"></i>' * 5 + "</div>",
            id="icons coloured by style, and a number",
        ),
        pytest.param(lambda mark: f"<span>{mark}<sup>/5</sup></span>", id="its top apart, and smaller"),
        pytest.param(lambda mark: f"<p>{mark}</p><p>van 5</p>", id="its top in the next line"),
        pytest.param(
            lambda mark: (
                f'<img src="x.png" alt="{("nul", "one", "two", "three", "four", "five")[mark]} stars out of five">'
            ),
            id="in words",
        ),
        pytest.param(lambda mark: f"<p>Punt: <big>{mark}</big> op 5 (zo)</p>", id="in a line with other words"),
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


@pytest.mark.parametrize(
    ("said", "top"),
    [
        ("Rapportcijfers lopen van 1 tot 10.", 10.0),
        ("U kunt 1 tot 5 sterren geven.", 5.0),
        ("Geef een cijfer van 1 (zeer slecht) tot 10 (uitstekend).", 10.0),
        ("Notes de 1 à 5", 5.0),
        ("Klanten geven ons een cijfer op een schaal van 10", 10.0),
    ],
)
def test_the_scale_may_be_said_in_a_sentence(said: str, top: float):
    found = read(f"<p>{said}</p>" + marked(lambda mark: f'<b class="cijfer">{mark}</b>'))

    assert found.scale == Scale(best=top, source="printed")
    assert {each.review.rating.best for each in found.reviews if each.review.rating} == {top}


@pytest.mark.parametrize(
    "beside",
    [
        pytest.param("", id="nothing"),
        pytest.param("<p>Levering binnen 1 tot 5 dagen.</p>", id="a sentence on something else"),
        pytest.param("<p>Cijfers van 1 tot 10.</p><p>Geef 1 tot 5 sterren.</p>", id="sentences that disagree"),
        pytest.param(
            "".join(f"<p>Lamp {n}</p><i aria-label='{n} van 5'></i>" for n in (1, 2, 3, 4)), id="marks of products"
        ),
    ],
)
def test_a_shop_with_marks_up_to_five_only_has_no_scale_where_none_is_printed(beside: str):
    found = read(beside + marked(lambda mark: f'<b class="cijfer">{mark}</b>'))

    assert found.scale == Scale(best=5.0, source="guessed")
    assert {each.review.rating and each.review.rating.best for each in found.reviews} == {None}


def test_half_a_star_counts_for_half():
    half = '<i class="fa fa-star"></i><i class="fa fa-star-half-o"></i>' + '<i class="fa fa-star-o"></i>' * 3
    whole = '<i class="fa fa-star"></i>' * 4 + '<i class="fa fa-star-o"></i>'
    found = reviews("".join(card(n, mark=f"<p>{half if n % 2 else whole}</p>") for n in range(4)))

    assert [review.rating and review.rating.value for review in found] == [4, 1.5, 4, 1.5]


def test_how_many_found_it_helpful_is_no_mark():
    found = reviews("".join(card(n, "<p>3 van de 5 mensen vonden dit nuttig</p>", mark="") for n in range(4)))

    assert {review.rating for review in found} == {None}


def test_the_overall_mark_goes_before_those_of_parts():
    found = reviews(marked(lambda mark: f"<em>{mark}/5</em><div class='sub'><u>levering</u><s>1/5</s></div>"))

    assert [review.rating and review.rating.value for review in found] == list(MARKS)


def test_votes_are_no_marks():
    votes = "".join(card(number, f'<small class="votes">{number + 2}</small>', mark="") for number in range(5))

    assert {review.rating for review in reviews(votes)} == {None}

"""How sure a field is means something: what is unsure is not given, and no page with it is green."""

from __future__ import annotations

import pytest
from card_pages import DAYS, MARKS, TEXTS, card, cards, read

from crawler.reading.cards.columns import Pick
from crawler.reading.cards.sureness import GIVEN_FROM, of_author, of_date, of_text, of_title

WORTHS = [0.0, 0.5, 1.0, 1.3, 1.5, 1.9, 2.2, 3.5]


@pytest.mark.parametrize("of", [of_author, of_title, of_date])
def test_what_looks_more_like_a_field_is_surer(of):
    sure = [of(Pick(key="k", worth=worth, next=-9.0)) for worth in WORTHS]

    assert sure == sorted(sure)
    assert (sure[0] < GIVEN_FROM, sure[-1] > 0.95) == (True, True)


def test_a_text_is_less_sure_the_more_another_is_like_it():
    sure = [of_text(Pick(key="k", worth=100.0, next=next_best)) for next_best in (0.0, 30.0, 60.0, 99.0)]

    assert sure == sorted(sure, reverse=True)


def test_a_field_that_was_known_beforehand_is_sure():
    assert {of(Pick(key="k", looked_for=False)) for of in (of_author, of_title, of_date, of_text)} == {0.95}


def test_the_fields_of_a_plain_page_are_all_sure():
    found = read(cards(4))

    assert found.green
    assert {name for each in found.reviews for name in each.confidence} == {"author", "published", "rating", "text"}
    assert min(sure for each in found.reviews for sure in each.confidence.values()) > 0.9


def test_a_name_that_hardly_looks_like_one_is_not_given_and_the_page_is_not_green():
    odd = ("pakket nr 4 te laat", "doos nr 5 is prima", "kabel nr 6 was stuk", "zadel nr 7 is goed")
    inside = "".join(
        f"<div><p>{odd[n]}</p><i>{DAYS[n]}</i><b>{MARKS[n]}/5</b><p class='words'>{TEXTS[n]}</p></div>"
        for n in range(4)
    )
    found = read(inside)

    assert {each.review.author for each in found.reviews} == {None}
    assert not found.green


@pytest.mark.parametrize(("star", "known"), [("<i></i>", False), ('<i class="star-filled"></i>', True)])
def test_stars_that_all_look_alike_count_only_where_they_are_called_filled(star: str, known: bool):
    found = read("".join(card(n, mark=f"<p>{star * 5}</p>") for n in range(4)))

    assert {each.review.rating is not None for each in found.reviews} == {known}
    assert found.green is known

"""Who wrote a review: the name without what a site writes around it, and what stands there where none is shown."""

from __future__ import annotations

import pytest
from card_pages import PEOPLE, TEXTS, card, reviews


def named(shown_as: str, count: int = 5) -> str:
    return "".join(
        card(n).replace(f'<span class="name">{PEOPLE[n]}</span>', shown_as.format(PEOPLE[n])) for n in range(count)
    )


@pytest.mark.parametrize(
    "shown_as",
    [
        pytest.param('<div class="who">{} <span class="flag">NL</span></div>', id="a language in letters"),
        pytest.param('<div class="who">{} <span class="flag">\U0001f1e7\U0001f1ea</span></div>', id="a flag"),
        pytest.param('<div class="q1"><b>{}</b> (Gent)</div>', id="a place, in an element that says nothing"),
        pytest.param('<div class="q1"><span class="q2">{}</span> uit Lier</div>', id="a place after its element"),
    ],
)
def test_what_follows_each_name_is_no_part_of_it(shown_as: str):
    assert [review.author for review in reviews(named(shown_as))] == list(PEOPLE[:5])


@pytest.mark.parametrize("word", ["Anoniem", "Anonymous", "Anonym", "Anonieme gebruiker"])
def test_who_is_called_anonymous_is_called_so(word: str):
    cards = card(0) + card(1).replace(PEOPLE[1], word) + card(2) + card(3).replace(PEOPLE[3], word)

    assert [review.author for review in reviews(cards)] == [PEOPLE[0], word, PEOPLE[2], word]


def test_who_is_called_by_no_name_has_none():
    cards = card(0) + card(1).replace(PEOPLE[1], "Klant") + card(2) + card(3)

    assert [review.author for review in reviews(cards)] == [PEOPLE[0], None, *PEOPLE[2:4]]
    assert [review.text for review in reviews(cards)] == list(TEXTS[:4])

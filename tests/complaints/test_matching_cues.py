"""What a post says besides what it is about, by which two people of one first name are told apart."""

import pytest

from complaints.matching.cues import cues_of, near_sums
from complaints.matching.numbers import MOST_SUMS, numbers_of
from complaints.matching.wording import words_of


@pytest.mark.parametrize(
    ("text", "another"),
    [
        ("Dit gaat om een andere bestelling.", True),
        ("Mijn man schreef al over de tent.", True),
        ("Ma femme a commandé.", True),
        ("This time the box was empty.", True),
        ("De doos was leeg.", False),
    ],
)
def test_another_order_time_or_teller_is_noticed(text, another):
    assert cues_of(words_of(text)).another is another


@pytest.mark.parametrize(
    "text", ["al 3 weken", "al drie weken", "depuis trois semaines", "for three weeks", "drei Wochen"]
)
def test_a_count_is_the_same_in_digits_in_words_and_in_four_languages(text):
    assert cues_of(words_of(text)).counted == {(3, "week")}


@pytest.mark.parametrize(
    ("one", "other", "near"), [((712,), (700,), True), ((25,), (50,), False), ((), (50,), False), ((40, 9), (9,), True)]
)
def test_a_sum_told_roundly_is_near_the_sum(one, other, near):
    assert near_sums(frozenset(one), frozenset(other)) is near


def test_of_a_text_of_nothing_but_sums_a_few_are_kept():
    text = " ".join(f"€ {number}" for number in range(100, 400))
    assert len(numbers_of(text, ()).sums) == MOST_SUMS

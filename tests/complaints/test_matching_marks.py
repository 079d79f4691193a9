"""By which marks two posts find each other among a million, and which of the found are looked at."""

from datetime import date, timedelta

import pytest
from builders import an_unnamed_post
from hypothesis import given
from hypothesis import strategies as st

from complaints.fingerprints import CLOSEST, MOST, closest
from complaints.matching.marks import (
    NAME,
    NUMBER,
    ORDER,
    PRINT,
    SELDOM,
    SPAN,
    STEM,
    WHOLE,
    kind_of,
    marks,
    name_keys,
)
from complaints.matching.names import name_of
from complaints.matching.post import post_of

DAY = date(2026, 3, 10)
# Two tellings without three words in a row in common, that share all else.
ONE = "De naafdynamo van bestelling 48213 kraakt na 240 kilometer"
OTHER = "Krakende naafdynamo, bestelnummer 48213; reed pas 240 ver"
EVERYTHING = {WHOLE, NAME, ORDER, NUMBER, SELDOM}


def a_post(text, *, by=None, on=DAY):
    published = on.isoformat() if on else None
    return post_of(an_unnamed_post(None, title=None, text=text, author=by, published=published))


def finds(one, other):
    """The kinds of the marks by which the one, when it comes, finds the other."""
    return {kind_of(mark) for mark in marks(one)[1] & marks(other)[0]}


def two(*, on, then):
    """The two tellings by one author on two days."""
    return a_post(ONE, by="Wies Verzonnen", on=on), a_post(OTHER, by="Wies Verzonnen", on=then)


# Words in a row

WORD = st.text("abcdeklmnorst", min_size=2, max_size=6)
SOME_WORDS = st.lists(WORD, max_size=9)


@given(shared=st.lists(WORD, min_size=6, max_size=9), around=st.tuples(*[SOME_WORDS] * 4))
def test_six_words_in_a_row_in_common_are_always_a_mark_in_common(shared, around):
    one = a_post(" ".join((*around[0], *shared, *around[1])))
    other = a_post(" ".join((*around[2], *shared, *around[3])), on=None)
    assert PRINT in finds(one, other)
    assert PRINT in finds(other, one)


def test_words_in_a_row_are_the_same_mark_whatever_their_case_and_accents():
    assert PRINT in finds(a_post("Het ZÁDEL was stuk!", on=None), a_post("het zadel was stuk"))


def test_two_words_are_no_words_in_a_row():
    assert PRINT not in finds(a_post("zadel stuk"), a_post("zadel stuk"))


def test_a_post_without_words_name_and_numbers_has_no_marks():
    assert marks(a_post("★★★")) == (frozenset(), frozenset())


# Time


@given(day=st.integers(0, 2 * SPAN), apart=st.integers(-SPAN, SPAN))
def test_posts_of_a_few_days_find_each_other_on_either_side_of_a_spans_edge(day, apart):
    on = DAY + timedelta(days=day)
    assert finds(*two(on=on, then=on + timedelta(days=apart))) >= EVERYTHING


@given(day=st.integers(0, 2 * SPAN), apart=st.integers(2 * SPAN, 400), earlier=st.booleans())
def test_posts_of_months_apart_find_each_other_by_order_and_whole_name_only(day, apart, earlier):
    on = DAY + timedelta(days=day)
    assert finds(*two(on=on, then=on + timedelta(days=-apart if earlier else apart))) == {WHOLE, ORDER}


def test_the_same_words_in_a_row_are_found_after_months():
    later = DAY + timedelta(days=200)
    assert finds(a_post("de doos was helemaal leeg"), a_post("de doos was helemaal leeg", on=later)) == {PRINT}


def test_a_post_without_a_date_finds_dated_ones_as_if_months_apart():
    assert finds(*two(on=None, then=DAY)) == {WHOLE, ORDER}
    assert finds(*two(on=DAY, then=None)) == {WHOLE, ORDER}


def test_two_posts_without_a_date_find_each_other_as_if_of_one_day():
    assert finds(*two(on=None, then=None)) >= EVERYTHING


# Names


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Wies Verzonnen", "Wies V."),
        ("Wies Verzonnen", "W. Verzonnen"),
        ("Wies Verzonnen", "wverzonnen88"),
        ("Wies Verzonnen", "wiesv"),
        ("Wies Verzonnen", "W.V."),
        ("Wies Verzonnen", "Verz"),
        ("Wies van der Bedacht", "wvdb"),
    ],
)
def test_two_spellings_of_one_name_have_a_key_in_common(one, other):
    assert name_keys(name_of(one)) & name_keys(name_of(other))


@pytest.mark.parametrize(("one", "other"), [("Wies Verzonnen", "Truus Bedacht"), ("fietsgek12", "Wies Verzonnen")])
def test_two_names_have_no_key_in_common(one, other):
    assert not name_keys(name_of(one)) & name_keys(name_of(other))


@pytest.mark.parametrize("name", ["Anoniem", "klant", "★", None])
def test_a_name_of_nobody_finds_nobody(name):
    assert finds(a_post("★", by=name), a_post("★", by=name)) == set()


def test_a_respondents_number_is_found_again():
    assert finds(a_post("★", by="klant 48213"), a_post("★", by="Klant 48213")) == {NAME, WHOLE}


# Which of the found are looked at


def a_mark(kind, number=0):
    """A mark of a kind, as they are stored."""
    return 8 * number + kind


@pytest.mark.parametrize("kind", [WHOLE, NAME, ORDER, SELDOM])
def test_one_whole_name_name_order_or_seldom_stem_in_common_is_worth_a_look(kind):
    assert closest({a_mark(kind): [7]}) == [7]


@pytest.mark.parametrize("kind", [PRINT, NUMBER, STEM])
def test_one_print_number_or_common_stem_in_common_is_not(kind):
    assert closest({a_mark(kind): [7]}) == []


def test_two_prints_in_common_are_worth_a_look():
    assert closest({a_mark(PRINT, 1): [7], a_mark(PRINT, 2): [7, 8]}) == [7]


def test_a_stem_that_no_review_of_the_table_has_is_one_seldom_met():
    assert SELDOM in finds(a_post("naafdynamo"), a_post("naafdynamo"))


def test_a_stem_that_many_reviews_have_is_not():
    assert finds(a_post("bestelling"), a_post("bestelling")) == {STEM}


def test_a_mark_of_more_posts_than_that_is_boilerplate_and_counts_for_nothing():
    assert closest({a_mark(ORDER): list(range(MOST + 1))}) == []
    assert closest({a_mark(ORDER): list(range(MOST))}) == list(range(CLOSEST))


def test_boilerplate_does_not_hide_what_else_is_shared():
    assert closest({a_mark(PRINT): list(range(MOST + 1)), a_mark(NAME): [7]}) == [7]


def test_those_that_share_most_come_first_and_no_more_than_a_few():
    shared = {a_mark(SELDOM): [1, 2, 3, 4, 5, 6], a_mark(STEM): [6, 4], a_mark(ORDER): [4]}
    assert closest(shared) == [4, 6, 1, 2, 3]
    assert CLOSEST == 5


def test_nothing_shared_is_nothing_to_look_at():
    assert closest({}) == []

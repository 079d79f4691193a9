"""How well two authors' names go together, as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints.matching.names import Likeness, likeness, name_of, shared_rarity


def like(one, other):
    return likeness(name_of(one), name_of(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Wies Verzonnen", "Wies Verzonnen"),
        ("Wies Verzonnen", "WIES VERZONNEN"),
        ("Zoë Bedacht", "zoe bedacht"),
        ("Wies-Verzonnen", "Wies Verzonnen"),
        ("Wies van der Bedacht", "Wies Bedacht"),
        ("wies_verzonnen", "Wies Verzonnen"),
        ("fietsgek12", "fietsgek12"),
    ],
)
def test_case_accents_hyphens_and_what_stands_between_do_not_part_a_full_name(one, other):
    assert like(one, other) is Likeness.SAME_FULL


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("J. de Vries", "Jan de Vries"),
        ("Jan V.", "Jan de Vries"),
        ("J.W. Plomp", "Jan-Willem Plomp"),
        ("Rob Bedacht", "Robert Bedacht"),
        ("Wies Tuin", "Wies Tuinstra"),
        ("Ko Vdb", "Ko Vandenbedacht"),
    ],
)
def test_one_part_whole_and_the_other_cut_short_is_strong(one, other):
    assert like(one, other) is Likeness.STRONG


@pytest.mark.parametrize("handle", ["jvries88", "jan_vries", "jvries", "vriesjan", "vriesj", "janvries1970"])
def test_a_handle_made_of_first_name_and_surname_is_strong(handle):
    assert like(handle, "Jan de Vries") in {Likeness.STRONG, Likeness.SAME_FULL}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("J. de Vries", "Jan V."),
        ("J.V.", "Jan de Vries"),
        ("jdv", "Jan de Vries"),
        ("WV", "Wies Verzonnen"),
        ("Rob Tuin", "Robert Tuinstra"),
    ],
)
def test_two_initials_or_two_parts_cut_short_are_initials(one, other):
    assert like(one, other) is Likeness.INITIALS


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Wies", "Wies Verzonnen"),
        ("Verzonnen", "Wies Verzonnen"),
        ("Mevr. Verzonnen", "Wies Verzonnen"),
        ("wies88", "Wies Verzonnen"),
        ("verzonnen77", "Wies Verzonnen"),
        ("Wies V.", "Wies"),
    ],
)
def test_one_first_name_or_surname_with_nothing_against_it_fits(one, other):
    assert like(one, other) is Likeness.FITS


@pytest.mark.parametrize(("one", "other"), [("Wies", "Wies"), ("Wies", "wies"), ("Zoë", "Zoe")])
def test_the_same_first_name_alone_is_less_than_a_full_name(one, other):
    assert like(one, other) is Likeness.SAME_FIRST


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Wies", "W."),
        ("W.", "Wies Verzonnen"),
        ("Rob", "Robert"),
        ("Tuin", "Tuinstra"),
        ("T. Verzonnen", "Wies Verzonnen"),
        ("Bram en Loes", "Loes (kapsalon)"),
    ],
)
def test_an_initial_alone_a_begin_or_one_of_a_couple_is_faint(one, other):
    assert like(one, other) is Likeness.FAINT


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Wies", "Truus"),
        ("Wies Verzonnen", "Wies Bedacht"),
        ("Wies Verzonnen", "Truus Verzonnen"),
        ("Wies V.", "Wies B."),
        ("Prins", "Prinsen"),
        ("Wies Prins", "Wies Prinsen"),
        ("Pieter", "Pieternel"),
        ("Pieter Bedacht", "Pieternel Bedacht"),
    ],
)
def test_other_names_are_in_conflict_and_so_are_two_that_begin_alike(one, other):
    assert like(one, other) is Likeness.CONFLICT


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Anoniem", "Wies Verzonnen"),
        ("Anoniem", "Anoniem"),
        ("Anonymous", "Anoniem"),
        ("klant 48213", "Wies Verzonnen"),
        ("klant 48213", "klant 48214"),
        ("fietsgek", "Wies Verzonnen"),
        ("jvries88", "Truus Bedacht"),
        ("★★★", "Wies Verzonnen"),
        (None, "Wies Verzonnen"),
        (None, None),
        ("", ""),
    ],
)
def test_a_name_of_nobody_and_a_handle_that_tells_nothing_say_nothing(one, other):
    assert like(one, other) is Likeness.UNKNOWN


def test_a_respondents_number_is_one_persons():
    assert like("klant 48213", "Klant 48213") is Likeness.SAME_FULL


FIRST = ("Wies", "Ko", "Rob", "Robert", "Jan-Willem", "Zoë")
LAST = ("Verzonnen", "van der Bedacht", "Tuinman", "Tuinstra", "de Vries")
SHAPES = (
    "{first} {last}",
    "{first}",
    "{last}",
    "{f}. {last}",
    "{first} {l}.",
    "{f}.{l}.",
    "{f}.{last}",
    "{handle}",
    "{handle}88",
    "{first}_{handle}",
    "Mevr. {last}",
    "{first} en Bep {last}",
    "Anoniem",
    "klant 48213",
    "",
)


@st.composite
def names(draw):
    """A name as any site may show it: whole, cut short, a handle, nobody's."""
    first, last = draw(st.sampled_from(FIRST)), draw(st.sampled_from(LAST))
    handle = (first[0] + last.split()[-1]).lower()
    return draw(st.sampled_from(SHAPES)).format(first=first, last=last, f=first[0], l=last[0], handle=handle)


@given(one=names(), other=names())
def test_names_go_together_as_well_whichever_comes_first(one, other):
    assert like(one, other) is like(other, one)


@given(one=names(), other=names())
def test_what_two_names_share_is_as_rare_whichever_comes_first(one, other):
    one, other = name_of(one), name_of(other)
    assert shared_rarity(one, other) == shared_rarity(other, one)


@given(name=names())
def test_a_name_never_contradicts_itself(name):
    assert like(name, name) is not Likeness.CONFLICT


@pytest.mark.parametrize(
    ("author", "parts"),
    [
        ("Wies Verzonnen", ("wies", "verzonnen")),
        ("Wies van der Bedacht", ("wies", "bedacht")),
        ("Mevr. W. Bedacht", ("w", "bedacht")),
        ("J.W. Plomp", ("j", "w", "plomp")),
        ("Zoë D'Artois", ("zoe", "d", "artois")),
        ("jvries88", ("jvries",)),
        ("Van", ("van",)),
        ("Anoniem", ()),
        ("klant 48213", ()),
        ("★★★", ()),
        (None, ()),
    ],
)
def test_the_parts_of_a_name_are_its_words_without_what_stands_between(author, parts):
    assert name_of(author).parts == parts


def test_of_a_name_without_end_six_parts_are_kept():
    assert len(name_of("Wies " * 40).parts) == 6


def test_initials_are_taken_with_and_without_what_stands_between():
    assert name_of("Wies van der Bedacht").initials == {"wvdb", "wb"}


@pytest.mark.parametrize(
    ("author", "handle"),
    [
        ("jvries88", True),
        ("wies_verzonnen", True),
        ("wies.verzonnen", True),
        ("fietsgek", True),
        ("wies", False),
        ("Fietsgek", False),
        ("Wies Verzonnen", False),
        ("W.V.", False),
        ("wies verzonnen", False),
    ],
)
def test_a_handle_is_one_word_with_a_digit_an_underscore_a_dot_or_no_capital(author, handle):
    assert name_of(author).handle is handle


@pytest.mark.parametrize(
    ("author", "full"),
    [("Wies Verzonnen", True), ("fietsgek12", True), ("W. Verzonnen", False), ("Wies", False), ("Anoniem", False)],
)
def test_a_name_is_full_where_few_others_bear_it(author, full):
    assert name_of(author).full is full


@pytest.mark.parametrize(
    ("one", "other", "rarity"),
    [
        ("Wies Verzonnen", "Truus Bedacht", 0.0),
        ("Jan Verzonnen", "Jan Bedacht", 1.0),
        ("Wies Verzonnen", "Wies Bedacht", 3.0),
        ("Jan Verzonnen", "Jan Verzonnen", 4.0),
        ("Wies Verzonnen", "Wies Verzonnen", 6.0),
        ("W. V.", "W. B.", 0.0),
        ("Anoniem", "Anoniem", 0.0),
        ("klant 48213", "klant 48213", 0.0),
    ],
)
def test_a_name_in_common_says_more_the_fewer_bear_it(one, other, rarity):
    assert shared_rarity(name_of(one), name_of(other)) == rarity


@pytest.mark.parametrize(
    ("one", "other"), [("WiesV", "Wies V"), ("WV", "W.V."), ("truusv", "Truus V."), ("WiesVerzonnen", "Wies Verzonnen")]
)
def test_names_of_the_same_letters_are_alike_both_ways(one, other):
    assert likeness(name_of(one), name_of(other)) is likeness(name_of(other), name_of(one))

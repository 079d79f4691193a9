"""A name in texts: found as a whole in any spelling, and taken out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints.privacy.names import ERASED, Name, without


@pytest.mark.parametrize("author", ["Truus Bedacht", "TRUUS  bedacht", " trúus bedächt ", "truus\u00a0bedacht"])
def test_a_name_is_the_same_in_any_case_accents_and_spacing(author):
    assert Name("Truus Bedacht").is_name_of(author)


@pytest.mark.parametrize("author", ["Truus", "Truus Bedachtzaam", "Mevr. Truus Bedacht", "", None])
def test_a_part_of_a_name_is_another_name(author):
    assert not Name("Truus Bedacht").is_name_of(author)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Truus Bedacht belde", f"{ERASED} belde"),
        ("van trúús   BEDACHT: boos", f"van {ERASED}: boos"),
        ("https://x.example/u/truus-bedacht/1", f"https://x.example/u/{ERASED}/1"),
        ("https://x.example/?u=Truus%20Bedacht", f"https://x.example/?u={ERASED}"),
        ("Tru\u0301us Bedacht\u0301, en Truus Bedacht", f"{ERASED}, en {ERASED}"),
        ("Truus Bedachtzaam", "Truus Bedachtzaam"),
        ("Struus Bedacht", "Struus Bedacht"),
        ("Truus en mevrouw Bedacht", "Truus en mevrouw Bedacht"),
    ],
)
def test_a_name_goes_out_of_a_text_as_words_of_its_own(text, left):
    assert Name("Truus Bedacht").out_of(text) == left


def test_a_name_of_letters_that_are_no_words_is_found_too():
    assert Name("🚲").out_of("van 🚲!") == f"van {ERASED}!"


@pytest.mark.parametrize(
    ("name", "full"), [("Truus Bedacht", True), ("Truus", False), ("Truus B.", True), ("🚲", False)]
)
def test_two_words_say_who_is_meant(name, full):
    assert Name(name).full is full


def test_a_name_goes_out_of_all_texts_within_a_value_and_nothing_else_changes():
    value = {"author": "Bo", "n": 3, "none": None, "lines": ["Truus Bedacht", {"deep": "zei Truus Bedacht"}]}
    assert without([Name("Truus Bedacht")], value) == {**value, "lines": [ERASED, {"deep": f"zei {ERASED}"}]}


@given(before=st.text(max_size=20), after=st.text(max_size=20))
def test_whatever_stands_around_it_the_name_does_not_stand_in_what_is_left(before, after):
    name = Name("Éva d'Olst")
    assert not name.stands_in(name.out_of(f"{before} Eva D'OLST {after}"))

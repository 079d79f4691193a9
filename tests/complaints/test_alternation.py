"""Choices laid out by their first letter find what they found as they were written."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints.model.alternation import by_first_letter

CHOICES = r"ab+|\bba|(?:c|\b(?:d|ab))a?b|(?:ca )?bc|abc|b?da|[cd]b\b"


@pytest.mark.parametrize(
    ("choices", "laid_out"),
    [
        ("foo|bar|fee", "f(?:oo|ee)|b(?:ar)"),
        (r"\bfoo|foot", r"f(?:(?<=\bf)oo|oot)"),
        ("(?:een|twee) keer", "e(?:en keer)|t(?:wee keer)"),
        ("(?:heel )?laat", "h(?:eel laat)|l(?:aat)"),
        ("s?pam|ham", "h(?:am)|s?pam"),
    ],
)
def test_choices_are_laid_out_by_the_letter_they_begin_with(choices, laid_out):
    assert by_first_letter(choices) == laid_out


@given(st.text("abcd ", max_size=12))
def test_what_is_found_begins_where_it_did(text):
    before, after = (re.search(each, text) for each in (CHOICES, by_first_letter(CHOICES)))
    assert (before and before.start()) == (after and after.start())

"""Is this the same post in other words? Asked of two posts by one author of one date."""

import pytest
from builders import an_unnamed_post

from complaints.match import is_edit

LONG = "De fiets kwam drie weken te laat en het zadel was gescheurd."


@pytest.mark.parametrize(
    ("before", "after", "same"),
    [
        (LONG, LONG, True),
        (LONG, LONG + " Update: nog steeds niets gehoord.", True),
        (LONG + " Update: opgelost.", LONG, True),
        (LONG, "DE FIETS kwam drie weken te laat, en het zádel was stuk!", True),
        ("een twee drie vier", "een twee vijf zes", True),
        ("een twee drie vier", "een vijf zes zeven", False),
        (LONG, "Mijn tweede bestelling: bel ontbrak, niemand neemt op.", False),
        ("Slechte winkel, nooit meer", "Slechte winkel, nooit meer", True),
        ("Nooit meer hier", "Nooit meer hier", False),
        ("Slecht", "Slecht!", False),
        (None, LONG, False),
        (None, None, False),
    ],
)
def test_half_of_the_shorter_texts_words_must_stand_in_the_other(before, after, same):
    posts = [an_unnamed_post(title=None, text=text) for text in (before, after)]
    assert is_edit(*posts) is same


def test_the_title_counts_as_text():
    before = an_unnamed_post(title="Drie weken te laat", text=None)
    assert is_edit(before, an_unnamed_post(title=None, text="Nog steeds: drie weken te laat."))

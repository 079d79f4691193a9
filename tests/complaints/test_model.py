"""The shipped model: small, plain, and learnt anew byte for byte."""

import json
import time

import pytest
from builders import a_review

from bench.labelled import inputs_digest
from complaints.model.reading import LANGUAGES, THEMES, language_of, read
from complaints.model.weights import FILE, shipped


def test_the_model_weighs_less_than_a_megabyte():
    assert FILE.stat().st_size <= 1_000_000


def test_the_model_has_a_head_for_each_question():
    assert set(shipped().heads) == {"complaint", "full", "grave", *THEMES, *LANGUAGES}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Goed geholpen en snel in huis", "nl"),
        ("Ge moet daar nie bestellen, ze sturen u van het kastje naar de muur", "nl"),
        ("Livraison rapide et produit conforme", "fr"),
        ("Quick delivery and a good price", "en"),
        ("Schnelle Lieferung und gute Ware", "de"),
    ],
)
def test_the_language_is_told_by_the_text(text, language):
    assert language_of(a_review(None, title=None, text=text)) == language


@pytest.mark.parametrize("text", [None, "", "👎", "Nou.", "12345", "!!!"])
def test_of_less_than_two_words_nothing_is_told(text):
    review = a_review(None, title=None, text=text)
    assert (read(review), language_of(review)) == (None, None)


def test_a_text_of_any_length_is_read_in_a_bounded_time():
    review = a_review(None, title=None, text="nooit meer bestellen " * 50_000)
    read(review)
    begun = time.process_time()
    read(review)
    assert time.process_time() - begun < 0.5


def test_the_shipped_weights_were_learnt_from_the_reviews_and_the_recipe_that_stand_here():
    first = json.loads(FILE.read_text(encoding="utf-8").partition("\n")[0])

    assert first["learnt_from"] == inputs_digest(), "run `make model`"

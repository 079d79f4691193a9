"""One review from elsewhere: what is taken, and what is named as wrong."""

from __future__ import annotations

from typing import Any

import pytest
from builders import NOW, a_review, answered
from hypothesis import given
from hypothesis import strategies as st

from complaints.complaint_table import flat
from complaints.review import Rating, Reply, Review, review_json
from complaints.shop import Shop
from klachtwacht.review_lines import COLUMNS, BadReviewError, Given, data_of, review_of

GIVEN = Given(site="import", zone=Shop(key="x", name="x").zone, now=NOW)


def of_row(**cells: str) -> Review:
    return review_of(data_of({"text": "Krom wiel.", **{k.replace("__", "."): v for k, v in cells.items()}}), GIVEN)


def test_a_review_of_the_contract_is_that_review():
    review = answered(a_review(2, pros=("snel",), cons=("krom", "laat"), recommend=False), published="2026-11-15")
    assert review_of(review_json(review), GIVEN) == review


def test_what_findings_prints_can_be_imported():
    assert review_of({**review_json(a_review(2)), "finding": 7, "decision": "complaint", "match": None}, GIVEN)


def test_a_key_that_is_left_out_is_unknown_and_the_site_is_that_of_the_file():
    assert review_of({"text": "Krom wiel."}, GIVEN) == Review(site="import", text="Krom wiel.", reader="import")


def test_a_mark_without_a_scale_has_that_of_the_file():
    ten = Given(site="import", zone=GIVEN.zone, now=NOW, best=10)
    assert review_of({"rating": {"value": 4}}, ten).rating == Rating(value=4, best=10)
    assert review_of({"rating": {"value": 4, "best": 5}}, ten).rating == Rating(value=4, best=5)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ([], "this is no object"),
        ({}, "there is nothing in it"),
        ({"author": "Truus", "published": "2026-11-14"}, "there is nothing in it"),
        ({"text": "a", "raiting": 4}, "raiting: Extra inputs"),
        ({"text": 4}, "text: Input should be a valid string"),
        ({"rating": 4}, "rating: "),
        ({"rating": {"best": 5}}, "rating.value: Field required"),
        ({"rating": {"value": "4"}}, "rating.value: Input should be a valid number"),
        ({"rating": {"value": -1}}, "rating.value: "),
        ({"rating": {"value": float("nan")}}, "rating.value: "),
        ({"rating": {"value": 4, "best": 0}}, "rating.best: "),
        ({"text": "a", "recommend": "ja"}, "recommend: "),
        ({"text": "a", "published": "gisteren"}, "published: this is no date"),
        ({"text": "a", "published": "2026-02-31"}, "published: this is no date"),
        ({"text": "a", "published": "2027-01-01"}, "published: this is no date"),
        ({"text": "a", "reply": {"text": "b", "published": "1970-01-01"}}, "reply.published: this is no date"),
        ({"text": "a", "pros": "snel"}, "pros: "),
        ({"text": "a", "language": "Nederlands"}, "language: "),
        ({"text": "a", "site": "een site"}, "site: "),
        ({"text": "a", "reader": "\0"}, "reader: "),
    ],
)
def test_what_is_wrong_is_named_by_its_key(data: Any, said: str):
    with pytest.raises(BadReviewError, match="^" + said):
        review_of(data, GIVEN)


@pytest.mark.parametrize(
    ("written", "published"),
    [
        ("2026-11-14", "2026-11-14"),
        ("2026-11", "2026-11"),
        ("14-11-2026", "2026-11-14"),
        ("4/11/2026", "2026-11-04"),
        ("14-11-2026 9:30", "2026-11-14T09:30:00+01:00"),
        ("2026-07-14 09:30", "2026-07-14T09:30:00+02:00"),
        ("2026-11-14T09:30:00+01:00", "2026-11-14T09:30:00+01:00"),
    ],
)
def test_a_date_of_a_spreadsheet_is_one_of_the_contract(written: str, published: str):
    assert of_row(published=written).published == published


@pytest.mark.parametrize(
    ("cells", "field", "value"),
    [
        ({"rating__value": "4,5", "rating__best": "5"}, "rating", Rating(value=4.5, best=5)),
        ({"rating__value": "4.5"}, "rating", Rating(value=4.5)),
        ({"rating__value": "", "rating__best": ""}, "rating", None),
        ({"recommend": "ONWAAR"}, "recommend", False),
        ({"verified_buyer": "ja"}, "verified_buyer", True),
        ({"pros": "snel; aardig ;"}, "pros", ("snel", "aardig")),
        ({"cons": '["krom; scheef", "laat"]'}, "cons", ("krom; scheef", "laat")),
        ({"cons": "[sic] krom"}, "cons", ("[sic] krom",)),
        ({"reply__text": "Excuses."}, "reply", Reply(text="Excuses.")),
        ({"finding": "7", "complaint": "KW-2026-00001"}, "id", None),
    ],
)
def test_the_cells_of_a_row_are_the_keys_of_the_json(cells: dict[str, str], field: str, value: Any):
    assert getattr(of_row(**cells), field) == value


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"rating__value": "goed"}, "rating.value: this is no number"),
        ({"rating__value": "4/5"}, "rating.value: this is no number"),
        ({"rating__best": "5"}, "rating.value: Field required"),
        ({"recommend": "misschien"}, "recommend: this is neither"),
        ({"cons": "[1, 2]"}, "cons.0: "),
        ({"reply__published": "2026-11-14"}, "reply.text: Field required"),
    ],
)
def test_a_cell_that_is_not_of_its_kind_is_named(cells: dict[str, str], said: str):
    with pytest.raises(BadReviewError, match=said):
        of_row(**cells)


LETTERS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)


@given(
    text=LETTERS, author=st.none() | LETTERS, pros=st.lists(LETTERS, max_size=2), mark=st.sampled_from([None, 1, 4.5])
)
def test_a_review_flattened_into_cells_and_read_again_is_that_review(text, author, pros, mark):
    review = a_review(mark, text=text, author=author, pros=tuple(pros))
    assert review_of(data_of(flat(review_json(review))), GIVEN) == review


def test_the_columns_are_the_keys_of_a_review_flattened():
    whole = answered(a_review(2))
    assert set(flat(review_json(whole))) == COLUMNS

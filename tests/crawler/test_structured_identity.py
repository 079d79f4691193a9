from __future__ import annotations

from typing import Any

import pytest
from structured_pages import URL, only, rated, reading, review_node


@pytest.mark.parametrize(
    ("properties", "own_id"),
    [
        ({"identifier": "r-778"}, "r-778"),
        ({"identifier": 90817}, "90817"),
        ({"identifier": {"@type": "PropertyValue", "value": "r-778"}}, "r-778"),
        ({"identifier": [{"value": "r-778"}]}, "r-778"),
        (
            {"@id": "https://reviews.example/#/schema/Review/voorbeeld/6456aa8afe4e676d706281c4"},
            "6456aa8afe4e676d706281c4",
        ),
        ({"@id": URL + "#review-98765"}, "review-98765"),
        ({"@id": "#comment-10870"}, "comment-10870"),
        ({"url": "/r/10870"}, "10870"),
        ({"url": "/r/de-bel-was-stuk"}, "https://reviews.example/r/de-bel-was-stuk"),
        ({"url": "/r?id=77"}, "https://reviews.example/r?id=77"),
        ({"@id": "_:b0", "url": "/r/10870"}, "10870"),
    ],
)
def test_the_site_s_own_id_is_kept(properties: dict[str, Any], own_id: str) -> None:
    assert only(review_node(**properties)).id == own_id


@pytest.mark.parametrize(
    "properties",
    [
        {"@id": "#review-3"},
        {"@id": "#review3"},
        {"@id": URL + "#reviews/12"},
        {"@id": URL},
        {"url": URL + "/"},
        {"@id": "_:b12345"},
        {"identifier": True},
        {"identifier": "x" * 1000},
        {"url": "mailto:ilse@mail.example"},
        {},
    ],
)
def test_a_position_or_the_page_itself_is_no_id(properties: dict[str, Any]) -> None:
    assert only(review_node(**properties)).id is None


def test_an_address_that_reviews_share_is_no_id() -> None:
    shared = {"url": "https://reviews.example/product/lamp"}
    found = reading([review_node(author=name, **shared) for name in ("Ilse", "Bart")])
    assert [(review.author, review.id, review.url) for review in found.reviews] == [
        ("Ilse", None, shared["url"]),
        ("Bart", None, shared["url"]),
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"@id": "#r10001"}, {"@id": "#r10001"}),
        ({"url": "/r/10001"}, {"url": "/r/10001"}),
        ({"@id": "#r10001"}, {}),
        ({"datePublished": "2026-11-01"}, {"datePublished": "2026-11-01T10:00:00Z"}),
        ({}, {}),
    ],
)
def test_the_same_review_twice_counts_once(one: dict[str, Any], other: dict[str, Any]) -> None:
    found = reading(review_node(author="Ilse", **one), review_node(author="Ilse", **other))
    assert len(found.reviews) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"@id": "#r10001"}, {"@id": "#r10002"}),
        ({"datePublished": "2026-11-01"}, {"datePublished": "2026-11-02"}),
        ({"author": "Bart"}, {}),
        ({"reviewBody": "De ketting brak."}, {}),
    ],
)
def test_reviews_that_differ_stay_apart(one: dict[str, Any], other: dict[str, Any]) -> None:
    found = reading([review_node(**{"author": "Ilse"} | each) for each in (one, other)])
    assert len(found.reviews) == 2


def test_marks_without_a_word_are_never_taken_for_one() -> None:
    assert len(reading([rated(1) | {"reviewBody": None}] * 2).reviews) == 2


def test_of_two_copies_each_gives_what_the_other_lacks() -> None:
    review = only(
        review_node(author="Ilse", datePublished="2026-11-01"),
        rated(2) | {"author": "Ilse", "datePublished": "2026-11-01T10:00:00Z", "@id": "#r10001"},
    )
    assert (review.published, review.id) == ("2026-11-01T10:00:00+00:00", "r10001")
    assert review.rating is not None
